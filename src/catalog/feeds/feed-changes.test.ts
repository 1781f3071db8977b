import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownRate, periodAt, type Offer, type Schedule } from '../../domain/offer/rate-card.ts';
import {
  assumedFact,
  NOT_SOLD,
  offerWith,
  periodWith,
  policyWith,
  priced,
  ratesWith,
  ttlWith,
  UNKNOWN,
} from '../../domain/testing/builders.ts';
import { ALL_OFFERS } from '../offers/all.ts';
import { feedChanges, type PriceChange } from './feed-changes.ts';
import { feedModelsOf, feedSellerOf } from './feed-names.ts';
import { FEED_NAMES, type FeedName, type FeedPrice } from './feed.ts';

const AS_OF = '2026-11-20';
/** What `ratesWith` sells at. */
const LISTED = { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25, cacheWrite1h: 10 };

const opus = (changes: Partial<Offer> = {}): Offer =>
  offerWith({ id: 'anthropic/claude-opus-5', seller: 'anthropic', sellerName: 'Anthropic', ...changes });

function compare({
  offer = opus(),
  feed = 'models.dev',
  provider = 'anthropic',
  model = 'claude-opus-5',
  asOf = AS_OF,
  ...usdPerMTok
}: {
  offer?: Offer;
  feed?: FeedName;
  provider?: string;
  model?: string;
  asOf?: string;
} & FeedPrice['usdPerMTok']) {
  return feedChanges({ offers: [offer], feed, prices: [{ provider, model, usdPerMTok }], asOf });
}

const told = ({ changes }: { changes: readonly PriceChange[] }) =>
  changes.map((change) => [change.class, change.oursUsdPerMTok, change.theirsUsdPerMTok]);

describe('a price that a feed states', () => {
  test('is no change where it is ours', () => {
    expect(compare(LISTED)).toEqual({ changes: [], matched: 1, unmatchedOffers: [] });
  });

  test('is a change where it is another, with the offer, both prices and the address', () => {
    expect(compare({ ...LISTED, cacheRead: 0.4 }).changes).toEqual([
      {
        offerId: 'anthropic/claude-opus-5',
        offerName: 'Model at Anthropic',
        class: 'cacheRead',
        oursUsdPerMTok: 0.5,
        theirsUsdPerMTok: 0.4,
        source: 'https://models.dev/api.json',
      },
    ]);
    expect(told(compare({ input: 4, output: 20, cacheRead: 0.2, cacheWrite: 5, cacheWrite1h: 8 }))).toEqual([
      ['input', 5, 4],
      ['output', 25, 20],
      ['cacheRead', 0.5, 0.2],
      ['cacheWrite:5m', 6.25, 5],
      ['cacheWrite:1h', 10, 8],
    ]);
  });

  test('is a change where ours is unknown or not sold, even if theirs is free', () => {
    const base = ratesWith({ cacheRead: UNKNOWN, cacheWrite: { '5m': NOT_SOLD, '1h': UNKNOWN } });
    const offer = opus({ periods: [periodWith({ base })] });
    expect(told(compare({ offer, ...LISTED, cacheRead: 0 }))).toEqual([
      ['cacheRead', null, 0],
      ['cacheWrite:5m', null, 6.25],
      ['cacheWrite:1h', null, 10],
    ]);
  });

  test('is a change where ours is free', () => {
    const offer = opus({ periods: [periodWith({ base: ratesWith({ input: priced(0) }) })] });
    expect(told(compare({ offer, ...LISTED }))).toEqual([['input', 0, 5]]);
    expect(told(compare({ offer, ...LISTED, input: 0 }))).toEqual([]);
  });

  test('is the same to a billionth, and no further', () => {
    expect(told(compare({ input: 5 * (1 + 0.9e-9), output: 25 }))).toEqual([]);
    expect(told(compare({ input: 5 * (1 + 2e-9), output: 25 }))).toEqual([['input', 5, 5 * (1 + 2e-9)]]);
  });

  test('and what it leaves out is no change', () => {
    expect(told(compare({}))).toEqual([]);
  });
});

describe('a write without a life', () => {
  test('is compared at the shortest life whose write is priced', () => {
    const base = ratesWith({ cacheWrite: { '5m': UNKNOWN, '1h': priced(10) } });
    const offer = opus({ periods: [periodWith({ base })] });
    expect(told(compare({ offer, cacheWrite: 9 }))).toEqual([['cacheWrite:1h', 10, 9]]);
  });

  test('has the name the seller gives that life', () => {
    const offer = opus({
      cachePolicy: policyWith({
        ttls: [ttlWith({ id: '30m', seconds: 1_800 }), ttlWith({ id: '12h', seconds: 43_200 })],
      }),
      periods: [periodWith({ base: ratesWith({ cacheWrite: { '12h': priced(12), '30m': priced(6) } }) })],
    });
    expect(told(compare({ offer, cacheWrite: 7, cacheWrite1h: 8 }))).toEqual([
      ['cacheWrite:30m', 6, 7],
      ['cacheWrite:1h', null, 8],
    ]);
  });

  test('has a name where no cache is sold', () => {
    const offer = opus({
      cachePolicy: policyWith({ trigger: 'none', ttls: [] }),
      periods: [periodWith({ base: ratesWith({ cacheRead: NOT_SOLD, cacheWrite: {} }) })],
    });
    expect(told(compare({ offer, cacheRead: 1, cacheWrite: 2 }))).toEqual([
      ['cacheRead', null, 1],
      ['cacheWrite:auto', null, 2],
    ]);
  });
});

