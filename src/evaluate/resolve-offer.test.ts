import { describe, expect, test } from 'vitest';
import { knownRate, periodAt, ratesForPrompt } from '../domain/offer/rate-card.ts';
import { inputsWith } from '../domain/testing/builders.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import type { OwnOffer, Scenario } from '../scenario/schema.ts';
import { carriedRatesOf } from './carried-rates.ts';
import { isProblem } from './resolve.ts';
import { offerNamed, offersToChoose, purchaseTerms, resolveOffer, type ResolvedOffer } from './resolve-offer.ts';
import { evaluateSpend } from './spend.ts';
import { WHOLE_BOOK } from './whole-book.ts';

const HAIKU = 'anthropic/claude-haiku-5-5';
const DEEPSEEK = 'deepseek/deepseek-flash';
const YUAN = 'zhipu-cn/glm-5.3';

function resolved(change: Partial<Scenario>): ResolvedOffer {
  const result = resolveOffer({ ...BASE_SCENARIO, ...change }, WHOLE_BOOK);
  if (isProblem(result)) throw new Error(result.message);
  return result;
}

function problem(change: Partial<Scenario>) {
  const result = resolveOffer({ ...BASE_SCENARIO, ...change }, WHOLE_BOOK);
  return isProblem(result) ? result : null;
}

function purchase(change: Partial<Scenario['purchase']>): Pick<Scenario, 'purchase'> {
  return { purchase: { ...BASE_SCENARIO.purchase, ...change } };
}

function own(change: Partial<OwnOffer>): OwnOffer {
  return {
    id: 'own/1',
    name: 'Ours',
    basedOn: HAIKU,
    discountRatio: 0,
    rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
    ...change,
  };
}

const NO_RATES = own({}).rates;
const YUAN_AT = (usdPerUnit: number) =>
  purchase({ exchangeRates: [{ currency: 'CNY', usdPerUnit, asOf: '2026-11-19' }] });

/** Input, read and output of a prompt of so many tokens. */
function ratesAt({ period }: ResolvedOffer, promptTokens = 0): readonly (number | undefined)[] {
  const { input, cacheRead, output } = ratesForPrompt({ period, promptTokens });
  return [input, cacheRead, output].map(knownRate);
}

describe('an offer of the catalogue', () => {
  test('bought at its list is the list itself', () => {
    const listed = WHOLE_BOOK.offerById(HAIKU);
    const { offer, period, list, steps, usesCarriedRates } = resolved({ offerId: HAIKU });
    expect(period).toBe(listed && periodAt({ offer: listed, asOf: BASE_SCENARIO.asOf }));
    expect(offer).toBe(listed);
    expect(list).toEqual({ offerId: HAIKU, period });
    expect([steps, usesCarriedRates]).toEqual([[], false]);
  });

  test('by hand: 0.3 of the work as Claude’s batches', () => {
    // 0.85 × 0.1 / 0.01 / 0.5, and × 5 above 100,000 tokens.
    const bought = resolved({ offerId: HAIKU, ...purchase({ modeRatio: 0.3 }) });
    expect(ratesAt(bought)).toEqual([0.085, 0.0085, 0.425]);
    expect(ratesAt(bought, 100_001)).toEqual([0.425, 0.0425, 2.125]);
    expect(bought.steps).toEqual(['30 % of the work is batch']);
    // Links carry the list.
    expect(knownRate(bought.list.period.base.input)).toBe(0.1);
  });

  test('by hand: Google’s batches halve all but reads, in the stored cache too', () => {
    const { offer, period } = resolved({ offerId: 'google/gemini-3.8-flash', ...purchase({ modeRatio: 1 }) });
    expect([period.base.input, period.base.cacheRead, period.base.output].map(knownRate)).toEqual([
      0.375, 0.075, 1.875,
    ]);
    const stored = offer.cacheModes?.[0]?.periods[0]?.base;
    expect([stored?.cacheWrite['object'], stored?.cacheRead, stored?.storage].map(knownRate)).toEqual([
      0.375, 0.075, 0.5,
    ]);
  });

  test('is discounted by a commitment to its seller, after all else', () => {
    const commitments = [{ seller: 'anthropic', discountRatio: 0.1, usdPerMonth: 10_000 }];
    // 0.1 × 0.85 × 0.9.
    expect(ratesAt(resolved({ offerId: HAIKU, ...purchase({ modeRatio: 0.3, commitments }) }))[0]).toBeCloseTo(
      0.0765,
      12,
    );
    expect(ratesAt(resolved({ offerId: 'xai/grok-4.7', ...purchase({ commitments }) }))).toEqual(
      ratesAt(resolved({ offerId: 'xai/grok-4.7' })),
    );
  });

  test('in another currency needs a rate of exchange, of any number of digits', () => {
    expect(problem({ offerId: YUAN })).toMatchObject({ field: 'offerId', message: expect.stringMatching(/CNY/) });
    // 8 / 2 / 28 CNY.
    expect(ratesAt(resolved({ offerId: YUAN, ...YUAN_AT(0.14) }))).toEqual([1.12, 0.28, 3.92]);
    expect(ratesAt(resolved({ offerId: YUAN, ...YUAN_AT(1 / 7.1) }))[0]).toBeCloseTo(8 / 7.1, 9);
  });
});

