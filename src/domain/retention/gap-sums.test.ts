import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gapsAtWindow, meanGapSeconds, type GapMixture } from '../swarm/gap-mixture.ts';
import { gapMixtures, magnitudes } from '../testing/arbitraries.ts';
import { CORPUS_GAP, everyGap } from '../testing/builders.ts';
import { mulberry32 } from '../testing/naive-swarm-cache.ts';
import { gapLattice, sumsWithin, visitGaps } from './gap-sums.ts';

const ONE_LOGNORMAL: GapMixture = [{ weight: 1, medianSeconds: 120, logSigma: 1.2 }];
const NARROW: GapMixture = [{ weight: 1, medianSeconds: 37, logSigma: 0.2 }];
const GAPS: readonly (readonly [string, GapMixture])[] = [
  ['three parts with a heavy tail', CORPUS_GAP],
  ['one wide part', ONE_LOGNORMAL],
  ['one narrow part', NARROW],
];

function gapDraws({ gap, seed }: { gap: GapMixture; seed: number }): () => number {
  const random = mulberry32(seed);
  const weights = gap.reduce((sum, { weight }) => sum + weight, 0);
  return () => {
    let left = random() * weights;
    const part = gap.find(({ weight }) => (left -= weight) < 0) ?? gap[0];
    if (!part) throw new Error('No gaps');
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return part.medianSeconds * Math.exp(part.logSigma * normal);
  };
}

describe('a lattice of gaps', () => {
  test('keeps the mean of a gap between two of its points', () => {
    // 128 cells of 10 s: 25 s are 2 or 3 cells.
    const { cellSeconds, chances } = gapLattice({ gap: everyGap(25), seconds: 1_280 });
    expect(cellSeconds).toBe(10);
    expect(chances.slice(0, 5)).toEqual(Float64Array.of(0, 0, 0.5, 0.5, 0));
  });

  test('holds all but what is longer than it', () => {
    fc.assert(
      fc.property(gapMixtures, magnitudes(1, 1e6), (gap, seconds) => {
        const { chances } = gapLattice({ gap, seconds });
        const inside = chances.reduce((sum, chance) => sum + chance, 0);
        expect(chances.every((chance) => chance >= 0)).toBe(true);
        expect(inside).toBeLessThanOrEqual(1 + 1e-9);
        expect(inside).toBeGreaterThanOrEqual(1 - gapsAtWindow({ gap, windowSeconds: seconds }).survivalRatio - 1e-9);
      }),
    );
  });

  test('is another one for another length, and the same for the same', () => {
    const gap = everyGap(25);
    const first = gapLattice({ gap, seconds: 1_280 });
    expect(gapLattice({ gap, seconds: 1_280 })).toBe(first);
    expect(gapLattice({ gap, seconds: 640 }).cellSeconds).toBe(5);
    expect(gapLattice({ gap, seconds: 1_280 })).toEqual(first);
  });
});

describe('sums of gaps', () => {
  test('of one length end within a window or do not, the window included', () => {
    expect([...sumsWithin({ gap: everyGap(100), windowSeconds: 300, most: 5 })]).toEqual([1, 1, 1, 0, 0]);
    expect([...sumsWithin({ gap: everyGap(100), windowSeconds: 299, most: 3 })]).toEqual([1, 1, 0]);
  });

  test('of none, in no time and in all time', () => {
    expect(sumsWithin({ gap: CORPUS_GAP, windowSeconds: 300, most: 0 })).toHaveLength(0);
    expect([...sumsWithin({ gap: CORPUS_GAP, windowSeconds: 0, most: 2 })]).toEqual([0, 0]);
    expect([...sumsWithin({ gap: CORPUS_GAP, windowSeconds: Infinity, most: 2 })]).toEqual([1, 1]);
  });

  test('of one gap are what gaps are', () => {
    for (const [, gap] of GAPS)
      for (const windowSeconds of [5, 300, 36_000])
        expect(sumsWithin({ gap, windowSeconds, most: 4 })[0]).toBe(
          1 - gapsAtWindow({ gap, windowSeconds }).survivalRatio,
        );
  });

  test.each(GAPS)('end within windows as often as drawn ones: %s', (_, gap) => {
    const most = 30;
    const draws = 20_000;
    const windows = [60, 300, 3_600];
    const draw = gapDraws({ gap, seed: 3 });
    const counts = windows.map(() => new Float64Array(most));
    for (let i = 0; i < draws; i++) {
      let total = 0;
      for (let j = 0; j < most; j++) {
        total += draw();
        for (const [w, windowSeconds] of windows.entries()) {
          const count = counts[w];
          if (count && total <= windowSeconds) count[j] = (count[j] ?? 0) + 1;
        }
      }
    }
    // A standard error of at most 0.35 points.
    windows.forEach((windowSeconds, w) =>
      sumsWithin({ gap, windowSeconds, most }).forEach((within, j) =>
        expect(Math.abs(within - (counts[w]?.[j] ?? NaN) / draws)).toBeLessThan(0.013),
      ),
    );
  });

  test('of more gaps end within a window less often, and none has a chance outside 0 … 1', () => {
    fc.assert(
      fc.property(gapMixtures, magnitudes(1, 1e6), fc.integer({ min: 1, max: 300 }), (gap, windowSeconds, most) => {
        const within = sumsWithin({ gap, windowSeconds, most });
        within.forEach((chance, i) => {
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(within[i - 1] ?? 1);
        });
      }),
    );
  });
});

describe('visits of one of k replicas', () => {
  test.each(GAPS)('come as far apart as drawn ones: %s', (_, gap) => {
    for (const replicas of [2, 16]) {
      const seconds = 3_600;
      const { survivalRatio, limitedMeanSeconds } = visitGaps({ gap, replicas, seconds });
      const draw = gapDraws({ gap, seed: 4 });
      const random = mulberry32(5);
      const gaps = Array.from({ length: 20_000 }, () => {
        let total = draw();
        while (random() * replicas >= 1) total += draw();
        return total;
      });
      // Cells are 28 s long; within one or two of them it is a straight line that is drawn.
      for (const at of [300, 1_200, 3_600]) {
        const outlasting = gaps.filter((total) => total > at).length / gaps.length;
        expect(Math.abs(survivalRatio(at) - outlasting)).toBeLessThan(0.015);
        const limited = gaps.reduce((sum, total) => sum + Math.min(at, total), 0) / gaps.length;
        expect(Math.abs(limitedMeanSeconds(at) / limited - 1)).toBeLessThan(0.04);
      }
      expect(limitedMeanSeconds(Infinity)).toBeCloseTo(replicas * meanGapSeconds(gap), 6);
    }
  });

  test('survive less and last longer on average the longer one looks, beyond the lattice too', () => {
    fc.assert(
      fc.property(
        gapMixtures,
        magnitudes(1, 1e5),
        fc.integer({ min: 2, max: 100 }),
        magnitudes(1, 1e7),
        (gap, seconds, replicas, at) => {
          const { survivalRatio, limitedMeanSeconds } = visitGaps({ gap, replicas, seconds });
          expect(survivalRatio(0)).toBe(1);
          expect(survivalRatio(2 * at)).toBeLessThanOrEqual(survivalRatio(at));
          expect(survivalRatio(at)).toBeGreaterThanOrEqual(0);
          expect(limitedMeanSeconds(2 * at)).toBeGreaterThanOrEqual(limitedMeanSeconds(at));
          expect(limitedMeanSeconds(at)).toBeLessThanOrEqual(Math.min(at * (1 + 1e-9), replicas * meanGapSeconds(gap)));
        },
      ),
    );
  });
});
