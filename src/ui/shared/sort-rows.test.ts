import { expect, test } from 'vitest';
import { nextSorting, sortRows } from './sort-rows.ts';

const order = (values: readonly (number | string | null)[], direction: 'up' | 'down') =>
  sortRows({ rows: values, valueOf: (value) => value, direction });

test('numbers by size and words as people sort them, either way', () => {
  expect(order([10, 9, 100], 'up')).toEqual([9, 10, 100]);
  expect(order([10, 9, 100], 'down')).toEqual([100, 10, 9]);
  expect(order(['Model 10', 'model 9'], 'up')).toEqual(['model 9', 'Model 10']);
});

test('rows without a value come last either way', () => {
  expect(order([null, 2, null, 1], 'up')).toEqual([1, 2, null, null]);
  expect(order([null, 2, null, 1], 'down')).toEqual([2, 1, null, null]);
});

test('equals keep their order', () => {
  const rows = [
    { id: 'a', size: 1 },
    { id: 'b', size: 1 },
    { id: 'c', size: 0 },
  ];
  for (const direction of ['up', 'down'] as const) {
    const sorted = sortRows({ rows, valueOf: ({ size }) => size, direction }).map(({ id }) => id);
    expect(sorted.indexOf('a')).toBeLessThan(sorted.indexOf('b'));
  }
});

test('the same column turns round, another starts anew', () => {
  expect(nextSorting({ sorting: { by: 'a', direction: 'up' }, by: 'a' })).toEqual({ by: 'a', direction: 'down' });
  expect(nextSorting({ sorting: { by: 'a', direction: 'down' }, by: 'b' })).toEqual({ by: 'b', direction: 'up' });
  expect(nextSorting({ sorting: { by: 'a', direction: 'up' }, by: 'b', largestFirst: true }).direction).toBe('down');
});
