import { describe, expect, test } from 'vitest';
import {
  assumedFact,
  FIVE_MINUTES,
  NOT_SOLD,
  ONE_HOUR,
  offerWith,
  periodWith,
  policyWith,
  priced,
  ratesWith,
  ttlWith,
  UNKNOWN,
} from '../../domain/testing/builders.ts';
import type { CachePolicy } from '../../domain/offer/cache-policy.ts';
import type { Offer } from '../../domain/offer/rate-card.ts';
import { logStrategiesOf } from './log-strategies.ts';
import { priceUncached, priceWithLife, type PricedLog } from './price-log.ts';
import { figuresWith, reuseWith } from './testing.ts';

/** Prompts of 100,000 and 110,000 tokens, 400 s apart; the second goes on the first. */
const LOG = figuresWith({
  reuse: reuseWith({
    buckets: [{ promptTokens: 210_000, requests: 2, outputTokens: 2_000 }],
    reads: { 300: [0], 600: [100_000], 900: [100_000], 3_600: [100_000], Infinity: [100_000] },
  }),
  pings: [
    { gapSeconds: 300, requests: 2, promptTokens: 210_000 },
    { gapSeconds: 600, requests: 1, promptTokens: 110_000 },
  ],
});
const OUTPUT_USD = 0.05;

function pricedAt({
  offer = offerWith(),
  ttlId,
  log = LOG,
}: {
  offer?: Offer;
  ttlId: string;
  log?: typeof LOG;
}): PricedLog {
  const period = offer.periods[0] ?? periodWith();
  const caching = logStrategiesOf({ offer, period }).find(({ strategy }) => strategy.ttl.id === ttlId);
  if (!caching) throw new Error(`No life ${ttlId}`);
  return priceWithLife({ log, caching });
}

function optionAt(asked: Parameters<typeof pricedAt>[0]) {
  const result = pricedAt(asked);
  if (result.status !== 'priced') throw new Error(result.reason);
  return result.option;
}

const withPolicy = (policy: Partial<CachePolicy>): Offer => offerWith({ cachePolicy: policyWith(policy) });
const unpinged = { ...LOG, pings: null };

describe('the strategies of a log', () => {
  test('are one for each life of each cache', () => {
    const offer = offerWith();
    const period = periodWith();
    expect(logStrategiesOf({ offer, period }).map(({ strategy }) => [strategy.kind, strategy.ttl.id])).toEqual([
      ['shared', '5m'],
      ['shared', '1h'],
    ]);
    const single = withPolicy({ maxBreakpoints: 1 });
    expect(logStrategiesOf({ offer: single, period }).map(({ strategy }) => strategy.kind)).toEqual([
      'single',
      'single',
    ]);
    expect(logStrategiesOf({ offer: withPolicy({ trigger: 'none', ttls: [] }), period })).toEqual([]);
  });

  test('take in caches sold beside the offer’s own, at their rules and prices', () => {
    const offer = offerWith({
      cacheModes: [
        {
          id: 'deep',
          name: 'Deep',
          cachePolicy: policyWith({ ttls: [ttlWith({ id: '5m', seconds: 600 })] }),
          periods: [periodWith({ base: ratesWith({ cacheRead: priced(0.1) }) })],
        },
      ],
    });
    const found = logStrategiesOf({ offer, period: periodWith() });
    expect(found.map(({ strategy }) => [strategy.cacheModeId, strategy.ttl.seconds.value])).toEqual([
      [undefined, 300],
      [undefined, 3_600],
      ['deep', 600],
    ]);
    expect(found[2]?.period.base.cacheRead).toEqual(priced(0.1));
  });
});

describe('a log without a cache', () => {
  test('is plain input, prompt length by prompt length', () => {
    const band = {
      thresholdTokens: 200_000,
      comparison: 'gt',
      rates: ratesWith({ input: priced(10), output: priced(30) }),
    } as const;
    const reuse = reuseWith({
      buckets: [
        { toTokens: 200_001, promptTokens: 300_000, requests: 3, outputTokens: 1_000 },
        { fromTokens: 200_001, promptTokens: 250_000, outputTokens: 1_000 },
      ],
      reads: { Infinity: [0, 0] },
    });
    const result = priceUncached({ reuse, offer: offerWith(), period: periodWith({ bands: [band] }) });
    // 0.3 M × 5 + 0.25 M × 10 + 1,000 × 25 + 1,000 × 30.
    expect(result).toMatchObject({ status: 'priced', option: { usd: 4.055, hitRatio: 0 } });
  });

  test('counts tokens as the offer’s tokenizer does, and finds its bands by them', () => {
    const band = { thresholdTokens: 1_100, comparison: 'gte', rates: ratesWith({ input: priced(10) }) } as const;
    const reuse = reuseWith({
      buckets: [
        { toTokens: 1_000, promptTokens: 500 },
        { fromTokens: 1_000, promptTokens: 1_000 },
      ],
      reads: { Infinity: [0, 0] },
    });
    const offer = offerWith({ tokenizerFactor: assumedFact(1.1) });
    const result = priceUncached({ reuse, offer, period: periodWith({ bands: [band] }) });
    if (result.status !== 'priced') throw new Error(result.reason);
    expect(result.option.usd).toBeCloseTo((550 * 5 + 1_100 * 10) / 1e6, 12);
  });

  test('has no price where plain input has none', () => {
    const period = periodWith({ base: ratesWith({ input: UNKNOWN }) });
    expect(priceUncached({ reuse: LOG.reuse, offer: offerWith(), period })).toMatchObject({ reason: 'nobody says' });
  });
});

