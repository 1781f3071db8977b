import { describe, expect, test } from 'vitest';
import { billAtOffer } from '../../domain/offer/bill.ts';
import type { Offer } from '../../domain/offer/rate-card.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { findRate, isBilledAt } from './match-rate.ts';
import { costPeriod } from './reconcile.ts';
import type { RateOnSale } from './rates-on-sale.ts';

function ratesAt(offerId: string, change: Partial<Scenario> = {}): readonly RateOnSale[] {
  const period = { fromDay: '2026-11-15', toDay: '2026-12-15' };
  const costs = costPeriod({ scenario: { ...BASE_SCENARIO, offerId, ...change }, book: WHOLE_BOOK, period });
  if (costs.status !== 'costed') throw new Error(costs.reason);
  return costs.rates;
}

function offerOf(id: string): Offer {
  const offer = WHOLE_BOOK.offerById(id);
  if (!offer) throw new Error(`no offer ${id}`);
  return offer;
}

const OPUS = 'anthropic/claude-opus-4-6';
const writesOf = (rates: readonly RateOnSale[]): readonly RateOnSale[] =>
  rates.filter((rate) => rate.class === 'cacheWrite');

describe('rates on sale', () => {
  test('are those of base, lives, modes and modifiers, the plain ones first', () => {
    const inputs = ratesAt(OPUS).filter((rate) => rate.class === 'input');
    expect(inputs.map(({ usdPerMTok, conditions }) => [usdPerMTok, conditions.length])).toEqual(
      expect.arrayContaining([
        [5, 0],
        [2.5, 1],
        [5.5, 1],
        [2.75, 2],
      ]),
    );
    expect(inputs[0]).toMatchObject({ usdPerMTok: 5, departures: 0, fromDay: '2026-11-15', toDay: '2026-12-15' });
  });

  test('of before and after a change have their days', () => {
    const inputs = ratesAt('google/gemini-4-argon').filter((rate) => rate.class === 'input' && rate.departures === 0);
    expect(inputs.map(({ usdPerMTok, fromDay, toDay }) => [usdPerMTok, fromDay, toDay])).toEqual([
      [2, '2026-11-15', '2026-12-01'],
      [4, '2026-12-01', '2026-12-15'],
    ]);
  });

  test('follow the clock where the seller does', () => {
    const inputs = ratesAt('deepseek/deepseek-v4-pro').filter((rate) => rate.class === 'input');
    expect(inputs.map(({ usdPerMTok, conditions }) => [usdPerMTok, ...conditions])).toEqual([
      [0.66, 'off-peak hours'],
      [1.32],
    ]);
  });

  test('are the agreed ones, with the list beside them', () => {
    const commitments = [{ seller: 'anthropic', discountRatio: 0.2, usdPerMonth: 0 }];
    const discounted = ratesAt(OPUS, { purchase: { ...BASE_SCENARIO.purchase, commitments } });
    const plain = discounted.filter((rate) => rate.class === 'output' && rate.departures <= 2);
    expect(plain[0]).toMatchObject({ usdPerMTok: 20, departures: 0 });
    expect(plain).toContainEqual(
      expect.objectContaining({ usdPerMTok: 25, conditions: ['without the agreed discount'] }),
    );
    const rates = { input: 1 / 3, output: null, cacheRead: null, cacheWrite: null };
    const own = { id: 'own/1', name: 'Ours', basedOn: OPUS, discountRatio: 0, rates };
    const inputs = ratesAt('own/1', { ownOffers: [own] }).filter((rate) => rate.class === 'input');
    expect(inputs[0]?.usdPerMTok).toBeCloseTo(1 / 3, 11);
    expect(inputs).toContainEqual(expect.objectContaining({ usdPerMTok: 5, conditions: ['the catalogue’s list'] }));
  });

  test.each(['openai/gpt-6.1-sol', OPUS, 'google/gemini-3.8-flash', 'google/gemini-4-argon'])(
    'of %s hold every rate of an exact bill',
    (offerId) => {
      const offer = offerOf(offerId);
      const rates = ratesAt(offerId);
      const [period] = offer.periods.slice(-1);
      let billed = 0;
      for (const mode of ['standard', ...(period?.modes ?? []).map(({ id }) => id)])
        for (const modifiers of [[], ...(period?.modifiers ?? []).map(({ id }) => [id])])
          for (const cacheReadTokens of [1_000, 300_000])
            for (const ttl of ['', ...offer.cachePolicy.ttls.map(({ id }) => id)]) {
              const usage = {
                inputTokens: 1_000,
                outputTokens: 1_000,
                cacheReadTokens,
                cacheWriteTokens: ttl === '' ? {} : { [ttl]: 1_000 },
              };
              const bill = billAtOffer({ usage, offer, at: '2026-12-05', mode, modifiers });
              if (bill.status === 'unavailable') continue;
              for (const line of bill.lines) {
                if (!('tokens' in line)) continue;
                const [name, ttlId = null] = line.class.split(':');
                billed++;
                expect(rates).toContainEqual(
                  expect.objectContaining({ class: name, ttlId, usdPerMTok: line.usdPerMTok }),
                );
              }
            }
      expect(billed).toBeGreaterThan(8);
    },
  );
});

describe('the rate of a line', () => {
  const rates = writesOf(ratesAt(OPUS));
  const find = ({ tokens, usd }: { tokens: number; usd: number }) =>
    findRate({ tokens, usd, expectedUsdPerMTok: 6.25, rates });

  test('is the expected one, to half a percent', () => {
    expect(find({ tokens: 40e6, usd: 250 })).toEqual({ kind: 'as-expected' });
    expect(find({ tokens: 40.1e6, usd: 250 })).toEqual({ kind: 'as-expected' });
    expect(find({ tokens: 41e6, usd: 250 })?.kind).not.toBe('as-expected');
    // Half a cent of rounding is more than half a percent of a few cents.
    expect(isBilledAt({ tokens: 1_000, usd: 0.01, usdPerMTok: 6.25 })).toBe(true);
    expect(isBilledAt({ tokens: 1_000, usd: 0.02, usdPerMTok: 6.25 })).toBe(false);
  });

  test('is another on sale, the least far-fetched first', () => {
    // 40 million written for $400 are 10.00 a million: the hour's life.
    expect(find({ tokens: 40e6, usd: 400 })).toMatchObject({
      kind: 'on-sale',
      matches: [{ ttlId: '1h', conditions: [] }],
    });
    expect(find({ tokens: 40e6, usd: 125 })).toMatchObject({ kind: 'on-sale', matches: [{ ttlId: '5m' }] });
  });

  test('is a mean of two: 7.5 is a third of the way from 6.25 to 10', () => {
    const found = find({ tokens: 40e6, usd: 300 });
    if (found?.kind !== 'between') throw new Error(`it is ${found?.kind}`);
    expect([found.below.usdPerMTok, found.above.usdPerMTok]).toEqual([6.25, 10]);
    expect(found.aboveRatio).toBeCloseTo(1 / 3, 9);
  });

  test('is beyond all, or of something not sold', () => {
    expect(find({ tokens: 1e6, usd: 5_000 })).toMatchObject({ kind: 'beyond' });
    expect(findRate({ tokens: 1e6, usd: 5, expectedUsdPerMTok: null, rates: [] })).toEqual({ kind: 'not-sold' });
    expect(find({ tokens: 0, usd: 5 })).toBeNull();
  });
});