describe('an offer of one’s own', () => {
  test('is its base under another name, less the discount in every band', () => {
    const ours = resolved({ offerId: 'own/1', ownOffers: [own({ discountRatio: 0.2 })] });
    expect(ours.offer).toMatchObject({ id: 'own/1', modelName: 'Ours', seller: 'anthropic' });
    expect(ratesAt(ours)).toEqual([0.08, 0.008, 0.4]);
    expect(ratesAt(ours, 100_001)).toEqual([0.4, 0.04, 2]);
    expect(ours.list).toMatchObject({ offerId: HAIKU, period: { base: { input: { perMTok: { value: 0.1 } } } } });
    expect(ours.vouchedFrom).toBeNull();
  });

  test('has the rates that were given, in every band, and can be sent as batch', () => {
    const ownOffers = [own({ rates: { ...NO_RATES, input: 0.06 } })];
    expect(ratesAt(resolved({ offerId: 'own/1', ownOffers }), 100_001)).toEqual([0.06, 0.05, 2.5]);
    // Half price for half the work.
    expect(ratesAt(resolved({ offerId: 'own/1', ownOffers, ...purchase({ modeRatio: 0.5 }) }))[0]).toBe(0.045);
  });

  test('has its rates in dollars, whatever the currency of the list', () => {
    const ownOffers = [own({ basedOn: YUAN, discountRatio: 0.5, rates: { ...NO_RATES, input: 1 } })];
    const ours = resolved({ offerId: 'own/1', ownOffers, ...YUAN_AT(0.14) });
    // Agreed; half of 2 and of 28 CNY.
    expect(ratesAt(ours)).toEqual([1, 0.14, 1.96]);
    expect(ours.steps).toEqual(['CNY at 0.14 USD each, 2026-11-19']);
    expect(ours.offer.currency).toBe('USD');
    expect(problem({ offerId: 'own/1', ownOffers })).toMatchObject({ message: expect.stringMatching(/CNY/) });
  });

  test('has the other caches of its base too, less the discount, so that nothing off costs what the list does', () => {
    const spend = (change: Partial<Scenario>): number => {
      const evaluation = evaluateSpend({ ...BASE_SCENARIO, ...change }, WHOLE_BOOK);
      return evaluation.status === 'ok' ? evaluation.without.usdPerMonth : NaN;
    };
    for (const basedOn of ['alibaba/qwen3.8-max', 'minimax/MiniMax-M2.7', 'google/gemini-3.8-flash']) {
      const list = spend({ offerId: basedOn });
      expect(spend({ offerId: 'own/1', ownOffers: [own({ basedOn })] })).toBe(list);
      expect(spend({ offerId: 'own/1', ownOffers: [own({ basedOn, discountRatio: 0.1 })] })).toBeCloseTo(0.9 * list, 6);
    }
  });

  test('has its input and output in other caches, and reads only where both read alike', () => {
    const other = (basedOn: string, rates: Partial<OwnOffer['rates']>) => {
      const ownOffers = [own({ basedOn, discountRatio: 0.5, rates: { ...NO_RATES, ...rates } })];
      const { base } = resolved({ offerId: 'own/1', ownOffers }).offer.cacheModes?.[0]?.periods[0] ?? {};
      return base && [base.input, base.cacheRead, base.cacheWrite['5m'] ?? base.cacheWrite['object']].map(knownRate);
    };
    // Listed at 2 in, 0.2 read (0.25 in the implicit cache) and 2.5 written.
    expect(other('alibaba/qwen3.8-max', { input: 1.5, cacheRead: 0.01, cacheWrite: 1 })).toEqual([1.5, 0.1, 1.25]);
    // Listed at 0.75 in, as created, and 0.075 read in both caches.
    expect(other('google/gemini-3.8-flash', { input: 0.5, cacheRead: 0.01 })).toEqual([0.5, 0.01, 0.5]);
  });

  test('on a list whose writes cost what input does has its input for both', () => {
    const ownOffers = [own({ basedOn: 'openai/gpt-5.4', rates: { ...NO_RATES, input: 2 } })];
    const { base, bands } = resolved({ offerId: 'own/1', ownOffers }).period;
    for (const { cacheWrite } of [base, ...bands.map(({ rates }) => rates)])
      expect(Object.values(cacheWrite).map(knownRate)).toEqual([2, 2]);
  });

  test('on what is not in the catalogue is named, as is one that does not exist', () => {
    expect(problem({ offerId: 'own/1', ownOffers: [own({ basedOn: 'nobody/nothing' })] })).toEqual({
      field: 'offerId',
      message: expect.stringMatching(/^"Ours" is based on "nobody\/nothing", which is not in the catalogue of /),
    });
    // Own offers do not build on each other.
    expect(problem({ offerId: 'own/1', ownOffers: [own({ basedOn: 'own/2' }), own({ id: 'own/2' })] })).toMatchObject({
      message: expect.stringMatching(/"own\/2"/),
    });
    expect(problem({ offerId: 'own/9' })).toMatchObject({ message: expect.stringMatching(/^No offer "own\/9"/) });
  });

  test('on a base that was not sold on the day has no price either', () => {
    const ownOffers = [own({ basedOn: 'anthropic/claude-opus-4-6' })];
    expect(problem({ offerId: 'own/1', ownOffers, asOf: '2026-01-15' })).toMatchObject({ field: 'asOf' });
  });

  test('stands in lists behind the catalogue’s where its base is known', () => {
    const ownOffers = [own({}), own({ id: 'own/2', basedOn: 'nobody/nothing' })];
    const choices = offersToChoose({ ownOffers }, WHOLE_BOOK);
    expect(choices.slice(0, -1)).toEqual(WHOLE_BOOK.offers);
    expect(choices.at(-1)).toMatchObject({ id: 'own/1', modelName: 'Ours' });
    expect(offerNamed('own/1', { ownOffers }, WHOLE_BOOK)).toEqual(choices.at(-1));
    expect(offerNamed('own/2', { ownOffers }, WHOLE_BOOK)).toBeUndefined();
    expect(offerNamed(HAIKU, { ownOffers }, WHOLE_BOOK)).toBe(WHOLE_BOOK.offerById(HAIKU));
  });
});

