import { describe, expect, test } from 'vitest';
import { billAtOffer, type RequestUsage } from '../../../domain/offer/bill.ts';
import { bandAndScheduleMark } from '../../../domain/offer/choose-rates.ts';
import { inUsd } from '../../../domain/offer/currency.ts';
import { knownRate, periodAt, type Offer } from '../../../domain/offer/rate-card.ts';
import { ALL_OFFERS, anyOfferById } from '../all.ts';
import { OFFERS } from '../index.ts';

function offerOf(id: string): Offer {
  const offer = anyOfferById(id);
  if (!offer) throw new Error(`No offer ${id}`);
  return offer;
}

const MILLION = 1_000_000;

/** USD for a usage, or the reason why there is no bill. */
function bill(
  id: string,
  usage: Partial<RequestUsage>,
  { at = '2026-11-20', mode, modifiers }: { at?: string; mode?: string; modifiers?: readonly string[] } = {},
): number | string {
  const none = { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: {}, outputTokens: 0 };
  const result = billAtOffer({ usage: { ...none, ...usage }, offer: offerOf(id), at, mode, modifiers });
  return result.status === 'priced' ? result.usd : result.reason;
}

describe('the whole catalogue', () => {
  test('has lost none of 92 offers of 23 sellers, and has each once', () => {
    expect(ALL_OFFERS.length).toBeGreaterThanOrEqual(92);
    expect(new Set(ALL_OFFERS.map(({ id }) => id)).size).toBe(ALL_OFFERS.length);
    expect(new Set(ALL_OFFERS.map(({ seller }) => seller)).size).toBeGreaterThanOrEqual(23);
  });

  test('holds every offer of the short list, at the same prices today', () => {
    for (const short of OFFERS) {
      const whole = offerOf(short.id);
      const today = periodAt({ offer: whole, asOf: '2026-11-20' });
      const shortly = periodAt({ offer: short, asOf: '2026-11-20' });
      expect(today?.base).toMatchObject(shortly?.base ?? {});
      expect(today?.bands).toMatchObject(shortly?.bands ?? []);
      expect(whole.cachePolicy).toMatchObject(short.cachePolicy);
      expect(whole.contextTokens).toBe(short.contextTokens);
    }
  });

  test('says nothing of being left out: it leaves nothing out', () => {
    expect(ALL_OFFERS.filter(({ notes }) => notes.some((note) => /left out/.test(note)))).toEqual([]);
  });

  test('keeps yuan in yuan, and refuses a bill in dollars until a rate is given', () => {
    const yuan = ALL_OFFERS.filter(({ currency }) => currency === 'CNY').map(({ id }) => id);
    expect(yuan).toEqual([
      'zhipu-cn/glm-5.3',
      'zhipu-cn/glm-4.7',
      'volcengine/doubao-seed-2.1-pro',
      'volcengine/doubao-seed-2.1-turbo',
      'volcengine/doubao-seed-2.0-pro',
      'stepfun/step-5-preview',
      'stepfun/step-3.7-flash',
    ]);
    for (const id of yuan) expect(bill(id, { inputTokens: 1 })).toContain('CNY');
  });

  test('has no offer whose hours and prompt lengths would have to be combined', () => {
    expect(ALL_OFFERS.flatMap(({ periods }) => periods.map(bandAndScheduleMark)).filter(Boolean)).toEqual([]);
  });
});

