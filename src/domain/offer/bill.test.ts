import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderlyOffers } from '../testing/arbitraries.ts';
import { NOT_SOLD, UNKNOWN, periodWith, priced, ratesWith } from '../testing/builders.ts';
import { billRequest, type Bill, type RequestUsage } from './bill.ts';
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

describe('published bills come out to the nano-dollar', () => {
  const OPUS = {
    input: priced(5),
    cacheRead: priced(0.5),
    output: priced(25),
    cacheWrite: { '5m': priced(6.25), '1h': priced(10) },
  };

  test('Anthropic’s worked example of an agent session, tokens only, without a cache', () => {
    // Pricing page, managed agents: 50,000 input at $5 = $0.25 and 15,000 output at $25 = $0.375. The page adds $0.08
    // for the hour of session runtime, which is no token.
    expect(nanoUsd(bill({ usage: { inputTokens: 50_000, outputTokens: 15_000 }, rates: OPUS }))).toBe(625_000_000n);
  });

  test('the same with 40,000 of the input read from cache', () => {
    // Same page: 10,000 × $5 = $0.05, 40,000 × $0.5 = $0.02, $0.375 of output.
    expect(
      nanoUsd(bill({ usage: { inputTokens: 10_000, cacheReadTokens: 40_000, outputTokens: 15_000 }, rates: OPUS })),
    ).toBe(445_000_000n);
  });

  test('a five-minute write on Claude 3.7 Sonnet', () => {
    // pydantic/genai-prices @47df840 tests/test_end_to_end.py::test_anthropic_caching_write
    const rates = { input: priced(3), cacheRead: priced(0.3), output: priced(15), cacheWrite: { '5m': priced(3.75) } };
    expect(
      nanoUsd(bill({ usage: { inputTokens: 11, cacheWriteTokens: { '5m': 144_211 }, outputTokens: 197 }, rates })),
    ).toBe(543_779_250n);
  });

  test('an hour’s write of a million tokens on Claude Opus 5', () => {
    // pydantic/genai-prices @47df840 tests/test_price_calc.py::test_claude_opus_5_one_hour_cache_write_price
    expect(nanoUsd(bill({ usage: { cacheWriteTokens: { '1h': 1_000_000 } }, rates: OPUS }))).toBe(10_000_000_000n);
  });

  const SONNET = {
    input: priced(3),
    cacheRead: priced(0.3),
    output: priced(15),
    cacheWrite: { '5m': priced(3.75), '1h': priced(6) },
  };
  const SONNET_LONG = {
    input: priced(6),
    cacheRead: priced(0.6),
    output: priced(22.5),
    cacheWrite: { '5m': priced(7.5), '1h': priced(12) },
  };
  const OVER_200K = [{ thresholdTokens: 200_000, comparison: 'gt', rates: SONNET_LONG }] as const;

  test('two lives in one long prompt on Claude Sonnet 4.5: every class moves to the band', () => {
    // pydantic/genai-prices @47df840 tests/test_price_regressions.py::test_anthropic_prices_one_hour_cache_writes_at_the_ttl_rate
    const usage = { inputTokens: 100_000, cacheWriteTokens: { '5m': 100_000, '1h': 100_000 } };
    expect(nanoUsd(bill({ usage, rates: SONNET, bands: OVER_200K }))).toBe(2_550_000_000n);
  });

  // pydantic/genai-prices @47df840 tests/test_tiered_pricing.py
  test.each([
    ['at the threshold', { inputTokens: 200_000 }, 600_000_000n],
    ['a token above it, as a whole', { inputTokens: 200_001 }, 1_200_006_000n],
    ['far above it, output included', { inputTokens: 300_000, outputTokens: 100_000 }, 4_050_000_000n],
  ])('a prompt %s', (_, usage, expected) => {
    expect(nanoUsd(bill({ usage, rates: SONNET, bands: OVER_200K }))).toBe(expected);
  });

  // pydantic/genai-prices @47df840 tests/test_end_to_end.py::test_openai_without_caching and ::test_openai_caching
  test.each([
    [{ inputTokens: 131_609, outputTokens: 610 }, 268_098_000n],
    [{ inputTokens: 25, cacheReadTokens: 131_584, outputTokens: 610 }, 70_722_000n],
  ])('GPT-4.1: %o', (usage, expected) => {
    expect(nanoUsd(bill({ usage, rates: { input: priced(2), cacheRead: priced(0.5), output: priced(8) } }))).toBe(
      expected,
    );
  });

  test('a mixed prompt above 272,000 tokens on GPT-5.6 luna', () => {
    // pydantic/genai-prices @47df840 tests/test_price_calc.py::test_gpt_5_6_long_context_mixed_price
    const rates = {
      input: priced(0.4),
      cacheRead: priced(0.04),
      output: priced(1.8),
      cacheWrite: { '30m': priced(0.5) },
    };
    const usage = {
      inputTokens: 150_000,
      cacheWriteTokens: { '30m': 100_000 },
      cacheReadTokens: 50_000,
      outputTokens: 10_000,
    };
    expect(nanoUsd(bill({ usage, rates }))).toBe(130_000_000n);
  });

  test('all four classes on Claude 3.5 Sonnet', () => {
    // pydantic/genai-prices @47df840 tests/test_price_calc.py::test_sync_success_with_url
    const usage = { inputTokens: 950, cacheWriteTokens: { '5m': 20 }, cacheReadTokens: 30, outputTokens: 100 };
    expect(nanoUsd(bill({ usage, rates: SONNET }))).toBe(4_434_000n);
  });

  test('Kimi K2.7 Code and GLM-5.3', () => {
    // pydantic/genai-prices @47df840 tests/test_price_calc.py::test_moonshotai_kimi_k27_code_price, ::test_zai_glm_53_price
    expect(
      nanoUsd(
        bill({
          usage: { inputTokens: 900, cacheReadTokens: 100, outputTokens: 100 },
          rates: { input: priced(0.95), cacheRead: priced(0.19), output: priced(4) },
        }),
      ),
    ).toBe(1_274_000n);
    expect(
      nanoUsd(
        bill({
          usage: { inputTokens: 400, cacheReadTokens: 600, outputTokens: 100 },
          rates: { input: priced(1.4), cacheRead: priced(0.26), output: priced(4.4) },
        }),
      ),
    ).toBe(1_156_000n);
  });

  test('writes split by life, priced per token', () => {
    // ryoppippi/ccusage @5816e64 rust/crates/ccusage/src/cost.rs::prices_cache_creation_breakdown_by_duration:
    // 10 × $1.25 + 20 × $2 + 30 × $0.1 per token.
    const rates = { cacheRead: priced(100_000), cacheWrite: { '5m': priced(1_250_000), '1h': priced(2_000_000) } };
    expect(nanoUsd(bill({ usage: { cacheWriteTokens: { '5m': 10, '1h': 20 }, cacheReadTokens: 30 }, rates }))).toBe(
      55_500_000_000n,
    );
  });

  test('an hour’s write on Bedrock', () => {
    // earendil-works/pi #9457
    expect(nanoUsd(bill({ usage: { cacheWriteTokens: { '1h': 8_882 } }, rates: OPUS }))).toBe(88_820_000n);
  });

  test('a session of Claude Opus 4.8', () => {
    // aflock-ai/aflock #155; the session's own display said $0.2908 from counts rounded to 0.1K.
    const usage = {
      inputTokens: 3_900,
      outputTokens: 3_500,
      cacheReadTokens: 214_300,
      cacheWriteTokens: { '5m': 12_300 },
    };
    expect(nanoUsd(bill({ usage, rates: OPUS }))).toBe(291_025_000n);
  });
});

