import { describe, expect, test } from 'vitest';
import { sumOfWords } from '../gpu/checksum.ts';
import { createMemory, kernelsOn, PAGE_BYTES, type Kernels } from './kernels.ts';
import { createPasses, WrongSum } from './passes.ts';
import type { CpuKernel } from './protocol.ts';

const BYTES = 2 * PAGE_BYTES;
const STEP_BYTES = 10_000;

/** The second of two workers of one memory; the first's stretch must stay as it is. */
function setUp(change: (kernels: Kernels) => Partial<Kernels> = () => ({})) {
  const memory = createMemory({ kind: 'shared', bytes: 2 * BYTES });
  const kernels = kernelsOn({ memory, kind: 'shared' });
  const stretch = { fromByte: BYTES, toByte: 2 * BYTES };
  kernels.fillHashes({ fromByte: 0, toByte: 2 * BYTES, firstWord: 0 });
  const filledSum = sumOfWords({ fromWord: BYTES / 4, toWord: (2 * BYTES) / 4 });
  const passesOf = (kernel: CpuKernel, salt = 1) =>
    createPasses({
      kernels: { ...kernels, ...change(kernels) },
      kernel,
      stretch,
      filledSum,
      salt,
      stepBytes: STEP_BYTES,
    });
  return { kernels, words: new Uint32Array(memory.buffer), stretch, filledSum, passesOf };
}

const neighbourSum = (words: Uint32Array) => words.slice(0, BYTES / 4).reduce((sum, word) => (sum + word) >>> 0, 0);

test('reading counts every byte once and goes round and round', () => {
  const { passesOf } = setUp();
  const passes = passesOf('read');
  // 131072 bytes: 13 steps of 10 000 and one of 1 072.
  const moved = Array.from({ length: 28 }, () => passes.step());
  expect(moved.slice(0, 14)).toEqual([...Array.from({ length: 13 }, () => 10_000), 1_072]);
  expect(moved.reduce((sum, bytes) => sum + bytes, 0)).toBe(2 * BYTES);
});

describe.each([
  ['write', BYTES, 1],
  // Half, and a third in whole strides of 128: ⌊131 072 ÷ 3 ÷ 128⌋ × 128.
  ['copy', BYTES / 2, 2],
  ['triad', 43_648, 3],
] as const)('%s', (kernel, partBytes, counted) => {
  test('counts as STREAM does, and leaves the neighbour alone', () => {
    const { passesOf, words } = setUp();
    const before = neighbourSum(words);
    const passes = passesOf(kernel);
    const steps = Math.ceil(partBytes / STEP_BYTES);
    const moved = Array.from({ length: 3 * steps }, () => passes.step());
    expect(moved[0]).toBe(STEP_BYTES * counted);
    expect(moved.reduce((sum, bytes) => sum + bytes, 0)).toBe(3 * partBytes * counted);
    passes.finish();
    expect(neighbourSum(words)).toBe(before);
  });
});

test('a write leaves one hashed word everywhere, another one in another run', () => {
  const { passesOf, words, stretch } = setUp();
  const values = [1, 2].map((salt) => {
    const passes = passesOf('write', salt);
    passes.step();
    passes.finish();
    return new Set(words.slice(stretch.fromByte / 4, stretch.toByte / 4));
  });
  expect(values.map(({ size }) => size)).toEqual([1, 1]);
  expect([...(values[0] ?? [])]).not.toEqual([...(values[1] ?? [])]);
});

test('a copy leaves the second half in the first', () => {
  const { passesOf, words } = setUp();
  const passes = passesOf('copy');
  passes.step();
  passes.finish();
  const half = BYTES / 8;
  const from = BYTES / 4;
  expect(words.slice(from, from + half)).toEqual(words.slice(from + half, from + 2 * half));
});

test('a triad leaves b + 3 c of the other thirds in the first', () => {
  const { passesOf, words } = setUp();
  const passes = passesOf('triad');
  passes.step();
  passes.finish();
  const third = 43_648 / 4;
  const from = BYTES / 4;
  const right = words.slice(from + 2 * third, from + 3 * third);
  const expected = words.slice(from + third, from + 2 * third).map((left, k) => left + 3 * (right[k] ?? 0));
  expect(words.slice(from, from + third)).toEqual(expected);
});

describe('a memory that does not keep what it is given', () => {
  test('is found by the pass of reading that meets it', () => {
    const { passesOf, words } = setUp();
    const passes = passesOf('read');
    for (let step = 0; step < 14; step += 1) passes.step();
    words.fill(1, BYTES / 4 + 5_000, BYTES / 4 + 5_001);
    expect(() => {
      for (let step = 0; step < 14; step += 1) passes.step();
    }).toThrow(WrongSum);
  });

  test.each(['write', 'copy', 'triad'] as const)('is found after a %s', (kernel) => {
    const { passesOf } = setUp((kernels) => ({
      [kernel]: (range: { fromByte: number; toByte: number }) => {
        // Does what it should, but for the first word of the stretch.
        Reflect.apply(kernels[kernel], undefined, [range]);
        if (range.fromByte === BYTES) kernels.write({ fromByte: BYTES, toByte: BYTES + 4, value: 12_345 });
      },
    }));
    const passes = passesOf(kernel);
    passes.step();
    expect(() => passes.finish()).toThrow(WrongSum);
  });
});
