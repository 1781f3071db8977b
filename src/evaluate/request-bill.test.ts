import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL_OFFERS, anyOfferById } from '../catalog/offers/all.ts';
import { billAtOffer, type RequestUsage } from '../domain/offer/bill.ts';
import { costRequest, soldTerms, type BilledRequest, type RequestCost } from './request-bill.ts';

const NOTHING: RequestUsage = { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: {}, outputTokens: 0 };
/** 10,000 input, 40,000 read, 15,000 output. */
const EXAMPLE = { inputTokens: 10_000, cacheReadTokens: 40_000, outputTokens: 15_000 };
const OPUS = 'anthropic/claude-opus-4-6';
const SOL = 'openai/gpt-6.1-sol';
const DEEPSEEK = 'deepseek/deepseek-v4-pro';

function requestAt(
  id: string,
  usage: Partial<RequestUsage>,
  conditions: Partial<Omit<BilledRequest, 'offer' | 'usage'>> = {},
): BilledRequest {
  const offer = anyOfferById(id);
  if (!offer) throw new Error(`no offer ${id}`);
  return {
    offer,
    cacheId: null,
    at: '2026-11-20',
    mode: 'standard',
    modifiers: [],
    usdPerUnit: null,
    usage: { ...NOTHING, ...usage },
    ...conditions,
  };
}

const costAt = (...args: Parameters<typeof requestAt>): RequestCost => costRequest(requestAt(...args));

function nanoOf({ bill }: RequestCost): bigint {
  if (bill.status === 'unavailable') throw new Error(bill.reason);
  return bill.nanoUsd;
}

function reasonOf({ bill, lines, differenceNanoUsd, differenceRatio }: RequestCost): string {
  expect([lines, differenceNanoUsd, differenceRatio]).toEqual([[], null, null]);
  return bill.status === 'unavailable' ? bill.reason : `priced at ${bill.usd}`;
}

describe('the cost of a request', () => {
  // 0.05 + 0.02 + 0.375; without a cache 50,000 × 5 ÷ 10⁶ + 0.375.
  test('is the bill, beside what it costs without a cache', () => {
    const { bill, withoutCache, differenceNanoUsd, differenceRatio, lines, schedules } = costAt(OPUS, EXAMPLE);
    expect(bill).toMatchObject({ status: 'priced', usd: 0.445, nanoUsd: 445_000_000n });
    expect(withoutCache).toMatchObject({ status: 'priced', usd: 0.625 });
    expect(differenceNanoUsd).toBe(-180_000_000n);
    expect(differenceRatio).toBe(-0.288);
    expect(schedules).toEqual([]);
    expect(lines.map(({ line, provenance }) => [line.class, line.usd, line.why, provenance?.kind])).toEqual([
      ['input', 0.05, 'base rates; since 2026-03-13', 'published'],
      ['cacheRead', 0.02, 'base rates; since 2026-03-13', 'published'],
      ['output', 0.375, 'base rates; since 2026-03-13', 'published'],
    ]);
    expect(lines[0]?.exactUsd).toBe(5n * 10n ** 28n);
  });

  test('can be more than without a cache: a write for an hour is twice the input', () => {
    const written = costAt(OPUS, { cacheWriteTokens: { '5m': 100_000, '1h': 10_000 } });
    // 0.625 + 0.1 against 0.55.
    expect([nanoOf(written), written.differenceNanoUsd]).toEqual([725_000_000n, 175_000_000n]);
    expect(written.lines.map(({ line }) => line.class)).toEqual(['cacheWrite:5m', 'cacheWrite:1h']);
  });

  test('takes the band of the whole prompt in both, just above its threshold', () => {
    // 2 and 0.1 up to 272,000 tokens; 4 and 0.2 above. 72,000 input tokens are in either.
    const at = costAt(SOL, { inputTokens: 72_000, cacheReadTokens: 200_000 });
    expect([nanoOf(at), at.withoutCache]).toEqual([164_000_000n, expect.objectContaining({ usd: 0.544 })]);
    const above = costAt(SOL, { inputTokens: 72_000, cacheReadTokens: 200_001 });
    expect([nanoOf(above), above.withoutCache]).toEqual([328_000_200n, expect.objectContaining({ usd: 1.088_004 })]);
    expect(above.lines[0]?.line.why).toBe('band of a prompt of 272001 tokens');
    // xAI’s band begins with its threshold: 2 below, 4 from there.
    expect(nanoOf(costAt('xai/grok-4.7', { inputTokens: 199_999 }))).toBe(399_998_000n);
    expect(nanoOf(costAt('xai/grok-4.7', { inputTokens: 200_000 }))).toBe(800_000_000n);
  });

  test('takes modes and modifiers: 5 × 0.5 × 1.1 is 2.75', () => {
    const batch = costAt(OPUS, { inputTokens: 1_000_000 }, { mode: 'batch', modifiers: ['us'] });
    expect(nanoOf(batch)).toBe(2_750_000_000n);
    expect(batch.lines[0]?.line.why).toBe('base rates; 0.5 × for batch; 1.1 × for US data residency; since 2026-03-13');
    expect(batch.lines[0]?.provenance?.kind).toBe('derived');
  });

  test('rents storage, without a cache none; an assumed rent is known for one', () => {
    const stored = costAt(
      'google/gemini-2.5-pro',
      { cacheReadTokens: 50_000, storageTokenHours: 25_000 },
      { cacheId: 'explicit' },
    );
    // 50,000 × 0.125 ÷ 10⁶ + 25,000 × 4.5 ÷ 10⁶; without: 50,000 × 1.25 ÷ 10⁶.
    expect([nanoOf(stored), stored.withoutCache]).toEqual([118_750_000n, expect.objectContaining({ usd: 0.0625 })]);
    expect(stored.lines.map(({ line, provenance }) => [line.class, provenance?.kind])).toEqual([
      ['cacheRead', 'published'],
      ['storage', 'assumed'],
    ]);
  });

  test('takes the rates of the cache that was chosen', () => {
    const reads = { cacheReadTokens: 1_000_000 };
    const qwen = 'alibaba/qwen3.8-flash';
    expect(nanoOf(costAt(qwen, reads))).toBe(16_000_000n);
    const implicit = costAt(qwen, reads, { cacheId: 'implicit' });
    expect([nanoOf(implicit), implicit.lines[0]?.provenance?.kind]).toEqual([30_000_000n, 'assumed']);
  });

  test('bills other things at their own price, with a cache and without', () => {
    const other = [{ name: 'input', quantity: 3, usdPerUnit: 0.01 }];
    const cost = costAt(OPUS, { inputTokens: 10_000, other });
    expect([nanoOf(cost), cost.differenceNanoUsd]).toEqual([80_000_000n, 0n]);
    expect(cost.lines[1]).toMatchObject({ provenance: null, line: { class: 'input', quantity: 3, usd: 0.03 } });
  });

  test('of nothing is nothing, and has no share', () => {
    expect(costAt(OPUS, {})).toMatchObject({
      bill: { nanoUsd: 0n },
      lines: [],
      differenceNanoUsd: 0n,
      differenceRatio: null,
    });
  });
});

