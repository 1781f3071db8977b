import type { RequestUsage } from '../offer/bill.ts';
import type { PricePeriod } from '../offer/rate-card.ts';
import {
  OPUS,
  SONNET,
  SONNET_4_5,
  GPT_4_1,
  GPT_5_6_LUNA,
  GPT_5_6_TERRA,
  TIERED,
  BY_THE_TOKEN,
  DEEPSEEK_V4_PRO,
  ratesOf,
} from './published-rates.ts';

/** Bills that somebody else worked out, with the rates they were worked out at. */

export interface PublishedBill {
  readonly id: string;
  readonly says: string;
  readonly usage: Partial<RequestUsage>;
  readonly period: Partial<PricePeriod>;
  readonly at?: string;
  readonly nanoUsd: bigint;
}

export const GENAI = 'pydantic/genai-prices@47df840 tests/';
const LITELLM = 'BerriAI/litellm, tests of tiered prices, ';
const CCUSAGE = 'ryoppippi/ccusage@5816e64 rust/crates/ccusage/src/cost.rs, ';

export const BILLS: readonly PublishedBill[] = [
  {
    id: 'anthropic-managed-agent-nocache',
    says: 'Anthropic’s price page: an agent’s hour without a cache is $0.25 + $0.375 + $0.08 of session',
    usage: {
      inputTokens: 50_000,
      outputTokens: 15_000,
      other: [{ name: 'session hour', quantity: 1, usdPerUnit: 0.08 }],
    },
    period: { base: OPUS },
    nanoUsd: 705_000_000n,
  },
  {
    id: 'anthropic-tokens-only-cache',
    says: 'the same page, tokens alone with 40,000 of them read from cache: $0.05 + $0.02 + $0.375',
    usage: { inputTokens: 10_000, cacheReadTokens: 40_000, outputTokens: 15_000 },
    period: { base: OPUS },
    nanoUsd: 445_000_000n,
  },
  {
    id: 'gp-e2e-write',
    says: `${GENAI}test_end_to_end.py, a five-minute write on Claude 3.7 Sonnet`,
    usage: { inputTokens: 11, cacheWriteTokens: { '5m': 144_211 }, outputTokens: 197 },
    period: { base: SONNET },
    nanoUsd: 543_779_250n,
  },
  {
    id: 'gp-1h-million',
    says: `${GENAI}test_price_calc.py, an hour’s write of a million tokens on Claude Opus 5`,
    usage: { cacheWriteTokens: { '1h': 1_000_000 } },
    period: { base: OPUS },
    nanoUsd: 10_000_000_000n,
  },
  {
    id: 'gp-long-1h',
    says: `${GENAI}test_price_regressions.py, two lives in one prompt of 300,000 tokens: every class moves to the band`,
    usage: { inputTokens: 100_000, cacheWriteTokens: { '5m': 100_000, '1h': 100_000 } },
    period: SONNET_4_5,
    nanoUsd: 2_550_000_000n,
  },
  {
    id: 'gp-tier-at',
    says: `${GENAI}test_tiered_pricing.py, exactly 200,000 tokens stay at the base`,
    usage: { inputTokens: 200_000 },
    period: SONNET_4_5,
    nanoUsd: 600_000_000n,
  },
  {
    id: 'gp-tier-above',
    says: `${GENAI}test_tiered_pricing.py, one token more moves the whole request`,
    usage: { inputTokens: 200_001 },
    period: SONNET_4_5,
    nanoUsd: 1_200_006_000n,
  },
  {
    id: 'gp-tier-output',
    says: `${GENAI}test_tiered_pricing.py, far above, output included`,
    usage: { inputTokens: 300_000, outputTokens: 100_000 },
    period: SONNET_4_5,
    nanoUsd: 4_050_000_000n,
  },
  {
    id: 'gp-openai-nocache',
    says: `${GENAI}test_end_to_end.py, GPT-4.1 without a cache`,
    usage: { inputTokens: 131_609, outputTokens: 610 },
    period: GPT_4_1,
    nanoUsd: 268_098_000n,
  },
  {
    id: 'gp-openai-cache',
    says: `${GENAI}test_end_to_end.py, the same prompt with 1,028 × 128 tokens read`,
    usage: { inputTokens: 25, cacheReadTokens: 131_584, outputTokens: 610 },
    period: GPT_4_1,
    nanoUsd: 70_722_000n,
  },
  {
    id: 'gp-54-cached',
    says: `${GENAI}test_tiered_pricing.py, 100,000 tokens read on GPT-5.4`,
    usage: { cacheReadTokens: 100_000 },
    period: { base: ratesOf({ input: 2.5, read: 0.25, output: 15 }) },
    nanoUsd: 25_000_000n,
  },
  {
    id: 'gp-56-mixed-gpt-5.6-luna',
    says: `${GENAI}test_price_calc.py, 300,000 tokens of three classes on GPT-5.6 Luna, above its 272,000`,
    usage: {
      inputTokens: 150_000,
      cacheWriteTokens: { '30m': 100_000 },
      cacheReadTokens: 50_000,
      outputTokens: 10_000,
    },
    period: GPT_5_6_LUNA,
    nanoUsd: 130_000_000n,
  },
  {
    id: 'gp-56-write-boundary-272000',
    says: `${GENAI}test_price_calc.py, exactly 272,000 tokens written on GPT-5.6 Terra are short`,
    usage: { cacheWriteTokens: { '30m': 272_000 } },
    period: GPT_5_6_TERRA,
    nanoUsd: 680_000_000n,
  },
  {
    id: 'gp-35-sonnet',
    says: `${GENAI}test_price_calc.py, four classes on Claude 3.5 Sonnet`,
    usage: { inputTokens: 950, cacheWriteTokens: { '5m': 20 }, cacheReadTokens: 30, outputTokens: 100 },
    period: { base: SONNET },
    nanoUsd: 4_434_000n,
  },
  {
    id: 'gp-kimi',
    says: `${GENAI}test_price_calc.py, Kimi K2.7 Code`,
    usage: { inputTokens: 900, cacheReadTokens: 100, outputTokens: 100 },
    period: { base: ratesOf({ input: 0.95, read: 0.19, output: 4 }) },
    nanoUsd: 1_274_000n,
  },
  {
    id: 'gp-glm',
    says: `${GENAI}test_price_calc.py, GLM-5.3`,
    usage: { inputTokens: 400, cacheReadTokens: 600, outputTokens: 100 },
    period: { base: ratesOf({ input: 1.4, read: 0.26, output: 4.4 }) },
    nanoUsd: 1_156_000n,
  },
  {
    id: 'gp-fireworks-k3',
    says: `${GENAI}test_price_calc.py, a million of each class of Kimi K3 at Fireworks`,
    usage: { inputTokens: 1_000_000, cacheReadTokens: 1_000_000, outputTokens: 1_000_000 },
    period: { base: ratesOf({ input: 3, read: 0.3, output: 15 }) },
    nanoUsd: 18_300_000_000n,
  },
  {
    id: 'litellm-all-or-nothing',
    says: `${LITELLM}40,000 tokens pay the upper tier as a whole`,
    usage: { inputTokens: 40_000, outputTokens: 1_000 },
    period: TIERED,
    nanoUsd: 31_500_000n,
  },
  {
    id: 'litellm-boundary-32k',
    says: `${LITELLM}the boundary belongs to the lower tier`,
    usage: { inputTokens: 32_000 },
    period: TIERED,
    nanoUsd: 14_720_000n,
  },
  {
    id: 'ccusage-split',
    says: `${CCUSAGE}writes split by life`,
    usage: { cacheWriteTokens: { '5m': 10, '1h': 20 }, cacheReadTokens: 30 },
    period: { base: BY_THE_TOKEN },
    nanoUsd: 55_500_000_000n,
  },
  {
    id: 'ccusage-flat',
    says: `${CCUSAGE}writes not split are those of five minutes`,
    usage: { cacheWriteTokens: { '5m': 10 } },
    period: { base: BY_THE_TOKEN },
    nanoUsd: 12_500_000_000n,
  },
  {
    id: 'inspect-1h',
    says: 'UKGovernmentBEIS/inspect_ai pull request 4705: an hour’s write is $6, where $3.75 had been charged',
    usage: { cacheWriteTokens: { '1h': 1_000_000 } },
    period: { base: SONNET },
    nanoUsd: 6_000_000_000n,
  },
  {
    id: 'pi-bedrock-1h',
    says: 'earendil-works/pi issue 9457: an hour’s write on Bedrock',
    usage: { cacheWriteTokens: { '1h': 8_882 } },
    period: { base: OPUS },
    nanoUsd: 88_820_000n,
  },
  {
    id: 'aflock-session',
    says: 'aflock-ai/aflock issue 155: a session of Claude Opus 4.8 whose own display, from counts rounded to 100, said $0.2908',
    usage: {
      inputTokens: 3_900,
      outputTokens: 3_500,
      cacheReadTokens: 214_300,
      cacheWriteTokens: { '5m': 12_300 },
    },
    period: { base: OPUS },
    nanoUsd: 291_025_000n,
  },
  {
    id: 'seed-fast-long-out',
    says: 'Claude Opus 4.6, fast mode above 200,000 tokens, list of February 2026: $60, $225 and a tenth of $60 for reads',
    usage: { inputTokens: 100_000, cacheReadTokens: 200_000, outputTokens: 10_000 },
    period: { base: ratesOf({ input: 60, read: 6, output: 225 }) },
    nanoUsd: 9_450_000_000n,
  },
  {
    id: 'ds-peak',
    says: 'DeepSeek V4 Pro on a Monday at 10:00 in Shanghai',
    usage: { inputTokens: 1_000_000, outputTokens: 100_000 },
    period: DEEPSEEK_V4_PRO,
    at: '2026-09-21T02:00:00Z',
    nanoUsd: 1_716_000_000n,
  },
  {
    id: 'ds-weekend',
    says: 'DeepSeek V4 Pro on a Sunday at the same hour (pydantic/genai-prices issue 582 bills it at peak)',
    usage: { inputTokens: 1_000_000, outputTokens: 100_000 },
    period: DEEPSEEK_V4_PRO,
    at: '2026-09-20T02:00:00Z',
    nanoUsd: 858_000_000n,
  },
];
