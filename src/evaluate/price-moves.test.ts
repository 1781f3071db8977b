import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { CATALOG_REVISION } from '../catalog/revision.ts';
import { periodAt, type Offer } from '../domain/offer/rate-card.ts';
import { BASE_SCENARIO } from '../scenario/base.ts';
import type { CarriedRates, Scenario } from '../scenario/schema.ts';
import { carriedRatesOf } from './carried-rates.ts';
import { bookOf } from './offer-book.ts';
import { priceMoves, redated, repriced, type PricedAt, type RateMove } from './price-moves.ts';
import { WHOLE_BOOK } from './whole-book.ts';

const OPUS = 'anthropic/claude-opus-5-5';
const HAIKU = 'anthropic/claude-haiku-5-5';
const SONNET = 'anthropic/claude-sonnet-5-5';

/** A million tokens of Opus: $4 in, $20 out, $0.20 read, $5 and $8 written. Twice that is what the link carries. */
const DOUBLED: CarriedRates = {
  offerId: OPUS,
  base: { input: 8, output: 40, cacheRead: 0.4, cacheWrite: { '5m': 10, '1h': 16 } },
  bands: [],
};

function scenario(change: Partial<Scenario>): Scenario {
  return { ...BASE_SCENARIO, ...change };
}

function inShort({ class: name, lifeId, band, inUse, onDay, newest }: RateMove): string {
  const where = band === null ? '' : ` ${band.comparison} ${band.thresholdTokens}`;
  return `${name}${lifeId === null ? '' : ` ${lifeId}`}${where}: ${inUse} ${onDay} ${newest}`;
}

function usd(at: PricedAt | null): number {
  if (at?.status !== 'ok') throw new Error('not priced');
  return at.withoutUsdPerMonth;
}

describe('what a link carries', () => {
  test('nothing is told where nothing has moved', () => {
    expect(priceMoves(BASE_SCENARIO, WHOLE_BOOK)).toBeNull();
    const listed = WHOLE_BOOK.offerById(OPUS);
    const period = listed && periodAt({ offer: listed, asOf: BASE_SCENARIO.asOf });
    if (!period) throw new Error('no period');
    const carriedRates = [carriedRatesOf({ offerId: OPUS, period })];
    expect(priceMoves(scenario({ carriedRates }), WHOLE_BOOK)).toBeNull();
  });

  test('is set against the catalogue, rate by rate, and the bill goes with it', () => {
    const moves = priceMoves(scenario({ carriedRates: [DOUBLED] }), WHOLE_BOOK);
    expect(moves?.rates.map(inShort)).toEqual([
      'input: 8 4 4',
      'output: 40 20 20',
      'cacheRead: 0.4 0.2 0.2',
      'cacheWrite 5m: 10 5 5',
      'cacheWrite 1h: 16 8 8',
    ]);
    expect(moves).toMatchObject({ movedOnDay: 5, movedSince: 0, withdrawn: [], newestDay: CATALOG_REVISION });
    // Every price is twice the catalogue's, so the best policy is the same and its bill is twice as high.
    expect(usd(moves?.inUse ?? null) / usd(moves?.onDay ?? null)).toBeCloseTo(2, 12);
    expect(moves?.newest).toEqual(moves?.onDay);
  });

  test('one rate alone is one move', () => {
    const base = { ...DOUBLED.base, input: 4, output: 20, cacheRead: 0.2, cacheWrite: { '5m': 5, '1h': 7 } };
    const moves = priceMoves(scenario({ carriedRates: [{ ...DOUBLED, base }] }), WHOLE_BOOK);
    expect(moves?.rates.map(inShort)).toEqual(['cacheWrite 1h: 7 8 8']);
  });

  test('a price that only one side knows is no price on the other, not 0', () => {
    const base = { input: 4, output: 20, cacheRead: null, cacheWrite: { '5m': 5, '1h': 8, '1d': 0 } };
    const moves = priceMoves(scenario({ carriedRates: [{ ...DOUBLED, base }] }), WHOLE_BOOK);
    expect(moves?.rates.map(inShort)).toEqual(['cacheRead: null 0.2 0.2', 'cacheWrite 1d: 0 null null']);
  });

  test('a band that only the catalogue has is set against what long prompts pay without it', () => {
    const carriedRates: CarriedRates[] = [
      {
        offerId: HAIKU,
        base: { input: 0.1, output: 0.5, cacheRead: 0.01, cacheWrite: { '5m': 0.125, '1h': 0.2 } },
        bands: [],
      },
    ];
    const moves = priceMoves(scenario({ offerId: HAIKU, carriedRates }), WHOLE_BOOK);
    expect(moves?.rates.map(inShort)).toEqual([
      'input gt 100000: 0.1 0.5 0.5',
      'output gt 100000: 0.5 2.5 2.5',
      'cacheRead gt 100000: 0.01 0.05 0.05',
      'cacheWrite 5m gt 100000: 0.125 0.625 0.625',
      'cacheWrite 1h gt 100000: 0.2 1 1',
    ]);
  });

  test('counts once, however many own prices stand on it', () => {
    const own = (id: string) => ({
      id,
      name: id,
      basedOn: OPUS,
      discountRatio: 0.1,
      rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
    });
    const [first, second] = BASE_SCENARIO.workload.roles;
    if (!first || !second) throw new Error('two roles');
    const moves = priceMoves(
      scenario({
        carriedRates: [DOUBLED],
        ownOffers: [own('own/1'), own('own/2')],
        offerId: 'own/1',
        workload: { ...BASE_SCENARIO.workload, roles: [first, { ...second, offerId: 'own/2' }] },
      }),
      WHOLE_BOOK,
    );
    expect(moves?.movedOnDay).toBe(5);
    expect(usd(moves?.inUse ?? null) / usd(moves?.onDay ?? null)).toBeCloseTo(2, 12);
  });
});

