import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashedWord } from '../gpu/checksum.ts';
import { createMemory, kernelsOn, PAGE_BYTES, type MemoryKind } from './kernels.ts';

const WORDS = PAGE_BYTES / 4;
/** Up to a few strides of 32 words, at any word; far fewer than there are. */
const someRange = fc.record({ from: fc.integer({ min: 0, max: 100 }), words: fc.integer({ min: 0, max: 300 }) });

function setUp(kind: MemoryKind) {
  const memory = createMemory({ kind, bytes: WORDS * 4 });
  const words = new Uint32Array(memory.buffer);
  // Numbers that overflow 32 bits when they are added up.
  const reset = (): Uint32Array => {
    for (let k = 0; k < words.length; k += 1) words[k] = Math.imul(k + 1, 0x9e3779b1);
    return words.slice();
  };
  return { kernels: kernelsOn({ memory, kind }), words, reset };
}

/** The place of the first word that differs; −1: none does. A matcher would take a second for so many. */
const firstDifference = (found: Uint32Array, expected: Uint32Array) =>
  found.findIndex((word, place) => word !== expected[place]);

const bytesOf = ({ from, words }: { from: number; words: number }) => ({
  fromByte: 4 * from,
  toByte: 4 * (from + words),
});

describe.each(['private', 'shared'] as const)('on a %s memory', (kind) => {
  const { kernels, words, reset } = setUp(kind);

  test('fill writes the hash of the index, and nothing else', () => {
    fc.assert(
      fc.property(someRange, fc.integer({ min: 0, max: 2 ** 30 }), (range, firstWord) => {
        const expected = reset();
        for (let k = 0; k < range.words; k += 1) expected[range.from + k] = hashedWord(firstWord + k);
        kernels.fillHashes({ ...bytesOf(range), firstWord });
        expect(firstDifference(words, expected)).toBe(-1);
      }),
    );
  });

  test('read adds up every word of the range once', () => {
    reset();
    fc.assert(
      fc.property(someRange, (range) => {
        let sum = 0n;
        for (let k = 0; k < range.words; k += 1) sum += BigInt(words[range.from + k] ?? 0);
        expect(kernels.read(bytesOf(range))).toBe(Number(sum % 2n ** 32n));
      }),
    );
  });

  test('write sets the range, and nothing else', () => {
    fc.assert(
      fc.property(someRange, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (range, value) => {
        const expected = reset().fill(value, range.from, range.from + range.words);
        kernels.write({ ...bytesOf(range), value });
        expect(firstDifference(words, expected)).toBe(-1);
      }),
    );
  });

  test('copy takes over what stands elsewhere, and changes nothing else', () => {
    fc.assert(
      fc.property(someRange, fc.integer({ min: 500, max: 600 }), (range, source) => {
        const expected = reset().copyWithin(range.from, source, source + range.words);
        kernels.copy({ ...bytesOf(range), sourceByte: 4 * source });
        expect(firstDifference(words, expected)).toBe(-1);
      }),
    );
  });

  test('triad makes left + 3 × right modulo 2³², and changes nothing else', () => {
    const others = fc.record({
      left: fc.integer({ min: 500, max: 600 }),
      right: fc.integer({ min: 1_000, max: 1_100 }),
    });
    fc.assert(
      fc.property(someRange, others, (range, { left, right }) => {
        const expected = reset();
        for (let k = 0; k < range.words; k += 1)
          expected[range.from + k] = ((expected[left + k] ?? 0) + 3 * (expected[right + k] ?? 0)) % 2 ** 32;
        kernels.triad({ ...bytesOf(range), leftByte: 4 * left, rightByte: 4 * right });
        expect(firstDifference(words, expected)).toBe(-1);
      }),
    );
  });

  test('a range may end with the memory', () => {
    const end = reset().length;
    expect(kernels.read(bytesOf({ from: end - 33, words: 33 }))).toBe(
      words.slice(end - 33).reduce((sum, word) => (sum + word) >>> 0, 0),
    );
    expect(() => kernels.read({ fromByte: 4 * end - 4, toByte: 4 * end + 128 })).toThrow(WebAssembly.RuntimeError);
  });
});

test('memory comes in whole pages, shared or not', () => {
  expect(createMemory({ kind: 'private', bytes: 1 }).buffer.byteLength).toBe(PAGE_BYTES);
  expect(createMemory({ kind: 'private', bytes: 1 }).buffer).toBeInstanceOf(ArrayBuffer);
  expect(createMemory({ kind: 'shared', bytes: PAGE_BYTES + 1 }).buffer.byteLength).toBe(2 * PAGE_BYTES);
  expect(createMemory({ kind: 'shared', bytes: 1 }).buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(() => createMemory({ kind: 'private', bytes: 2 ** 40 })).toThrow(RangeError);
});

test('addresses above 2 GiB are no negative numbers', () => {
  // Only what is touched takes memory.
  const memory = createMemory({ kind: 'private', bytes: 2 ** 31 + PAGE_BYTES });
  const kernels = kernelsOn({ memory, kind: 'private' });
  const fromByte = 2 ** 31 - 4 * 40;
  const toByte = 2 ** 31 + 4 * 41;
  kernels.fillHashes({ fromByte, toByte, firstWord: 7 });
  let sum = 0;
  for (let k = 0; k < 81; k += 1) sum = (sum + hashedWord(7 + k)) >>> 0;
  expect(kernels.read({ fromByte, toByte })).toBe(sum);
});
