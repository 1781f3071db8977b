import { expect, test } from 'vitest';
import { turnTicks } from './turn-ticks.ts';

test.each([
  [2, [1, 2]],
  [7, [1, 2, 3, 4, 5, 6, 7]],
  [13, [1, 5, 10, 13]],
  [20, [1, 5, 10, 15, 20]],
  [44, [1, 10, 20, 30, 40]],
  [100, [1, 25, 50, 75, 100]],
  [1_000, [1, 250, 500, 750, 1_000]],
])('%d turns', (last, ticks) => {
  expect(turnTicks(last)).toEqual(ticks);
});

test('never crowds the axis, up to the most turns a role can have', () => {
  for (const last of [8, 99, 351, 3_600, 54_321, 100_000]) expect(turnTicks(last).length).toBeLessThanOrEqual(9);
});
