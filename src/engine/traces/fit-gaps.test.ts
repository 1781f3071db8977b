import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gapsAtWindow, type GapMixture } from '../../domain/swarm/gap-mixture.ts';
import { createRandom, gapSampler } from '../random.ts';
import { GAP_CAUSE_CODES } from '../readers/log.ts';
import { fitGaps, fitGapsByCause, survivalOf } from './fit-gaps.ts';

function drawn({ gap, count, seed }: { gap: GapMixture; count: number; seed: number }): Float64Array {
  const random = createRandom(seed);
  const sample = gapSampler(gap);
  return Float64Array.from({ length: count }, () => sample(random));
}

/** Share of gaps longer than T, of the sample less of the fit. */
function differences({ gap, gapSeconds }: { gap: GapMixture; gapSeconds: Float64Array }): readonly number[] {
  return [30, 60, 300, 600, 3_600].map(
    (windowSeconds) => survivalOf({ gapSeconds, windowSeconds }) - gapsAtWindow({ gap, windowSeconds }).survivalRatio,
  );
}

describe('a fit of gaps', () => {
  test('finds one lognormal, and that it is one', () => {
    const gapSeconds = drawn({ gap: [{ weight: 1, medianSeconds: 10, logSigma: 0.5 }], count: 10_000, seed: 1 });
    const fit = fitGaps({ gapSeconds });
    expect(fit?.gap).toHaveLength(1);
    expect(fit?.gap[0]?.medianSeconds).toBeCloseTo(10, 0);
    expect(Math.abs((fit?.gap[0]?.medianSeconds ?? 0) / 10 - 1)).toBeLessThan(0.02);
    expect(fit?.gap[0]?.logSigma).toBeCloseTo(0.5, 1);
  });

  test('finds two that lie apart', () => {
    const gap = [
      { weight: 0.7, medianSeconds: 12, logSigma: 0.5 },
      { weight: 0.3, medianSeconds: 600, logSigma: 1 },
    ];
    const fit = fitGaps({ gapSeconds: drawn({ gap, count: 20_000, seed: 2 }) });
    expect(fit?.gap).toHaveLength(2);
    for (const [index, { weight, medianSeconds, logSigma }] of gap.entries()) {
      const part = fit?.gap[index];
      expect(Math.abs((part?.weight ?? 0) - weight)).toBeLessThan(0.01);
      expect(Math.abs((part?.medianSeconds ?? 0) / medianSeconds - 1)).toBeLessThan(0.05);
      expect(Math.abs((part?.logSigma ?? 0) - logSigma)).toBeLessThan(0.04);
    }
  });

  test('of three that overlap, as gaps of coding sessions do, is within a point of every mark', () => {
    const gap = [
      { weight: 0.586, medianSeconds: 12.67, logSigma: 0.428 },
      { weight: 0.31, medianSeconds: 39.5, logSigma: 0.824 },
      { weight: 0.104, medianSeconds: 240.9, logSigma: 1.543 },
    ];
    const whole = drawn({ gap, count: 40_000, seed: 3 }).map(Math.round);
    const fit = fitGaps({ gapSeconds: whole });
    expect(fit?.gap).toHaveLength(3);
    for (const difference of differences({ gap: fit?.gap ?? [], gapSeconds: whole }))
      expect(Math.abs(difference)).toBeLessThan(0.01);
  });

  test('knows zeros and ties', () => {
    expect(fitGaps({ gapSeconds: Float64Array.of(NaN) })).toBeNull();
    expect(fitGaps({ gapSeconds: Float64Array.of(300, 300, 300) })?.gap).toEqual([
      { weight: 1, medianSeconds: 300, logSigma: 0 },
    ]);
    expect(fitGaps({ gapSeconds: Float64Array.of(0, 0) })?.gap[0]?.medianSeconds).toBe(0.5);
    expect(fitGaps({ gapSeconds: Float64Array.of(0, 0.0001) })?.gap[0]?.medianSeconds).toBe(0.05);
    const ties = Float64Array.from({ length: 200 }, (_, index) => (index < 100 ? 5 : 50));
    const { gap = [] } = fitGaps({ gapSeconds: ties }) ?? {};
    expect(gapsAtWindow({ gap, windowSeconds: 10 }).survivalRatio).toBeCloseTo(0.5, 3);
    expect(gap.every(({ logSigma }) => logSigma >= 0.05)).toBe(true);
  });

  test('lets gaps weigh what they cost', () => {
    const gapSeconds = Float64Array.from({ length: 100 }, (_, index) => (index < 50 ? 10 + index : 1_000 + index));
    const weights = gapSeconds.map((gap) => (gap < 100 ? 3 : 1));
    const { gap = [] } = fitGaps({ gapSeconds, weights }) ?? {};
    expect(survivalOf({ gapSeconds, weights, windowSeconds: 300 })).toBe(0.25);
    expect(gapsAtWindow({ gap, windowSeconds: 300 }).survivalRatio).toBeCloseTo(0.25, 2);
  });

  test('tells causes apart, in at most six parts', () => {
    const parts = [
      { weight: 0.5, medianSeconds: 10, logSigma: 0.4 },
      { weight: 0.3, medianSeconds: 100, logSigma: 0.4 },
      { weight: 0.2, medianSeconds: 2_000, logSigma: 0.4 },
    ];
    const gapSeconds = drawn({ gap: parts, count: 6_000, seed: 4 });
    const codes = [GAP_CAUSE_CODES.tool, GAP_CAUSE_CODES.tool, GAP_CAUSE_CODES.person, GAP_CAUSE_CODES.unknown];
    const cause = Uint8Array.from(gapSeconds, (_, index) => codes[index % 4] ?? 0);
    const fit = fitGapsByCause({ gapSeconds, cause });
    expect(fit?.gaps).toBe(6_000);
    expect(fit?.gap.length).toBeLessThanOrEqual(6);
    const share = (of: 'tool' | 'person' | undefined) =>
      (fit?.gap ?? []).filter((part) => part.cause === of).reduce((sum, { weight }) => sum + weight, 0);
    expect([share('tool'), share('person'), share(undefined)]).toEqual([
      expect.closeTo(0.5, 3),
      expect.closeTo(0.25, 3),
      expect.closeTo(0.25, 3),
    ]);
  });

  test('of any gaps is a mixture that a scenario accepts, and the same each time', () => {
    const gaps = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ min: 0, max: 1e9, noNaN: true })), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(gaps, (values) => {
        const gapSeconds = Float64Array.from(values);
        const fit = fitGaps({ gapSeconds });
        expect(fit).toEqual(fitGaps({ gapSeconds }));
        expect(fit?.gap.length).toBeGreaterThan(0);
        for (const { weight, medianSeconds, logSigma } of fit?.gap ?? []) {
          expect(weight > 0 && weight <= 1).toBe(true);
          expect(medianSeconds >= 0.001 && medianSeconds <= 1e8).toBe(true);
          expect(logSigma >= 0 && logSigma <= 6).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