describe('prices from elsewhere', () => {
  test('of a feed hold in the other caches of an offer, and for writes that cost what input does', () => {
    const correction = { class: 'input', usdPerMTok: 1.8, source: 'a feed', checkedOn: '2026-11-20' };
    const { offer, period } = resolved({
      offerId: 'alibaba/qwen3.8-max',
      priceCorrections: [{ ...correction, offerId: 'alibaba/qwen3.8-max' }],
    });
    expect([period.base.input, period.base.cacheWrite['auto']].map((price) => price && knownRate(price))).toEqual([
      1.8, 1.8,
    ]);
    // A write of its own price, 2.5, keeps it.
    const explicit = offer.cacheModes?.[0]?.periods[0]?.base;
    expect([explicit?.input, explicit?.cacheWrite['5m']].map(knownRate)).toEqual([1.8, 2.5]);
  });

  const priceCorrections = [
    { offerId: HAIKU, class: 'input', usdPerMTok: 0.12, source: 'a feed', checkedOn: '2026-11-21' },
  ];

  test('a correction is for its offer alone, and for what is built on it', () => {
    expect(ratesAt(resolved({ offerId: HAIKU, priceCorrections }))).toEqual([0.12, 0.01, 0.5]);
    expect(ratesAt(resolved({ offerId: HAIKU, priceCorrections }), 100_001)).toEqual([0.5, 0.05, 2.5]);
    expect(resolved({ offerId: 'xai/grok-4.7', priceCorrections }).steps).toEqual([]);
    const ownOffers = [own({ discountRatio: 0.5 })];
    expect(ratesAt(resolved({ offerId: 'own/1', ownOffers, priceCorrections }))[0]).toBe(0.06);
  });

  test('a correction comes on top of the rates that a link carries, and does not travel as one of them', () => {
    const { list } = resolved({ offerId: HAIKU });
    const carried = carriedRatesOf(list);
    const scenario = {
      offerId: HAIKU,
      carriedRates: [{ ...carried, base: { ...carried.base, input: 0.09, cacheRead: 0.02 } }],
      priceCorrections,
    };
    const both = resolved(scenario);
    expect(both.usesCarriedRates).toBe(true);
    expect(ratesAt(both)).toEqual([0.12, 0.02, 0.5]);
    expect(carriedRatesOf(both.list).base.input).toBe(0.09);
  });

  test('a link carries the list behind an own offer, and its rates are used for it', () => {
    const { list } = resolved({ offerId: 'own/1', ownOffers: [own({ discountRatio: 0.5 })] });
    const carried = carriedRatesOf(list);
    expect(carried).toMatchObject({ offerId: HAIKU, base: { input: 0.1 } });
    const later = resolved({
      offerId: 'own/1',
      ownOffers: [own({ discountRatio: 0.5 })],
      carriedRates: [{ ...carried, base: { ...carried.base, input: 0.2 } }],
    });
    expect([later.usesCarriedRates, ratesAt(later)[0]]).toEqual([true, 0.1]);
  });
});

