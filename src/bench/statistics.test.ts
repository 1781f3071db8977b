import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNoisy, medianOf, quantileOf, spreadOf } from './statistics.ts';

test('quantiles by hand', () => {
  const sorted = [10, 20, 40, 80];
  expect(quantileOf({ sorted, ratio: 0.25 })).toBe(17.5);
  expect(quantileOf({ sorted, ratio: 0.5 })).toBe(30);
  expect(quantileOf({ sorted, ratio: 1 })).toBe(80);
  expect(medianOf([5, 1, 3])).toBe(3);
  expect(medianOf([7])).toBe(7);
});

test('nothing and shares outside 0 … 1 have no quantile', () => {
  expect(() => quantileOf({ sorted: [], ratio: 0.5 })).toThrow(RangeError);
  expect(() => medianOf([])).toThrow(RangeError);
  expect(() => quantileOf({ sorted: [1], ratio: 1.1 })).toThrow(RangeError);
  expect(() => quantileOf({ sorted: [1], ratio: Number.NaN })).toThrow(RangeError);
});

test('a spread does not depend on the order of its samples', () => {
  expect(spreadOf([10e9, 1e9, 4e9, 3e9, 2e9])).toEqual({
    medianBytesPerSecond: 3e9,
    bestBytesPerSecond: 10e9,
    worstBytesPerSecond: 1e9,
    lowerQuartileBytesPerSecond: 2e9,
    upperQuartileBytesPerSecond: 4e9,
    samples: 5,
  });
});

describe('properties', () => {
  const rates = fc.array(fc.double({ min: 1, max: 1e13, noNaN: true }), { minLength: 1, maxLength: 30 });
  test('worst ≤ lower quartile ≤ median ≤ upper quartile ≤ best, and half the samples on either side', () => {
    fc.assert(
      fc.property(rates, (samples) => {
        const spread = spreadOf(samples);
        const order = [
          spread.worstBytesPerSecond,
          spread.lowerQuartileBytesPerSecond,
          spread.medianBytesPerSecond,
          spread.upperQuartileBytesPerSecond,
          spread.bestBytesPerSecond,
        ];
        expect(order).toEqual(order.toSorted((a, b) => a - b));
        const below = samples.filter((rate) => rate < spread.medianBytesPerSecond).length;
        const above = samples.filter((rate) => rate > spread.medianBytesPerSecond).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(samples.length / 2);
      }),
    );
  });
});

test('noisy begins above a tenth of the median', () => {
  // Quartiles 95 and 105 around 100: 10 % is not yet noisy.
  expect(isNoisy(spreadOf([90, 95, 100, 105, 110]))).toBe(false);
  expect(isNoisy(spreadOf([90, 94, 100, 105, 110]))).toBe(true);
});