describe('a log under one life', () => {
  test('reads what lies within it and writes all else', () => {
    // 110,000 written at 10, 100,000 read at 0.5.
    const option = optionAt({ ttlId: '1h' });
    expect(option).toMatchObject({ pings: 0, policy: '1h' });
    expect(option.usd).toBeCloseTo(1.1 + 0.05 + OUTPUT_USD, 12);
    expect(option.hitRatio).toBeCloseTo(100 / 210, 12);
    expect(option.lines.map(({ class: name, tokens }) => [name, tokens])).toEqual([
      ['cacheWrite:1h', 110_000],
      ['cacheRead', 100_000],
      ['output', 2_000],
    ]);
  });

  test('with as many pings as cost least', () => {
    // Without: 210,000 written at 6.25. With one: 110,000 written, 100,000 read, and both prompts read once more.
    expect(optionAt({ ttlId: '5m', log: unpinged }).usd).toBeCloseTo(1.3125 + OUTPUT_USD, 12);
    const option = optionAt({ ttlId: '5m' });
    expect(option).toMatchObject({ pings: 1, policy: '5m + 1 ping' });
    expect(option.usd).toBeCloseTo(0.6875 + 0.05 + 0.105 + OUTPUT_USD, 12);
    expect(option.hitRatio).toBeCloseTo(100 / 210, 12);
  });

  test('no pings where reads do not start the life again', () => {
    const offer = withPolicy({ ttls: [{ ...FIVE_MINUTES, refreshedByRead: false }] });
    expect(optionAt({ offer, ttlId: '5m' }).pings).toBe(0);
  });

  test('that the log was not asked about has no price', () => {
    const offer = withPolicy({ ttls: [ttlWith({ id: '7m', seconds: 420 })] });
    expect(pricedAt({ offer, ttlId: '7m' })).toMatchObject({ reason: 'the log was not asked about this life' });
  });

  test('whose price is missing has none, and is never cheaper for it', () => {
    const offer = offerWith({ periods: [periodWith({ base: ratesWith({ cacheRead: NOT_SOLD }) })] });
    expect(pricedAt({ offer, ttlId: '1h' })).toMatchObject({ reason: 'not on the price page' });
    // At five minutes nothing is read, so no price of reads is needed.
    expect(optionAt({ offer, ttlId: '5m', log: unpinged }).hitRatio).toBe(0);
  });

  test('finds as much as the seller’s chance of a hit lets it', () => {
    const option = optionAt({ offer: withPolicy({ hitRatio: assumedFact(0.9) }), ttlId: '1h' });
    expect(option.lines.find(({ class: name }) => name === 'cacheRead')?.tokens).toBeCloseTo(90_000, 9);
    expect(option.lines.find(({ class: name }) => name === 'cacheWrite:1h')?.tokens).toBeCloseTo(120_000, 9);
  });

  test('loses half of the granularity with every read', () => {
    // Everything that can be read is, so both requests count as reads: 2 × 127 ÷ 2 tokens.
    const option = optionAt({ offer: withPolicy({ granularityTokens: assumedFact(128) }), ttlId: '1h' });
    expect(option.lines.find(({ class: name }) => name === 'cacheRead')?.tokens).toBeCloseTo(100_000 - 127, 9);
  });

  test('prompts below the minimum are plain input, and are not pinged', () => {
    const log = figuresWith({
      reuse: reuseWith({
        buckets: [
          { toTokens: 1_000, promptTokens: 100_000, requests: 200 },
          { fromTokens: 1_000, promptTokens: 300_000, requests: 3 },
        ],
        reads: { 300: [40_000, 100_000], 600: [50_000, 280_000], Infinity: [50_000, 280_000] },
      }),
      pings: [{ gapSeconds: 300, requests: 1, promptTokens: 4_000 }],
    });
    const offer = withPolicy({ ttls: [FIVE_MINUTES], minPrefixTokens: assumedFact(1_000) });
    const option = optionAt({ offer, ttlId: '5m', log });
    expect(option.lines.map(({ class: name, tokens }) => [name, tokens])).toEqual([
      ['uncachedInput', 100_000],
      ['cacheWrite:5m', 20_000],
      ['cacheRead', 280_000],
      // Of 4,000 pinged tokens three quarters are of prompts that are cached.
      ['pings', 3_000],
    ]);
  });

  test('every request pays the rates of its own length', () => {
    const band = { thresholdTokens: 200_000, comparison: 'gt', rates: ratesWith({ cacheRead: priced(1) }) } as const;
    const log = figuresWith({
      reuse: reuseWith({
        buckets: [
          { toTokens: 200_001, promptTokens: 100_000 },
          { fromTokens: 200_001, promptTokens: 250_000 },
        ],
        reads: { 3_600: [100_000, 250_000], Infinity: [100_000, 250_000] },
      }),
    });
    const offer = offerWith({
      periods: [periodWith({ bands: [band] })],
      cachePolicy: policyWith({ ttls: [ONE_HOUR] }),
    });
    expect(optionAt({ offer, ttlId: '1h', log }).usd).toBeCloseTo(0.1 * 0.5 + 0.25 * 1, 12);
  });
});
