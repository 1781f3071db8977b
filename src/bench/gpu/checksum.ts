import type { Bytes } from '../../domain/units.ts';

/**
 * What every kernel must come to. Arrays hold a hash of each word's index, so that no cache, no compression and no lucky
 * guess can stand in for reading them; sums of them modulo 2³² are exact whatever the order.
 */

/**
 * The word at an index: shifts and two multiplications of the index plus 2³² ÷ φ, a mix of the kind that Chris Wellons
 * searched for ("Prospecting for Hash Functions", 2018), which makes neighbours differ in half of their bits.
 *
 * Example: the word at 0 is 0x64625032. `kernels.ts` has the same in WGSL.
 */
export function hashedWord(index: number): number {
  let x = (index + 0x9e3779b9) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** Σ of the words from one index up to another, modulo 2³². About 4 ns a word. */
export function sumOfWords({ fromWord, toWord }: { fromWord: number; toWord: number }): number {
  let sum = 0;
  for (let index = fromWord; index < toWord; index += 1) sum = (sum + hashedWord(index)) | 0;
  return sum >>> 0;
}

const FIRST_TABLE_BYTES = 2 ** 20;

/** Σ of the first 1 MiB, 2 MiB … 4 GiB, which would take seconds to work out; a test does. */
const TABLE: readonly number[] = [
  0xfafd8493, 0xb8208c5e, 0x963850d6, 0x66ce6e7e, 0x485f6c8b, 0x6658e912, 0xa4558ccf, 0x7483ff54, 0x8c731bd1,
  0x1f0b2494, 0xb5e39e91, 0xfaa29175, 0xf188cca2,
];

const sums = new Map<Bytes, number>();

/** Σ of the words of an array's first bytes, modulo 2³²; from a table for powers of two from 1 MiB to 4 GiB. */
export function sumOfArray(bytes: Bytes): number {
  const known = TABLE[Math.log2(bytes / FIRST_TABLE_BYTES)] ?? sums.get(bytes);
  if (known !== undefined) return known;
  const sum = sumOfWords({ fromWord: 0, toWord: bytes / 4 });
  sums.set(bytes, sum);
  return sum;
}

/** What the write kernel puts at a word: no two neighbours alike, at one multiplication for four of them. */
export const WRITTEN_STEP = 0x9e3779b1;
/** Added to the four words of an element. */
export const WRITTEN_LANES = [0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x165667b1] as const;

/**
 * Σ of what the write kernel leaves in an array, modulo 2³²: with n elements of four words,
 * 4 × step × n (n − 1) ÷ 2 + n × (sum of the lanes).
 *
 * Example: one element: the sum of the lanes, 0x85ebca6b + 0xc2b2ae35 + 0x27d4eb2f + 0x165667b1 mod 2³² = 0x86c9cb80.
 */
export function sumOfWritten(bytes: Bytes): number {
  const elements = BigInt(bytes / 16);
  const lanes = WRITTEN_LANES.reduce((sum, lane) => sum + BigInt(lane), 0n);
  const sum = 2n * BigInt(WRITTEN_STEP) * elements * (elements - 1n) + elements * lanes;
  return Number(BigInt.asUintN(32, sum));
}

/** What triad multiplies its second array by. */
export const TRIAD_FACTOR = 3;

/** Σ of b + 3 c, where b is the first bytes of the hashed array and c as many behind them, modulo 2³². */
export function sumOfTriad(bytes: Bytes): number {
  const first = sumOfArray(bytes);
  const second = sumOfArray(2 * bytes) - first;
  return (first + Math.imul(TRIAD_FACTOR, second)) >>> 0;
}

/** A sum that was added up so many times, modulo 2³². */
export function timesOver({ sum, times }: { sum: number; times: number }): number {
  // A product of two 32-bit numbers does not fit a double.
  return Math.imul(sum, times >>> 0) >>> 0;
}
