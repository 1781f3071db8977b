import type { Bytes, Tokens } from '../units.ts';
import { elementsOf, type CompressedGroup, type LayerGroup, type StateGroup } from './layer-group.ts';
import type { KvDtype } from './precision.ts';
import { recordOf } from './record.ts';

/** What one group of layers keeps for a sequence. */
export interface GroupBytes {
  readonly group: LayerGroup;
  /** Bytes each further token adds, beyond every window. */
  readonly marginalBytesPerToken: Bytes;
  /** Bytes a sequence keeps however long it gets: full windows, recurrent states, the encoder's part. */
  readonly fixedBytesPerSequence: Bytes;
}

/** The KV cache of a model at one precision, before any engine rounds it. */
export interface KvSize {
  readonly groups: readonly GroupBytes[];
  readonly marginalBytesPerToken: Bytes;
  readonly fixedBytesPerSequence: Bytes;
}

/** The size of one group, as two numbers. Formulas at `kvSizeOf`. */
export function groupSizeOf({ group, dtype }: { group: LayerGroup; dtype: KvDtype }): GroupBytes {
  const { recordBytes, indexBytes } = recordOf({ group, dtype });
  const grows = (marginalBytesPerToken: Bytes): GroupBytes => ({
    group,
    marginalBytesPerToken,
    fixedBytesPerSequence: 0,
  });
  const stays = (fixedBytesPerSequence: Bytes): GroupBytes => ({
    group,
    marginalBytesPerToken: 0,
    fixedBytesPerSequence,
  });
  switch (group.kind) {
    case 'full':
    case 'mla':
      return grows(group.layers * recordBytes + indexLayersOf(group) * indexBytes);
    case 'sliding':
      return stays(group.layers * recordBytes * group.windowTokens);
    case 'chunked':
      return stays(group.layers * recordBytes * group.chunkTokens);
    case 'cross':
      return stays(group.layers * recordBytes * group.encoderTokens);
    case 'state':
      return stays(group.layers * stateBytesPerLayer(group));
    case 'compressed':
      return {
        group,
        marginalBytesPerToken:
          group.ratio === 0 ? 0 : (group.layers * recordBytes + indexLayersOf(group) * indexBytes) / group.ratio,
        fixedBytesPerSequence: group.layers * recordBytes * group.windowTokens,
      };
    case 'none':
      return stays(0);
  }
}

/**
 * Bytes per token and per sequence, by layer group. b is bytes per element; `record.ts` has the records with scales.
 *
 *     full        layers × KV heads × (K width + V width) × b               per token
 *     MLA         layers × (latent + rotary width) × b                      per token: one vector, not K and V
 *     index       index layers × index width × b                            per token, beside either of the two
 *     compressed  layers × entry × b ÷ ratio (+ index ÷ ratio)              per token
 *                 layers × window × entry × b                               per sequence
 *     sliding     layers × window × KV heads × (K + V width) × b            per sequence, once the window is full
 *     chunked     layers × chunk × KV heads × (K + V width) × b             per sequence, at the end of a chunk
 *     state       layers × (recurrent elements × their bytes + convolution elements × theirs)      per sequence
 *     cross       layers × encoder tokens × KV heads × (K + V width) × b    per sequence
 *
 * Examples: 96 layers × 4,096-wide multi-head attention in fp16 keep 16 KiB per token and layer, 1,572,864 B per token.
 * Llama 3.1 70B (80 layers, 8 KV heads, 128 + 128) keeps 327,680 B per token in bf16; DeepSeek-V3 (61 layers,
 * 512 + 64) 70,272 B; Kimi K3 27,648 B per token and 429 MiB of state per sequence.
 * Ignores rounding by an engine (`engine/`), copies under tensor parallelism (`tensor-parallel.ts`), draft layers
 * (`speculation.ts`) and the compressor's working state of DeepSeek V4 (`compressorStateBytes`).
 */
