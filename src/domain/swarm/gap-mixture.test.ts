import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, gapMixtures, magnitudes } from '../testing/arbitraries.ts';
import { CORPUS_GAP, everyGap } from '../testing/builders.ts';
import {
  excessMoments,
  gapQuantileSeconds,
  gapVarianceSeconds2,
  gapsAtWindow,
  meanGapSeconds,
  type GapMixture,
} from './gap-mixture.ts';

/** The 1-component median 100 s, σ 1: everything about it has a textbook form. */
const ONE_LOGNORMAL: GapMixture = [{ weight: 3, medianSeconds: 100, logSigma: 1 }];

/** ∫₀ᵀ P(G > t) dt by Simpson's rule on ln t, from where nothing has returned yet. */
function integratedSurvival({ gap, windowSeconds }: { gap: GapMixture; windowSeconds: number }): number {
  const first = 1e-4;
  const steps = 4_000;
  const width = Math.log(windowSeconds / first) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const t = first * Math.exp(i * width);
    const simpson = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += simpson * t * gapsAtWindow({ gap, windowSeconds: t }).survivalRatio;
  }
  return first + (sum * width) / 3;
}

describe('the mixture fitted to 692 coding sessions', () => {
  // Published with the fit (its column "model"). Within one unit of the last digit printed there: the fit's own
  // parameters are printed rounded, so that its weights sum to 0.9995.
  test.each([
    [60, 0.18, 0.001],
    [300, 0.0481, 0.0001],
    [600, 0.0288, 0.0001],
    [1_800, 0.01, 0.0001],
    [3_600, 0.0041, 0.0001],
    [7_200, 0.0014, 0.0001],
  ])('outlasts %i seconds with the published share %f', (windowSeconds, published, lastDigit) => {
    const { survivalRatio } = gapsAtWindow({ gap: CORPUS_GAP, windowSeconds });
    expect(Math.abs(survivalRatio - published)).toBeLessThan(lastDigit);
  });

  test.each([1, 30, 300, 3_600, 86_400])(
    'has a limited mean at %i seconds that the survival function integrates to',
    (windowSeconds) => {
      const { limitedMeanSeconds } = gapsAtWindow({ gap: CORPUS_GAP, windowSeconds });
      const integral = integratedSurvival({ gap: CORPUS_GAP, windowSeconds });
      expect(Math.abs(limitedMeanSeconds - integral) / integral).toBeLessThan(1e-8);
    },
  );
});

describe('a single lognormal', () => {
  test('is outlasted by half of its gaps at the median, whatever the weight is called', () => {
    expect(gapsAtWindow({ gap: ONE_LOGNORMAL, windowSeconds: 100 }).survivalRatio).toBeCloseTo(0.5, 14);
  });

  test('has the mean median × e^(σ² ÷ 2)', () => {
    // 100 × e^0.5 = 164.872…
    expect(meanGapSeconds(ONE_LOGNORMAL)).toBeCloseTo(164.872_127_070_012_8, 10);
  });

  test('has the variance median² × e^(σ²) × (e^(σ²) − 1)', () => {
    // 10⁴ × e × (e − 1) = 46,707.742…
    expect(gapVarianceSeconds2(ONE_LOGNORMAL)).toBeCloseTo(46_707.742_704_716, 6);
  });

  test('is outlasted by Φ(−1) of its gaps one σ above the median', () => {
    expect(gapsAtWindow({ gap: ONE_LOGNORMAL, windowSeconds: 100 * Math.E }).survivalRatio).toBeCloseTo(
      0.158_655_253_931_457,
      12,
    );
  });
});

describe('a fixed gap', () => {
  test('is inside a window of its own length, as windows are inclusive', () => {
    expect(gapsAtWindow({ gap: everyGap(300), windowSeconds: 300 }).survivalRatio).toBe(0);
    expect(gapsAtWindow({ gap: everyGap(300), windowSeconds: 299.999 }).survivalRatio).toBe(1);
  });

  test('leaves an agent quiet for the part of the gap beyond the window', () => {
    // Seen at a random moment of a 400-second gap, the agent has been quiet for more than 100 s with chance 300 ÷ 400.
    const { limitedMeanSeconds, quietRatio } = gapsAtWindow({ gap: everyGap(400), windowSeconds: 100 });
    expect(limitedMeanSeconds).toBe(100);
    expect(quietRatio).toBe(0.75);
  });

  test('has its own length as every quantile', () => {
    for (const ratio of [0.01, 0.5, 0.99]) expect(gapQuantileSeconds({ gap: everyGap(42), ratio })).toBeCloseTo(42, 9);
  });
});

