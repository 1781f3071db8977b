import type { Fact } from '../domain/fact.ts';
import type { Ratio, Seconds, Tokens } from '../domain/units.ts';
import { assumed, derived, measured, published } from './provenance.ts';
import type { Source } from './sources.ts';

/**
 * What share of its peak a prefill reaches (MFU), worked out of published times: FLOPs ÷ time ÷ (devices × dense peak).
 * FLOPs are those of `prefillFlops` with parameters as counted here: whoever counts embedding and head in, as a model's
 * total does, finds Llama 3.1 8B 3 points better at 100K tokens and 8 at 10K, and must not use these shares with them.
 */

function source(text: string): Source {
  return { text, checkedOn: '2026-11-20' };
}

const VLLM = source('vLLM blog, KV offloading connector (2026-01-08), figures 1 and 2, read off to ± 0.01 s');
const LLM_D_FILES = source('llm-d blog, native KV cache offloading to any filesystem (2026-02-09)');
const IBM = source('community.ibm.com, distributed inference with Storage Scale (2025-11-26)');
const LLM_D_PEERS = source('llm-d blog, sharing KV cache between peers (2026-08-15)');
const DEEPSEEK = source('deepseek-ai/open-infra-index, DeepSeek-V3/R1 inference system overview (2025-02)');
const WEKA = source('WEKA, Augmented Memory Grid: 23.97 s against 0.58 s for 105,000 tokens (“41×”)');

/** One published time or rate, and the share of peak it comes to. */
export interface PrefillMeasurement {
  readonly id: string;
  readonly modelId: string;
  readonly acceleratorId: string;
  readonly devices: number;
  readonly peak: 'fp16' | 'fp8';
  /** Tokens prefilled in one request. */
  readonly contextTokens: Tokens;
  /** What one such request took all devices; for a rate, its tokens ÷ the rate. */
  readonly seconds: Fact<Seconds>;
  /** Parameters a token is multiplied with: without embedding and head, which a prefill does not need. */
  readonly parameters: number;
  readonly mfuRatio: Fact<Ratio>;
}

const LLAMA_8B_PARAMETERS = 8_030_261_248 - 2 * 128_256 * 4_096;
const LLAMA_70B_PARAMETERS = 70_553_706_496 - 2 * 128_256 * 8_192;
const GPT_OSS_PARAMETERS = 5.1e9 - 2 * 201_088 * 2_880;

function llama8b({ tokens, seconds, mfu }: { tokens: Tokens; seconds: Seconds; mfu: Ratio }): PrefillMeasurement {
  return {
    id: `llama-8b-h100-${tokens / 1_000}k`,
    modelId: 'Meta-Llama-3.1-8B',
    acceleratorId: 'h100-sxm',
    devices: 1,
    peak: 'fp16',
    contextTokens: tokens,
    seconds: measured(seconds, VLLM),
    parameters: LLAMA_8B_PARAMETERS,
    mfuRatio: derived(mfu, VLLM),
  };
}

function llama70b({
  id,
  devices,
  tokens,
  seconds,
  mfu,
}: {
  id: string;
  devices: number;
  tokens: Tokens;
  seconds: Fact<Seconds>;
  mfu: Fact<Ratio>;
}): PrefillMeasurement {
  return {
    id,
    modelId: 'Meta-Llama-3.1-70B',
    acceleratorId: 'h100-sxm',
    devices,
    peak: 'fp16',
    contextTokens: tokens,
    seconds,
    parameters: LLAMA_70B_PARAMETERS,
    mfuRatio: mfu,
  };
}

function gptOss({ tokens, seconds, mfu }: { tokens: Tokens; seconds: Seconds; mfu: Ratio }): PrefillMeasurement {
  return {
    id: `gpt-oss-h200-${tokens}`,
    modelId: 'gpt-oss-120b',
    acceleratorId: 'h200-sxm',
    devices: 1,
    peak: 'fp16',
    contextTokens: tokens,
    seconds: measured(seconds, LLM_D_PEERS),
    parameters: GPT_OSS_PARAMETERS,
    mfuRatio: derived(
      mfu,
      LLM_D_PEERS,
      'One GPU assumed: the article does not say. A fixed part of the time weighs on short prompts.',
    ),
  };
}

