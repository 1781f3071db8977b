import type { Fact } from '../domain/fact.ts';
import type { Bytes, Ratio, Seconds, Tokens } from '../domain/units.ts';
import { assumed, derived, measured, published } from './provenance.ts';
import type { Source } from './sources.ts';

/**
 * Published measurements in which keeping caches elsewhere lost, as their inputs: `src/evaluate/cluster/published-losses.ts`
 * computes from them what came out. And the claim that keeping them wins most.
 */

function source(text: string): Source {
  return { text, checkedOn: '2026-11-21' };
}

const GKE = source('blog.lmcache.ai 2025-10-07, LMCache on GKE; cloud.google.com 2025-11-07 (A3 Mega, Llama 3.3 70B)');
const GOOGLE_SSD = source(
  'Google Cloud, local SSD of a3-megagpu-8g: 16 drives, 6 TB, 1.6 million reads of 4 KiB a second',
);
const LLM_D_FILES = source('llm-d blog 2026-02-09, native KV offload to any filesystem');
const SGLANG_36179 = source('github.com/sgl-project/sglang issue 36179, comment of 2026-09-02 (v0.5.18)');
const LMCACHE_970 = source('github.com/LMCache/LMCache issue 970 (2025-07-03, H100)');
const LLAMA_2_7B = source('meta-llama/Llama-2-7b-chat-hf config.json');
const VLLM_OFFLOADING = source('vLLM blog 2026-01-08, KV offloading connector, figures 1 and 2');
const LLM_D_GPT_OSS = source(
  'llm-d guides/tiered-prefix-cache/benchmark-results/vllm-gpt-oss-120b-h100 (llm-d/llm-d@34f91b1)',
);

/** Prompts spilled to the local drives of a node. */
export const SSD_SPILL = {
  modelId: 'Meta-Llama-3.1-70B',
  acceleratorId: 'h100-sxm',
  devices: 8,
  mfuRatio: derived(
    0.52,
    LLM_D_FILES,
    'Of the same layers on four H100s: the machine of the test was not timed alone.',
  ),
  floorSeconds: assumed(0.01, 'The request’s own; that of a fetch is not published and would add to the loss.'),
  bytesPerSecond: derived(1.6e6 * 4_096, GOOGLE_SSD, 'As a file system reads that asks for small pieces.'),
  /** Prompt, and what the mean time to first token became against HBM alone. */
  points: [
    { contextTokens: 10_000, ttftRatio: published<Ratio>(1.21, GKE) },
    { contextTokens: 50_000, ttftRatio: published<Ratio>(0.48, GKE) },
    { contextTokens: 100_000, ttftRatio: published<Ratio>(-0.03, GKE) },
  ],
} as const satisfies {
  readonly mfuRatio: Fact<Ratio>;
  readonly floorSeconds: Fact<Seconds>;
  readonly bytesPerSecond: Fact<number>;
  readonly points: readonly { readonly contextTokens: Tokens; readonly ttftRatio: Fact<Ratio> }[];
  readonly modelId: string;
  readonly acceleratorId: string;
  readonly devices: number;
};

/** Almost every prompt token read from files, beside the same requests computed. */
export const SLOW_FILES: {
  readonly promptTokens: Fact<Tokens>;
  readonly storedBytes: Fact<Bytes>;
  readonly hitRatio: Fact<Ratio>;
  readonly computedSeconds: Fact<Seconds>;
  readonly loadedSeconds: Fact<Seconds>;
} = {
  promptTokens: measured(76.8e6, SGLANG_36179, '38,369,280 and 38,430,720 tokens read by two prefill workers.'),
  storedBytes: measured(296e9, SGLANG_36179),
  hitRatio: measured(0.983, SGLANG_36179),
  computedSeconds: measured(4_032.3, SGLANG_36179, 'A control node with the same requests at the same time.'),
  loadedSeconds: measured(6_910.8, SGLANG_36179),
};

/** Many bytes a token, short prompts, and a tier that holds less than what is asked for again. */
export const WIDE_CACHE: {
  readonly bytesPerToken: Fact<Bytes>;
  readonly requests: Fact<number>;
  readonly tierBytes: Fact<Bytes>;
  readonly computedTokensPerSecond: Fact<number>;
  readonly requestsPerSecond: Fact<number>;
  readonly offloadedTokensPerSecond: Fact<number>;
  readonly linkBytesPerSecond: Fact<number>;
} = {
  bytesPerToken: derived(
    2 * 32 * 32 * 128 * 2,
    LLAMA_2_7B,
    'Keys and values of 32 layers × 32 heads × 128, in 16 bits.',
  ),
  requests: published(835, LMCACHE_970, 'Distinct ones, each sent five times; in which order is not said.'),
  tierBytes: published(500e9, LMCACHE_970),
  computedTokensPerSecond: measured(44_025.28, LMCACHE_970),
  requestsPerSecond: measured(14.68, LMCACHE_970),
  offloadedTokensPerSecond: measured(39_360.32, LMCACHE_970),
  linkBytesPerSecond: measured(
    43e9,
    VLLM_OFFLOADING,
    'To one H100 half a year later: what an engine got out of the link.',
  ),
};

/** A fleet far from its limit, whose accelerators hold everything anyway. */
export const LOW_LOAD: {
  readonly requestsPerSecond: Fact<number>;
  readonly saturatedRequestsPerSecond: Fact<number>;
  readonly withoutTokensPerSecond: Fact<number>;
  readonly withTokensPerSecond: Fact<number>;
  readonly busyWithoutTokensPerSecond: Fact<number>;
  readonly busyWithTokensPerSecond: Fact<number>;
} = {
  requestsPerSecond: published(5, LLM_D_GPT_OSS),
  saturatedRequestsPerSecond: derived(35, LLM_D_GPT_OSS, 'About where output stops to grow without offloading.'),
  withoutTokensPerSecond: measured(1_983, LLM_D_GPT_OSS),
  withTokensPerSecond: measured(1_738, LLM_D_GPT_OSS),
  busyWithoutTokensPerSecond: measured(6_722, LLM_D_GPT_OSS, 'At 40 requests a second.'),
  busyWithTokensPerSecond: measured(11_742, LLM_D_GPT_OSS, 'At 40 requests a second.'),
};

/** How many times as many tokens the same machines are said to serve. */
export const MORE_TOKENS_CLAIM: { readonly low: Fact<number>; readonly high: Fact<number> } = {
  low: published(
    4,
    source('WEKA, “Token Demand Went Exponential” (2026): 4 to 6.5 times more tokens from the same infrastructure'),
    'Its maker published up to 4.2 times once memory of the nodes is exceeded. Others measured 3.8 (vLLM with Mooncake, Kimi K2.5 on GB200) and 2.4 (a tier of drives). Of 6.5 no configuration is published.',
  ),
  high: published(
    6.5,
    source('WEKA, “Token Demand Went Exponential” (2026): 4 to 6.5 times more tokens from the same infrastructure'),
    'Announced by WEKA and Firmus (theailedger.com); no model, length or load is given.',
  ),
};