describe('any mixture', () => {
  test('keeps nothing in a window of 0 and everything in one without end', () => {
    fc.assert(
      fc.property(gapMixtures, (gap) => {
        expect(gapsAtWindow({ gap, windowSeconds: 0 })).toEqual({
          survivalRatio: 1,
          limitedMeanSeconds: 0,
          quietRatio: 1,
        });
        expect(gapsAtWindow({ gap, windowSeconds: Infinity })).toEqual({
          survivalRatio: 0,
          limitedMeanSeconds: meanGapSeconds(gap),
          quietRatio: 0,
        });
      }),
    );
  });

  test('approaches those limits', () => {
    fc.assert(
      fc.property(gapMixtures, (gap) => {
        const short = gapsAtWindow({ gap, windowSeconds: 1e-9 });
        expect(short.survivalRatio).toBeCloseTo(1, 3);
        expect(short.quietRatio).toBeCloseTo(1, 8);
        const long = gapsAtWindow({ gap, windowSeconds: 1e15 });
        expect(long.survivalRatio).toBeCloseTo(0, 9);
        expect(long.quietRatio).toBeCloseTo(0, 6);
      }),
    );
  });

  test('survives less, is quiet less and has a longer limited mean the longer the window', () => {
    fc.assert(
      fc.property(gapMixtures, magnitudes(1e-3, 1e7), between(1, 10), (gap, windowSeconds, factor) => {
        const short = gapsAtWindow({ gap, windowSeconds });
        const long = gapsAtWindow({ gap, windowSeconds: windowSeconds * factor });
        // Windows that differ in their last digits may round the other way.
        expect(long.survivalRatio).toBeLessThanOrEqual(short.survivalRatio + 1e-15);
        expect(long.quietRatio).toBeLessThanOrEqual(short.quietRatio + 1e-14);
        expect(long.limitedMeanSeconds).toBeGreaterThanOrEqual(short.limitedMeanSeconds * (1 - 1e-14));
      }),
    );
  });

  test('keeps its chances between 0 and 1 and its limited mean below both window and mean', () => {
    fc.assert(
      fc.property(gapMixtures, magnitudes(1e-3, 1e7), (gap, windowSeconds) => {
        const { survivalRatio, limitedMeanSeconds, quietRatio } = gapsAtWindow({ gap, windowSeconds });
        for (const ratio of [survivalRatio, quietRatio]) {
          expect(ratio).toBeGreaterThanOrEqual(0);
          // Shares of weights may add up to the double next to 1.
          expect(ratio).toBeLessThanOrEqual(1 + 1e-15);
        }
        expect(limitedMeanSeconds).toBeLessThanOrEqual(windowSeconds * (1 + 1e-14));
        expect(limitedMeanSeconds).toBeLessThanOrEqual(meanGapSeconds(gap));
      }),
    );
  });

  test('exceeds a window by what the limited mean leaves out, shared among the gaps that do', () => {
    // E[G] − E[min(G, T)] = P(G > T) × E[G − T | G > T].
    fc.assert(
      fc.property(gapMixtures, magnitudes(0.1, 1e4), (gap, windowSeconds) => {
        const { survivalRatio, limitedMeanSeconds } = gapsAtWindow({ gap, windowSeconds });
        fc.pre(survivalRatio > 1e-6);
        const { meanSeconds, varianceSeconds2 } = excessMoments({ gap, windowSeconds, survivalRatio });
        const mean = meanGapSeconds(gap);
        expect(Math.abs(survivalRatio * meanSeconds - (mean - limitedMeanSeconds))).toBeLessThanOrEqual(
          1e-12 * (mean + windowSeconds),
        );
        expect(varianceSeconds2).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('has the variance of all gaps where the window is next to nothing', () => {
    fc.assert(
      fc.property(gapMixtures, (gap) => {
        const windowSeconds = 1e-9;
        const { survivalRatio } = gapsAtWindow({ gap, windowSeconds });
        const { varianceSeconds2 } = excessMoments({ gap, windowSeconds, survivalRatio });
        const square = meanGapSeconds(gap) ** 2 + gapVarianceSeconds2(gap);
        expect(Math.abs(varianceSeconds2 - gapVarianceSeconds2(gap))).toBeLessThanOrEqual(1e-6 * square);
      }),
    );
  });

  test('does not change when all weights are multiplied', () => {
    fc.assert(
      fc.property(gapMixtures, magnitudes(1, 1e5), magnitudes(1e-3, 1e3), (gap, windowSeconds, factor) => {
        const scaled = gap.map((component) => ({ ...component, weight: component.weight * factor }));
        const a = gapsAtWindow({ gap, windowSeconds });
        const b = gapsAtWindow({ gap: scaled, windowSeconds });
        expect(b.survivalRatio).toBeCloseTo(a.survivalRatio, 12);
        expect(b.quietRatio).toBeCloseTo(a.quietRatio, 12);
      }),
    );
  });

  test('has quantiles that undo the survival function', () => {
    const smooth = gapMixtures.filter((gap) => gap.every(({ logSigma }) => logSigma > 0));
    fc.assert(
      fc.property(smooth, between(0.01, 0.99), (gap, ratio) => {
        const windowSeconds = gapQuantileSeconds({ gap, ratio });
        expect(1 - gapsAtWindow({ gap, windowSeconds }).survivalRatio).toBeCloseTo(ratio, 9);
      }),
    );
  });
});
