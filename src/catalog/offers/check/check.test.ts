import { describe, expect, test } from 'vitest';
import type { CachePolicy } from '../../../domain/offer/cache-policy.ts';
import type { Offer, PricePeriod, RateSet } from '../../../domain/offer/rate-card.ts';
import { modelById } from '../../models/index.ts';
import { anyOfferById, ALL_OFFERS } from '../all.ts';
import { offerProblems } from './offer-problems.ts';
import { staleFacts } from './stale-facts.ts';

const ON = '2026-11-21';

function problemsOf(...offers: readonly Offer[]): readonly string[] {
  return offerProblems({ offers, on: ON, hasGeometry: (id) => modelById(id)?.id === id }).map(
    ({ where, what }) => `${where}: ${what}`,
  );
}

function offerOf(id: string): Offer {
  const offer = anyOfferById(id);
  if (!offer) throw new Error(`No offer ${id}`);
  return offer;
}

const OPUS = offerOf('anthropic/claude-opus-5');
const DEEPSEEK = offerOf('deepseek/deepseek-flash');
const [PERIOD] = OPUS.periods;

function withPeriod(changes: Partial<PricePeriod>, offer: Offer = OPUS): Offer {
  return { ...offer, periods: offer.periods.map((period) => ({ ...period, ...changes })) };
}
function withRates(changes: Partial<RateSet>): Offer {
  if (!PERIOD) throw new Error('no period');
  return withPeriod({ base: { ...PERIOD.base, ...changes } });
}
const withPolicy = (changes: Partial<CachePolicy>): Offer => ({
  ...OPUS,
  cachePolicy: { ...OPUS.cachePolicy, ...changes },
});
const price = (value: number, changes: object = {}) =>
  ({
    state: 'priced',
    perMTok: { value, kind: 'published', source: 'a list', checkedOn: '2026-11-20', ...changes },
  }) as const;

describe('the catalogue of offers', () => {
  test('holds together', () => {
    expect(problemsOf(...ALL_OFFERS)).toEqual([]);
  });
});

