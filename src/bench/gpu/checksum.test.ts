import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  hashedWord,
  sumOfArray,
  sumOfTriad,
  sumOfWords,
  sumOfWritten,
  timesOver,
  TRIAD_FACTOR,
  WRITTEN_LANES,
  WRITTEN_STEP,
} from './checksum.ts';
import { MEBIBYTE } from './environment.ts';

test('the words of the hash', () => {
  expect(hashedWord(0)).toBe(0x64625032);
  const words = Array.from({ length: 65_536 }, (_, i) => hashedWord(i));
  expect(new Set(words).size).toBe(65_536);
  // Of 2²¹ bits half are set, give or take four standard deviations: √(2²¹) ÷ 2 × 4 = 2,896.
  const bits = words.reduce((sum, word) => sum + word.toString(2).replaceAll('0', '').length, 0);
  expect(Math.abs(bits - 2 ** 20)).toBeLessThan(2_896);
});

test('the table is what adding up comes to', () => {
  for (const mebibytes of [1, 2, 4])
    expect(sumOfArray(mebibytes * MEBIBYTE)).toBe(sumOfWords({ fromWord: 0, toWord: mebibytes * 2 ** 18 }));
});

test('parts of an array add up to it, wherever it is cut', () => {
  fc.assert(
    fc.property(fc.nat(5_000), fc.nat(5_000), (cut, more) => {
      const sum = sumOfWords({ fromWord: 0, toWord: cut }) + sumOfWords({ fromWord: cut, toWord: cut + more });
      expect(sum >>> 0).toBe(sumOfArray(4 * (cut + more)));
    }),
  );
});

test('what is written adds up to the closed form', () => {
  expect(sumOfWritten(16)).toBe(0x86c9cb80);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 }), (elements) => {
      let sum = 0n;
      for (let i = 0; i < elements; i += 1)
        for (const lane of WRITTEN_LANES) sum += BigInt((Math.imul(i, WRITTEN_STEP) + lane) >>> 0);
      expect(BigInt(sumOfWritten(16 * elements))).toBe(sum % 2n ** 32n);
    }),
  );
  // 1 GiB: 2²⁶ elements are 0 modulo 2³² in the square, and so are 2²⁶ × lanes but for their low six bits.
  expect(sumOfWritten(2 ** 30)).toBe(
    Number((2n * BigInt(WRITTEN_STEP) * 2n ** 26n * (2n ** 26n - 1n) + 2n ** 26n * 0x86c9cb80n) % 2n ** 32n),
  );
});

test('triad adds up word by word', () => {
  let sum = 0;
  for (let i = 0; i < 1_000; i += 1) sum = (sum + hashedWord(i) + Math.imul(TRIAD_FACTOR, hashedWord(1_000 + i))) | 0;
  expect(sumOfTriad(4_000)).toBe(sum >>> 0);
});

test('a sum many times over is exact beyond 2⁵³', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 32 - 1), fc.nat(2 ** 32 - 1), (sum, times) => {
      expect(BigInt(timesOver({ sum, times }))).toBe((BigInt(sum) * BigInt(times)) % 2n ** 32n);
    }),
  );
});
