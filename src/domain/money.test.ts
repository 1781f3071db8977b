import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chargeFor, exactRate, exactToUsd, nanoToUsd, priceOf, rateTimes, rentFor, toNanoUsd } from './money.ts';

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
        expect(Math.abs(exactToUsd(chargeFor({ tokens, usdPerMTok })) - expected)).toBeLessThanOrEqual(
          1e-14 * expected,
        );
      }),
    );
  });

  test.each([-1, 0.5, NaN, Infinity, 2 ** 53])('refuses %f tokens', (tokens) => {
    expect(() => chargeFor({ tokens, usdPerMTok: 1 })).toThrow(RangeError);
  });
});

describe('a rate times a factor', () => {
  test.each([
    [0.0036, 1.1, 0.003_96],
    [4.5, 0.5, 2.25],
    [0.1, 0.1, 0.01],
    [0.7, 1.1, 0.77],
    [5, 0, 0],
    // Half of the last decimal goes up.
    [0.000_000_000_001, 0.5, 0.000_000_000_001],
  ])('%f × %f = %f, exactly', (rate, factor, expected) => {
    expect(rateTimes({ rate, factor })).toBe(expected);
  });

  test('is the product of the decimal digits', () => {
    const digits = fc.nat({ max: 99_999 });
    const decimals = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(digits, decimals, digits, decimals, (a, m, b, n) => {
        const product = rateTimes({ rate: Number(`${a}e-${m}`), factor: Number(`${b}e-${n}`) });
        expect(exactRate(product)).toBe(BigInt(a) * BigInt(b) * 10n ** BigInt(12 - m - n));
      }),
    );
  });
});

describe('rent and other things', () => {
  test('25,000 token-hours at 4.5 USD per million are 11.25 cents', () => {
    expect(toNanoUsd(rentFor({ tokenHours: 25_000, usdPerMTokHour: 4.5 }))).toBe(112_500_000n);
  });

  test('a third of an hour is as exact as its decimals', () => {
    // 333.333333333333 token-hours × 1 USD ÷ 10⁶ = 0.000333333333333333 USD.
    expect(rentFor({ tokenHours: 333.333_333_333_333, usdPerMTokHour: 1 })).toBe(333_333_333_333_333n * 10n ** 12n);
  });

  test('an hour of session at 8 cents is 8 cents, and half of one is 4', () => {
    expect(toNanoUsd(priceOf({ quantity: 1, usdPerUnit: 0.08 }))).toBe(80_000_000n);
    expect(toNanoUsd(priceOf({ quantity: 0.5, usdPerUnit: 0.08 }))).toBe(40_000_000n);
  });

  test('tokens cost the same by the million and by the piece', () => {
    fc.assert(
      fc.property(counts, (tokens) => {
        expect(priceOf({ quantity: tokens, usdPerUnit: 0.000_002_5 })).toBe(chargeFor({ tokens, usdPerMTok: 2.5 }));
        expect(rentFor({ tokenHours: tokens, usdPerMTokHour: 2.5 })).toBe(chargeFor({ tokens, usdPerMTok: 2.5 }));
      }),
    );
  });

  test.each([-1, NaN, Infinity, 1e-13])('refuse %f', (amount) => {
    expect(() => rentFor({ tokenHours: amount, usdPerMTokHour: 1 })).toThrow(RangeError);
    expect(() => priceOf({ quantity: 1, usdPerUnit: amount })).toThrow(RangeError);
  });
});

describe('nano-dollars', () => {
  test('round halves up', () => {
    const NANO = 10n ** 21n;
    expect([NANO / 2n - 1n, NANO / 2n, NANO + NANO / 2n - 1n, NANO + NANO / 2n].map(toNanoUsd)).toEqual([
      0n,
      1n,
      1n,
      2n,
    ]);
  });

  test('lose nothing when they are rounded once instead of line by line', () => {
    const third = chargeFor({ tokens: 1, usdPerMTok: 0.0004 });
    // 0.4 nano-dollars three times: 1.2, not 0 + 0 + 0.
    expect(toNanoUsd(third * 3n)).toBe(1n);
    expect(toNanoUsd(third) * 3n).toBe(0n);
  });
});