describe('prices that follow the clock', () => {
  // Peak: 1.32 in, 0.044 read, 3.96 out; half of it off peak. 0.0132 + 0.00176 + 0.0594.
  test('are DeepSeek’s of the peak at 09:30 in China and half of them at 12:30', () => {
    const peak = costAt(DEEPSEEK, EXAMPLE, { at: '2026-11-23T09:30:00+08:00' });
    const offPeak = costAt(DEEPSEEK, EXAMPLE, { at: '2026-11-23T04:30Z' });
    expect([nanoOf(peak), nanoOf(offPeak)]).toEqual([74_360_000n, 37_180_000n]);
    expect(peak.withoutCache).toMatchObject({ usd: 0.1254 });
    expect(peak.schedules).toEqual([
      {
        name: 'off-peak hours',
        holds: false,
        why: 'Monday 09:30 in Asia/Shanghai, in the window 09:00–12:00',
        isDoubtful: false,
      },
    ]);
    expect(offPeak.schedules).toMatchObject([{ holds: true, why: expect.stringContaining('Monday 12:30') }]);
  });

  test('are doubtful where the year’s holidays are assumed or not known', () => {
    const doubts = ['2026-11-23', '2027-11-23', '2028-11-23'].map(
      (day) => costAt(DEEPSEEK, EXAMPLE, { at: `${day}T12:00Z` }).schedules[0]?.isDoubtful,
    );
    expect(doubts).toEqual([false, true, true]);
  });

  test('need a time', () => {
    const day = costAt(DEEPSEEK, EXAMPLE);
    expect(reasonOf(day)).toContain('Prices follow the clock here (off-peak hours): say the time');
    expect(day.schedules).toEqual([]);
  });
});

describe('a bill in another currency', () => {
  test('needs a rate of exchange', () => {
    expect(reasonOf(costAt('stepfun/step-5-preview', EXAMPLE))).toBe(
      'stepfun/step-5-preview is priced in CNY; a bill in USD needs a dated rate of exchange.',
    );
  });

  test('is as assumed as the rate', () => {
    // 7 CNY × 0.14 = 0.98 USD.
    const cost = costAt('stepfun/step-5-preview', { inputTokens: 1_000_000 }, { usdPerUnit: 0.14 });
    expect(nanoOf(cost)).toBe(980_000_000n);
    expect(cost.lines[0]?.provenance).toMatchObject({
      kind: 'assumed',
      note: expect.stringContaining('7 CNY at 0.14 USD per CNY (assumed by you, 2026-11-20)'),
    });
  });

  test('ignores a rate where prices are in USD', () => {
    expect(nanoOf(costAt(OPUS, EXAMPLE, { usdPerUnit: 0.14 }))).toBe(445_000_000n);
  });
});

