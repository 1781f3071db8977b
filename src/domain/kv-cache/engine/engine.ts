import type { Bytes, Tokens } from '../../units.ts';
import type { LayerGroup } from '../layer-group.ts';
import type { KvDtype } from '../precision.ts';

/**
 * Serving engines allocate cache in blocks, reserve more for windows than a window holds and store some records in
 * layouts of their own. What they add is kept apart from the logical size of `size.ts`, in which the identities hold.
 */
export const ENGINE_NAMES = ['vllm', 'sglang', 'tensorrt-llm', 'llama.cpp'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export interface EngineSettings {
  readonly name: EngineName;
  /** Tokens per block where the operator sets it; else the engine's default for the model. */
  readonly blockTokens?: Tokens;
  /** vLLM: tokens one step may schedule; windows are reserved for that many more. */
  readonly maxBatchedTokens?: Tokens;
  /** llama.cpp: tokens of a physical batch, which its windows hold in addition. */
  readonly ubatchTokens?: Tokens;
  /** llama.cpp: one cache for all sequences instead of one stream each. */
  readonly unifiedCache?: boolean;
}

/** What the engine is asked to hold on one device: `groups` are a rank's (`rankGroups`). */
export interface EngineRequest {
  readonly groups: readonly LayerGroup[];
  readonly dtype: KvDtype;
  readonly contextTokens: Tokens;
  readonly sequences: number;
  readonly settings: EngineSettings;
}

/** One group as the engine lays it out. */
export interface EngineGroup {
  readonly group: LayerGroup;
  /** Bytes a further token adds, in the engine's records, averaged over a block. */
  readonly marginalBytesPerToken: Bytes;
  /** Allocated however short the sequence: a state, a window at its largest reservation. */
  readonly fixedBytesPerSequence: Bytes;
  /** Tokens (for V4 compressed groups: uncompressed ones) allocated for the growing part. */
  readonly allocatedTokens: Tokens;
  /** Bytes allocated for one sequence, whole blocks. */
  readonly bytesPerSequence: Bytes;
}

/** What one device allocates for one sequence, and the granularity of reuse. */
export interface EngineFigures {
  /** Tokens of a block of the growing cache: prefixes are reused in multiples of it. `null` without one. */
  readonly blockTokens: Tokens | null;
  readonly groups: readonly EngineGroup[];
  readonly marginalBytesPerToken: Bytes;
  /** Allocated however short the sequence: states, windows at their largest reservation. */
  readonly fixedBytesPerSequence: Bytes;
  readonly bytesPerSequence: Bytes;
  /** Share by which a state is padded to fill a block of the attention layers; `null` where none is. */
  readonly statePaddingRatio: number | null;
  /** A rule behind these figures is assumed, not read from the engine: they are approximate. */
  readonly isAssumed: boolean;
  /** In words: which rule of the engine a figure rests on, and what it leaves open. */
  readonly notes: readonly string[];
}

/** Whole blocks that hold so many tokens. */
export function blocksFor({ tokens, blockTokens }: { tokens: Tokens; blockTokens: Tokens }): number {
  return Math.ceil(tokens / blockTokens);
}

/** Tokens rounded up to whole blocks. Example: 15,049 tokens in blocks of 128 are 118 blocks, 15,104 tokens. */
export function roundedUp({ tokens, blockTokens }: { tokens: Tokens; blockTokens: Tokens }): Tokens {
  return blocksFor({ tokens, blockTokens }) * blockTokens;
}
