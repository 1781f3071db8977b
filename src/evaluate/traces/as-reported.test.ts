import { expect, test } from 'vitest';
import {
  NOT_SOLD,
  ONE_HOUR,
  offerWith,
  periodWith,
  policyWith,
  ratesWith,
  ttlWith,
} from '../../domain/testing/builders.ts';
import { asReported } from './as-reported.ts';
import { figuresWith, reuseWith } from './testing.ts';

const OBSERVED = {
  inputTokens: 1_000_000,
  cacheReadTokens: 8_000_000,
  untoldReads: 3,
  cacheWrite5mTokens: 500_000,
  cacheWrite1hTokens: 400_000,
  cacheWriteOtherTokens: 100_000,
};
const LOG = figuresWith({
  reuse: reuseWith({
    buckets: [{ promptTokens: 10_000_000, requests: 9, outputTokens: 40_000, observed: OBSERVED }],
    reads: { Infinity: [0] },
    basis: 'none',
  }),
  usage: { totals: { reportedUsd: 12.5, rowsWithoutUsd: 4, hitRatio: 0.8 }, lifeCurve: null },
});

test('observed classes at the offer’s rates, with the log’s own sum beside', () => {
  const bill = asReported({ log: LOG, offer: offerWith(), period: periodWith() });
  expect(bill).toMatchObject({ status: 'priced', reportedUsd: 12.5, rowsWithoutUsd: 4, untoldReads: 3, hitRatio: 0.8 });
  // 5 + 8 × 0.5 + 0.5 × 6.25 + 0.4 × 10 + 0.1 × 6.25 + 0.04 × 25.
  expect(bill?.status === 'priced' && bill.usd).toBeCloseTo(5 + 4 + 3.125 + 4 + 0.625 + 1, 12);
  expect(bill?.status === 'priced' && bill.lines.map(({ class: name, tokens }) => [name, tokens])).toEqual([
    ['uncachedInput', 1_000_000],
    ['cacheWrite:1h', 400_000],
    ['cacheWrite:5m', 600_000],
    ['cacheRead', 8_000_000],
    ['output', 40_000],
  ]);
});

test('where nothing says what was read, no hit rate is made up', () => {
  const usage = { totals: { reportedUsd: null, rowsWithoutUsd: 1, hitRatio: null }, lifeCurve: null };
  expect(asReported({ log: { ...LOG, usage }, offer: offerWith(), period: periodWith() })?.hitRatio).toBeNull();
});

test('tokens are as counted, whatever the tokenizer of the offer', () => {
  const offer = offerWith();
  const same = { ...offer, tokenizerFactor: { ...offer.tokenizerFactor, value: 1.3 } };
  expect(asReported({ log: LOG, offer: same, period: periodWith() })).toEqual(
    asReported({ log: LOG, offer, period: periodWith() }),
  );
});

test('a write pays for the nearest life that is sold, and plain input where none is', () => {
  const linesAt = (ttls: Parameters<typeof policyWith>[0]) => {
    const bill = asReported({ log: LOG, offer: offerWith({ cachePolicy: policyWith(ttls) }), period: periodWith() });
    return bill?.status === 'priced' ? bill.lines.map(({ class: name, tokens }) => [name, tokens]) : bill?.reason;
  };
  expect(linesAt({ ttls: [ONE_HOUR] })).toContainEqual(['cacheWrite:1h', 1_000_000]);
  expect(linesAt({ ttls: [ttlWith({ id: '1h', seconds: 1_800 })] })).toContainEqual(['cacheWrite:1h', 1_000_000]);
  expect(linesAt({ trigger: 'none', ttls: [] })).toContainEqual(['uncachedInput', 2_000_000]);
});

test('no price where what was read is not sold; nothing of a log of another kind', () => {
  const period = periodWith({ base: ratesWith({ cacheRead: NOT_SOLD }) });
  expect(asReported({ log: LOG, offer: offerWith(), period })).toMatchObject({
    status: 'unavailable',
    reason: 'not on the price page',
    reportedUsd: 12.5,
  });
  expect(asReported({ log: { ...LOG, usage: null }, offer: offerWith(), period })).toBeNull();
});
