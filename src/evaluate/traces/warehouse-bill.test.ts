import { describe, expect, test } from 'vitest';
import { NOT_SOLD, offerWith, periodWith, ratesWith } from '../../domain/testing/builders.ts';
import type { WarehouseTerms } from '../../domain/spend/ladder.ts';
import type { LogFigures } from './log-figures.ts';
import { figuresWith, reuseWith } from './testing.ts';
import { keptTokenHours, warehouseBill } from './warehouse-bill.ts';

const TERMS: WarehouseTerms = {
  retentionSeconds: 86_400,
  writeUsdPerMTok: null,
  readUsdPerMTok: null,
  storageUsdPerMTokHour: 0.01,
};

/** 100,000 tokens sent twice, an hour apart, with a curve as fine as `stepSeconds`. */
function sentTwice(stepSeconds: number): LogFigures {
  const windows = [3_600 - stepSeconds, 3_600, Infinity];
  return figuresWith({
    reuse: reuseWith({
      buckets: [{ promptTokens: 200_000, requests: 2, outputTokens: 1_000 }],
      reads: { 1_800: [0], 86_400: [100_000], Infinity: [100_000] },
    }),
    surface: {
      retention: windows.map((windowSeconds) => ({
        windowSeconds,
        rates: { ofTokens: windowSeconds < 3_600 ? 0 : 0.5 },
      })),
    },
  });
}

const billOf = (log: LogFigures, terms: Partial<WarehouseTerms> = {}, period = periodWith()) =>
  warehouseBill({ log, offer: offerWith(), period, warehouse: { ...TERMS, ...terms } });

describe('what is kept', () => {
  test('each token from when it is first sent until the retention after its last use', () => {
    // 100,000 tokens for 1 + 24 hours.
    const kept = keptTokenHours({ log: sentTwice(1e-3), retentionSeconds: 86_400 });
    expect(kept).toBeCloseTo(2_500_000, 0);
  });

  test('and twice for as long where it has to be sent again', () => {
    const kept = keptTokenHours({ log: sentTwice(1e-3), retentionSeconds: 1_800 });
    expect(kept).toBeCloseTo(100_000 * (0.5 + 0.5), 6);
  });

  test('a coarse curve is a straight line between its points', () => {
    // From 1,800 s to 3,600 s half of the tokens on average.
    const kept = keptTokenHours({ log: sentTwice(1_800), retentionSeconds: 86_400 });
    expect(kept).toBeCloseTo(100_000 * (0.5 + 0.25 + 24), 6);
  });

  test('whatever is counted as a hit: a curve of whole blocks alone has the same shape', () => {
    const log = sentTwice(1_800);
    const halved = (log.surface?.retention ?? []).map((point) => ({
      ...point,
      rates: { ofTokens: point.rates.ofTokens / 2 },
    }));
    const whole = { ...log, surface: { retention: halved } };
    const hoursOf = (each: LogFigures) => keptTokenHours({ log: each, retentionSeconds: 86_400 });
    expect(hoursOf(whole)).toBeCloseTo(hoursOf(log) ?? 0, 9);
  });

  test('from lengths of usage too, and not at all where no curve is known', () => {
    const { reuse } = sentTwice(1);
    const lifeCurve = [
      { lifeSeconds: 1, ratio: 0 },
      { lifeSeconds: 3_599, ratio: 0 },
      { lifeSeconds: 3_601, ratio: 0.5 },
    ];
    const usage = { totals: { reportedUsd: null, rowsWithoutUsd: 2, hitRatio: null }, lifeCurve };
    expect(keptTokenHours({ log: figuresWith({ reuse, usage }), retentionSeconds: 86_400 })).toBeCloseTo(2_500_000, 6);
    expect(keptTokenHours({ log: figuresWith({ reuse }), retentionSeconds: 86_400 })).toBeNull();
    expect(keptTokenHours({ log: sentTwice(1), retentionSeconds: 77 })).toBeNull();
  });
});

describe('the warehouse', () => {
  test('reads everything within the retention, writes at the price of input, and rents', () => {
    const bill = billOf(sentTwice(1e-3));
    expect(bill).toMatchObject({ status: 'priced', hitRatio: 0.5 });
    if (bill.status !== 'priced') return;
    // 0.1 M × 5 + 0.1 M × 0.5 + 1,000 × 25 + 2.5 M token-hours × 0.01.
    expect(bill.rentUsd).toBeCloseTo(0.025, 6);
    expect(bill.usd).toBeCloseTo(0.5 + 0.05 + 0.025 + 0.025, 6);
    expect(bill.lines.map(({ class: name }) => name)).toEqual(['cacheWrite:kept', 'cacheRead', 'storage', 'output']);
  });

  test('at prices of its own where they are set', () => {
    const bill = billOf(sentTwice(1e-3), { writeUsdPerMTok: 1, readUsdPerMTok: 2, storageUsdPerMTokHour: 0 });
    expect(bill.status === 'priced' && bill.usd).toBeCloseTo(0.1 + 0.2 + 0.025, 9);
  });

  test('without rent where it cannot be told how long tokens are kept', () => {
    const bill = billOf({ ...sentTwice(1), surface: null });
    expect(bill).toMatchObject({ status: 'priced', rentUsd: null });
    expect(bill.status === 'priced' && bill.usd).toBeCloseTo(0.575, 9);
  });

  test('not at all without reads, without knowledge of reuse, and before the log is asked', () => {
    const period = periodWith({ base: ratesWith({ cacheRead: NOT_SOLD }) });
    expect(billOf(sentTwice(1), {}, period)).toMatchObject({ reason: 'not on the price page' });
    expect(billOf(sentTwice(1), { readUsdPerMTok: 1 }, period).status).toBe('priced');
    expect(billOf(sentTwice(1), { retentionSeconds: 77 })).toMatchObject({ reason: expect.stringContaining('asked') });
    const unknown = figuresWith({
      reuse: reuseWith({ buckets: [{ promptTokens: 10 }], reads: { 86_400: [0] }, basis: 'none' }),
    });
    expect(billOf(unknown)).toMatchObject({ reason: 'the log does not show what is sent again' });
  });
});
