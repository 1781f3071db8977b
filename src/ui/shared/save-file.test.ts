import { expect, test } from 'vitest';
import { fileNameOf } from './save-file.ts';

test('names files in letters that every system takes', () => {
  expect(fileNameOf('What is paid for?')).toBe('what-is-paid-for');
  expect(fileNameOf('../../=cmd|"x"')).toBe('cmd-x');
  expect(fileNameOf('Schätzung für München')).toBe('schatzung-fur-munchen');
  expect(fileNameOf('…')).toBe('tokenhouse');
  // Read from right to left it would end in another type; a system takes no such name, or another path.
  expect(fileNameOf('plan\u202Efdp.exe')).toBe('plan-fdp-exe');
  expect(fileNameOf('C:\\x\0y\nz.')).toBe('c-x-y-z');
  expect(fileNameOf('a'.repeat(59) + ' b')).toHaveLength(59);
});
