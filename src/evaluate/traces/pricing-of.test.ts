import { expect, test } from 'vitest';
import { modelById } from '../../catalog/models/index.ts';
import {
  assumedFact,
  NOT_SOLD,
  offerWith,
  periodWith,
  policyWith,
  priced,
  ratesWith,
  ttlWith,
} from '../../domain/testing/builders.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { pingCounts, pricingOf } from './pricing-of.ts';
import { bookWith } from './testing.ts';

const SCENARIO = { ...BASE_SCENARIO, warehouse: { ...BASE_SCENARIO.warehouse, retentionSeconds: 7_777 } };

test('lives, what pings make of them, and the warehouse’s retention', () => {
  // At 1.75 for a write and 0.5 for a read two pings can pay, at 0.9 none.
  const offers = [
    offerWith({
      id: 'a/a',
      periods: [periodWith({ base: ratesWith({ cacheWrite: { auto: priced(1.75) } }) })],
      cachePolicy: policyWith({ ttls: [ttlWith({ id: 'auto', seconds: 300 })] }),
    }),
    offerWith({
      id: 'b/b',
      periods: [periodWith({ base: ratesWith({ cacheWrite: { auto: priced(0.9) } }) })],
      cachePolicy: policyWith({ ttls: [ttlWith({ id: 'auto', seconds: 1_000 })] }),
    }),
    offerWith({ id: 'c/c', periods: [periodWith({ to: '2000-01-01' })] }),
  ];
  const pricing = pricingOf(SCENARIO, bookWith(offers, modelById));
  expect(pricing).toEqual({
    pricedSeconds: [300, 600, 900, 1_000, 7_777],
    pingSeconds: [300, 600],
    thresholds: [{ thresholdTokens: 10_000_000, comparison: 'gt' }],
  });
});

test('bands, minimums and contexts, in the log’s tokens', () => {
  const offer = offerWith({
    tokenizerFactor: assumedFact(1.1),
    contextTokens: assumedFact(110_000),
    periods: [periodWith({ bands: [{ thresholdTokens: 55_000, comparison: 'gt', rates: ratesWith() }] })],
    cachePolicy: policyWith({ minPrefixTokens: assumedFact(1_100) }),
  });
  expect(pricingOf(SCENARIO, bookWith([offer], modelById)).thresholds).toEqual([
    { thresholdTokens: 1_000, comparison: 'gte' },
    { thresholdTokens: 50_000, comparison: 'gt' },
    // As counted: what was reported pays the band from there on.
    { thresholdTokens: 55_000, comparison: 'gt' },
    { thresholdTokens: 100_000, comparison: 'gt' },
  ]);
});

test('an offer that caches nothing asks about nothing but its lengths', () => {
  const offer = offerWith({
    periods: [periodWith({ base: ratesWith({ cacheRead: NOT_SOLD, cacheWrite: {} }) })],
    cachePolicy: policyWith({ trigger: 'none', ttls: [], minPrefixTokens: assumedFact(512) }),
  });
  expect(pricingOf(SCENARIO, bookWith([offer], modelById))).toEqual({
    pricedSeconds: [7_777],
    pingSeconds: [],
    thresholds: [{ thresholdTokens: 10_000_000, comparison: 'gt' }],
  });
});

test('of all offers there are it stays small, and of hostile ones at 200', () => {
  const whole = pricingOf(BASE_SCENARIO, WHOLE_BOOK);
  expect(whole.pricedSeconds).toEqual(expect.arrayContaining([300, 3_600, 86_400]));
  expect(whole.pricedSeconds.length).toBeLessThan(100);
  expect(whole.pingSeconds.length).toBeLessThanOrEqual(200);
  const hostile = Array.from({ length: 40 }, (_, i) =>
    offerWith({
      id: `a/${i}`,
      periods: [periodWith({ base: ratesWith({ cacheRead: priced(1e-6), cacheWrite: { auto: priced(100) } }) })],
      cachePolicy: policyWith({ ttls: [ttlWith({ id: 'auto', seconds: 100 + 7 * i })] }),
    }),
  );
  const most = pricingOf(SCENARIO, bookWith(hostile, modelById));
  expect([most.pricedSeconds.length, most.pingSeconds.length]).toEqual([200, 200]);
  // Every life is there before any is extended far.
  for (const offer of hostile) expect(most.pricedSeconds).toContain(offer.cachePolicy.ttls[0]?.seconds.value);
  expect(most.pricedSeconds).toEqual(most.pricedSeconds.toSorted((a, b) => a - b));
});

test('numbers of pings: all of few, steps of many', () => {
  expect(pingCounts(3)).toEqual([1, 2, 3]);
  expect(pingCounts(20)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18]);
  expect(pingCounts(0)).toEqual([]);
});