describe('there is a reason and no sum', () => {
  test.each<[string, Partial<RequestUsage>, Partial<BilledRequest>, string]>([
    [OPUS, EXAMPLE, { mode: 'warp' }, 'Mode "warp" is not sold here; standard, batch, fast are.'],
    [OPUS, EXAMPLE, { modifiers: ['eu'] }, 'Modifier "eu" is not sold here; us is.'],
    [OPUS, EXAMPLE, { cacheId: 'disk' }, `${OPUS} sells no cache "disk".`],
    [OPUS, EXAMPLE, { at: '2026-01-01' }, `${OPUS} has no price on 2026-01-01.`],
    [OPUS, EXAMPLE, { at: '2026-11-20T12:00' }, '"2026-11-20T12:00" is no day, and no time with an offset from UTC.'],
    [OPUS, EXAMPLE, { at: '2026-11-31' }, '"2026-11-31" is no day, and no time with an offset from UTC.'],
    [OPUS, { cacheWriteTokens: { '30m': 1 } }, {}, 'cacheWrite:30m: no price known'],
    [OPUS, { storageTokenHours: 1 }, {}, 'storage: no price known'],
  ])('%s %j %j', (id, usage, conditions, reason) => {
    expect(reasonOf(costAt(id, usage, conditions))).toBe(reason);
  });

  test('where a class is not sold, though without a cache there is a price', () => {
    const cohere = costAt('cohere/command-a', EXAMPLE);
    expect(reasonOf(cohere)).toMatch(/^cacheRead: /);
    // 50,000 × 2.5 ÷ 10⁶ + 15,000 × 10 ÷ 10⁶
    expect(cohere.withoutCache).toMatchObject({ status: 'priced', usd: 0.275 });
    const batch = costAt(SOL, { cacheWriteTokens: { '30m': 1_000_000 } }, { mode: 'batch' });
    expect(reasonOf(batch)).toBe('cacheWrite:30m: not sold in batch');
    // The band’s 4 USD × 0.5.
    expect(batch.withoutCache).toMatchObject({ status: 'priced', usd: 2 });
  });
});

const anyPurchase = fc
  .record({
    offer: fc.constantFrom(...ALL_OFFERS),
    at: fc.date({ min: new Date('2026-10-07'), max: new Date('2027-12-31'), noInvalidDate: true }),
    cache: fc.nat(),
    mode: fc.nat(),
    life: fc.nat(),
    tokens: fc.array(fc.nat({ max: 400_000 }), { minLength: 4, maxLength: 4 }),
    rate: fc.constantFrom(0.14, 0.139_27, 1),
  })
  .map(
    ({
      offer,
      at: date,
      cache,
      mode,
      life,
      tokens: [input = 0, read = 0, written = 0, output = 0],
      rate,
    }): BilledRequest => {
      const at = date.toISOString();
      const caches = [null, ...(offer.cacheModes ?? []).map(({ id }) => id)];
      const cacheId = caches[cache % caches.length] ?? null;
      const { modes, modifiers, ttlIds } = soldTerms({ offer, cacheId, at });
      const modeIds = ['standard', ...modes.map(({ id }) => id)];
      const ttl = ttlIds[life % Math.max(1, ttlIds.length)];
      return {
        offer,
        cacheId,
        at,
        mode: modeIds[mode % modeIds.length] ?? 'standard',
        modifiers: modifiers.map(({ id }) => id),
        usdPerUnit: rate,
        usage: {
          inputTokens: input,
          cacheReadTokens: read,
          cacheWriteTokens: ttl === undefined ? {} : { [ttl]: written },
          outputTokens: output,
        },
      };
    },
  );

describe('at every offer', () => {
  test('the lines come to the total, and each says who says so', () => {
    fc.assert(
      fc.property(anyPurchase, (request) => {
        const { bill, lines } = costRequest(request);
        if (bill.status === 'unavailable') return;
        expect(lines.reduce((sum, { exactUsd }) => sum + exactUsd, 0n)).toBe(bill.exactUsd);
        expect(lines.map(({ line }) => line)).toEqual(bill.lines);
        for (const { line, provenance } of lines)
          expect(provenance).toMatchObject('source' in line ? { source: line.source, checkedOn: line.checkedOn } : {});
      }),
    );
  });

  test('without a cache is what the seller bills for the same prompt as plain input', () => {
    fc.assert(
      fc.property(anyPurchase, (request) => {
        const { offer, cacheId, at, mode, modifiers, usage } = request;
        // In dollars and with its own cache, so that nothing is left to prepare.
        if (offer.currency !== 'USD' || cacheId !== null) return;
        const [written = 0] = Object.values(usage.cacheWriteTokens);
        const plain = { ...NOTHING, inputTokens: usage.inputTokens + usage.cacheReadTokens + written };
        expect(costRequest(request).withoutCache).toEqual(
          billAtOffer({ usage: { ...plain, outputTokens: usage.outputTokens, other: [] }, offer, at, mode, modifiers }),
        );
      }),
    );
  });
});
