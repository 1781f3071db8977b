import { expect, test } from 'vitest';
import { firstChunks } from './first-chunks.ts';

const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  '/app/main.ts': ['/app/shell.ts', '/app/math.ts'],
  '/app/home.ts': ['/app/figures.ts', '/app/node_modules/@mantine/core/index.mjs'],
  '/app/small.ts': ['/app/figures.ts', '/app/frame.ts'],
  '/app/figures.ts': ['/app/math.ts'],
  // A circle, which modules may make.
  '/app/math.ts': ['/app/figures.ts'],
  '/app/later.ts': ['/app/shell.ts'],
};

const nameOf = firstChunks({
  root: '/app/',
  starts: { first: { entry: 'main.ts', loads: ['home.ts'] }, small: { entry: 'small.ts' } },
});
const named = (id: string) => nameOf(id, { getModuleInfo: (asked) => ({ importedIds: IMPORTS[asked] ?? [] }) });

test('what every start needs is one chunk, what one alone needs is its own', () => {
  expect(['/app/figures.ts', '/app/math.ts'].map(named)).toEqual(['core', 'core']);
  expect(['/app/shell.ts', '/app/home.ts'].map(named)).toEqual(['first', 'first']);
  expect(named('/app/frame.ts')).toBe('small');
});

test('what comes later, barrels and the files that the HTML names are left to the bundler', () => {
  for (const id of ['/app/later.ts', '/app/node_modules/@mantine/core/index.mjs', '/app/main.ts', '/app/small.ts'])
    expect(named(id)).toBeNull();
});
