import type { Bytes, Tokens } from '../units.ts';
import type { LayerGroup } from './layer-group.ts';
import { bytesPerElement, type KvDtype } from './precision.ts';

/** What one group of layers keeps for a sequence. */
export interface GroupBytes {
  readonly group: LayerGroup;
  /** Bytes each further token adds, beyond every window. */
  readonly marginalBytesPerToken: Bytes;
  /** Bytes a sequence keeps however long it gets: windows once full. */
  readonly fixedBytesPerSequence: Bytes;
}

/** The KV cache of a model at one precision, before any engine rounds it. */
export interface KvSize {
  readonly groups: readonly GroupBytes[];
  readonly marginalBytesPerToken: Bytes;
  readonly fixedBytesPerSequence: Bytes;
}

/** Elements one layer of a group stores per token. */
export function elementsPerTokenPerLayer(group: LayerGroup): number {
  switch (group.kind) {
    case 'full':
    case 'sliding':
      return group.kvHeads * (group.kDim + group.vDim);
    case 'mla':
      return group.latentDim + group.ropeDim;
  }
}

/**
 * Bytes per token and per sequence, by layer group.
 *
 *     full     layers × KV heads × (K width + V width) × bytes per element      per token
 *     mla      layers × (latent + rotary width) × bytes per element             per token: one vector, not K and V
 *     sliding  window × layers × KV heads × (K + V width) × bytes per element    per sequence, once the window is full
 *
 * Examples: 96 layers × 4,096-wide multi-head attention in fp16 keep 16 KiB per token and layer, 1,572,864 B per token.
 * Llama 3.1 70B (80 layers, 8 KV heads, 128 + 128) keeps 327,680 B per token in bf16; DeepSeek-V3 (61 layers,
 * 512 + 64) 70,272 B.
 * Ignores block rounding, tensor-parallel replication and layers that exist only for speculation.
 */
export function kvSizeOf({ groups, dtype }: { groups: readonly LayerGroup[]; dtype: KvDtype }): KvSize {
  const sized = groups.map((group): GroupBytes => {
    const bytesPerToken = group.layers * elementsPerTokenPerLayer(group) * bytesPerElement(dtype);
    return group.kind === 'sliding'
      ? { group, marginalBytesPerToken: 0, fixedBytesPerSequence: bytesPerToken * group.windowTokens }
      : { group, marginalBytesPerToken: bytesPerToken, fixedBytesPerSequence: 0 };
  });
  return {
    groups: sized,
    marginalBytesPerToken: sized.reduce((sum, { marginalBytesPerToken }) => sum + marginalBytesPerToken, 0),
    fixedBytesPerSequence: sized.reduce((sum, { fixedBytesPerSequence }) => sum + fixedBytesPerSequence, 0),
  };
}

/**
 * Bytes one sequence of `contextTokens` keeps; a window not yet full counts only what is in it.
 *
 * Example: 100,000 tokens at 1,572,864 B per token are 157,286,400,000 B = 157.3 GB = 146.5 GiB.
 */
export function bytesPerSequence({
  groups,
  dtype,
  contextTokens,
}: {
  groups: readonly LayerGroup[];
  dtype: KvDtype;
  contextTokens: Tokens;
}): Bytes {
  return groups.reduce((sum, group) => {
    const tokens = group.kind === 'sliding' ? Math.min(contextTokens, group.windowTokens) : contextTokens;
    return sum + group.layers * elementsPerTokenPerLayer(group) * bytesPerElement(dtype) * tokens;
  }, 0);
}
