import { describe, expect, it } from 'vitest';
import { edited, guideOf } from './guide-steps.ts';

describe('an edit', () => {
  const text = 'a\nb\nc\nb\nd\n';

  it.each([
    [' a\n+x\n b', 'a\nx\nb\nc\nb\nd\n'],
    [' c\n-b\n+x', 'a\nb\nc\nx\nd\n'],
    ['-a', 'b\nc\nb\nd\n'],
    [' d\n+e', 'a\nb\nc\nb\nd\ne\n'],
  ])('%j', (diff, result) => {
    expect(edited({ text, diff })).toBe(result);
  });

  it.each([
    [' x\n+y', '0 times'],
    [' b\n+y', '2 times'],
    [' a\n c', '0 times'],
    ['a\n+b', 'begins with'],
  ])('%j is refused', (diff, words) => {
    expect(() => edited({ text, diff })).toThrow(words);
  });
});

describe('a guide', () => {
  const page = [
    '# Guide',
    '```ts src/a.ts',
    'const a = 1;',
    '```',
    '```diff src/b.ts',
    ' x',
    '+y',
    '```',
    '```ts',
    'not a step',
    '```',
    '```sh',
    'one',
    '```',
    '```json',
    '{}',
    '```',
    '```sh',
    'two',
    '```',
  ].join('\n');

  it('is its edits and its commands with what they print', () => {
    const { edits, commands } = guideOf(page);
    expect(edits.map(({ file, language, text }) => [file, language, text])).toEqual([
      ['src/a.ts', 'ts', 'const a = 1;'],
      ['src/b.ts', 'diff', ' x\n+y'],
    ]);
    expect(commands.map(({ block, shape }) => [block.text, shape])).toEqual([
      ['one', '{}'],
      ['two', null],
    ]);
  });
});
