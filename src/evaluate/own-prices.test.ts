import { describe, expect, test } from 'vitest';
import {
  NOT_SOLD,
  UNKNOWN,
  assumedFact,
  offerWith,
  periodWith,
  priced,
  ratesWith,
} from '../domain/testing/builders.ts';
import { knownRate, type Mode, type PricePeriod, type RateSet } from '../domain/offer/rate-card.ts';
import type { OwnOffer, PriceCorrection } from '../scenario/schema.ts';
import { withCorrections, withOwnRates } from './own-prices.ts';

const AS_OF = '2026-11-20';

function known({ input, cacheRead, cacheWrite, output }: RateSet): readonly (number | undefined)[] {
  return [input, cacheRead, cacheWrite['5m'], cacheWrite['1h'], output].map(knownRate);
}

function ownWith({
  rates = {},
  ...changes
}: Partial<Omit<OwnOffer, 'rates'>> & { rates?: Partial<OwnOffer['rates']> } = {}) {
  return {
    id: 'own/1',
    name: 'Ours',
    basedOn: 'seller/model',
    discountRatio: 0,
    rates: { input: null, output: null, cacheRead: null, cacheWrite: null, ...rates },
    ...changes,
  };
}

const priceWith = (period: PricePeriod, own: OwnOffer): PricePeriod => withOwnRates({ period, own, asOf: AS_OF });

/** 5 / 0.5 / 6.25 / 10 / 25, twice that above 1,000 tokens. */
const LIST = periodWith({
  bands: [
    {
      thresholdTokens: 1_000,
      comparison: 'gt',
      rates: ratesWith({
        input: priced(10),
        cacheRead: priced(1),
        cacheWrite: { '5m': priced(12.5), '1h': priced(20) },
        output: priced(50),
      }),
    },
  ],
});

describe('prices agreed with a seller', () => {
  test('are the list less a share, in every band', () => {
    const { base, bands } = priceWith(LIST, ownWith({ discountRatio: 0.2 }));
    expect(known(base)).toEqual([4, 0.4, 5, 8, 20]);
    expect(known(bands[0]?.rates ?? base)).toEqual([8, 0.8, 10, 16, 40]);
    expect(bands.map(({ thresholdTokens, comparison }) => [thresholdTokens, comparison])).toEqual([[1_000, 'gt']]);
  });

  test('are single rates in place of the list’s, for prompts of every length, and the discount of the rest', () => {
    const { base, bands } = priceWith(LIST, ownWith({ discountRatio: 0.2, rates: { cacheRead: 0.3 } }));
    expect(known(base)).toEqual([4, 0.3, 5, 8, 20]);
    expect(known(bands[0]?.rates ?? base)).toEqual([8, 0.3, 10, 16, 40]);
    // One figure for writes of every life.
    expect(known(priceWith(LIST, ownWith({ rates: { cacheWrite: 6 } })).base)).toEqual([5, 0.5, 6, 6, 25]);
  });

  test('may be nothing, which is not no price', () => {
    const { base } = priceWith(LIST, ownWith({ discountRatio: 1, rates: { output: 0 } }));
    expect(known(base)).toEqual([0, 0, 0, 0, 0]);
  });

  test('fill in what is unknown, but sell nothing that is not sold', () => {
    const base = ratesWith({ cacheRead: UNKNOWN, cacheWrite: { '5m': NOT_SOLD, '1h': UNKNOWN } });
    const agreed = priceWith(periodWith({ base }), ownWith({ rates: { cacheRead: 0.3, cacheWrite: 6 } })).base;
    expect(agreed.cacheRead).toMatchObject({ perMTok: { value: 0.3 } });
    expect(agreed.cacheWrite).toMatchObject({ '5m': NOT_SOLD, '1h': { perMTok: { value: 6 } } });
    expect(priceWith(periodWith({ base }), ownWith({ discountRatio: 0.5 })).base.cacheRead).toEqual(UNKNOWN);
  });

  test('are assumptions of their own, dated by the scenario, that say what they were', () => {
    const { base } = priceWith(LIST, ownWith({ discountRatio: 0.2, rates: { output: 21 } }));
    expect(base.input).toEqual({
      state: 'priced',
      perMTok: {
        value: 4,
        kind: 'assumed',
        source: 'own price of “Ours”',
        checkedOn: AS_OF,
        note: 'The list’s 5 less 20 %.',
      },
    });
    expect(base.output).toMatchObject({ perMTok: { value: 21, note: 'Entered by hand.' } });
  });

  test('of input are those of writes that the list sells at the input price, unless these have their own', () => {
    // 5m is free of premium, 1h is not.
    const base = ratesWith({ cacheWrite: { '5m': priced(5), '1h': priced(10) } });
    const write = (rates: Partial<OwnOffer['rates']>): readonly (number | undefined)[] =>
      known(priceWith(periodWith({ base }), ownWith({ rates })).base).slice(2, 4);
    expect(write({ input: 3 })).toEqual([3, 10]);
    expect(write({ input: 3, cacheWrite: 4 })).toEqual([4, 4]);
    expect(write({ output: 1 })).toEqual([5, 10]);
  });

  test('leave the list as it is where nothing was agreed', () => {
    expect(priceWith(LIST, ownWith())).toEqual(LIST);
  });

  test('lower rent too, and modes with a list of their own, to which given rates do not belong', () => {
    const batch: Mode = {
      id: 'batch',
      name: 'batch',
      pricing: {
        kind: 'rates',
        base: ratesWith({ input: priced(2) }),
        bands: [{ thresholdTokens: 9, comparison: 'gte', rates: ratesWith({ input: priced(3) }) }],
      },
      withoutClasses: [],
      excludes: [],
    };
    const flex: Mode = {
      ...batch,
      id: 'flex',
      pricing: { kind: 'multiplier', multiplier: { ratio: assumedFact(0.5), classes: ['input'] } },
    };
    const period = periodWith({ base: ratesWith({ storage: priced(1) }), modes: [batch, flex] });
    const { base, modes } = priceWith(period, ownWith({ discountRatio: 0.1, rates: { input: 4.2 } }));
    expect([base.input, base.storage].map(knownRate)).toEqual([4.2, 0.9]);
    const [own, factor] = modes ?? [];
    if (own?.pricing.kind !== 'rates') throw new Error('expected a list');
    expect([own.pricing.base, own.pricing.bands[0]?.rates].map((rates) => knownRate(rates?.input))).toEqual([1.8, 2.7]);
    expect(factor).toEqual(flex);
  });
});

