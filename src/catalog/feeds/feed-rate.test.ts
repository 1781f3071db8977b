import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactRate } from '../../domain/money.ts';
import { rateOfNumber, rateOfTokenPrice } from './feed-rate.ts';

describe('a price per token as USD per million', () => {
  test.each([
    // Prices of the listing, and what the sellers print.
    ['0.0000024', 2.4],
    ['0.00000003', 0.03],
    ['0.0000000036', 0.0036],
    ['0.000015', 15],
    ['0.00000125', 1.25],
    ['1', 1_000_000],
    ['0', 0],
    ['0.000000', 0],
    ['2.4e-6', 2.4],
    ['3E-07', 0.3],
    // Rent of 0.5 USD for an hour, for 5 minutes: 0.041666666666666… in 12 decimals.
    ['0.0000000416666666666667', 0.041666666667],
  ])('%s is %d', (text, usdPerMTok) => {
    expect(rateOfTokenPrice(text)).toBe(usdPerMTok);
  });

  test.each([
    '',
    ' ',
    '-1',
    '-0',
    '+1',
    '1.',
    '.5',
    'NaN',
    'Infinity',
    '0x10',
    '1,5',
    '1e999',
    '1_000',
    '1.0000001',
    '1e-40',
  ])('"%s" is no price', (text) => {
    expect(rateOfTokenPrice(text)).toBeUndefined();
  });

  test('is exactly the decimal with its point moved, for every price of up to 12 decimals', () => {
    const steps = fc.bigInt({ min: 1n, max: 10n ** 18n });
    fc.assert(
      fc.property(steps, (step) => {
        // 10⁻¹⁸ USD per token is 10⁻¹² USD per million.
        const digits = step.toString().padStart(19, '0');
        const usdPerMTok = rateOfTokenPrice(`${digits.slice(0, -18)}.${digits.slice(-18)}`);
        expect(usdPerMTok).toBe(Number(`${step}e-12`));
        // Below 10³ a double has room for 12 decimals, and a bill takes the rate as the same decimal.
        if (step < 10n ** 15n) expect(exactRate(usdPerMTok ?? -1)).toBe(step);
      }),
    );
  });
});

describe('a price per million tokens', () => {
  test('loses the noise of doubles, and keeps 12 decimals', () => {
    expect(rateOfNumber(0.1 + 0.2)).toBe(0.3);
    expect(rateOfNumber(0.003625)).toBe(0.003625);
    expect(rateOfNumber(1_000_000)).toBe(1_000_000);
    expect(rateOfNumber(0)).toBe(0);
  });

  test.each([-0.01, NaN, Infinity, -Infinity, 1_000_000.01, 1e-13, 5e-324])('%d is none', (value) => {
    expect(rateOfNumber(value)).toBeUndefined();
  });
});
