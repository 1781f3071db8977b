import type { LayerGroup } from '../../kv-cache/layer-group.ts';
import { GPT_OSS_120B, LLAMA_3_1_70B, LLAMA_3_1_8B, QWEN3_235B } from '../../testing/published-models.ts';
import { exactly } from '../estimate.ts';
import type { PrefillMachine } from '../prefill-time.ts';
import { prefillFlops } from '../prefill-flops.ts';

/** Models and machines of published times to first token. */

export interface MeasuredModel {
  readonly groups: readonly LayerGroup[];
  /** Active parameters without embeddings and output head. */
  readonly prefillParameters: number;
}

function grouped(layers: number, heads: number, kvHeads: number): readonly LayerGroup[] {
  return [{ kind: 'full', layers, kvHeads, kDim: 128, vDim: 128, query: { heads, qkDim: 128, vDim: 128 } }];
}

/** 8.030 B less 2 × 128,256 × 4,096. */
export const LLAMA_8B: MeasuredModel = { groups: LLAMA_3_1_8B, prefillParameters: 6.98e9 };
/** 70.554 B less 2 × 128,256 × 8,192. */
export const LLAMA_70B: MeasuredModel = { groups: LLAMA_3_1_70B, prefillParameters: 68.45e9 };
/** 405.85 B less 2 × 128,256 × 16,384; 126 layers, 128 heads, 8 KV heads. */
export const LLAMA_405B: MeasuredModel = { groups: grouped(126, 128, 8), prefillParameters: 401.65e9 };
/** Model card: 114.71 B in experts of which 4 of 128 work, 0.96 B in attention. */
export const GPT_OSS: MeasuredModel = { groups: GPT_OSS_120B, prefillParameters: 4.54e9 };
/** 3.3 B less 2 × 151,936 × 2,048; 48 layers, 32 heads, 4 KV heads. */
const QWEN3_CODER_30B: MeasuredModel = { groups: grouped(48, 32, 4), prefillParameters: 2.68e9 };
/** Model card: 6.95 B without embeddings; 36 layers, 32 heads, 8 KV heads. */
const QWEN3_8B: MeasuredModel = { groups: grouped(36, 32, 8), prefillParameters: 6.95e9 };
/** Model card: 70.0 B without embeddings; 80 layers, 64 heads, 8 KV heads. */
const QWEN2_5_72B: MeasuredModel = { groups: LLAMA_3_1_70B, prefillParameters: 70e9 };
/** 22 B less 2 × 151,936 × 4,096. */
const QWEN3_235B_A22B: MeasuredModel = { groups: QWEN3_235B, prefillParameters: 20.76e9 };

export const MEASURED_MODELS: Readonly<Record<string, { readonly model: MeasuredModel; readonly isMixture: boolean }>> =
  {
    'Llama-3.1-8B-Instruct': { model: LLAMA_8B, isMixture: false },
    'Llama-3.1-70B': { model: LLAMA_70B, isMixture: false },
    'Llama-3.3-70B': { model: LLAMA_70B, isMixture: false },
    'gpt-oss-120b': { model: GPT_OSS, isMixture: true },
    'Qwen3-Coder-30B-A3B': { model: QWEN3_CODER_30B, isMixture: true },
    'Qwen3-8B': { model: QWEN3_8B, isMixture: false },
    'Qwen2.5-72B-Instruct': { model: QWEN2_5_72B, isMixture: false },
    'Qwen3-235B-A22B-Instruct-2507': { model: QWEN3_235B_A22B, isMixture: true },
  };

/** Dense bf16 peaks. */
export const PEAK_FLOPS_PER_SECOND: Readonly<Record<string, number>> = {
  'H100 80GB': 989e12,
  H100: 989e12,
  H200: 989e12,
  H800: 989e12,
  H20: 148e12,
  'A100-SXM4-40GB': 312e12,
  'A100/H100 80GB': 989e12,
};

export const H100_PEAK = 989e12;

/** A machine whose MFU is known, without a band. */
export function machineWith({
  devices = 1,
  mfuRatio,
  peakFlopsPerSecond = H100_PEAK,
  floorSeconds = 0.01,
}: {
  devices?: number;
  mfuRatio: number;
  peakFlopsPerSecond?: number;
  floorSeconds?: number;
}): PrefillMachine {
  return { devices, peakFlopsPerSecond, mfuRatio: exactly(mfuRatio), floorSeconds, errorRatio: 0 };
}

export function flopsOf(model: MeasuredModel, contextTokens: number, cachedTokens = 0): number {
  return prefillFlops({
    groups: model.groups,
    activeParameters: model.prefillParameters,
    contextTokens,
    cachedTokens,
  }).totalFlops;
}
