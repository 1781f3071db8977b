import { describe, expect, test } from 'vitest';
import { PRESETS } from '../catalog/presets/index.ts';
import { CORPUS_GAP, everyGap } from '../domain/testing/builders.ts';
import { gapsAtWindow, meanGapSeconds, type GapMixture } from '../domain/swarm/gap-mixture.ts';
import { createRandom, gapSampler } from './random.ts';

const DRAWS = 100_000;

function draws({ seed = 1, count = DRAWS, draw }: { seed?: number; count?: number; draw: Draw }): readonly number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => draw(random));
}
type Draw = (random: ReturnType<typeof createRandom>) => number;

function mean(values: readonly number[], of: (value: number) => number = (value) => value): number {
  return values.reduce((sum, value) => sum + of(value), 0) / values.length;
}

/** Largest distance between the share of values below a number in [0, 1) and that number: Kolmogorov and Smirnov's. */
function distanceFromUniform(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.max(
    ...sorted.map((value, i) => Math.max(Math.abs(value - i / sorted.length), (i + 1) / sorted.length - value)),
  );
}

describe('a seed', () => {
  test('gives the same numbers for ever', () => {
    const random = createRandom(1);
    const found = [random.uniform(), random.uniform(), random.normal(), random.normal(), random.exponential()];
    const expected = [
      0.043_271_917_908_377_7, 0.490_971_040_166_409_5, 0.297_822_649_535_308_7, -0.456_985_768_230_273_5,
      0.236_584_576_035_477_5,
    ];
    found.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 12));
  });

  test('gives whole runs of equal numbers, and another seed others', () => {
    const numbers = (seed: number) => draws({ seed, count: 100, draw: (random) => random.uniform() });
    expect(numbers(7)).toEqual(numbers(7));
    const all = [0, 1, 2, 7, -1, 2 ** 31 - 1].flatMap(numbers);
    expect(new Set(all).size).toBe(all.length);
  });

  test.each([0, 1, 2, 3, 10])('has a draw number %d that is spread over seeds as over draws', (at) => {
    // 2,000 seeds side by side: 5 % of true samples are farther than 1.36 ÷ √2,000 = 0.030 off, one in 10⁵ 0.055.
    const values = Array.from(
      { length: 2_000 },
      (_, seed) => draws({ seed, count: at + 1, draw: (random) => random.uniform() })[at] ?? NaN,
    );
    expect(distanceFromUniform(values)).toBeLessThan(0.055);
    const neighbours = values.slice(1).map((value, i) => 12 * (value - 0.5) * ((values[i] ?? NaN) - 0.5));
    // A correlation of 0 has a standard error of 1 ÷ √2,000 = 0.022.
    expect(Math.abs(mean(neighbours))).toBeLessThan(0.1);
  });
});

