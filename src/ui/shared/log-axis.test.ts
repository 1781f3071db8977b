import { expect, test } from 'vitest';
import { logAxis } from './log-axis.ts';

test('few decades get steps between the powers of ten', () => {
  expect(logAxis({ min: 1_000, max: 40_960 })).toEqual({
    domain: [1_000, 40_960],
    ticks: [1_000, 2_000, 5_000, 10_000, 20_000],
  });
});

test('many decades get the powers alone, rounded outwards where asked', () => {
  expect(logAxis({ min: 3e6, max: 7e9, round: true })).toEqual({
    domain: [1e6, 1e10],
    ticks: [1e6, 1e7, 1e8, 1e9, 1e10],
  });
});

test('one value still spans a decade', () => {
  expect(logAxis({ min: 100, max: 100, round: true })).toEqual({ domain: [100, 1_000], ticks: [100, 200, 500, 1_000] });
});
