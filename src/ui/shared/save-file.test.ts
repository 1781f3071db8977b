import { expect, test } from 'vitest';
import { fileNameOf } from './save-file.ts';

test('names files in letters that every system takes', () => {
  expect(fileNameOf('What is paid for?')).toBe('what-is-paid-for');
  expect(fileNameOf('../../=cmd|"x"')).toBe('cmd-x');
  expect(fileNameOf('Schätzung für München')).toBe('schatzung-fur-munchen');
  expect(fileNameOf('…')).toBe('tokenhouse');
  expect(fileNameOf('a'.repeat(59) + ' b')).toHaveLength(59);
});
