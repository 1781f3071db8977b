import { describe, expect, test } from 'vitest';
import type { Offer, PricePeriod } from '../../../../domain/offer/rate-card.ts';
import { NOT_SOLD, offerWith, periodWith, priced, ratesWith, UNKNOWN } from '../../../../domain/testing/builders.ts';
import { bookOf } from '../../../../evaluate/offer-book.ts';
import { CORE_BOOK } from '../../../../evaluate/testing/core-book.ts';
import { BASE_SCENARIO } from '../../../../scenario/base-v0.ts';
import { ownRates, writesFollowInput, type OwnOffer } from './own-rates.ts';

const LIST_ID = 'seller/model';

const ownWith = (changes: Partial<OwnOffer> = {}): OwnOffer => ({
  id: 'own/1',
  name: 'Ours',
  basedOn: LIST_ID,
  discountRatio: 0.2,
  rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
  ...changes,
});

function compare({
  own = ownWith(),
  period = periodWith(),
  purchase = {},
  offer = {},
}: {
  own?: OwnOffer;
  period?: PricePeriod;
  purchase?: Partial<typeof BASE_SCENARIO.purchase>;
  offer?: Partial<Offer>;
}) {
  const listed = offerWith({ id: LIST_ID, seller: 'seller', sellerName: 'Seller', periods: [period], ...offer });
  return ownRates({
    scenario: { ...BASE_SCENARIO, ownOffers: [own], purchase: { ...BASE_SCENARIO.purchase, ...purchase } },
    own,
    book: bookOf({ ...CORE_BOOK, offers: [listed], isWhole: true }),
  });
}

/** Class, difference and change of every row, section by section. */
const told = (rates: ReturnType<typeof ownRates>) =>
  rates.status === 'ok'
    ? rates.sections.map(({ rows }) =>
        rows.map((row) => [row.class, row.differenceUsdPerMTok, row.changeRatio?.toFixed(3)]),
      )
    : rates.reason;

describe('an own offer beside its list', () => {
  test('differs in every class by the share off: 5 / 0.5 / 6.25 / 10 / 25 less a fifth', () => {
    expect(told(compare({}))).toEqual([
      [
        ['input', -1, '-0.200'],
        ['cacheRead', expect.closeTo(-0.1, 12), '-0.200'],
        ['cacheWrite:5m', -1.25, '-0.200'],
        ['cacheWrite:1h', -2, '-0.200'],
        ['output', -5, '-0.200'],
      ],
    ]);
  });

  test('shows single rates in place of the list’s, of every life and in every band alike', () => {
    const own = ownWith({ discountRatio: 0, rates: { input: 6, output: null, cacheRead: null, cacheWrite: 7 } });
    const band = {
      thresholdTokens: 200_000,
      comparison: 'gt' as const,
      rates: ratesWith({ input: priced(10), output: priced(50) }),
    };
    expect(told(compare({ own, period: periodWith({ bands: [band] }) }))).toEqual([
      [
        ['input', 1, '0.200'],
        ['cacheRead', 0, '0.000'],
        ['cacheWrite:5m', 0.75, '0.120'],
        ['cacheWrite:1h', -3, '-0.300'],
        ['output', 0, '0.000'],
      ],
      [
        ['input', -4, '-0.400'],
        ['cacheRead', 0, '0.000'],
        ['cacheWrite:5m', 0.75, '0.120'],
        ['cacheWrite:1h', -3, '-0.300'],
        ['output', 0, '0.000'],
      ],
    ]);
  });

  test('has no difference where a price is not sold or unknown, and no ratio where the list is free', () => {
    const base = ratesWith({ cacheRead: NOT_SOLD, output: UNKNOWN, cacheWrite: { '5m': priced(0) } });
    const own = ownWith({ rates: { input: null, output: null, cacheRead: 0.1, cacheWrite: 1 } });
    expect(told(compare({ own, period: periodWith({ base }) }))).toEqual([
      [
        ['input', -1, '-0.200'],
        ['cacheRead', null, undefined],
        ['cacheWrite:5m', 1, undefined],
        ['output', null, undefined],
      ],
    ]);
  });

  test('leaves a batch share out on both sides, and names a commitment that comes on top of it', () => {
    const mode = {
      id: 'batch',
      name: 'batch',
      pricing: {
        kind: 'multiplier' as const,
        multiplier: {
          ratio: { value: 0.5, kind: 'assumed' as const, source: 'made up', checkedOn: '2026-11-20' },
          classes: ['input', 'output'] as const,
        },
      },
      withoutClasses: [],
      excludes: [],
    };
    const rates = compare({
      period: periodWith({ modes: [mode] }),
      purchase: {
        modeRatio: 1,
        commitments: [
          { seller: 'another', discountRatio: 0.3, usdPerMonth: 0 },
          { seller: 'seller', discountRatio: 0.1, usdPerMonth: 0 },
        ],
      },
    });
    expect(told(rates)).toEqual(told(compare({})));
    expect(rates).toMatchObject({ steps: [], sellerName: 'Seller', furtherDiscountRatio: 0.1 });
    expect(compare({})).toMatchObject({ furtherDiscountRatio: 0 });
  });

  test('is in dollars where the list is not: 20 CNY less a fifth at 0.14 is 2.24', () => {
    const offer = { currency: 'CNY' };
    const period = periodWith({ base: ratesWith({ input: priced(20) }) });
    expect(told(compare({ offer, period }))).toMatch(/CNY/);
    const rates = compare({
      offer,
      period,
      purchase: { exchangeRates: [{ currency: 'CNY', usdPerUnit: 0.14, asOf: '2026-11-20' }] },
    });
    const input = rates.status === 'ok' ? rates.sections[0]?.rows[0] : undefined;
    expect(input).toMatchObject({
      list: { perMTok: { value: expect.closeTo(2.8, 12) } },
      own: { perMTok: { value: expect.closeTo(2.24, 12) } },
    });
  });

  test('has writes that follow its input where all of them cost as much on the list', () => {
    const written = (cacheWrite: Record<string, ReturnType<typeof priced>>): boolean =>
      writesFollowInput(compare({ period: periodWith({ base: ratesWith({ cacheWrite }) }) }));
    expect(written({ auto: priced(5) })).toBe(true);
    expect(written({ '5m': priced(5), '1h': priced(10) })).toBe(false);
    expect(written({ auto: UNKNOWN })).toBe(false);
    expect(written({})).toBe(false);
  });

  test('says why where the offer below it is not there', () => {
    expect(told(compare({ own: ownWith({ basedOn: 'nobody/nothing' }) }))).toMatch(/nobody\/nothing/);
  });
});
