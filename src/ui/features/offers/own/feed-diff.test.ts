import { describe, expect, test } from 'vitest';
import { ALL_OFFERS } from '../../../../catalog/offers/all.ts';
import { feedModelsOf, feedSellerOf } from '../../../../catalog/feeds/feed-names.ts';
import type { FeedPrice } from '../../../../catalog/feeds/feed.ts';
import { readFeed } from '../../../../catalog/feeds/read-feed.ts';
import type { Offer } from '../../../../domain/offer/rate-card.ts';
import {
  NOT_SOLD,
  ONE_HOUR,
  offerWith,
  periodWith,
  policyWith,
  priced,
  ratesWith,
  UNKNOWN,
} from '../../../../domain/testing/builders.ts';
import { BASE_SCENARIO } from '../../../../scenario/base-v0.ts';
import { withPriceCorrections } from '../../../../scenario/price-corrections.ts';
import { scenarioSchema, type Scenario } from '../../../../scenario/schema.ts';
import { correctionsAfter, correctionsOf, feedDiff, listedRate } from './feed-diff.ts';

const ID = 'anthropic/claude-opus-5';
const ADDRESS = 'https://models.dev/api.json';
/** Sold at 5 / 25 / 0.5 / 6.25 (5 minutes) / 10 (1 hour). */
const opus = (changes: Partial<Offer> = {}): Offer =>
  offerWith({ id: ID, seller: 'anthropic', sellerName: 'Anthropic', ...changes });
const SAME: FeedPrice['usdPerMTok'] = { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25 };

function diffOf({
  scenario = BASE_SCENARIO,
  offer = opus(),
  ...usdPerMTok
}: { scenario?: Scenario; offer?: Offer } & FeedPrice['usdPerMTok']) {
  const prices = [{ provider: 'anthropic', model: 'claude-opus-5', usdPerMTok }];
  return feedDiff({ scenario, offers: [offer, opus({ id: 'x/unlisted', seller: 'x' })], feed: 'models.dev', prices });
}

const corrected = (usdPerMTok: number): Scenario =>
  withPriceCorrections({
    scenario: BASE_SCENARIO,
    accepted: [{ offerId: ID, class: 'input', usdPerMTok, source: ADDRESS, checkedOn: '2026-11-01' }],
  });

describe('what differs from a feed', () => {
  test('is nothing where it says what is in use', () => {
    expect(diffOf(SAME)).toEqual({ rows: [], matched: 1, compared: 2 });
  });

  test('is a row with both prices and the change: 5 → 6 is +20 %, without a doubt', () => {
    expect(diffOf({ ...SAME, input: 6 }).rows).toMatchObject([
      { offerId: ID, class: 'input', oursUsdPerMTok: 5, theirsUsdPerMTok: 6, doubt: null, isRefused: false },
    ]);
    expect(diffOf({ ...SAME, input: 6 }).rows[0]?.changeRatio).toBeCloseTo(0.2, 12);
  });

  test.each([
    ['three times as much', 15, null],
    ['more than that', 15.01, 'more than three times as much'],
    ['a thousandth: dollars per token read as per thousand', 0.005, 'less than a third'],
    ['just above a third', 1.667, null],
    ['just below it', 1.666, 'less than a third'],
    ['nothing', 0, 'free all of a sudden'],
  ])('is doubted by its size: %s', (_, input, doubt) => {
    expect(diffOf({ ...SAME, input }).rows[0]?.doubt).toBe(doubt);
  });

  test('is doubted where there is no price of ours to compare with, and has no ratio then', () => {
    const offer = opus({ periods: [periodWith({ base: ratesWith({ cacheRead: UNKNOWN }) })] });
    expect(diffOf({ ...SAME, offer }).rows).toMatchObject([
      {
        class: 'cacheRead',
        oursUsdPerMTok: null,
        changeRatio: null,
        doubt: 'the catalogue has no price for this',
        isRefused: false,
      },
    ]);
  });

  test('is refused where the scenario could not hold it or it would change nothing', () => {
    expect(diffOf({ ...SAME, input: 100_000.5 }).rows).toMatchObject([{ isRefused: true }]);
    // The offer sells no hour.
    const base = ratesWith({ cacheWrite: { '5m': ratesWith().cacheWrite['5m'] ?? NOT_SOLD } });
    const rows = diffOf({ ...SAME, cacheWrite1h: 10, offer: opus({ periods: [periodWith({ base })] }) }).rows;
    expect(rows).toMatchObject([{ class: 'cacheWrite:1h', isRefused: true }]);
    expect(correctionsOf({ rows, readOn: '2026-11-21' })).toEqual([]);
    const unsold = opus({ periods: [periodWith({ base: ratesWith({ cacheRead: NOT_SOLD }) })] });
    expect(diffOf({ ...SAME, offer: unsold }).rows).toMatchObject([{ class: 'cacheRead', isRefused: true }]);
  });

  test('is one row for the write of an hour where that is the only life', () => {
    const base = ratesWith({ cacheWrite: { '1h': priced(10) } });
    const offer = opus({
      cachePolicy: policyWith({ ttls: [ONE_HOUR] }),
      periods: [periodWith({ base })],
    });
    expect(diffOf({ ...SAME, cacheWrite: 11, cacheWrite1h: 12, offer }).rows).toMatchObject([
      { class: 'cacheWrite:1h', theirsUsdPerMTok: 12 },
    ]);
  });

  test('is refused exactly where accepting it would leave it as it is, at every offer that is sold', () => {
    // Prices that nobody has, so that every class differs.
    const usdPerMTok = { input: 7.77, output: 7.77, cacheRead: 7.77, cacheWrite: 7.77, cacheWrite1h: 7.77 };
    const outcomes = ALL_OFFERS.flatMap((offer) => {
      const seller = feedSellerOf({ offer, feed: 'models.dev' });
      const model = seller && feedModelsOf({ offer, seller })[0];
      if (!seller || model === undefined) return [];
      const asked = { offers: [offer], feed: 'models.dev', prices: [{ ...seller, model, usdPerMTok }] } as const;
      return feedDiff({ scenario: BASE_SCENARIO, ...asked }).rows.map((row) => {
        const accepted = correctionsOf({ rows: [{ ...row, isRefused: false }], readOn: '2026-11-21' });
        const scenario = withPriceCorrections({ scenario: BASE_SCENARIO, accepted });
        const remains = feedDiff({ scenario, ...asked }).rows.some(({ key }) => key === row.key);
        return { row: `${row.offerId} ${row.class}`, isRefused: row.isRefused, remains };
      });
    });
    expect(outcomes.filter(({ isRefused, remains }) => isRefused !== remains)).toEqual([]);
    expect(outcomes.some(({ remains }) => remains)).toBe(true);
    expect(outcomes.filter(({ remains }) => !remains).length).toBeGreaterThan(100);
  });
});

