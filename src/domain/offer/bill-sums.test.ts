import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderlyOffers } from '../testing/arbitraries.ts';
import { UNKNOWN, periodWith, priced, ratesWith } from '../testing/builders.ts';
import { billRequest, sumBills, type Bill, type RequestUsage } from './bill.ts';
import { mapPrices } from './map-prices.ts';
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

describe('within a band', () => {
  const counts = fc.nat({ max: 1_000_000 });
  const usages: fc.Arbitrary<RequestUsage> = fc.record({
    inputTokens: counts,
    cacheReadTokens: counts,
    cacheWriteTokens: fc.record({ '5m': counts, '1h': counts }),
    outputTokens: counts,
    storageTokenHours: counts,
  });
  const period = periodWith({ base: ratesWith({ storage: priced(4.5) }) });
  const exact = (usage: RequestUsage): bigint => {
    const result = billRequest({ usage, period });
    if (result.status !== 'priced') throw new Error(result.reason);
    return result.exactUsd;
  };
  const plus = (a: RequestUsage, b: RequestUsage): RequestUsage => ({
    inputTokens: a.inputTokens + b.inputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: Object.fromEntries(
      ['5m', '1h'].map((ttl) => [ttl, (a.cacheWriteTokens[ttl] ?? 0) + (b.cacheWriteTokens[ttl] ?? 0)]),
    ),
    outputTokens: a.outputTokens + b.outputTokens,
    storageTokenHours: (a.storageTokenHours ?? 0) + (b.storageTokenHours ?? 0),
  });

  test('a bill is linear in the usage', () => {
    fc.assert(
      fc.property(usages, usages, (a, b) => {
        expect(exact(plus(a, b))).toBe(exact(a) + exact(b));
      }),
    );
  });

  test('a bill agrees with doubles as far as doubles go', () => {
    fc.assert(
      fc.property(usages, (usage) => {
        const slow =
          usage.inputTokens * 5 +
          usage.outputTokens * 25 +
          usage.cacheReadTokens * 0.5 +
          (usage.cacheWriteTokens['5m'] ?? 0) * 6.25 +
          (usage.cacheWriteTokens['1h'] ?? 0) * 10 +
          (usage.storageTokenHours ?? 0) * 4.5;
        expect(Number(exact(usage)) / 1e30).toBeCloseTo(slow / 1e6, 9);
      }),
    );
  });

  test('reading in place of input is never dearer where a read costs less, whatever the bands', () => {
    // The total, and with it the band, stays as it is.
    fc.assert(
      fc.property(orderlyOffers, counts, counts, (offer, inputTokens, readable) => {
        const [{ base, bands } = periodWith()] = offer.periods;
        const cut = (rates: RateSet): RateSet =>
          mapPrices({
            rates,
            change: (price) => (price.state === 'priced' ? priced(Math.round(price.perMTok.value * 1e6) / 1e6) : price),
          });
        const exactPeriod = periodWith({
          base: cut(base),
          bands: bands.map((band) => ({ ...band, rates: cut(band.rates) })),
        });
        const usd = (cacheReadTokens: number): bigint =>
          nanoUsd(
            billRequest({
              usage: { ...NOTHING, inputTokens: inputTokens + readable - cacheReadTokens, cacheReadTokens },
              period: exactPeriod,
            }),
          );
        expect(usd(readable)).toBeLessThanOrEqual(usd(0));
      }),
    );
  });
});

describe('several bills', () => {
  const half = (): Bill => bill({ usage: { inputTokens: 1 }, rates: { input: priced(0.0005) } });

  test('are rounded once, all together', () => {
    // Two halves of a nano-dollar: one, where rounding each would make two.
    expect(nanoUsd(sumBills([half(), half()]))).toBe(1n);
    expect(nanoUsd(sumBills([half(), half(), half()]))).toBe(2n);
  });

  test('are one bill with one line a class, rate and reason', () => {
    const rates = { input: priced(1), output: priced(2) };
    const sum = sumBills([
      bill({ usage: { inputTokens: 10, outputTokens: 1 }, rates }),
      bill({ usage: { inputTokens: 5 }, rates }),
      bill({ usage: { inputTokens: 5 }, rates: { input: priced(3) } }),
    ]);
    expect(sum.status === 'priced' && sum.lines.map((line) => [line.class, 'tokens' in line && line.tokens])).toEqual([
      ['input', 15],
      ['output', 1],
      ['input', 5],
    ]);
    // 15 × 1 + 1 × 2 + 5 × 3 millionths.
    expect(nanoUsd(sum)).toBe(32_000n);
  });

  test('are none where one cannot be had', () => {
    expect(sumBills([half(), bill({ usage: { inputTokens: 1 }, rates: {} })])).toEqual({
      status: 'unavailable',
      reason: 'Request 2: input: nobody says',
    });
    expect(nanoUsd(sumBills([]))).toBe(0n);
  });
});
