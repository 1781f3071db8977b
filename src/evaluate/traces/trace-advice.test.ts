import { describe, expect, test } from 'vitest';
import { modelById } from '../../catalog/models/index.ts';
import { assumedFact, NOT_SOLD, offerWith, periodWith, policyWith, ratesWith } from '../../domain/testing/builders.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { LogFigures } from './log-figures.ts';
import { bookWith, figuresWith, reuseWith } from './testing.ts';
import { traceAdvice } from './trace-advice.ts';
import { billAt } from './trace-bills.ts';

/** Prompts of 100,000 and 110,000 tokens of one agent, 400 s apart, at 5, 0.5, 6.25 (5 min) and 10 (1 h). */
const LOG = figuresWith({
  reuse: reuseWith({
    buckets: [{ promptTokens: 210_000, requests: 2 }],
    reads: { 300: [0], 600: [100_000], 3_600: [100_000], 86_400: [100_000], Infinity: [100_000] },
  }),
  pings: [
    { gapSeconds: 300, requests: 2, promptTokens: 210_000 },
    { gapSeconds: 600, requests: 1, promptTokens: 110_000 },
  ],
  gaps: {
    windowSeconds: 300,
    gaps: 1,
    againTokens: 100_000,
    otherAgainTokens: 0,
    dearest: [
      { session: 0, agent: 0, startSeconds: 400, gapSeconds: 400, promptTokens: 110_000, againTokens: 100_000 },
    ],
  },
});

function adviceOn(report: LogFigures, changes: Parameters<typeof offerWith>[0] = {}) {
  const offer = offerWith(changes);
  const scenario = {
    ...BASE_SCENARIO,
    offerId: offer.id,
    warehouse: { ...BASE_SCENARIO.warehouse, storageUsdPerMTokHour: 0 },
  };
  const bill = billAt({ report, scenario, book: bookWith([offer], modelById), offer });
  if (bill.status !== 'priced') throw new Error(bill.reason);
  return traceAdvice({ bill, report });
}

describe('advice on a log', () => {
  test('which life saves most, cheapest first', () => {
    const { lives, withoutCacheUsd, offerName } = adviceOn(LOG);
    expect(offerName).toBe('Model');
    expect(withoutCacheUsd).toBeCloseTo(1.05, 12);
    expect(lives.map(({ ttlId, pings, lifeSeconds }) => [ttlId, pings, lifeSeconds])).toEqual([
      ['5m', 1, 300],
      ['1h', 0, 3_600],
    ]);
    // 1.05 − 0.8425, and 1.05 − 1.15: an hour costs more than no cache.
    expect(lives[0]?.savesUsd).toBeCloseTo(0.2075, 12);
    expect(lives[0]?.savesRatio).toBeCloseTo(0.2075 / 1.05, 12);
    expect(lives[1]?.savesUsd).toBeCloseTo(-0.1, 12);
  });

  test('how many pings, until when, and what they cost', () => {
    const { pings } = adviceOn(LOG);
    expect(pings).toMatchObject({ everySeconds: 300, pings: 1, untilIdleSeconds: 600, pingedTokens: 210_000 });
    expect(pings?.costUsd).toBeCloseTo(0.105, 12);
    // (6.25 − 0.5) ÷ 0.5 × 300 s.
    expect(pings?.breakEvenIdleSeconds).toBeCloseTo(3_450, 9);
    expect(adviceOn({ ...LOG, pings: null }).pings).toBeNull();
  });

  test('what pauses cost above reads', () => {
    const { gaps } = adviceOn(LOG);
    expect(gaps).toMatchObject({ lifeSeconds: 300, ttlId: '5m', gaps: 1, againTokens: 100_000 });
    expect(gaps?.usd).toBeCloseTo(0.575, 12);
    expect(gaps?.dearest).toEqual([expect.objectContaining({ gapSeconds: 400, usd: expect.closeTo(0.575, 12) })]);
    expect(adviceOn({ ...LOG, gaps: null }).gaps).toBeNull();
  });

  test('nothing where prompts are too short to be cached at all', () => {
    const cachePolicy = policyWith({ minPrefixTokens: assumedFact(200_000) });
    const { gaps } = adviceOn(LOG, { cachePolicy });
    expect([gaps?.usd, gaps?.dearest[0]?.usd]).toEqual([0, 0]);
  });

  test('at the rates of each prompt’s own length', () => {
    const bands = [{ thresholdTokens: 100_000, comparison: 'gt', rates: ratesWith({ cacheRead: NOT_SOLD }) } as const];
    // The dear prompt is in the band, whose reads are not sold: no figure rather than a wrong one.
    expect(adviceOn(LOG, { periods: [periodWith({ bands })] }).gaps).toBeNull();
  });

  test('what a warehouse would have saved', () => {
    const { warehouse } = adviceOn(LOG);
    // 0.11 M × 5 + 0.1 M × 0.5 = 0.6 against 0.8425.
    expect(warehouse).toMatchObject({
      usd: expect.closeTo(0.6, 12),
      savesUsd: expect.closeTo(0.2425, 12),
      rentUsd: null,
    });
    expect(warehouse?.savesRatio).toBeCloseTo(0.2425 / 0.8425, 12);
  });

  test('where no cache is sold there is nothing to choose', () => {
    const cachePolicy = policyWith({ trigger: 'none', ttls: [] });
    expect(adviceOn(LOG, { cachePolicy })).toMatchObject({ lives: [], pings: null, gaps: null });
  });
});
