import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContentIndex, TextBlocks, TokenBlocks } from './content-index.ts';
import { Digest, Repeats } from './digest.ts';
import { FileEntries, type FileEntry } from './file-entries.ts';

/** Ids of blocks by their whole prefix, the slow way. */
class NaiveBlocks<T> {
  readonly #ids = new Map<string, number>();

  idsOf(items: readonly T[], size: number): readonly number[] {
    const ids: number[] = [];
    for (let end = size; end <= items.length; end += size) {
      const prefix = JSON.stringify(items.slice(0, end));
      const id = this.#ids.get(prefix) ?? this.#ids.size;
      this.#ids.set(prefix, id);
      ids.push(id);
    }
    return ids;
  }
}

describe('blocks by content', () => {
  test('of tokens: an example', () => {
    const blocks = new TokenBlocks({ blockTokens: 2 });
    expect(blocks.idsOf([7, 7, 8, 8, 9])).toEqual([0, 1]);
    expect(blocks.idsOf([7, 7, 8, 9])).toEqual([0, 2]);
    expect(blocks.idsOf([8, 8])).toEqual([3]);
    expect(blocks.idsOf([1])).toEqual([]);
  });

  test('of tokens and texts are equal exactly where prefixes are', () => {
    const prompts = fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 24 }), { maxLength: 30 });
    fc.assert(
      fc.property(prompts, fc.integer({ min: 1, max: 4 }), (lists, size) => {
        const tokens = new TokenBlocks({ blockTokens: size });
        const texts = new TextBlocks({ blockCharacters: size });
        const naive = new NaiveBlocks<number>();
        for (const list of lists) {
          const expected = naive.idsOf(list, size);
          expect(tokens.idsOf(list)).toEqual(expected);
          expect(texts.idsOf(list.join(''))).toEqual(expected);
        }
      }),
    );
  });

  test('have a number each, a hundred thousand of them', () => {
    const index = new ContentIndex({ words: 2 });
    const numberOf = (value: number) => index.numberOf(Uint32Array.of(value % 7, value));
    const values = Array.from({ length: 100_000 }, (_, value) => value);
    expect(values.map(numberOf)).toEqual(values);
    expect(values.map(numberOf)).toEqual(values);
    expect(index.size).toBe(100_000);
  });
});

describe('digests', () => {
  test('differ where one number, its place or the cut between lists does', () => {
    const keys = [
      new Digest().ids([1, 2]).ids([3]),
      new Digest().ids([1]).ids([2, 3]),
      new Digest().ids([2, 1]).ids([3]),
      new Digest().ids([1, 2]).ids([4]),
      new Digest().number(0.5),
      new Digest().number(-0.5),
      new Digest().text('ab'),
      new Digest().text('ba'),
      new Digest(),
    ].map((digest) => digest.key());
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(Number.isSafeInteger(key) && key >= 0).toBe(true);
    expect(new Digest().ids([1, 2]).key()).toBe(new Digest().ids(Float64Array.of(1, 2)).key());
  });

  test('of two hundred thousand rows that are nearly equal all differ', () => {
    const repeats = new Repeats();
    for (let row = 0; row < 200_000; row++)
      repeats.meet(
        new Digest()
          .number(row >> 8)
          .number(1_000 + (row & 15))
          .ids([0, 1, (row >> 4) & 15])
          .key(),
      );
    expect(repeats.count).toBe(0);
    expect(repeats.meet(new Digest().number(5).number(1_003).ids([0, 1, 9]).key())).toBe(true);
    expect(repeats.count).toBe(1);
  });
});

describe('entries of a file', () => {
  function entriesOf({
    pieces,
    most,
    unit = 'line',
  }: {
    pieces: readonly string[];
    most?: number;
    unit?: 'line' | 'document';
  }) {
    const entries = new FileEntries({ unit, ...(most === undefined ? {} : { mostCharacters: most }) });
    const found: FileEntry[] = [];
    for (const piece of pieces) found.push(...entries.push(piece));
    found.push(...entries.end());
    return found.map((entry) => (entry.kind === 'entry' ? [entry.line, entry.text] : [entry.line]));
  }

  test('are lines, whatever ends them, or one document', () => {
    expect(entriesOf({ pieces: ['a\r', '\nb', 'c\n\n \t\r\nd'] })).toEqual([
      [1, 'a'],
      [2, 'bc'],
      [5, 'd'],
    ]);
    expect(entriesOf({ pieces: ['a\r', '\nb'], unit: 'document' })).toEqual([[1, 'a\r\nb']]);
    expect(entriesOf({ pieces: ['', ' \n'] })).toEqual([]);
  });

  test('above the limit are named once and not kept', () => {
    expect(entriesOf({ pieces: ['1234\n', '123', '45', '6\n', '12'], most: 4 })).toEqual([[1, '1234'], [2], [3, '12']]);
    expect(entriesOf({ pieces: ['123', '45'], most: 4 })).toEqual([[1]]);
    expect(entriesOf({ pieces: ['123', '45'], most: 4, unit: 'document' })).toEqual([[1]]);
  });
});
