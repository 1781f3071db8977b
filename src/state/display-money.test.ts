import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayMoneyOf } from './display-money.ts';

const EURO = { currency: 'EUR', usdPerUnit: 1.08695652, asOf: '2026-11-20' };

test('a currency with a rate in the scenario', () => {
  expect(displayMoneyOf({ asked: 'EUR', exchangeRates: [EURO] })).toEqual({
    status: 'shown',
    currency: 'EUR',
    unitsPerUsd: 0.92,
    asOf: '2026-11-20',
  });
  expect(displayMoneyOf({ asked: 'eur', exchangeRates: [EURO] })).toMatchObject({ currency: 'EUR' });
});

test('without a rate it is said, and nothing is guessed', () => {
  expect(displayMoneyOf({ asked: 'JPY', exchangeRates: [EURO] })).toEqual({ status: 'no-rate', currency: 'JPY' });
});

test.each([null, 'USD', '', 'EURO', 'E1R', '<b>'])('%s is dollars', (asked) => {
  expect(displayMoneyOf({ asked, exchangeRates: [EURO] })).toEqual({ status: 'dollars' });
});

test('what was typed for a dollar comes back, whatever it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: -4, max: 6 }), (digits, shift) => {
      const typed = Number(`${digits}e${shift - 4}`);
      const usdPerUnit = Number((1 / typed).toPrecision(9));
      const money = displayMoneyOf({ asked: 'EUR', exchangeRates: [{ ...EURO, usdPerUnit }] });
      expect(money).toMatchObject({ unitsPerUsd: typed });
    }),
  );
});