describe('numbers of one seed', () => {
  test('are uniform on [0, 1)', () => {
    const values = draws({ draw: (random) => random.uniform() });
    expect(Math.min(...values.slice(0, 10_000))).toBeGreaterThanOrEqual(0);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    // 1.95 ÷ √100,000 is passed once in 1,000 seeds.
    expect(distanceFromUniform(values)).toBeLessThan(0.0062);
    const next = values.slice(1).map((value, i) => 12 * (value - 0.5) * ((values[i] ?? NaN) - 0.5));
    expect(Math.abs(mean(next))).toBeLessThan(0.015);
  });

  test('are normal with mean 0 and variance 1, each pair unrelated', () => {
    const values = draws({ draw: (random) => random.normal() });
    // Standard errors of the first four moments: √1, √2, √15 and √96 ÷ √100,000.
    expect(Math.abs(mean(values))).toBeLessThan(0.013);
    expect(Math.abs(mean(values, (z) => z ** 2) - 1)).toBeLessThan(0.018);
    expect(Math.abs(mean(values, (z) => z ** 3))).toBeLessThan(0.05);
    expect(Math.abs(mean(values, (z) => z ** 4) - 3)).toBeLessThan(0.13);
    expect(Math.abs(mean(values, (z) => (Math.abs(z) > 1.959_964 ? 1 : 0)) - 0.05)).toBeLessThan(0.003);
    const pairs = values.slice(1).map((value, i) => value * (values[i] ?? NaN));
    expect(Math.abs(mean(pairs))).toBeLessThan(0.015);
  });

  test('are exponential with mean 1', () => {
    const values = draws({ draw: (random) => random.exponential() });
    expect(values.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
    expect(Math.abs(mean(values) - 1)).toBeLessThan(0.013);
    expect(Math.abs(mean(values, (x) => x ** 2) - 2)).toBeLessThan(0.06);
    expect(distanceFromUniform(values.map((x) => 1 - Math.exp(-x)))).toBeLessThan(0.0062);
  });
});

describe('gaps', () => {
  const mixtures: readonly (readonly [string, GapMixture])[] = [
    ['of the corpus', CORPUS_GAP],
    ...PRESETS.flatMap(({ id, workload }) => workload.roles.map((role) => [`${id}, ${role.name}`, role.gap] as const)),
    ['of weights that do not add up to 1', CORPUS_GAP.map((part) => ({ ...part, weight: part.weight * 17 }))],
  ];

  test.each(mixtures)('%s outlast windows as often as their mixture says', (_, gap) => {
    const count = 40_000;
    const values = draws({ seed: 5, count, draw: gapSampler(gap) });
    for (const windowSeconds of [5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200]) {
      const { survivalRatio } = gapsAtWindow({ gap, windowSeconds });
      const outlasting = values.filter((value) => value > windowSeconds).length / count;
      const standardError = Math.sqrt((survivalRatio * (1 - survivalRatio)) / count);
      expect(Math.abs(outlasting - survivalRatio)).toBeLessThan(4.5 * standardError + 1 / count);
    }
    const limited = mean(values, (value) => Math.min(value, 600));
    expect(limited / gapsAtWindow({ gap, windowSeconds: 600 }).limitedMeanSeconds).toBeCloseTo(1, 1);
  });

  test('have the mean of their mixture', () => {
    const gap: GapMixture = [
      { weight: 3, medianSeconds: 20, logSigma: 0.5 },
      { weight: 1, medianSeconds: 200, logSigma: 0.3 },
    ];
    const values = draws({ draw: gapSampler(gap) });
    // A standard error of 81 ÷ √100,000 = 0.26 s of 68.9 s.
    expect(Math.abs(mean(values) / meanGapSeconds(gap) - 1)).toBeLessThan(0.015);
  });

  test('do not depend on the scale of the weights', () => {
    // Doubling is exact in binary.
    const doubled = CORPUS_GAP.map((part) => ({ ...part, weight: part.weight * 2 }));
    expect(draws({ count: 1_000, draw: gapSampler(doubled) })).toEqual(
      draws({ count: 1_000, draw: gapSampler(CORPUS_GAP) }),
    );
  });

  test('without spread are their medians', () => {
    expect(new Set(draws({ count: 100, draw: gapSampler(everyGap(12.5)) }))).toEqual(new Set([12.5]));
  });

  test.each([
    ['first', [0, 1, 2]],
    ['in the middle', [1, 0, 2]],
    ['last', [1, 2, 0]],
    ['all but the last', [0, 0, 1]],
    ['all but the first', [1, 0, 0]],
  ])('never come from a part without weight, %s', (_, weights) => {
    const gap = weights.map((weight, i) => ({ weight: weight / 10, medianSeconds: i + 1, logSigma: 0 }));
    const found = new Set(draws({ count: 5_000, draw: gapSampler(gap) }));
    expect([...found].toSorted()).toEqual(gap.filter(({ weight }) => weight > 0).map((part) => part.medianSeconds));
  });

  test('stay within the mixture where a draw is as high as can be', () => {
    const gap = [0.1, 0.2, 0.3, 0].map((weight, i) => ({ weight, medianSeconds: i + 1, logSigma: 0 }));
    const highest = { uniform: () => 1 - 2 ** -53, normal: () => 0, exponential: () => 0 };
    const lowest = { ...highest, uniform: () => 0 };
    expect(gapSampler(gap)(highest)).toBe(3);
    expect(gapSampler(gap)(lowest)).toBe(1);
  });

  test.each([
    ['no part', []],
    ['no weight', [{ weight: 0, medianSeconds: 1, logSigma: 1 }]],
    ['a weight that is no number', [{ weight: NaN, medianSeconds: 1, logSigma: 1 }]],
  ])('of a mixture with %s are refused', (_, gap) => {
    expect(() => gapSampler(gap)).toThrow(RangeError);
  });
});
