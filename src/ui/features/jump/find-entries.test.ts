import { expect, test } from 'vitest';
import { findEntries, type JumpEntry, type JumpKind } from './find-entries.ts';

const entry = (kind: JumpKind, name: string, more: Partial<JumpEntry> = {}): JumpEntry => ({
  id: `${kind}:${name}`,
  kind,
  name,
  detail: '',
  run: () => undefined,
  ...more,
});

const ENTRIES = [
  entry('page', 'KV cache', { keywords: 'bytes per token' }),
  entry('page', 'KV cache: Storage', { isDetail: true }),
  entry('command', 'Copy link'),
  entry('input', 'Cache capacity, tokens', { detail: 'Swarm · own cache' }),
  entry('input', 'Kept after last use, h', { detail: 'Spend · warehouse' }),
  entry('offer', 'GPT-6 Luna · OpenAI', { keywords: 'openai/gpt-6-luna' }),
  entry('model', 'Lunar-7B'),
];

const namesFor = (query: string) =>
  findEntries({ query, entries: ENTRIES }).map(({ kind, entries }) => [kind, entries.map(({ name }) => name)]);

test('nothing typed shows pages and commands, without parts', () => {
  expect(namesFor('  ')).toEqual([
    ['page', ['KV cache']],
    ['command', ['Copy link']],
  ]);
});

test('the kind with the best match stands first; a beginning is better than a word, a word than a part of one', () => {
  expect(namesFor('cache')).toEqual([
    ['input', ['Cache capacity, tokens']],
    ['page', ['KV cache', 'KV cache: Storage']],
  ]);
  // Lunar begins with it; of GPT-6 Luna a word does.
  expect(namesFor('luna')).toEqual([
    ['model', ['Lunar-7B']],
    ['offer', ['GPT-6 Luna · OpenAI']],
  ]);
});

test('words in any order, in any case, in details and keywords', () => {
  expect(namesFor('LUNA gpt')).toEqual([['offer', ['GPT-6 Luna · OpenAI']]]);
  expect(namesFor('warehouse kept')).toEqual([['input', ['Kept after last use, h']]]);
  expect(namesFor('bytes')).toEqual([['page', ['KV cache']]]);
  expect(namesFor('openai/gpt')).toEqual([['offer', ['GPT-6 Luna · OpenAI']]]);
  expect(namesFor('luna kept')).toEqual([]);
});

test('of each kind a few, in the order they came in', () => {
  const many = Array.from({ length: 1_500 }, (_, i) => entry('offer', `Model ${i}`));
  const [found] = findEntries({ query: 'model', entries: many });
  expect(found?.entries.map(({ name }) => name)).toEqual(Array.from({ length: 7 }, (_, i) => `Model ${i}`));
});