describe('Anthropic', () => {
  const input = { inputTokens: MILLION };

  test('batch halves, US residency adds a tenth, and the two stack', () => {
    const opus = 'anthropic/claude-opus-5-5';
    expect(bill(opus, input)).toBe(4);
    expect(bill(opus, input, { mode: 'batch' })).toBe(2);
    expect(bill(opus, input, { modifiers: ['us'] })).toBe(4.4);
    expect(bill(opus, input, { mode: 'batch', modifiers: ['us'] })).toBe(2.2);
    expect(bill(opus, { cacheWriteTokens: { '1h': MILLION } }, { mode: 'batch' })).toBe(4);
  });

  test('fast mode of Fable 5.2 is 16 / 80 / 0.40', () => {
    const usage = { inputTokens: 100_000, outputTokens: 10_000, cacheReadTokens: 100_000 };
    // 1.6 + 0.8 + 0.04
    expect(bill('anthropic/claude-fable-5-2', usage, { mode: 'fast' })).toBe(2.44);
    expect(bill('anthropic/claude-fable-5-2', input, { mode: 'fast', modifiers: ['us'] })).toBe(17.6);
  });

  test('fast mode of Opus 4.8 ends with 2026-11-29', () => {
    expect(bill('anthropic/claude-opus-4-8', input, { at: '2026-11-29', mode: 'fast' })).toBe(10);
    expect(bill('anthropic/claude-opus-4-8', input, { at: '2026-11-30', mode: 'fast' })).toBe(
      'Mode "fast" is not sold here; standard, batch are.',
    );
  });

  test('the dearest row ever, 60 / 225 / 6, is history of Opus 4.6', () => {
    const usage = { inputTokens: 100_000, cacheReadTokens: 200_000, outputTokens: 10_000 };
    expect(bill('anthropic/claude-opus-4-6', usage, { at: '2026-03-12', mode: 'fast' })).toBe(9.45);
    // 30 × 0.2 + 150 × 0.01 up to 200,000 tokens.
    const short = { inputTokens: 200_000, outputTokens: 10_000 };
    expect(bill('anthropic/claude-opus-4-6', short, { at: '2026-03-12', mode: 'fast' })).toBe(7.5);
    expect(bill('anthropic/claude-opus-4-6', short, { mode: 'fast' })).toBe(1.25);
  });

  test('Sonnet 5.5 halved its cache read on 2026-10-07; Sonnet 4.5 lost its long prompts on 2026-04-30', () => {
    const read = { cacheReadTokens: MILLION };
    expect(bill('anthropic/claude-sonnet-5-5', read, { at: '2026-10-06' })).toBe(0.2);
    expect(bill('anthropic/claude-sonnet-5-5', read, { at: '2026-10-07' })).toBe(0.1);
    const long = { inputTokens: 200_001 };
    expect(bill('anthropic/claude-sonnet-4-5', long, { at: '2026-04-29' })).toBe(1.200_006);
    expect(bill('anthropic/claude-sonnet-4-5', long, { at: '2026-04-30' })).toBe(0.600_003);
  });
});

describe('OpenAI', () => {
  test('a long prompt doubles input and cache and takes half as much again for output', () => {
    const usage = { inputTokens: 150_000, cacheWriteTokens: { '30m': 100_000 }, cacheReadTokens: 50_000 };
    expect(bill('openai/gpt-5.6-luna', { ...usage, outputTokens: 10_000 })).toBe(0.13);
    expect(bill('openai/gpt-5.6-terra', { cacheWriteTokens: { '30m': 272_000 } })).toBe(0.68);
    expect(bill('openai/gpt-5.6-terra', { cacheWriteTokens: { '30m': 272_001 } })).toBe(1.360_005);
  });

  test('exactly 272,000 tokens are short on GPT-5.5, whatever one price library says', () => {
    expect(bill('openai/gpt-5.5', { inputTokens: 272_000 })).toBe(1.36);
    expect(bill('openai/gpt-5.5', { inputTokens: 272_001 })).toBe(2.720_01);
  });

  test('modes multiply, batch and flex sell no writes, and priority of older models takes no long prompts', () => {
    const input = { inputTokens: 200_000 };
    expect(bill('openai/gpt-6.1-sol', input, { mode: 'flex' })).toBe(0.2);
    expect(bill('openai/gpt-6.1-sol', input, { mode: 'fast', modifiers: ['regional'] })).toBe(0.88);
    expect(bill('openai/gpt-6.1-sol', { cacheWriteTokens: { '30m': 1 } }, { mode: 'batch' })).toBe(
      'cacheWrite:30m: not sold in batch',
    );
    expect(bill('openai/gpt-5.5', input, { mode: 'priority' })).toBe(2.5);
    expect(bill('openai/gpt-5.5', { inputTokens: 272_001 }, { mode: 'priority' })).toContain(
      'not sold for prompts above',
    );
    expect(bill('openai/gpt-5-mini', { inputTokens: MILLION }, { mode: 'priority' })).toBe(0.45);
    expect(bill('openai/o3', input, { mode: 'priority' })).toContain('could be read');
  });
});

