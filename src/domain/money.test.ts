import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chargeFor, exactRate, nanoToUsd, toNanoUsd } from './money.ts';

/** Rates as price pages print them: up to nine decimals. */
const rates = fc
  .nat({ max: 1_000_000_000 })
  .chain((digits) => fc.integer({ min: 0, max: 9 }).map((decimals) => Number(`${digits}e-${decimals}`)));
const counts = fc.nat({ max: 1_000_000_000 });

describe('an exact rate', () => {
  test.each([
    [0.1, 100_000_000_000n],
    [12.5, 12_500_000_000_000n],
    [0.0036, 3_600_000_000n],
    [1e-7, 100_000n],
    [1.5e-7, 150_000n],
    [1e-12, 1n],
    [0, 0n],
    [-0, 0n],
    [1_250_000, 1_250_000_000_000_000_000n],
  ])('says of %f what its digits say', (usdPerMTok, expected) => {
    expect(exactRate(usdPerMTok)).toBe(expected);
  });

  test.each([-1, -1e-9, NaN, Infinity, -Infinity, 0.123_456_789_012_3, 1e-13])('refuses %f', (usdPerMTok) => {
    expect(() => exactRate(usdPerMTok)).toThrow(RangeError);
  });

  test('is the number of millionths of millionths its decimal text counts', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000 }), fc.integer({ min: 0, max: 9 }), (digits, decimals) => {
        expect(exactRate(Number(`${digits}e-${decimals}`))).toBe(BigInt(digits) * 10n ** BigInt(12 - decimals));
      }),
    );
  });
});

describe('a charge', () => {
  test('is exact where a double is not: ten million times a token at 0.0036', () => {
    // 0.0036 USD ÷ 10⁶ × 10⁷ = 0.036 USD.
    let sum = 0n;
    const one = chargeFor({ tokens: 1, usdPerMTok: 0.0036 });
    for (let i = 0; i < 10_000; i++) sum += one * 1_000n;
    expect(sum).toBe(chargeFor({ tokens: 10_000_000, usdPerMTok: 0.0036 }));
    expect(toNanoUsd(sum)).toBe(36_000_000n);
    expect(nanoToUsd(toNanoUsd(sum))).toBe(0.036);
  });

  test('of parts is the charge of the whole', () => {
    fc.assert(
      fc.property(counts, counts, rates, (a, b, usdPerMTok) => {
        expect(chargeFor({ tokens: a, usdPerMTok }) + chargeFor({ tokens: b, usdPerMTok })).toBe(
          chargeFor({ tokens: a + b, usdPerMTok }),
        );
      }),
    );
  });

  test('agrees with a double as far as a double goes', () => {
    fc.assert(
      fc.property(counts, rates, (tokens, usdPerMTok) => {
        const expected = (tokens * usdPerMTok) / 1e6;
        expect(Math.abs(Number(chargeFor({ tokens, usdPerMTok })) / 1e18 - expected)).toBeLessThanOrEqual(
          1e-14 * expected,
        );
      }),
    );
  });

  test.each([-1, 0.5, NaN, Infinity, 2 ** 53])('refuses %f tokens', (tokens) => {
    expect(() => chargeFor({ tokens, usdPerMTok: 1 })).toThrow(RangeError);
  });
});

describe('nano-dollars', () => {
  test('round halves up', () => {
    expect([499_999_999n, 500_000_000n, 1_499_999_999n, 1_500_000_000n].map(toNanoUsd)).toEqual([0n, 1n, 1n, 2n]);
  });

  test('lose nothing when they are rounded once instead of line by line', () => {
    const third = chargeFor({ tokens: 1, usdPerMTok: 0.0004 });
    // 0.4 nano-dollars three times: 1.2, not 0 + 0 + 0.
    expect(toNanoUsd(third * 3n)).toBe(1n);
    expect(toNanoUsd(third) * 3n).toBe(0n);
  });
});