describe('an offer with several prices of its own', () => {
  const halfAtNight: Schedule = {
    name: 'night',
    timeZone: 'UTC',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    windows: [{ from: '00:00', to: '06:00' }],
    holidays: null,
    applies: 'inside',
    multiplier: { ratio: assumedFact(0.5), classes: ['input', 'output'] },
  };

  test('is compared with the price of the day', () => {
    const offer = opus({
      periods: [
        periodWith({ to: '2026-12-01' }),
        periodWith({ from: '2026-12-01', base: ratesWith({ input: priced(10) }) }),
      ],
    });
    expect(told(compare({ offer, asOf: '2026-11-30', input: 5 }))).toEqual([]);
    expect(told(compare({ offer, asOf: '2026-12-01', input: 5 }))).toEqual([['input', 10, 5]]);
  });

  test('has not changed where the feed has the price of other hours, in the classes they concern', () => {
    const offer = opus({ periods: [periodWith({ schedules: [halfAtNight] })] });
    expect(told(compare({ offer, input: 2.5, output: 12.5, cacheRead: 0.25 }))).toEqual([['cacheRead', 0.5, 0.25]]);
  });

  test('has not changed where the feed has the price of its other cache', () => {
    const explicit = {
      id: 'explicit',
      name: 'explicit cache',
      cachePolicy: policyWith(),
      periods: [periodWith({ base: ratesWith({ cacheRead: priced(0.1) }) })],
    };
    const offer = opus({
      cachePolicy: policyWith({ ttls: [ttlWith({ id: 'auto', seconds: 600 })] }),
      periods: [periodWith({ base: ratesWith({ cacheWrite: { auto: priced(5) } }) })],
      cacheModes: [explicit],
    });
    expect(told(compare({ offer, cacheRead: 0.1, cacheWrite: 6.25 }))).toEqual([]);
    expect(told(compare({ offer, cacheRead: 0.2, cacheWrite: 6 }))).toEqual([
      ['cacheRead', 0.5, 0.2],
      ['cacheWrite:auto', 5, 6],
    ]);
  });
});

describe('an offer is left alone, with the reason', () => {
  test.each<[string, Parameters<typeof compare>[0]]>([
    ['priced in CNY; models.dev lists USD', { offer: opus({ currency: 'CNY' }) }],
    ['no price on 2026-11-20', { offer: opus({ periods: [periodWith({ from: '2026-12-01' })] }) }],
    ['models.dev does not list Nobody’s own price', { offer: offerWith({ sellerName: 'Nobody' }) }],
    ['models.dev does not list this model', { model: 'claude-opus-5-5' }],
    ['models.dev does not list this model', { provider: 'openrouter' }],
  ])('%s', (reason, asked) => {
    const offerId = asked.offer?.id ?? 'anthropic/claude-opus-5';
    expect(compare({ ...asked, input: 1 })).toEqual({
      changes: [],
      matched: 0,
      unmatchedOffers: [{ offerId, reason }],
    });
  });

  test('several models of its name at different prices', () => {
    const price = (input: number): FeedPrice => ({
      provider: 'anthropic',
      model: 'claude-opus-5',
      usdPerMTok: { input },
    });
    const { unmatchedOffers } = feedChanges({
      offers: [opus()],
      feed: 'models.dev',
      prices: [price(1), price(2)],
      asOf: AS_OF,
    });
    expect(unmatchedOffers[0]?.reason).toBe('models.dev lists several models of this name at different prices');
  });
});

/** The feed that says of every offer what the catalogue says. */
function mirrorOf(feed: FeedName): readonly FeedPrice[] {
  return ALL_OFFERS.flatMap((offer) => {
    const seller = feedSellerOf({ offer, feed });
    const base = periodAt({ offer, asOf: AS_OF })?.base;
    if (!seller || !base || offer.currency !== 'USD') return [];
    const rates = {
      input: knownRate(base.input),
      output: knownRate(base.output),
      cacheRead: knownRate(base.cacheRead),
    };
    const usdPerMTok = Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate !== undefined));
    return [{ provider: seller.provider, model: feedModelsOf({ offer, seller })[0] ?? '', usdPerMTok }];
  });
}

describe.each(FEED_NAMES)('the catalogue against its own prices as %s', (feed) => {
  const mirror = mirrorOf(feed);

  test('has not changed, and finds all it looks for', () => {
    const { changes, matched } = feedChanges({ offers: ALL_OFFERS, feed, prices: mirror, asOf: AS_OF });
    expect(changes).toEqual([]);
    expect(matched).toBe(mirror.length);
    // All but those in CNY; the makers of closed models alone are listed by OpenRouter at their own price.
    expect(matched).toBeGreaterThanOrEqual(feed === 'openrouter' ? 54 : 85);
  });

  test('tells of every price that moves by a tenth, and of no other', () => {
    fc.assert(
      fc.property(fc.nat({ max: mirror.length - 1 }), fc.constantFrom('input', 'output'), (at, name) => {
        const prices = mirror.map((price, i) =>
          i === at
            ? { ...price, usdPerMTok: { ...price.usdPerMTok, [name]: (price.usdPerMTok[name] ?? 0) * 1.1 } }
            : price,
        );
        const { changes } = feedChanges({ offers: ALL_OFFERS, feed, prices, asOf: AS_OF });
        expect(changes.map((change) => change.class)).toEqual([name]);
        expect(changes[0]?.theirsUsdPerMTok).toBe((changes[0]?.oursUsdPerMTok ?? NaN) * 1.1);
      }),
    );
  });
});
