import { describe, expect, test } from 'vitest';
import { NOT_SOLD, UNKNOWN, assumedFact, offerWith, periodWith, priced, ratesWith } from '../testing/builders.ts';
import {
  knownRate,
  ratesForPrompt,
  type Mode,
  type Modifier,
  type Offer,
  type PricePeriod,
  type RateClass,
  type RateSet,
  type Schedule,
} from './rate-card.ts';
import { buy, inDollars, type PurchaseTerms } from './purchase.ts';

const ON_TOKENS: readonly RateClass[] = ['input', 'output', 'cacheRead', 'cacheWrite'];

function batchAt({ ratio, ...changes }: { ratio: number } & Partial<Mode>): Mode {
  return {
    id: 'batch',
    name: 'batch',
    pricing: { kind: 'multiplier', multiplier: { ratio: assumedFact(ratio), classes: ON_TOKENS } },
    withoutClasses: [],
    excludes: [],
    ...changes,
  };
}

const US: Modifier = {
  id: 'us',
  name: 'served in the US',
  multiplier: { ratio: assumedFact(1.1), classes: ON_TOKENS },
};

/** Cheap outside 09:00–12:00 and 14:00–18:00 on working days in China. */
const OFF_PEAK: Schedule = {
  name: 'off-peak hours',
  timeZone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  windows: [
    { from: '09:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ],
  holidays: null,
  applies: 'outside',
  multiplier: { ratio: assumedFact(0.5), classes: ON_TOKENS },
};

/** Nothing asked for: standard, list prices, 09:00 to 17:00 in Shanghai, of which a quarter is off-peak. */
function termsWith(changes: Partial<PurchaseTerms> = {}): PurchaseTerms {
  return {
    modeId: 'batch',
    modeRatio: 0,
    modifierIds: [],
    discounts: [],
    exchangeRates: [],
    hours: {
      fromDay: '2026-11-20',
      timeZone: 'Asia/Shanghai',
      startsAtHour: 9,
      hoursPerDay: 8,
      daysPerMonth: 21,
    },
    ...changes,
  };
}

function boughtWith({
  offer = offerWith(),
  period,
  terms,
}: {
  offer?: Offer;
  period: PricePeriod;
  terms: PurchaseTerms;
}) {
  const bought = buy({ offer: { ...offer, periods: [period] }, period, terms });
  if (bought.status === 'refused') throw new Error(bought.reason);
  return bought;
}

function refusal({ offer = offerWith(), period, terms }: { offer?: Offer; period: PricePeriod; terms: PurchaseTerms }) {
  const bought = buy({ offer: { ...offer, periods: [period] }, period, terms });
  return bought.status === 'refused' ? bought.reason : null;
}

function known({ input, output, cacheRead, cacheWrite }: RateSet): readonly (number | undefined)[] {
  return [input, cacheRead, cacheWrite['5m'], output].map(knownRate);
}

describe('buying at the list', () => {
  test('gives the period back as it is where no term applies', () => {
    const period = periodWith({ modes: [batchAt({ ratio: 0.5 })], modifiers: [US] });
    const bought = boughtWith({ period, terms: termsWith() });
    expect(bought.period).toBe(period);
    expect(bought.steps).toEqual([]);
  });

  test('is not touched by what others sell: their discounts, currencies and modes', () => {
    const period = periodWith();
    const bought = boughtWith({
      period,
      terms: termsWith({
        modeRatio: 0.5,
        modifierIds: ['us'],
        discounts: [{ seller: 'another', ratio: 0.5 }],
        exchangeRates: [{ currency: 'CNY', usdPerUnit: assumedFact(0.14) }],
      }),
    });
    expect(bought.period).toBe(period);
    expect(bought.steps).toEqual(['batch is not sold here: everything is standard', 'us is not sold here']);
  });
});

describe('a mode for a share of the work', () => {
  test('by hand: 0.3 at half price of Claude’s list', () => {
    // 0.7 × list + 0.3 × half: 0.85 × 5 / 0.5 / 6.25 / 25.
    const { period, steps } = boughtWith({
      period: periodWith({ modes: [batchAt({ ratio: 0.5 })] }),
      terms: termsWith({ modeRatio: 0.3 }),
    });
    expect(known(period.base)).toEqual([4.25, 0.425, 5.3125, 21.25]);
    expect(steps).toEqual(['30 % of the work is batch']);
  });

  test('of all of it is the mode’s list', () => {
    const { period } = boughtWith({
      period: periodWith({ modes: [batchAt({ ratio: 0.5 })] }),
      terms: termsWith({ modeRatio: 1 }),
    });
    expect(known(period.base)).toEqual([2.5, 0.25, 3.125, 12.5]);
    expect(period).not.toHaveProperty('modes');
  });

  test('leaves reads at the standard price where the factor does not name them, as Google’s batches do', () => {
    const batch = batchAt({ ratio: 0.5 });
    const pricing = {
      kind: 'multiplier' as const,
      multiplier: { ratio: assumedFact(0.5), classes: ['input', 'output', 'cacheWrite'] as const },
    };
    const { period } = boughtWith({
      period: periodWith({ modes: [{ ...batch, pricing }] }),
      terms: termsWith({ modeRatio: 1 }),
    });
    expect(known(period.base)).toEqual([2.5, 0.5, 3.125, 12.5]);
  });

  test('sends what the mode does not sell as its plain input', () => {
    const { period } = boughtWith({
      period: periodWith({ modes: [batchAt({ ratio: 0.5, withoutClasses: ['cacheRead', 'cacheWrite'] })] }),
      terms: termsWith({ modeRatio: 0.5 }),
    });
    // Half read at 0.5 and half sent at 2.5; half written at 6.25 and half sent at 2.5.
    expect(known(period.base)).toEqual([3.75, 1.5, 4.375, 18.75]);
  });

  test('writes at the mode’s plain input where it sells reads alone, as OpenAI’s batches do, whatever the share', () => {
    const period = periodWith({ modes: [batchAt({ ratio: 0.5, withoutClasses: ['cacheWrite'] })] });
    const at = (modeRatio: number) => known(boughtWith({ period, terms: termsWith({ modeRatio }) }).period.base);
    expect(at(1)).toEqual([2.5, 0.25, 2.5, 12.5]);
    // Half written at 6.25 and half sent at 2.5.
    expect(at(0.5)).toEqual([3.75, 0.375, 4.375, 18.75]);
    at(0.999_999).forEach((rate, i) => expect(rate).toBeCloseTo(at(1)[i] ?? NaN, 4));
  });

  test('does not know a write that the list does not know, nor writes where nothing can be read', () => {
    const batch = (withoutClasses: readonly RateClass[]) => [batchAt({ ratio: 0.5, withoutClasses })];
    const write = (period: PricePeriod) =>
      boughtWith({ period, terms: termsWith({ modeRatio: 1 }) }).period.base.cacheWrite['5m'];
    const base = ratesWith({ cacheWrite: { '5m': UNKNOWN } });
    expect(write(periodWith({ base, modes: batch(['cacheWrite']) }))).toEqual(UNKNOWN);
    expect(write(periodWith({ modes: batch(['cacheRead', 'cacheWrite']) }))).toMatchObject({ state: 'not-sold' });
  });

  test('has no price where the mode has none', () => {
    const pricing = { kind: 'rates' as const, base: ratesWith({ input: UNKNOWN, cacheRead: NOT_SOLD }), bands: [] };
    const { period } = boughtWith({
      period: periodWith({ modes: [batchAt({ ratio: 1, pricing })] }),
      terms: termsWith({ modeRatio: 0.01 }),
    });
    expect(period.base.input).toEqual(UNKNOWN);
    expect(period.base.cacheRead).toEqual(UNKNOWN);
    expect(knownRate(period.base.output)).toBe(25);
  });

  test('is refused with a modifier that it excludes, and only with that', () => {
    const period = periodWith({ modes: [batchAt({ ratio: 0.5, excludes: ['us'] })], modifiers: [US] });
    expect(refusal({ period, terms: termsWith({ modeRatio: 0.1, modifierIds: ['us'] }) })).toBe(
      'batch cannot be combined with served in the US.',
    );
    expect(refusal({ period, terms: termsWith({ modeRatio: 0.1 }) })).toBeNull();
    expect(refusal({ period, terms: termsWith({ modifierIds: ['us'] }) })).toBeNull();
  });
});

describe('bands', () => {
  const dear = (input: number): RateSet => ratesWith({ input: priced(input) });
  const standard = periodWith({
    base: dear(2),
    bands: [{ thresholdTokens: 200_000, comparison: 'gt', rates: dear(4) }],
    modes: [
      batchAt({
        ratio: 1,
        pricing: {
          kind: 'rates',
          base: dear(1),
          bands: [
            { thresholdTokens: 100_000, comparison: 'gte', rates: dear(3) },
            { thresholdTokens: 200_000, comparison: 'gte', rates: dear(5) },
          ],
        },
      }),
    ],
  });

  test('of the list and of the mode’s own list are united', () => {
    const { period } = boughtWith({ period: standard, terms: termsWith({ modeRatio: 0.5 }) });
    expect(period.bands.map(({ thresholdTokens, comparison }) => [thresholdTokens, comparison])).toEqual([
      [100_000, 'gte'],
      [200_000, 'gte'],
      [200_000, 'gt'],
    ]);
    // Half the standard list at that length and half the mode's.
    const at = (promptTokens: number) => knownRate(ratesForPrompt({ period, promptTokens }).input);
    expect([99_999, 100_000, 199_999, 200_000, 200_001].map(at)).toEqual([1.5, 2.5, 2.5, 3.5, 4.5]);
  });

  test('follow the hours as the base does', () => {
    const { period } = boughtWith({
      period: periodWith({
        bands: [{ thresholdTokens: 1_000, comparison: 'gt', rates: dear(8) }],
        schedules: [OFF_PEAK],
      }),
      terms: termsWith(),
    });
    expect([0, 1_001].map((promptTokens) => knownRate(ratesForPrompt({ period, promptTokens }).input))).toEqual([
      // × (0.75 + 0.25 × 0.5).
      4.375, 7,
    ]);
  });

  test('that ask how long the answer is are refused, in the list and in the mode that is chosen', () => {
    const byAnswer = { thresholdTokens: 0, comparison: 'gt' as const, outputAboveTokens: 200, rates: dear(9) };
    expect(refusal({ period: periodWith({ bands: [byAnswer] }), terms: termsWith() })).toMatch(/length of each answer/);
    const period = periodWith({
      modes: [batchAt({ ratio: 1, pricing: { kind: 'rates', base: dear(1), bands: [byAnswer] } })],
    });
    expect(refusal({ period, terms: termsWith({ modeRatio: 0.2 }) })).toMatch(/length of each answer/);
    expect(refusal({ period, terms: termsWith() })).toBeNull();
  });
});

describe('hours, modifiers and discounts', () => {
  test('of a discount say what it comes off, which need not be the list, in decimals', () => {
    const { period } = boughtWith({
      period: periodWith({ base: ratesWith({ input: priced(2.2) }), modes: [batchAt({ ratio: 0.5 })] }),
      terms: termsWith({ modeRatio: 1, discounts: [{ seller: 'seller', ratio: 0.1 }] }),
    });
    // 1.1 × 0.9 is 0.9900000000000001 in doubles.
    expect(period.base.input).toMatchObject({
      perMTok: { value: 0.99, note: expect.stringMatching(/^1\.1 less 10 %\./) },
    });
    const half = boughtWith({
      period: periodWith({ modes: [batchAt({ ratio: 0.5 })] }),
      terms: termsWith({ modeRatio: 0.5, discounts: [{ seller: 'seller', ratio: 0.1 }] }),
    });
    expect(half.period.base.input).toMatchObject({
      perMTok: { note: '3.75 less 10 %. Mean of 5 and 2.5, by share of the work.' },
    });
  });

  test('the clock weighs peak and off-peak', () => {
    // The example of DeepSeek's list: 0.66 × (0.75 + 0.25 × 0.5).
    const { period, steps } = boughtWith({
      period: periodWith({ base: ratesWith({ input: priced(0.66) }), schedules: [OFF_PEAK] }),
      terms: termsWith(),
    });
    expect(knownRate(period.base.input)).toBeCloseTo(0.5775, 12);
    expect(steps).toEqual(['25 % of the hours are off-peak hours']);
    expect(period).not.toHaveProperty('schedules');
  });

  test('multiply with a mode and a modifier, as on a bill, and the discount comes off the sum', () => {
    const { period, steps } = boughtWith({
      period: periodWith({ modes: [batchAt({ ratio: 0.5 })], modifiers: [US], schedules: [OFF_PEAK] }),
      terms: termsWith({ modeRatio: 0.4, modifierIds: ['us'], discounts: [{ seller: 'seller', ratio: 0.2 }] }),
    });
    // 5 × (0.75 + 0.125) × (0.6 + 0.4 × 0.5) × 1.1 × 0.8.
    expect(knownRate(period.base.input)).toBeCloseTo(5 * 0.875 * 0.8 * 1.1 * 0.8, 9);
    expect(steps).toEqual([
      '25 % of the hours are off-peak hours',
      '40 % of the work is batch',
      'served in the US',
      '20 % off Seller’s prices',
    ]);
  });

  test('a discount alone is off every price that is known, rent included, and is assumed', () => {
    const { period } = boughtWith({
      period: periodWith({ base: ratesWith({ cacheRead: UNKNOWN, storage: priced(1) }) }),
      terms: termsWith({ discounts: [{ seller: 'seller', ratio: 0.15 }] }),
    });
    expect(known(period.base)).toEqual([4.25, undefined, 5.3125, 21.25]);
    expect(period.base.cacheRead).toEqual(UNKNOWN);
    expect(period.base.storage).toMatchObject({ perMTok: { value: 0.85, kind: 'assumed' } });
  });
});

describe('currencies', () => {
  const yuan = offerWith({ currency: 'CNY' });
  const rate = (value: number) => [{ currency: 'CNY', usdPerUnit: { ...assumedFact(value), checkedOn: '2026-11-19' } }];

  test('are refused without a rate of exchange', () => {
    expect(refusal({ offer: yuan, period: periodWith(), terms: termsWith() })).toMatch(
      /priced in CNY: give a dated rate/,
    );
    const euros = [{ currency: 'EUR', usdPerUnit: assumedFact(1.1) }];
    expect(refusal({ offer: yuan, period: periodWith(), terms: termsWith({ exchangeRates: euros }) })).toMatch(/CNY/);
  });

  test('become dollars at the rate of the day', () => {
    const bought = boughtWith({
      offer: yuan,
      period: periodWith({ base: ratesWith({ input: priced(8) }) }),
      terms: termsWith({ exchangeRates: rate(0.14) }),
    });
    expect(bought.offer.currency).toBe('USD');
    expect(knownRate(bought.period.base.input)).toBe(1.12);
    expect(knownRate(bought.offer.periods[0]?.base.input)).toBe(1.12);
    expect(bought.steps).toEqual(['CNY at 0.14 USD each, 2026-11-19']);
  });

  test('multiply with hours and batches, whatever the digits of the rate and the list', () => {
    const bought = boughtWith({
      offer: yuan,
      period: periodWith({
        base: ratesWith({ input: priced(1 / 3) }),
        modes: [batchAt({ ratio: 0.5 })],
        schedules: [OFF_PEAK],
      }),
      terms: termsWith({ modeRatio: 1, exchangeRates: rate(1 / 7.1) }),
    });
    expect(knownRate(bought.period.base.input)).toBeCloseTo(((1 / 3) * 0.5 * 0.875) / 7.1, 10);
  });

  test('of other caches change with the offer’s', () => {
    const { cachePolicy } = yuan;
    const cacheModes = [{ id: 'explicit', name: 'explicit', cachePolicy, periods: [periodWith()] }];
    const { offer } = boughtWith({
      offer: { ...yuan, cacheModes },
      period: periodWith(),
      terms: termsWith({ exchangeRates: rate(0.1), discounts: [{ seller: 'seller', ratio: 0.5 }] }),
    });
    expect(knownRate(offer.cacheModes?.[0]?.periods[0]?.base.input)).toBeCloseTo(0.25, 12);
  });

  test('an offer in dollars is itself', () => {
    const offer = offerWith();
    const period = periodWith();
    expect(inDollars({ offer, period, exchangeRates: rate(0.14) })).toEqual({ offer, period, steps: [] });
  });
});

describe('other caches of an offer', () => {
  const { cachePolicy } = offerWith();
  const cache = (period: PricePeriod) => ({ id: 'explicit', name: 'explicit', cachePolicy, periods: [period] });

  test('are bought on the same terms', () => {
    const modes = [batchAt({ ratio: 0.5 })];
    const { offer } = boughtWith({
      offer: offerWith({ cacheModes: [cache(periodWith({ base: ratesWith({ cacheRead: priced(0.4) }), modes }))] }),
      period: periodWith({ modes }),
      terms: termsWith({ modeRatio: 0.5 }),
    });
    expect(known(offer.cacheModes?.[0]?.periods[0]?.base ?? ratesWith())).toEqual([3.75, 0.3, 4.6875, 18.75]);
  });

  test('are no choice on days on which they had no price, nor where they cannot be bought that way', () => {
    const elsewhen = periodWith({ to: '2026-01-01' });
    const byAnswer = { thresholdTokens: 0, comparison: 'gt' as const, outputAboveTokens: 200, rates: ratesWith() };
    for (const other of [elsewhen, periodWith({ bands: [byAnswer] })]) {
      const { offer } = boughtWith({
        offer: offerWith({ cacheModes: [cache(other)] }),
        period: periodWith(),
        terms: termsWith(),
      });
      expect(offer.cacheModes).toEqual([]);
    }
  });
});