describe('a check finds', () => {
  test.each<[string, Offer, string]>([
    ['an id of another seller', { ...OPUS, id: 'openai/claude' }, 'id: does not begin with its seller, anthropic'],
    ['an id with a space', { ...OPUS, id: 'anthropic/claude opus' }, 'id: holds a space'],
    ['a currency that is none', { ...OPUS, currency: '$' }, 'currency: "$" is no ISO 4217 code'],
    ['a geometry that is none', { ...OPUS, geometryId: 'Claude' }, 'geometryId: no model Claude'],
    ['a price without a source', withRates({ input: price(5, { source: ' ' }) }), 'has no source'],
    ['a day that does not exist', withRates({ input: price(5, { checkedOn: '2026-02-30' }) }), 'which is no day'],
    ['a check in the future', withRates({ input: price(5, { checkedOn: '2026-11-22' }) }), 'after 2026-11-21'],
    ['an assumption without a reason', withRates({ input: price(5, { kind: 'assumed' }) }), 'assumed without a reason'],
    ['a kind nobody knows', withRates({ input: price(5, { kind: 'guessed' }) }), 'unknown kind "guessed"'],
    ['a negative price', withRates({ input: price(-5) }), 'which is no quantity'],
    [
      'an unknown input price',
      withRates({ input: { state: 'unknown', reason: 'nobody says it' } }),
      'no price for input',
    ],
    ['a gap without a reason', withRates({ cacheRead: { state: 'unknown', reason: '' } }), 'unknown without a reason'],
    ['a token for free', withRates({ cacheRead: price(0) }), 'more likely means missing'],
    ['a read dearer than input', withRates({ cacheRead: price(5.5) }), 'base.cacheRead: is 1.1 × input'],
    ['a read with a slip of a digit', withRates({ cacheRead: price(0.005) }), 'is 0.001 × input'],
    ['an output with a slip of a digit', withRates({ output: price(250) }), 'is 50 × input; 1 to 12 is plausible'],
    ['a write with a slip', withRates({ cacheWrite: { '5m': price(62.5), '1h': price(10) } }), 'is 12.5 × input'],
    ['a life without a price', withRates({ cacheWrite: { '5m': price(6) } }), 'prices 5m, the cache has 1h, 5m'],
    ['caching without a cache', withPolicy({ trigger: 'none', ttls: [] }), 'must be not sold exactly where'],
    ['a period that ends before it begins', withPeriod({ from: '2026-02-01', to: '2026-01-01' }), 'before it begins'],
    ['no period at all', { ...OPUS, periods: [] }, 'periods: there is none'],
    ['marks that mean nothing', withPolicy({ match: 'any-prefix' }), 'has marks, but finds every prefix'],
    ['lives out of order', withPolicy({ ttls: OPUS.cachePolicy.ttls.toReversed() }), 'lives are not in order'],
    [
      'bands out of order',
      withPeriod({
        bands: [200, 100].map((thresholdTokens) => ({
          thresholdTokens,
          comparison: 'gt',
          rates: PERIOD?.base ?? { input: price(1), output: price(1), cacheRead: price(1), cacheWrite: {} },
        })),
      }),
      'begins at 100, not above the one before',
    ],
    ['the same mode twice', withPeriod({ modes: [...(PERIOD?.modes ?? []), ...(PERIOD?.modes ?? [])] }), 'same id'],
  ])('%s', (_, offer, expected) => {
    expect(problemsOf(offer).join('\n')).toContain(expected);
  });

  test('periods with a gap between them', () => {
    const [period] = OPUS.periods;
    if (!period) throw new Error('no period');
    const periods = [
      { ...period, to: '2026-01-01' },
      { ...period, from: '2026-01-02' },
    ];
    expect(problemsOf({ ...OPUS, periods })).toEqual([
      'periods.0: ends on 2026-01-01, and the next begins on 2026-01-02',
    ]);
  });

  test('an offer twice', () => {
    expect(problemsOf(OPUS, OPUS)).toEqual(['id: another offer has the same one']);
  });

  test('hours that are none', () => {
    const [schedule] = DEEPSEEK.periods[0]?.schedules ?? [];
    if (!schedule) throw new Error('no schedule');
    const broken = {
      ...schedule,
      timeZone: 'Asia/Peking',
      weekdays: [0],
      windows: [{ from: '18:00', to: '9:00' }],
      holidays: {
        name: 'China',
        years: { '2026': { value: ['2027-01-01'], kind: 'published', source: 'a notice', checkedOn: ON } },
      },
    } as const;
    expect(problemsOf(withPeriod({ schedules: [broken] }, DEEPSEEK))).toEqual([
      'periods.0.schedules.0: "Asia/Peking" is no time zone',
      'periods.0.schedules.0: names a weekday that is none of 1 (Monday) to 7',
      'periods.0.schedules.0: 18:00–9:00 is no part of a day',
      'periods.0.schedules.0: 2027-01-01 is no day of 2026',
    ]);
  });

  test('factors that are none, and exclusions of nothing', () => {
    const ratio = { value: 50, kind: 'published', source: 'a list', checkedOn: ON } as const;
    const mode = {
      id: 'fast',
      name: 'fast',
      pricing: { kind: 'multiplier', multiplier: { ratio, classes: [] } },
      withoutClasses: [],
      excludes: ['eu'],
    } as const;
    expect(problemsOf(withPeriod({ modes: [mode] }))).toEqual([
      'periods.0.modes.fast: excludes eu, which is not sold',
      'periods.0.modes.fast: 50 × is no plausible factor',
      'periods.0.modes.fast: multiplies nothing',
    ]);
  });
});

describe('values that nobody checked for long', () => {
  const old = withRates({ input: price(5, { checkedOn: '2026-08-01' }) });

  test('are listed from the day after the limit on, the oldest first', () => {
    const stale = (on: string) => staleFacts({ offers: [old], on, staleDays: 90 });
    // 90 days after 2026-08-01 is 2026-10-30.
    expect(stale('2026-10-30')).toEqual([]);
    expect(stale('2026-10-31')).toEqual([{ offerId: OPUS.id, oldest: '2026-08-01', source: 'a list', values: 1 }]);
  });

  test('leave assumptions out', () => {
    const assumed = withRates({ input: price(5, { kind: 'assumed', note: 'a good reason', checkedOn: '2020-01-01' }) });
    expect(staleFacts({ offers: [assumed], on: ON, staleDays: 90 })).toEqual([]);
  });

  test('are none in the catalogue on the day it was written, and all of them a year later', () => {
    expect(staleFacts({ offers: ALL_OFFERS, on: ON, staleDays: 90 })).toEqual([]);
    const later = staleFacts({ offers: ALL_OFFERS, on: '2027-11-21', staleDays: 90 });
    expect(new Set(later.map(({ offerId }) => offerId)).size).toBe(ALL_OFFERS.length);
    expect(later.map(({ oldest }) => oldest)).toEqual(later.map(({ oldest }) => oldest).toSorted());
  });
});
