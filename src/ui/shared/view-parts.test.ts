import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseViewParts, printViewParts } from './view-parts.ts';

test('parts are keys and values, and empty ones are left out', () => {
  expect(
    printViewParts([
      ['verdict', ['wrong', 'contested']],
      ['topic', []],
      ['q', ['50 GB']],
    ]),
  ).toBe('verdict.wrong*contested q.50%20GB');
});

test('what has no key or no value is nothing', () => {
  expect([...parseViewParts('.x nokey a. b.** c.1')]).toEqual([
    ['a', []],
    ['b', []],
    ['c', ['1']],
  ]);
});

test('whatever is written is read again', () => {
  const value = fc.string({ minLength: 1 });
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]+$/), fc.array(value, { minLength: 1 })), {
        selector: ([key]) => key,
      }),
      (parts) => {
        expect([...parseViewParts(printViewParts(parts))]).toEqual(parts);
      },
    ),
  );
});
