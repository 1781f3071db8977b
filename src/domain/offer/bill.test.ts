import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderlyOffers } from '../testing/arbitraries.ts';
import { NOT_SOLD, UNKNOWN, offerWith, periodWith, priced, ratesWith } from '../testing/builders.ts';
import { billAtOffer, billRequest, type Bill, type RequestUsage } from './bill.ts';
import type { PricePeriod, RateSet } from './rate-card.ts';

const NOTHING: RequestUsage = { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: {}, outputTokens: 0 };

function bill({
  usage,
  rates,
  bands = [],
}: {
  usage: Partial<RequestUsage>;
  rates: Partial<RateSet>;
  bands?: PricePeriod['bands'];
}): Bill {
  return billRequest({
    usage: { ...NOTHING, ...usage },
    period: periodWith({
      base: { input: UNKNOWN, output: UNKNOWN, cacheRead: UNKNOWN, cacheWrite: {}, ...rates },
      bands,
    }),
  });
}

function nanoUsd(result: Bill): bigint {
  if (result.status !== 'priced') throw new Error(result.reason);
  return result.nanoUsd;
}

describe('a bill', () => {
  test('is rounded once, on its total: two halves of a nano-dollar make one', () => {
    // A token at 0.0005 USD per million is half a nano-dollar; each alone would round up to a whole one.
    const rates = { input: priced(0.0005), output: priced(0.0005) };
    expect(nanoUsd(bill({ usage: { inputTokens: 1 }, rates }))).toBe(1n);
    expect(nanoUsd(bill({ usage: { inputTokens: 1, outputTokens: 1 }, rates }))).toBe(1n);
  });

  test('has lines that say their class, tokens, rate, why, and who says so', () => {
    const WHY = { why: 'band of a prompt of 30 tokens', source: 'made up for a test', checkedOn: '2026-11-20' };
    const rates = ratesWith();
    const result = bill({
      usage: { inputTokens: 10, cacheWriteTokens: { '5m': 20 } },
      rates: ratesWith({ input: priced(1) }),
      bands: [{ thresholdTokens: 29, comparison: 'gt', rates }],
    });
    expect(result.status === 'priced' && result.lines).toEqual([
      { class: 'input', tokens: 10, usdPerMTok: 5, usd: 0.000_05, ...WHY },
      { class: 'cacheWrite:5m', tokens: 20, usdPerMTok: 6.25, usd: 0.000_125, ...WHY },
    ]);
  });

  test('has no price where a class with tokens has none', () => {
    for (const missing of [UNKNOWN, NOT_SOLD]) {
      expect(
        bill({ usage: { inputTokens: 1, cacheReadTokens: 1 }, rates: { input: priced(1), cacheRead: missing } }),
      ).toEqual({
        status: 'unavailable',
        reason: `cacheRead: ${missing.state === 'priced' ? '' : missing.reason}`,
      });
    }
    expect(bill({ usage: { cacheWriteTokens: { '7d': 1 } }, rates: {} })).toEqual({
      status: 'unavailable',
      reason: 'cacheWrite:7d: no price known',
    });
  });

  test('needs no price for a class without tokens', () => {
    expect(nanoUsd(bill({ usage: { inputTokens: 1_000_000 }, rates: { input: priced(2) } }))).toBe(2_000_000_000n);
  });

  test('charges nothing for what is free and nothing for nothing', () => {
    expect(nanoUsd(bill({ usage: { inputTokens: 1_000_000 }, rates: { input: priced(0) } }))).toBe(0n);
    expect(nanoUsd(bill({ usage: {}, rates: {} }))).toBe(0n);
  });

  test('refuses usage that cannot be: fractions and negative counts', () => {
    for (const inputTokens of [0.5, -1, NaN])
      expect(() => bill({ usage: { inputTokens }, rates: { input: priced(1) } })).toThrow(RangeError);
  });

  test('charges storage by the token-hour and other things by the piece', () => {
    // 50,000 tokens for half an hour at 4.5 USD per million token-hours: 0.1125; two searches at 0.01.
    const result = bill({
      usage: { storageTokenHours: 25_000, other: [{ name: 'web search', quantity: 2, usdPerUnit: 0.01 }] },
      rates: { storage: priced(4.5) },
    });
    expect(nanoUsd(result)).toBe(132_500_000n);
    expect(result.status === 'priced' && result.lines).toMatchObject([
      { class: 'storage', tokenHours: 25_000, usdPerMTokHour: 4.5, usd: 0.1125, why: 'base rates' },
      { class: 'web search', quantity: 2, usdPerUnit: 0.01, usd: 0.02 },
    ]);
    expect(bill({ usage: { storageTokenHours: 1 }, rates: {} })).toEqual({
      status: 'unavailable',
      reason: 'storage: no price known',
    });
  });

  test('does not count stored tokens into the prompt that chooses the band', () => {
    const bands = [{ thresholdTokens: 100, comparison: 'gt', rates: ratesWith({ input: priced(9) }) }] as const;
    const rates = { input: priced(1), storage: priced(1) };
    expect(nanoUsd(bill({ usage: { inputTokens: 100, storageTokenHours: 1_000_000 }, rates, bands }))).toBe(
      1_000_100_000n,
    );
  });

  test('says from when to when its rates hold', () => {
    const period = periodWith({ from: '2026-01-01', to: '2026-12-01' });
    const result = billRequest({ usage: { ...NOTHING, inputTokens: 1 }, period });
    expect(result.status === 'priced' && result.lines[0]?.why).toBe(
      'base rates; since 2026-01-01; until 2026-12-01, that day excluded',
    );
  });

  test('at an offer takes the period of the day, in UTC', () => {
    const offer = offerWith({
      periods: [
        periodWith({ from: '2026-01-01', to: '2026-12-01', base: ratesWith({ input: priced(2) }) }),
        periodWith({ from: '2026-12-01', base: ratesWith({ input: priced(4) }) }),
      ],
    });
    const usage = { ...NOTHING, inputTokens: 1_000_000 };
    const usd = (at: string) => nanoUsd(billAtOffer({ usage, offer, at }));
    expect(usd('2026-11-30')).toBe(2_000_000_000n);
    expect(usd('2026-12-01T07:59:59+08:00')).toBe(2_000_000_000n);
    expect(usd('2026-12-01T08:00:00+08:00')).toBe(4_000_000_000n);
    expect(billAtOffer({ usage, offer, at: '2025-12-31' })).toEqual({
      status: 'unavailable',
      reason: 'seller/model has no price on 2025-12-31.',
    });
  });

  test('of a mode that is not sold is unavailable, with the reason', () => {
    const usage = { ...NOTHING, inputTokens: 1 };
    expect(billRequest({ usage, period: periodWith(), mode: 'batch' })).toEqual({
      status: 'unavailable',
      reason: 'Mode "batch" is not sold here; standard is.',
    });
  });

  test('is never negative, and its lines add up to it', () => {
    const tokens = fc.nat({ max: 10_000_000 });
    fc.assert(
      fc.property(
        orderlyOffers,
        tokens,
        tokens,
        tokens,
        tokens,
        (offer, inputTokens, cacheReadTokens, written, outputTokens) => {
          // Published rates have few decimals; random ones must be cut to be exact.
          const [period = periodWith()] = offer.periods;
          const cut = (price: RateSet['input']) =>
            price.state === 'priced' ? priced(Math.round(price.perMTok.value * 1e6) / 1e6) : price;
          const base = {
            ...period.base,
            input: cut(period.base.input),
            output: cut(period.base.output),
            cacheRead: cut(period.base.cacheRead),
            cacheWrite: { a: cut(priced(7)) },
          };
          const result = billRequest({
            usage: { inputTokens, cacheReadTokens, cacheWriteTokens: { a: written }, outputTokens },
            period: periodWith({ base }),
          });
          if (result.status !== 'priced') throw new Error(result.reason);
          expect(result.nanoUsd).toBeGreaterThanOrEqual(0n);
          expect(result.lines.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(result.usd, 6);
        },
      ),
    );
  });
});