describe('what the seller has changed since', () => {
  // Sonnet's reads were cut from $0.20 to $0.10 on 2026-10-07.
  const before = scenario({ offerId: SONNET, asOf: '2026-10-06' });

  test('is told with the newest day and what it does to the bill', () => {
    const moves = priceMoves(before, WHOLE_BOOK);
    expect(moves?.rates.map(inShort)).toEqual(['cacheRead: 0.2 0.2 0.1']);
    expect(moves).toMatchObject({ movedOnDay: 0, movedSince: 1, asOf: '2026-10-06', newestDay: CATALOG_REVISION });
    expect(moves?.inUse).toEqual(moves?.onDay);
    expect(usd(moves?.newest ?? null)).toBeLessThan(usd(moves?.inUse ?? null));
  });

  test('is nothing from the day of the change on, nor on the newest day', () => {
    expect(priceMoves({ ...before, asOf: '2026-10-07' }, WHOLE_BOOK)).toBeNull();
    expect(priceMoves({ ...before, asOf: CATALOG_REVISION }, WHOLE_BOOK)).toBeNull();
  });

  test('an announced price that does not hold yet is not told', () => {
    expect(priceMoves(scenario({ offerId: 'google/gemini-4-argon' }), WHOLE_BOOK)).toBeNull();
  });

  test('an offer that is no longer sold is named', () => {
    const opus = WHOLE_BOOK.offerById(OPUS);
    const [period] = opus?.periods ?? [];
    if (!opus || !period) throw new Error('no offer');
    const ended: Offer = { ...opus, periods: [{ ...period, to: CATALOG_REVISION }] };
    const moves = priceMoves(BASE_SCENARIO, bookOf({ ...WHOLE_BOOK, offers: [ended] }));
    expect(moves).toMatchObject({ rates: [], withdrawn: [opus.modelName], movedSince: 0 });
    expect(moves?.newest).toMatchObject({ status: 'impossible' });
  });
});

test('nothing has moved once a scenario is at the newest prices, whatever it carried', () => {
  const rate = fc.option(fc.integer({ min: 0, max: 400 }).map((tenths) => tenths / 10));
  fc.assert(
    fc.property(
      fc.record({
        input: rate,
        output: rate,
        cacheRead: rate,
        cacheWrite: fc.dictionary(fc.constantFrom('5m', '1h'), rate),
      }),
      fc.constantFrom('2026-09-01', '2026-10-07', '2026-11-20'),
      (base, asOf) => {
        const opened = scenario({ offerId: SONNET, asOf, carriedRates: [{ offerId: SONNET, base, bands: [] }] });
        const moves = priceMoves(opened, WHOLE_BOOK);
        // Each is told only where it moves, and counted on the side where it does.
        for (const { inUse, onDay, newest } of moves?.rates ?? [])
          expect(new Set([inUse, onDay, newest]).size).toBeGreaterThan(1);
        expect(priceMoves(repriced(opened), WHOLE_BOOK)?.movedOnDay ?? 0).toBe(0);
        expect(priceMoves(redated(opened), WHOLE_BOOK)).toBeNull();
      },
    ),
    { numRuns: 60 },
  );
});