export const PREFILL_MEASUREMENTS: readonly PrefillMeasurement[] = [
  llama8b({ tokens: 10_000, seconds: 0.268, mfu: 0.626 }),
  llama8b({ tokens: 20_000, seconds: 0.639, mfu: 0.608 }),
  llama8b({ tokens: 30_000, seconds: 1.102, mfu: 0.601 }),
  llama8b({ tokens: 40_000, seconds: 1.657, mfu: 0.597 }),
  llama8b({ tokens: 50_000, seconds: 2.294, mfu: 0.596 }),
  llama8b({ tokens: 60_000, seconds: 3.016, mfu: 0.597 }),
  llama8b({ tokens: 70_000, seconds: 3.845, mfu: 0.595 }),
  llama8b({ tokens: 100_000, seconds: 6.855, mfu: 0.593 }),
  llama70b({
    id: 'llama-70b-4xh100-16k',
    devices: 4,
    tokens: 16_384,
    seconds: derived(
      (16_384 * 13.9) / 181_000,
      LLM_D_FILES,
      '181,000 tokens/s from storage are 13.9 times recomputing: 13,000 tokens/s under load.',
    ),
    mfu: derived(0.52, LLM_D_FILES),
  }),
  llama70b({
    id: 'llama-70b-4xh100-128k',
    devices: 4,
    tokens: 128_000,
    seconds: measured(20, IBM, '“Almost 20 seconds”.'),
    mfu: derived(0.49, IBM, 'At least: the time is given as “almost 20 seconds”.'),
  }),
  gptOss({ tokens: 2_048, seconds: 0.078, mfu: 0.218 }),
  gptOss({ tokens: 8_192, seconds: 0.25, mfu: 0.302 }),
  gptOss({ tokens: 32_768, seconds: 1.173, mfu: 0.36 }),
  {
    id: 'deepseek-v3-8xh800-production',
    modelId: 'DeepSeek-V3',
    acceleratorId: 'h800',
    devices: 8,
    peak: 'fp8',
    contextTokens: 4_989,
    seconds: derived(
      4_989 / 32_200,
      DEEPSEEK,
      '73,700 input tokens/s and node, of which 56.3 % came from disk: 32,200 computed. The length is the mean KV cache’s.',
    ),
    parameters: 37e9,
    mfuRatio: derived(
      0.17,
      DEEPSEEK,
      'A whole day of production, its valleys included; 0.16 at 2,000 tokens, 0.19 at 8,000.',
    ),
  },
  llama70b({
    id: 'llama-70b-8xh100-weka-baseline',
    devices: 8,
    tokens: 105_000,
    seconds: published(23.97, WEKA),
    mfu: derived(0.152, WEKA, 'A maker’s figure for what its product is compared with; no method is given.'),
  }),
];

/** Share of peak to reckon with: what to expect, and between what. */
export interface PrefillEfficiency {
  readonly id: 'dense' | 'mixture-of-experts' | 'vendor-baseline';
  readonly name: string;
  /** Which peak it is a share of. */
  readonly peak: 'fp16' | 'fp8';
  readonly ratio: { readonly low: Fact<Ratio>; readonly typical: Fact<Ratio>; readonly high: Fact<Ratio> };
}

/** Single requests on an idle engine reach 0.60 (Llama 3.1 8B) and 0.52 under load (70B on four): 0.50 is below both. */
export const DENSE_PREFILL: PrefillEfficiency = {
  id: 'dense',
  name: 'Dense model, bf16',
  peak: 'fp16',
  ratio: {
    low: derived(0.15, WEKA, 'The lowest anybody has published: a baseline that was not tuned.'),
    typical: assumed(
      0.5,
      'Below what was measured of two tuned engines, 0.52 and 0.60, because short prompts do worse.',
    ),
    high: derived(0.62, VLLM, 'Llama 3.1 8B alone on one H100, 10K to 30K tokens.'),
  },
};

export const MIXTURE_PREFILL: PrefillEfficiency = {
  id: 'mixture-of-experts',
  name: 'Mixture of experts, fp8, in production',
  peak: 'fp8',
  ratio: {
    low: derived(0.15, DEEPSEEK, 'The same day with products of weights counted alone, attention left out.'),
    typical: derived(0.17, DEEPSEEK, 'DeepSeek-V3 on eight H800 over a day of production.'),
    high: derived(
      0.4,
      LLM_D_PEERS,
      'gpt-oss-120b reached 0.36 of its bf16 peak at 32,768 tokens and rises with length; 0.40 is above all that was published.',
    ),
  },
};

/** What “41×” compares with. It is a baseline to look at, not one to plan with. */
export const VENDOR_BASELINE_PREFILL: PrefillEfficiency = {
  id: 'vendor-baseline',
  name: 'Vendor’s baseline',
  peak: 'fp16',
  ratio: {
    low: derived(0.14, WEKA, 'If the prompt had 100,000 tokens, as it is also told.'),
    typical: derived(0.15, WEKA, '23.97 s for 105,000 tokens of Llama 3.1 70B on eight H100.'),
    high: derived(0.154, WEKA, 'With embedding and head counted in.'),
  },
};

export const PREFILL_EFFICIENCIES: readonly PrefillEfficiency[] = [
  DENSE_PREFILL,
  MIXTURE_PREFILL,
  VENDOR_BASELINE_PREFILL,
];