describe('Google', () => {
  test('doubles Gemini 3.6 to 3.8 Flash on 2027-01-01 and Argon on 2026-12-01', () => {
    const input = { inputTokens: MILLION, outputTokens: MILLION, cacheReadTokens: MILLION };
    for (const model of ['3.6', '3.7', '3.8']) {
      expect(bill(`google/gemini-${model}-flash`, input, { at: '2026-12-31' })).toBe(4.575);
      expect(bill(`google/gemini-${model}-flash`, input, { at: '2027-01-01' })).toBe(9.15);
    }
    expect(bill('google/gemini-4-argon', input, { at: '2026-11-30T23:59:59Z' })).toBe(12.1);
    expect(bill('google/gemini-4-argon', input, { at: '2026-12-01' })).toBe(24.2);
  });

  test('halves everything in batches but cached tokens: the discounts do not stack', () => {
    const usage = { inputTokens: MILLION, cacheReadTokens: MILLION, outputTokens: MILLION };
    // 0.15 + 0.03 + 1.25
    expect(bill('google/gemini-2.5-flash', usage, { mode: 'batch' })).toBe(1.43);
  });

  test('rents stored tokens by the hour, at no mode’s factor, and not for Argon', () => {
    const kept = { storageTokenHours: MILLION };
    expect(bill('google/gemini-3.8-flash', kept)).toBe(0.5);
    expect(bill('google/gemini-3.8-flash', kept, { mode: 'batch' })).toBe(0.5);
    expect(bill('google/gemini-3.8-flash', kept, { at: '2027-01-01' })).toContain('not known');
    expect(bill('google/gemini-2.5-pro', kept)).toBe(4.5);
    expect(bill('google/gemini-4-argon', kept)).toBe('storage: no price known');
  });

  test('sells an explicit cache beside the implicit one, except for Argon', () => {
    const explicit = offerOf('google/gemini-2.5-pro').cacheModes?.[0];
    expect(explicit?.cachePolicy).toMatchObject({
      guaranteed: { value: true },
      hitRatio: { value: 1 },
      storageObject: { defaultSeconds: { value: 3_600 } },
    });
    expect(knownRate(explicit?.periods[0]?.base.cacheWrite['object'])).toBe(1.25);
    expect(offerOf('google/gemini-4-argon').cacheModes).toBeUndefined();
  });
});

describe('DeepSeek', () => {
  const usage = { inputTokens: MILLION, outputTokens: 100_000 };
  const pro = (at: string) => bill('deepseek/deepseek-v4-pro', usage, { at });

  test('costs twice as much in peak hours of working days', () => {
    expect(pro('2026-09-21T02:00:00Z')).toBe(1.716);
    expect(pro('2026-09-21T05:00:00Z')).toBe(0.858);
    expect(bill('deepseek/deepseek-flash', usage, { at: '2026-11-20T02:00:00Z' })).toBe(0.42);
    expect(bill('deepseek/deepseek-flash', { cacheReadTokens: MILLION }, { at: '2026-11-21T02:00:00Z' })).toBe(0.003);
  });

  test('is off peak on weekends, a working Sunday among them, and on holidays', () => {
    expect(pro('2026-09-20T02:00:00Z')).toBe(0.858);
    for (const day of [
      '2026-01-01',
      '2026-02-16',
      '2026-04-06',
      '2026-05-05',
      '2026-06-19',
      '2026-09-25',
      '2026-10-07',
    ])
      expect([day, pro(`${day}T02:00:00Z`)]).toEqual([day, 0.858]);
    // The days after: Tuesday 24 February, Tuesday 7 April, Wednesday 6 May, Thursday 8 October.
    for (const day of ['2026-02-24', '2026-04-07', '2026-05-06', '2026-10-08'])
      expect([day, pro(`${day}T02:00:00Z`)]).toEqual([day, 1.716]);
    expect(pro('2027-02-08T02:00:00Z')).toBe(0.858);
  });

  test('needs the time of day', () => {
    expect(pro('2026-09-21')).toContain('follow the clock');
  });
});

