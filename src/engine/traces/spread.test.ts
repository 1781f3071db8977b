import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { geometric, spreadOf } from './spread.ts';

test('a spread has values that occur', () => {
  expect(spreadOf([10, 1, 3, 2])).toEqual({ count: 4, mean: 4, p10: 1, p50: 2, p90: 10, p99: 10, max: 10 });
  expect(spreadOf([NaN, 7])).toMatchObject({ count: 1, p10: 7, p99: 7 });
  expect(spreadOf([NaN])).toBeNull();
});

test('at least a quantile’s share of values does not exceed it, and fewer do any smaller one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }), (values) => {
      const { p90 = NaN } = spreadOf(values) ?? {};
      expect(values).toContain(p90);
      expect(values.filter((value) => value <= p90).length).toBeGreaterThanOrEqual(0.9 * values.length);
      expect(values.filter((value) => value < p90).length).toBeLessThan(0.9 * values.length);
    }),
  );
});

test('geometric points begin and end where they are said to', () => {
  expect(geometric({ from: 1, to: 100, points: 3 })).toEqual([1, 10, 100]);
  expect(() => geometric({ from: 0, to: 100, points: 3 })).toThrow(RangeError);
});
