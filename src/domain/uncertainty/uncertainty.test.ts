import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '../normal.ts';
import { crossingsOf, crossingSteps } from './crossings.ts';
import { latinHypercube, percentileOf } from './draws.ts';
import { valueAt, type Spread } from './spread.ts';

const LOG: Spread = { low: 10, typical: 20, high: 80, scale: 'log', least: 0, most: 1_000 };
const LINEAR: Spread = { low: 0.6, typical: 0.9, high: 0.98, scale: 'linear', least: 0, most: 1 };

describe('normalQuantile', () => {
  it('has the values of the tables', () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 12);
    expect(normalQuantile(0.9)).toBeCloseTo(1.281_551_565_5, 9);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959_963_984_5, 9);
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
  });

  it('undoes the distribution function', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (x) => {
        expect(normalQuantile(normalCdf(x))).toBeCloseTo(x, 6);
      }),
    );
  });
});

describe('valueAt', () => {
  it('gives the three numbers back', () => {
    for (const spread of [LOG, LINEAR]) {
      expect(valueAt({ spread, chance: 0.1 })).toBeCloseTo(spread.low, 9);
      expect(valueAt({ spread, chance: 0.5 })).toBeCloseTo(spread.typical, 9);
      expect(valueAt({ spread, chance: 0.9 })).toBeCloseTo(spread.high, 9);
    }
  });

  it('doubles on a log scale where it adds on a linear one', () => {
    // Φ⁻¹(0.99) ÷ Φ⁻¹(0.9) = 1.8153; 20 × 4^1.8153 = 247.7.
    expect(valueAt({ spread: LOG, chance: 0.99 })).toBeCloseTo(247.7, 1);
    // 0.9 + 1.8153 × 0.08 = 1.045 stops at 1.
    expect(valueAt({ spread: LINEAR, chance: 0.99 })).toBe(1);
  });

  it('never falls as the chance rises, nor leaves its limits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        for (const spread of [LOG, LINEAR]) {
          const [low, high] = [Math.min(a, b), Math.max(a, b)].map((chance) => valueAt({ spread, chance }));
          expect(low).toBeLessThanOrEqual(high ?? Number.NaN);
          expect(low).toBeGreaterThanOrEqual(spread.least);
          expect(high).toBeLessThanOrEqual(spread.most);
        }
      }),
    );
  });

  it('stays where it is when an end is the middle', () => {
    const oneSided = { ...LINEAR, low: 0.9 };
    expect(valueAt({ spread: oneSided, chance: 0.01 })).toBe(0.9);
  });
});

/** A poor generator, but one that a reader can follow. */
function counter(): () => number {
  let at = 0;
  return () => {
    at = (at * 16_807 + 12_345) % 2_147_483_647;
    return at / 2_147_483_647;
  };
}

describe('latinHypercube', () => {
  it('uses every part of every input once', () => {
    const uniformSpread: Spread = { low: 0, typical: 0.5, high: 1, scale: 'linear', least: -10, most: 10 };
    const rows = latinHypercube({ spreads: [uniformSpread, LOG], draws: 40, uniform: counter() });
    for (const [column, spread] of [uniformSpread, LOG].entries()) {
      const edges = Array.from({ length: 41 }, (_, part) => valueAt({ spread, chance: part / 40 }));
      const sorted = rows.map((row) => row[column] ?? Number.NaN).toSorted((a, b) => a - b);
      sorted.forEach((value, part) => {
        expect(value).toBeGreaterThanOrEqual(edges[part] ?? Number.NaN);
        expect(value).toBeLessThanOrEqual(edges[part + 1] ?? Number.NaN);
      });
    }
  });

  it('pairs inputs at random, not in order', () => {
    const rows = latinHypercube({ spreads: [LOG, LOG], draws: 200, uniform: counter() });
    const logs = rows.map(([a, b]) => [Math.log(a ?? 1), Math.log(b ?? 1)] as const);
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [meanA, meanB] = [mean(logs.map(([a]) => a)), mean(logs.map(([, b]) => b))];
    const together = mean(logs.map(([a, b]) => (a - meanA) * (b - meanB)));
    const spreads = Math.sqrt(mean(logs.map(([a]) => (a - meanA) ** 2)) * mean(logs.map(([, b]) => (b - meanB) ** 2)));
    expect(Math.abs(together / spreads)).toBeLessThan(0.25);
  });
});

describe('percentileOf', () => {
  it('lies between neighbours', () => {
    expect(percentileOf({ values: [4, 1, 3, 2], ratio: 0.5 })).toBe(2.5);
    expect(percentileOf({ values: [4, 1, 3, 2], ratio: 0.1 })).toBeCloseTo(1.3, 12);
    expect(percentileOf({ values: [7], ratio: 0.9 })).toBe(7);
    expect(percentileOf({ values: [], ratio: 0.5 })).toBeUndefined();
  });
});

describe('crossingsOf', () => {
  const grid = Array.from({ length: 41 }, (_, value) => value);

  it('finds where a line crosses', () => {
    const { crossings, startsAs } = crossingsOf({ figureAt: (x) => 100 - 5.3 * x, values: grid, isWhole: false });
    expect(startsAs).toBe('positive');
    expect(crossings).toHaveLength(1);
    expect(crossings[0]?.turns).toBe('negative');
    expect((crossings[0]?.at ?? Number.NaN) / (100 / 5.3) - 1).toBeLessThan(1e-6);
    expect(crossings[0]?.at).toBeGreaterThanOrEqual(100 / 5.3);
  });

  it('finds every change of a parabola, and none where there is none', () => {
    const { crossings } = crossingsOf({ figureAt: (x) => (x - 10.5) * (x - 30.5), values: grid, isWhole: false });
    expect(crossings.map(({ turns }) => turns)).toEqual(['negative', 'positive']);
    expect(crossingsOf({ figureAt: () => 5, values: grid, isWhole: false }).crossings).toEqual([]);
  });

  it('gives the first whole value with the new sign', () => {
    const { crossings } = crossingsOf({ figureAt: (x) => x - 12.2, values: [0, 40], isWhole: true });
    expect(crossings[0]?.at).toBe(13);
  });

  it('stops between any two values, and looks no closer than a millionth', () => {
    let looks = 0;
    const steps = crossingSteps({
      figureAt: (x) => {
        looks++;
        return 10.3 - x;
      },
      values: grid,
      isWhole: false,
    });
    steps.next();
    expect(looks).toBe(1);
    while (!steps.next().done);
    // 41 of the grid; a cell of 1 halved 17 times is less than a millionth of 10.3.
    expect(looks).toBe(41 + 17);
  });

  it('does not bracket across values without a figure', () => {
    const { crossings, startsAs } = crossingsOf({
      figureAt: (x) => (x > 10 && x < 20 ? null : x < 15 ? 1 : -1),
      values: grid,
      isWhole: false,
    });
    expect(crossings).toEqual([]);
    expect(startsAs).toBe('positive');
  });

  it('passes over an exact zero', () => {
    const { crossings } = crossingsOf({ figureAt: (x) => 20 - x, values: grid, isWhole: false });
    expect(crossings).toHaveLength(1);
    expect(crossings[0]?.at).toBeCloseTo(20, 4);
  });
});
