import type { LayerGroup } from '../../kv-cache/layer-group.ts';
import { GPT_OSS_120B, LLAMA_3_1_70B, LLAMA_3_1_8B } from '../../testing/published-models.ts';
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
