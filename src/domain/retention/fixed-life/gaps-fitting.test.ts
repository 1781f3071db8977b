import { describe, expect, test } from 'vitest';
import { CORPUS_GAP, everyGap } from '../../testing/builders.ts';
import { gapsAtWindow, type GapMixture } from '../../swarm/gap-mixture.ts';
import { gapsFitting } from './gaps-fitting.ts';

/** F_j by adding one gap after another on a fine grid, each gap at the middle of its cell. */
function slowFitRatios({
  gap,
  windowSeconds,
  most,
}: {
  gap: GapMixture;
  windowSeconds: number;
  most: number;
}): number[] {
  const cells = 2_000;
  const below = Array.from({ length: cells + 1 }, (_, i) =>
    i === 0 ? 0 : 1 - gapsAtWindow({ gap, windowSeconds: (i * windowSeconds) / cells }).survivalRatio,
  );
  const masses = Array.from({ length: cells }, (_, i) => (below[i + 1] ?? 0) - (below[i] ?? 0));
  let sums = Float64Array.from(masses);
  const ratios = [1, below[cells] ?? 0];
  for (let j = 2; j <= most; j++) {
    const next = new Float64Array(cells);
    for (let a = 0; a < cells; a++)
      for (let b = 0; a + b < cells; b++) next[a + b] = (next[a + b] ?? 0) + (sums[a] ?? 0) * (masses[b] ?? 0);
    sums = next;
    // Cell i of a sum of j gaps stands for (i + j ÷ 2) cells.
    ratios.push(sums.subarray(0, Math.max(0, cells - Math.floor(j / 2))).reduce((sum, mass) => sum + mass, 0));
  }
  return ratios;
}

describe('gaps that fit into a window', () => {
  test.each([30, 300])('are as many as on a fine grid: recorded sessions, %d s', (windowSeconds) => {
    const most = 12;
    const slow = slowFitRatios({ gap: CORPUS_GAP, windowSeconds, most });
    const { step, fitRatios } = gapsFitting({ gap: CORPUS_GAP, windowSeconds, mostGaps: most });
    expect(step).toBe(1);
    slow.forEach((ratio, j) => expect(Math.abs((fitRatios[j] ?? 0) - ratio)).toBeLessThan(0.001));
  });

  test('fixed gaps are counted', () => {
    expect(gapsFitting({ gap: everyGap(60), windowSeconds: 300, mostGaps: 9 }).fitRatios).toEqual([
      1, 1, 1, 1, 1, 1, 0,
    ]);
    expect(gapsFitting({ gap: everyGap(0.1), windowSeconds: 0.3, mostGaps: 9 }).fitRatios).toEqual([1, 1, 1, 1, 0]);
    expect(gapsFitting({ gap: everyGap(60), windowSeconds: 300, mostGaps: 2 }).fitRatios).toEqual([1, 1, 1]);
  });

  test('fixed gaps of two lengths fit when they end with the window', () => {
    // 10 s with ¾, 30 s with ¼, in 60 s: two of any; three but for 30 + 30 + 10 and 30 + 30 + 30; and so on.
    const gap = [
      { weight: 3, medianSeconds: 10, logSigma: 0 },
      { weight: 1, medianSeconds: 30, logSigma: 0 },
    ];
    const { fitRatios } = gapsFitting({ gap, windowSeconds: 60, mostGaps: 9 });
    const [tens, thirties] = [0.75, 0.25];
    const atMostOneThirty = (j: number): number => tens ** j + j * tens ** (j - 1) * thirties;
    const expected = [1, 1, 1, atMostOneThirty(3), atMostOneThirty(4), tens ** 5, tens ** 6, 0];
    expect(fitRatios).toHaveLength(expected.length);
    expected.forEach((ratio, j) => expect(fitRatios[j]).toBeCloseTo(ratio, 6));
  });

  test('steps stand for the gaps that they skip', () => {
    // Sums of 200 and more gaps of 1 s ± 0.5 are nearly normal: half of them fit into as many times their mean.
    const gap = [{ weight: 1, medianSeconds: 1, logSigma: 0.5 }];
    const { step, fitRatios } = gapsFitting({ gap, windowSeconds: 1_000 * Math.exp(0.125), mostGaps: 100_000 });
    expect(step).toBeGreaterThan(10);
    const total = fitRatios.reduce((sum, ratio) => sum + ratio, -0.5) * step;
    expect(total / 1_000).toBeCloseTo(1, 2);
    expect(fitRatios.at(-1)).toBe(0);
  });
});
