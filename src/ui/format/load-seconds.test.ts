import { expect, test } from 'vitest';
import { formatLoadSeconds } from './load-seconds.ts';

test('seconds and what is below them', () => {
  expect(formatLoadSeconds(1.31072)).toBe('1.31 s');
  expect(formatLoadSeconds(0.065536)).toBe('65.5 ms');
  expect(formatLoadSeconds(0.000012)).toBe('12 µs');
  expect(formatLoadSeconds(0)).toBe('0 s');
  expect(formatLoadSeconds(120)).toBe('2 min');
});