describe('a price that was accepted', () => {
  test('is what the feed is compared with from then on', () => {
    expect(diffOf({ ...SAME, input: 6, scenario: corrected(6) }).rows).toEqual([]);
  });

  test('shows up again when the feed goes back to the list', () => {
    expect(diffOf({ ...SAME, scenario: corrected(6) }).rows).toMatchObject([
      { class: 'input', oursUsdPerMTok: 6, theirsUsdPerMTok: 5 },
    ]);
  });

  test('is taken over with the feed’s address and the day of its answer, not the scenario’s', () => {
    const { rows } = diffOf({ ...SAME, input: 6, cacheWrite: 7 });
    const accepted = correctionsOf({ rows, readOn: '2026-12-24' });
    expect(accepted).toEqual([
      { offerId: ID, class: 'input', usdPerMTok: 6, source: ADDRESS, checkedOn: '2026-12-24' },
      { offerId: ID, class: 'cacheWrite:5m', usdPerMTok: 7, source: ADDRESS, checkedOn: '2026-12-24' },
    ]);
    const scenario = withPriceCorrections({ scenario: BASE_SCENARIO, accepted });
    expect(scenarioSchema.safeParse(scenario).success).toBe(true);
    expect(diffOf({ ...SAME, input: 6, cacheWrite: 7, scenario }).rows).toEqual([]);
  });

  test('counts once, however often it is accepted', () => {
    const { rows } = diffOf({ ...SAME, input: 6, output: 30 });
    const { priceCorrections } = corrected(7);
    expect(correctionsAfter({ corrections: priceCorrections, rows })).toBe(2);
    expect(correctionsAfter({ corrections: priceCorrections, rows: [] })).toBe(1);
  });

  test('is shown beside the list’s price of its class', () => {
    const listed = (name: string, offer: Offer | undefined = opus()) =>
      listedRate({ correction: { class: name }, offer, asOf: '2026-11-20' });
    expect(listed('input')).toBe(5);
    expect(listed('cacheWrite:1h')).toBe(10);
    expect(listed('cacheWrite:9d')).toBeNull();
    expect(listed('__proto__')).toBeNull();
    expect(listedRate({ correction: { class: 'input' }, offer: undefined, asOf: '2026-11-20' })).toBeNull();
  });
});

test('rates that a link carried are what is in use', () => {
  const carried = {
    offerId: ID,
    base: { input: 6, output: 25, cacheRead: 0.5, cacheWrite: { '5m': 6.25, '1h': 10 } },
    bands: [],
  };
  const scenario = { ...BASE_SCENARIO, carriedRates: [carried] };
  expect(diffOf({ ...SAME, input: 6, scenario }).rows).toEqual([]);
  expect(diffOf({ ...SAME, scenario }).rows).toMatchObject([{ oursUsdPerMTok: 6, theirsUsdPerMTok: 5 }]);
});

test('a feed with hostile prices ticks nothing of them by itself', () => {
  const text = JSON.stringify({
    anthropic: {
      models: {
        'claude-opus-5': { cost: { input: 999_999, output: 0, cache_read: 0.6 } },
        __proto__: { cost: { input: 1, output: 1 } },
      },
    },
  });
  const reading = readFeed({ feed: 'models.dev', text });
  if (reading.status === 'failed') throw new Error(reading.reason);
  const { rows } = feedDiff({ scenario: BASE_SCENARIO, offers: [opus()], feed: 'models.dev', prices: reading.prices });
  expect(rows.map((row) => [row.class, row.doubt === null, row.isRefused])).toEqual([
    ['input', false, true],
    ['output', false, false],
    ['cacheRead', true, false],
  ]);
});