describe('DeepSeek by the clock', () => {
  const one = (change: Partial<Scenario>): Partial<Scenario> => ({
    offerId: DEEPSEEK,
    workload: {
      people: 100,
      tasksPerPersonPerDay: 1,
      daysPerMonth: 21,
      hoursPerDay: 8,
      launch: 'simultaneous',
      roles: [inputsWith({ turnsPerAgent: 1, firstInputTokens: 10_000, outputTokensPerTurn: 500 })],
    },
    ...change,
  });
  const spend = (change: Partial<Scenario>): number => {
    const evaluation = evaluateSpend({ ...BASE_SCENARIO, ...change }, WHOLE_BOOK);
    if (evaluation.status !== 'ok') throw new Error(evaluation.problems[0]?.message);
    return evaluation.without.usdPerMonth;
  };

  test('by hand: a quarter of the hours of Shanghai are off-peak', () => {
    // 2,100 requests of 10,000 tokens in at 0.3 and 500 out at 1.2, × (0.75 + 0.25 ÷ 2).
    expect(spend(one({ timeZone: 'Asia/Shanghai' }))).toBeCloseTo(2_100 * 0.0036 * 0.875, 9);
    expect(resolved(one({ timeZone: 'Asia/Shanghai' })).steps).toEqual(['25 % of the hours are off-peak hours']);
  });

  test('by hand: three quarters of those of Berlin are', () => {
    expect(spend(one({ timeZone: 'Europe/Berlin' }))).toBeCloseTo(2_100 * 0.0036 * 0.625, 9);
    // From eighteen o'clock on nothing is peak in Shanghai.
    expect(spend(one({ timeZone: 'Asia/Shanghai', ...purchase({ dayStartsAtHour: 18 }) }))).toBeCloseTo(
      2_100 * 0.0036 * 0.5,
      9,
    );
  });

  test('scales every line of a swarm’s bill alike', () => {
    const swarm = { offerId: DEEPSEEK };
    expect(spend({ ...swarm, timeZone: 'Europe/Berlin' }) / spend({ ...swarm, timeZone: 'Asia/Shanghai' })).toBeCloseTo(
      0.625 / 0.875,
      9,
    );
  });

  test('has a price on every day and in every zone a scenario can name', () => {
    for (const asOf of ['0001-01-01', '9999-12-31'])
      for (const timeZone of ['UTC', 'Asia/Kathmandu', 'Pacific/Auckland'])
        expect(spend(one({ asOf, timeZone }))).toBeGreaterThan(0);
  });
});

test('the terms of a scenario are those of its purchase, its working hours and its zone', () => {
  const terms = purchaseTerms({
    ...BASE_SCENARIO,
    timeZone: 'Europe/Berlin',
    ...purchase({
      modeId: 'flex',
      modeRatio: 0.2,
      modifierIds: ['us'],
      dayStartsAtHour: 7.5,
      commitments: [{ seller: 'openai', discountRatio: 0.1, usdPerMonth: 5 }],
      exchangeRates: [{ currency: 'CNY', usdPerUnit: 0.14, asOf: '2026-11-19' }],
    }),
  });
  expect(terms).toMatchObject({
    modeId: 'flex',
    modeRatio: 0.2,
    modifierIds: ['us'],
    discounts: [{ seller: 'openai', ratio: 0.1 }],
    exchangeRates: [{ currency: 'CNY', usdPerUnit: { value: 0.14, kind: 'assumed', checkedOn: '2026-11-19' } }],
    hours: {
      fromDay: BASE_SCENARIO.asOf,
      timeZone: 'Europe/Berlin',
      startsAtHour: 7.5,
      hoursPerDay: 8,
      daysPerMonth: 21,
    },
  });
});