describe('prices corrected from a feed', () => {
  const correction = (changes: Partial<PriceCorrection>): PriceCorrection => ({
    offerId: 'seller/model',
    class: 'input',
    usdPerMTok: 4.5,
    source: 'a feed',
    checkedOn: '2026-11-21',
    ...changes,
  });
  const corrected = (...changes: readonly Partial<PriceCorrection>[]): PricePeriod =>
    withCorrections({ offer: offerWith(), period: LIST, corrections: changes.map(correction) });

  test('replace one price of the base, with the feed as its source, and leave bands alone', () => {
    const period = corrected({}, { class: 'cacheWrite:1h', usdPerMTok: 0 });
    expect(known(period.base)).toEqual([4.5, 0.5, 6.25, 0, 25]);
    expect(period.base.input).toMatchObject({
      perMTok: { kind: 'published', source: 'a feed', checkedOn: '2026-11-21' },
    });
    expect(period.bands).toEqual(LIST.bands);
    expect(period.base.output).toBe(LIST.base.output);
  });

  test('of input are those of writes that cost as much on the list, unless these are corrected themselves', () => {
    const period = periodWith({ base: ratesWith({ cacheWrite: { '5m': priced(5), '1h': priced(10) } }) });
    const write = (...changes: readonly Partial<PriceCorrection>[]): readonly (number | undefined)[] =>
      known(withCorrections({ offer: offerWith(), period, corrections: changes.map(correction) }).base).slice(2, 4);
    expect(write({})).toEqual([4.5, 10]);
    expect(write({}, { class: 'cacheWrite:5m', usdPerMTok: 6 })).toEqual([6, 10]);
    expect(write({ class: 'output' })).toEqual([5, 10]);
  });

  test('leave out classes that the offer does not have or does not sell', () => {
    expect(known(corrected({ class: 'cacheWrite:12h' }).base)).toEqual(known(LIST.base));
    expect(corrected({ class: 'cacheWrite:12h' }).base.cacheWrite).not.toHaveProperty('12h');
    const unsold = periodWith({ base: ratesWith({ cacheRead: NOT_SOLD }) });
    const { base } = withCorrections({
      offer: offerWith(),
      period: unsold,
      corrections: [correction({ class: 'cacheRead' })],
    });
    expect(base.cacheRead).toEqual(NOT_SOLD);
  });

  test('say a price that nobody knew', () => {
    const { base } = withCorrections({
      offer: offerWith(),
      period: periodWith({ base: ratesWith({ cacheRead: UNKNOWN }) }),
      corrections: [correction({ class: 'cacheRead', usdPerMTok: 0.4 })],
    });
    expect(knownRate(base.cacheRead)).toBe(0.4);
  });

  test('are in dollars and leave lists in another currency alone, as does none', () => {
    const offer = offerWith({ currency: 'CNY' });
    expect(withCorrections({ offer, period: LIST, corrections: [correction({})] })).toBe(LIST);
    expect(corrected()).toBe(LIST);
  });
});
