import type { Tokens } from '../units.ts';

/**
 * A model, as far as its KV cache goes, is a list of groups of equal layers. Every figure is a fold over the list.
 *
 * What a layer keeps depends only on its kind and shape; how many bytes an element takes is the precision's business
 * (`precision.ts`), how bytes are packed and rounded the engine's (`engine/`), and what each rank of a tensor-parallel
 * group holds is `tensor-parallel.ts`.
 */

/** What the queries of a layer look like: needed for the FLOPs of prefill, never for bytes. */
export interface QueryShape {
  readonly heads: number;
  /** Width of one query–key product. */
  readonly qkDim: number;
  /** Width of one value. */
  readonly vDim: number;
}

/**
 * A lightning indexer beside the cache: one key per token on the layers that own an indexer; the others of the group
 * reuse its choice. It is never divided by tensor parallelism.
 */
export interface SparseIndex {
  /** Layers of the group that keep an index key. */
  readonly layers: number;
  readonly dim: number;
  /** Heads that score the keys, and tokens each query then attends to: for FLOPs only. */
  readonly heads?: number;
  readonly topK?: Tokens;
}

/** So many equal units, which tensor parallelism deals out whole. */
export interface Sharded {
  readonly units: number;
  readonly elementsPerUnit: number;
}

interface Layers {
  readonly layers: number;
}

/** Keys and values of every KV head, kept apart. As many KV heads as query heads is MHA, fewer GQA, one MQA or MFA. */
export interface KeyValueShape extends Layers {
  readonly kvHeads: number;
  readonly kDim: number;
  readonly vDim: number;
  readonly query?: QueryShape;
}

/** Every token, for as long as the sequence lives. With an index: sparse attention over an ordinary cache. */
export interface FullGroup extends KeyValueShape {
  readonly kind: 'full';
  readonly index?: SparseIndex;
}

/** The last `windowTokens` only: it stops growing there. */
export interface SlidingGroup extends KeyValueShape {
  readonly kind: 'sliding';
  readonly windowTokens: Tokens;
}

/** The chunk the sequence is in: it grows to `chunkTokens` and starts again. Sized at its largest. */
export interface ChunkedGroup extends KeyValueShape {
  readonly kind: 'chunked';
  readonly chunkTokens: Tokens;
}

/** Multi-head latent attention: one latent vector and one rotary part per token, no separate K and V. */
export interface LatentGroup extends Layers {
  readonly kind: 'mla';
  readonly latentDim: number;
  readonly ropeDim: number;
  readonly index?: SparseIndex;
  readonly query?: QueryShape;
}

/**
 * Compressed attention (DeepSeek V4): one entry for every `ratio` tokens over the whole context, beside the last
 * `windowTokens` uncompressed. `ratio` 0 is the window alone.
 */
export interface CompressedGroup extends Layers {
  readonly kind: 'compressed';
  readonly ratio: number;
  /** Width of an entry, its rotary part included. */
  readonly entryDim: number;
  readonly ropeDim: number;
  readonly windowTokens: Tokens;
  /** Index keys are compressed like the entries. */
  readonly index?: SparseIndex;
  readonly query?: QueryShape;
}

export const STATE_ALGORITHMS = [
  'gated-delta-net',
  'kda',
  'mamba-1',
  'mamba-2',
  'lightning',
  'rg-lru',
  'short-convolution',
] as const;
export type StateAlgorithm = (typeof STATE_ALGORITHMS)[number];

/** Linear attention and state-space layers: a state of fixed size per sequence, whatever its length. */
export interface StateGroup extends Layers {
  readonly kind: 'state';
  readonly algorithm: StateAlgorithm;
  /** The recurrent state, and the bytes of its elements: not the KV precision's business. */
  readonly recurrent: Sharded;
  readonly recurrentBytesPerElement: number;
  /** The last inputs of the short convolution, by what they belong to; empty where there is none. */
  readonly convolution: readonly Sharded[];
  readonly convolutionBytesPerElement: number;
}

/** Attention of a decoder over the output of an encoder: fixed once the encoder has run. */
export interface CrossGroup extends KeyValueShape {
  readonly kind: 'cross';
  readonly encoderTokens: Tokens;
}

/** Layers that keep nothing: they read another layer's cache, or have no attention at all. */
export interface EmptyGroup extends Layers {
  readonly kind: 'none';
  readonly reason: 'shares-kv' | 'no-attention';
}

export type LayerGroup =
  FullGroup | SlidingGroup | ChunkedGroup | LatentGroup | CompressedGroup | StateGroup | CrossGroup | EmptyGroup;

export type LayerKind = LayerGroup['kind'];
export const LAYER_KINDS = [
  'full',
  'sliding',
  'chunked',
  'mla',
  'compressed',
  'state',
  'cross',
  'none',
] as const satisfies readonly LayerKind[];

/** Elements of something that is dealt out in units. */
export function elementsOf({ units, elementsPerUnit }: Sharded): number {
  return units * elementsPerUnit;
}