describe('a bill', () => {
  test('is rounded once, on its total: two halves of a nano-dollar make one', () => {
    // A token at 0.0005 USD per million is half a nano-dollar; each alone would round up to a whole one.
    const rates = { input: priced(0.0005), output: priced(0.0005) };
    expect(nanoUsd(bill({ usage: { inputTokens: 1 }, rates }))).toBe(1n);
    expect(nanoUsd(bill({ usage: { inputTokens: 1, outputTokens: 1 }, rates }))).toBe(1n);
  });

  test('has lines that say their class, tokens, rate and why', () => {
    const rates = ratesWith();
    const result = bill({
      usage: { inputTokens: 10, cacheWriteTokens: { '5m': 20 } },
      rates: ratesWith({ input: priced(1) }),
      bands: [{ thresholdTokens: 29, comparison: 'gt', rates }],
    });
    expect(result.status === 'priced' && result.lines).toEqual([
      { class: 'input', tokens: 10, usdPerMTok: 5, usd: 0.000_05, why: 'band of a prompt of 30 tokens' },
      { class: 'cacheWrite:5m', tokens: 20, usdPerMTok: 6.25, usd: 0.000_125, why: 'band of a prompt of 30 tokens' },
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
            price.state === 'priced' ? priced(Math.round(price.usdPerMTok.value * 1e6) / 1e6) : price;
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
