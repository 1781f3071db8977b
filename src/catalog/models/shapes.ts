import type { LayerGroup, QueryShape, SparseIndex } from '../../domain/kv-cache/layer-group.ts';
import type { Tokens } from '../../domain/units.ts';

/** Layers as they are written in the catalogue. `heads` are query heads; the defaults are what most models have. */

interface Attention {
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim?: number;
  /** Where values are narrower than keys. */
  readonly vDim?: number;
}

function shapeOf({ layers, heads, kvHeads, headDim = 128, vDim = headDim }: Attention) {
  return { layers, kvHeads, kDim: headDim, vDim, query: { heads, qkDim: headDim, vDim } };
}

export function gqa({ index, ...shape }: Attention & { index?: SparseIndex }): LayerGroup {
  return { kind: 'full', ...shapeOf(shape), ...(index && { index }) };
}

export function sliding({ windowTokens, ...shape }: Attention & { windowTokens: Tokens }): LayerGroup {
  return { kind: 'sliding', ...shapeOf(shape), windowTokens };
}

export function chunked({ chunkTokens, ...shape }: Attention & { chunkTokens: Tokens }): LayerGroup {
  return { kind: 'chunked', ...shapeOf(shape), chunkTokens };
}

/** Latents of 512 and rotary parts of 64, as everyone took them over from DeepSeek V2. */
export function mla({
  layers,
  heads,
  qkDim = 192,
  vDim = 128,
  index,
}: QueryWidths & { layers: number; index?: SparseIndex }): LayerGroup {
  const query: QueryShape = { heads, qkDim, vDim };
  return { kind: 'mla', layers, latentDim: 512, ropeDim: 64, query, ...(index && { index }) };
}

interface QueryWidths {
  readonly heads: number;
  readonly qkDim?: number;
  readonly vDim?: number;
}

/** Index keys are 128 wide in every model that has them. */
export function index({ layers, heads, topK }: { layers: number; heads: number; topK: Tokens }): SparseIndex {
  return { layers, dim: 128, heads, topK };
}

/** DeepSeek V4: only the layers that keep an entry for every 4 tokens choose among them by an index. */
export function v4({
  layers,
  ratio,
  heads,
  topK,
}: {
  layers: number;
  ratio: 0 | 4 | 128;
  heads: number;
  topK: number;
}): LayerGroup {
  return {
    kind: 'compressed',
    layers,
    ratio,
    entryDim: 512,
    ropeDim: 64,
    windowTokens: 128,
    query: { heads, qkDim: 512, vDim: 512 },
    ...(ratio === 4 && { index: index({ layers, heads: 64, topK }) }),
  };
}

// Linear layers. A short convolution over 4 tokens keeps the last 3 inputs.

const CONVOLUTION_INPUTS = 3;
const LINEAR_HEAD_DIM = 128;
const FP32_BYTES = 4;
const BF16_BYTES = 2;

/** Gated delta net: Qwen3-Next and all that followed, with heads of 128 and 16 heads of keys. */
export function gdn({ layers, heads }: { layers: number; heads: number }): LayerGroup {
  return {
    kind: 'state',
    algorithm: 'gated-delta-net',
    layers,
    recurrent: { units: heads, elementsPerUnit: LINEAR_HEAD_DIM ** 2 },
    recurrentBytesPerElement: FP32_BYTES,
    convolution: [
      { units: 16, elementsPerUnit: 2 * LINEAR_HEAD_DIM * CONVOLUTION_INPUTS },
      { units: heads, elementsPerUnit: LINEAR_HEAD_DIM * CONVOLUTION_INPUTS },
    ],
    convolutionBytesPerElement: BF16_BYTES,
  };
}

/** Kimi delta attention: as many heads of queries and keys as of values. */
export function kda({ layers, heads }: { layers: number; heads: number }): LayerGroup {
  return {
    kind: 'state',
    algorithm: 'kda',
    layers,
    recurrent: { units: heads, elementsPerUnit: LINEAR_HEAD_DIM ** 2 },
    recurrentBytesPerElement: FP32_BYTES,
    convolution: [{ units: heads, elementsPerUnit: 3 * LINEAR_HEAD_DIM * CONVOLUTION_INPUTS }],
    convolutionBytesPerElement: BF16_BYTES,
  };
}

export function mamba2({
  layers,
  heads,
  headDim = 64,
  stateDim = 128,
  groups = 8,
  stateBytes = FP32_BYTES,
}: {
  layers: number;
  heads: number;
  headDim?: number;
  stateDim?: number;
  groups?: number;
  stateBytes?: number;
}): LayerGroup {
  return {
    kind: 'state',
    algorithm: 'mamba-2',
    layers,
    recurrent: { units: heads, elementsPerUnit: headDim * stateDim },
    recurrentBytesPerElement: stateBytes,
    convolution: [
      { units: heads, elementsPerUnit: headDim * CONVOLUTION_INPUTS },
      { units: groups, elementsPerUnit: 2 * stateDim * CONVOLUTION_INPUTS },
    ],
    convolutionBytesPerElement: BF16_BYTES,
  };
}

export function mamba1({
  layers,
  channels,
  stateDim,
}: {
  layers: number;
  channels: number;
  stateDim: number;
}): LayerGroup {
  return {
    kind: 'state',
    algorithm: 'mamba-1',
    layers,
    recurrent: { units: channels, elementsPerUnit: stateDim },
    recurrentBytesPerElement: FP32_BYTES,
    convolution: [{ units: channels, elementsPerUnit: CONVOLUTION_INPUTS }],
    convolutionBytesPerElement: BF16_BYTES,
  };
}

export function lightning({ layers, heads }: { layers: number; heads: number }): LayerGroup {
  return {
    kind: 'state',
    algorithm: 'lightning',
    layers,
    recurrent: { units: heads, elementsPerUnit: LINEAR_HEAD_DIM ** 2 },
    recurrentBytesPerElement: FP32_BYTES,
    convolution: [],
    convolutionBytesPerElement: BF16_BYTES,
  };
}

// Layers that keep nothing.

/** The last layers read the cache of earlier ones. */
export function sharesKv(layers: number): LayerGroup {
  return { kind: 'none', layers, reason: 'shares-kv' };
}

/** MLP, experts, or nothing at all. */
export function noAttention(layers: number): LayerGroup {
  return { kind: 'none', layers, reason: 'no-attention' };
}