describe('sellers with something of their own', () => {
  test('Grok changes at 200,000 tokens, that length included', () => {
    expect(bill('xai/grok-4.3', { inputTokens: 199_999 })).toBe(0.249_998_75);
    expect(bill('xai/grok-4.3', { inputTokens: 200_000 })).toBe(0.5);
  });

  test('Kimi K3.1 Pro Highspeed reads at the price of the slower edition', () => {
    expect(bill('moonshotai/kimi-k3.1-pro-highspeed', { cacheReadTokens: MILLION, inputTokens: MILLION })).toBe(4.2);
  });

  test('MiniMax M2.7 Highspeed writes for less than it takes for input', () => {
    expect(bill('minimax/MiniMax-M2.7-highspeed', { cacheWriteTokens: { '5m': MILLION } })).toBe(0.375);
    expect(bill('minimax/MiniMax-M2.7-highspeed', { inputTokens: MILLION })).toBe(0.6);
  });

  test('Alibaba’s explicit cache reads at a tenth of input, its implicit one at the listed price', () => {
    const qwen = offerOf('alibaba/qwen3.8-max');
    expect(knownRate(qwen.periods[0]?.base.cacheRead)).toBe(0.25);
    expect(knownRate(qwen.cacheModes?.[0]?.periods[0]?.base.cacheRead)).toBe(0.2);
  });

  test('Fireworks has lists for fast, ultrafast and spot', () => {
    expect(bill('fireworks/glm-5p3', { inputTokens: MILLION }, { mode: 'fast' })).toBe(2.1);
    expect(bill('fireworks/glm-5p3', { inputTokens: MILLION }, { mode: 'spot' })).toBe(0.98);
    expect(bill('fireworks/deepseek-v4p1-flash', { cacheReadTokens: MILLION }, { mode: 'ultrafast' })).toBe(0.048);
  });

  test('a mode on sale at a price nobody states has no bill', () => {
    for (const id of [
      'xai/grok-4.7',
      'azure/gpt-6.1-sol',
      'together/moonshotai/Kimi-K3.1-Pro',
      'groq/qwen/qwen3.6-27b',
    ])
      expect(bill(id, { inputTokens: 1 }, { mode: 'batch' })).toContain('none of the lists');
  });

  test('GLM-4.7 depends on the answer’s length as well, in yuan', () => {
    const rate = { value: 1, kind: 'assumed', source: 'one for one', checkedOn: '2026-11-20' } as const;
    const offer = inUsd({ offer: offerOf('zhipu-cn/glm-4.7'), usdPerUnit: rate });
    const usd = (inputTokens: number, outputTokens: number) => {
      const usage = { inputTokens, outputTokens, cacheReadTokens: 0, cacheWriteTokens: {} };
      const result = billAtOffer({ usage, offer, at: '2026-11-20' });
      return result.status === 'priced' ? result.nanoUsd : result.reason;
    };
    // 32,000 × 2 + 200 × 8; 32,000 × 3 + 201 × 14; 32,001 × 4 + 16, in thousandths of a millionth.
    expect(usd(32_000, 200)).toBe(65_600_000n);
    expect(usd(32_000, 201)).toBe(98_814_000n);
    expect(usd(32_001, 1)).toBe(128_020_000n);
  });

  test('Z.AI’s storage is free, which is not the same as unknown', () => {
    expect(bill('zai/glm-5-turbo', { storageTokenHours: MILLION })).toBe(0);
    expect(bill('meta/muse-spark-1.3', { cacheWriteTokens: { auto: 1 } })).toContain('rule for its prompt cache');
  });
});
