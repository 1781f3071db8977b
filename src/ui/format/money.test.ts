import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figuresIn, withMarks } from './exact.ts';
import {
  formatListed,
  formatPrice,
  formatPriceTo,
  formatRate,
  formatUsd,
  formatUsdShort,
  formatUsdToTheUnit,
  moneySign,
  shownMoney,
  withMoney,
} from './money.ts';

const EURO = { currency: 'EUR', unitsPerUsd: 0.92 };
const YEN = { currency: 'JPY', unitsPerUsd: 155 };
const FRANC = { currency: 'CHF', unitsPerUsd: 0.88 };
const euro = <T>(run: () => T): T => withMoney(EURO, run);
const yen = <T>(run: () => T): T => withMoney(YEN, run);

describe('sums', () => {
  test.each([
    [0, '$0'],
    [0.004, '<$0.01'],
    [0.05, '$0.05'],
    [0.054, '$0.054'],
    [0.5, '$0.50'],
    [1.236, '$1.24'],
    [-70.4, '−$70.40'],
    [-0.004, '−<$0.01'],
    [412_345.678, '$412,300'],
    [42_435.4, '$42,435'],
  ])('%d in dollars', (usd, text) => {
    expect(formatUsd(usd)).toBe(text);
  });

  test.each([
    // × 0.92: 379,358.02 to four digits; 1.84; −64.768
    [412_345.678, '€379,400'],
    [2, '€1.84'],
    [-70.4, '−€64.77'],
    [0.004, '<€0.01'],
    [0, '€0'],
    [1e12, '€920,000,000,000'],
  ])('%d in euros', (usd, text) => {
    expect(euro(() => formatUsd(usd))).toBe(text);
  });

  test.each([
    // × 155: yen have no coin below one.
    [412_345.678, '¥63,910,000'],
    [2.51, '¥389'],
    [0.1, '¥16'],
    [-0.1, '−¥16'],
    [0.005, '<¥1'],
    [1e-9, '<¥1'],
  ])('%d in yen', (usd, text) => {
    expect(yen(() => formatUsd(usd))).toBe(text);
  });

  test('a code stands apart from its digits; a dollar that is not the US one says whose it is', () => {
    expect(withMoney(FRANC, () => formatUsd(100))).toBe('CHF\u00a088.00');
    expect(withMoney(FRANC, moneySign)).toBe('CHF');
    expect(withMoney({ currency: 'AUD', unitsPerUsd: 1.5 }, () => formatUsd(100))).toBe('A$150');
  });

  test('to the unit, for sums that somebody adds up', () => {
    expect(formatUsdToTheUnit(412_345.678)).toBe('$412,346');
    expect(formatUsdToTheUnit(-41.5)).toBe('−$41.5');
    expect(formatUsdToTheUnit(-0.001)).toBe('$0');
    expect(yen(() => formatUsdToTheUnit(412_345.678))).toBe('¥63,913,580');
  });
});

describe('prices', () => {
  test('in dollars with the digits they were published with', () => {
    expect([4, 0.025, 0.0036, 12.3456].map((usd) => formatRate(usd))).toEqual(['4.00', '0.025', '0.0036', '12.3456']);
    expect(formatPrice(4)).toBe('$4.00');
  });

  test('in another currency with no more digits than its rate has', () => {
    expect(euro(() => [4, 0.025, 0.0036].map((usd) => formatPrice(usd)))).toEqual(['€3.68', '€0.023', '€0.00331']);
    // 620 · 3.875 · 0.558
    expect(yen(() => [4, 0.025, 0.0036].map((usd) => formatPrice(usd)))).toEqual(['¥620', '¥3.88', '¥0.56']);
    expect(euro(() => formatPriceTo({ usd: 0.010_731, digits: 3 }))).toBe('€0.00987');
  });

  test('a list is quoted as its seller wrote it', () => {
    expect(euro(() => formatListed({ value: 0.8, currency: 'CNY' }))).toBe('0.80');
  });
});

test('axes', () => {
  expect(formatUsdShort(10_000)).toBe('$10K');
  expect(euro(() => formatUsdShort(-2_000_000))).toBe('−€1.84M');
  expect(formatUsdShort(0)).toBe('$0');
});

test('files get every digit, in the currency that is shown', () => {
  expect(figuresIn(euro(() => withMarks(() => formatUsd(1_234.5)))).figures).toEqual([
    { shown: '€1,136', value: 1_234.5 * 0.92, unit: 'EUR' },
  ]);
});

test('it ends with what it was for, also where that fails', () => {
  expect(() =>
    euro(() => {
      throw new Error('stopped');
    }),
  ).toThrow('stopped');
  expect(shownMoney()).toEqual({ currency: 'USD', unitsPerUsd: 1 });
});

test('a sum is what it was of, to half a percent, in any currency and of any size above its coins', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 1e12, noNaN: true }),
      fc.double({ min: 1, max: 20_000, noNaN: true }),
      fc.constantFrom('USD', 'EUR', 'INR', 'CHF', 'JPY'),
      (usd, unitsPerUsd, currency) => {
        const text = withMoney({ currency, unitsPerUsd }, () => formatUsd(usd));
        const amount = usd * unitsPerUsd;
        const read = Number(text.replace(/[^\d.]/g, ''));
        expect(Math.abs(read - amount)).toBeLessThanOrEqual(Math.max(0.5, amount * 0.005));
      },
    ),
  );
});
