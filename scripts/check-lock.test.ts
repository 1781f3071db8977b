import { expect, test } from 'vitest';
import { holes } from './check-lock.mjs';

const integrity = 'sha512-x';

test('finds what is nested, hoisted, or beside its parent', () => {
  expect(
    holes({
      packages: {
        '': { dependencies: { a: '1' }, devDependencies: { '@s/b': '1' } },
        'node_modules/a': { integrity, dependencies: { c: '1', '@s/b': '1' } },
        'node_modules/a/node_modules/c': { integrity, dependencies: { d: '1' } },
        'node_modules/@s/b': { integrity },
        'node_modules/d': { integrity },
      },
    }),
  ).toEqual([]);
});

test('names the platform package that npm left out', () => {
  const packages = {
    '': { devDependencies: { tool: '1' } },
    'node_modules/tool': { integrity, optionalDependencies: { '@tool/linux': '1', '@tool/darwin': '1' } },
    'node_modules/@tool/linux': { integrity },
  };
  expect(holes({ packages })).toEqual(['node_modules/tool needs @tool/darwin, which has no entry']);
});

test('wants peers unless they are optional', () => {
  const packages = {
    '': { dependencies: { a: '1' } },
    'node_modules/a': {
      integrity,
      peerDependencies: { p: '1', q: '1' },
      peerDependenciesMeta: { q: { optional: true } },
    },
  };
  expect(holes({ packages })).toEqual(['node_modules/a needs p, which has no entry']);
});

test('wants a checksum of every package', () => {
  expect(holes({ packages: { 'node_modules/a': {} } })).toEqual(['node_modules/a has no integrity']);
});