export function kvSizeOf({ groups, dtype }: { groups: readonly LayerGroup[]; dtype: KvDtype }): KvSize {
  const sized = groups.map((group) => groupSizeOf({ group, dtype }));
  return {
    groups: sized,
    marginalBytesPerToken: sized.reduce((sum, { marginalBytesPerToken }) => sum + marginalBytesPerToken, 0),
    fixedBytesPerSequence: sized.reduce((sum, { fixedBytesPerSequence }) => sum + fixedBytesPerSequence, 0),
  };
}

/** Tokens of which a layer of this group keeps a record at this context, the compressed entries of V4 aside. */
export function keptTokensOf({ group, contextTokens }: { group: LayerGroup; contextTokens: Tokens }): Tokens {
  switch (group.kind) {
    case 'full':
    case 'mla':
      return contextTokens;
    case 'sliding':
    case 'compressed':
      return Math.min(contextTokens, group.windowTokens);
    case 'chunked':
      return Math.min(contextTokens, group.chunkTokens);
    case 'cross':
      return contextTokens > 0 ? group.encoderTokens : 0;
    case 'state':
    case 'none':
      return 0;
  }
}

/** Bytes one group keeps of one sequence. */
export function groupBytesAt({
  group,
  dtype,
  contextTokens,
}: {
  group: LayerGroup;
  dtype: KvDtype;
  contextTokens: Tokens;
}): Bytes {
  if (group.kind === 'state') return contextTokens > 0 ? group.layers * stateBytesPerLayer(group) : 0;
  const { recordBytes, indexBytes } = recordOf({ group, dtype });
  const kept = keptTokensOf({ group, contextTokens }) * group.layers * recordBytes;
  const index = indexLayersOf(group) * indexBytes;
  if (group.kind === 'compressed')
    return group.ratio === 0 ? kept : kept + (contextTokens * (group.layers * recordBytes + index)) / group.ratio;
  return kept + index * contextTokens;
}

/**
 * Bytes one sequence of `contextTokens` keeps; a window not yet full counts only what is in it.
 *
 * Example: 100,000 tokens at 1,572,864 B per token are 157,286,400,000 B = 157.3 GB = 146.5 GiB.
 * Compressed entries are counted as `contextTokens ÷ ratio`, unrounded.
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
  let bytes = 0;
  for (const group of groups) bytes += groupBytesAt({ group, dtype, contextTokens });
  return bytes;
}

/** Recurrent state and convolution inputs of one layer and sequence. Example: Kimi K3's KDA keeps 6,512,640 B. */
export function stateBytesPerLayer({
  recurrent,
  recurrentBytesPerElement,
  convolution,
  convolutionBytesPerElement,
}: StateGroup): Bytes {
  const convolutionElements = convolution.reduce((sum, part) => sum + elementsOf(part), 0);
  return elementsOf(recurrent) * recurrentBytesPerElement + convolutionElements * convolutionBytesPerElement;
}

/** Layers of a group that keep an index key. */
export function indexLayersOf(group: LayerGroup): number {
  return 'index' in group && group.index ? group.index.layers : 0;
}

const FP32_BYTES = 4;
/** The compressor of ratio 4 overlaps its blocks and so keeps two of them; the one of ratio 128 does not. */
const OVERLAPPING_RATIO = 4;

/**
 * Working state of DeepSeek V4's compressors: the tokens of the block being compressed, keys and scores in fp32.
 *
 *     layers × blocks × ratio × 2 × (entry + index width) × 4 B         blocks = 2 for ratio 4, else 1
 *
 * Example: V4-Pro (30 layers of ratio 4, 31 of ratio 128) 30 × 40,960 + 31 × 524,288 = 17,481,728 B.
 * Kept apart from `fixedBytesPerSequence`, because published sizes of V4 leave it out; engines do hold it.
 * Source: ai-dynamo/aiconfigurator @095f58a5, whose two totals this reproduces to the byte.
 */
export function compressorStateBytes(groups: readonly LayerGroup[]): Bytes {
  const layerBytes = ({ ratio, entryDim, index }: CompressedGroup): Bytes =>
    (ratio === OVERLAPPING_RATIO ? 2 : 1) * ratio * 2 * (entryDim + (index?.dim ?? 0)) * FP32_BYTES;
  return groups.reduce((sum, group) => sum + (group.kind === 'compressed' ? group.layers * layerBytes(group) : 0), 0);
}
