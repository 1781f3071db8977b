import type {
  FullGroup,
  LatentGroup,
  LayerGroup,
  QueryShape,
  SparseIndex,
  StateGroup,
} from '../kv-cache/layer-group.ts';

/**
 * Layer groups of published models, written down from each model's config.json on the Hugging Face hub and apart from
 * the catalogue, so that tests of the formulas do not rest on its entries.
 */

function query(heads: number, qkDim: number, vDim = qkDim): QueryShape {
  return { heads, qkDim, vDim };
}

/** Keys and values of one width, queries as wide. */
function grouped({
  layers,
  heads,
  kvHeads,
  headDim = 128,
}: {
  layers: number;
  heads: number;
  kvHeads: number;
  headDim?: number;
}): FullGroup {
  return { kind: 'full', layers, kvHeads, kDim: headDim, vDim: headDim, query: query(heads, headDim) };
}

function latent({ layers, heads, index }: { layers: number; heads: QueryShape; index?: SparseIndex }): LatentGroup {
  return { kind: 'mla', layers, latentDim: 512, ropeDim: 64, query: heads, ...(index && { index }) };
}

const BF16_BYTES = 2;
const FP32_BYTES = 4;
/** A convolution over 4 tokens keeps the last 3 inputs. */
const CONVOLUTION_INPUTS = 3;

/** linear_key_head_dim and linear_value_head_dim 128, linear_num_key_heads 16, linear_conv_kernel_dim 4. */
function gatedDeltaNet({ layers, valueHeads }: { layers: number; valueHeads: number }): StateGroup {
  return {
    kind: 'state',
    algorithm: 'gated-delta-net',
    layers,
    recurrent: { units: valueHeads, elementsPerUnit: 128 * 128 },
    recurrentBytesPerElement: FP32_BYTES,
    convolution: [
      { units: 16, elementsPerUnit: 2 * 128 * CONVOLUTION_INPUTS },
      { units: valueHeads, elementsPerUnit: 128 * CONVOLUTION_INPUTS },
    ],
    convolutionBytesPerElement: BF16_BYTES,
  };
}

/** ssm_state_size 128, conv_kernel 4. */
function mamba2({
  layers,
  heads,
  headDim,
  groups,
  stateBytes,
}: {
  layers: number;
  heads: number;
  headDim: number;
  groups: number;
  stateBytes: number;
}): StateGroup {
  return {
    kind: 'state',
    algorithm: 'mamba-2',
    layers,
    recurrent: { units: heads, elementsPerUnit: headDim * 128 },
    recurrentBytesPerElement: stateBytes,
    convolution: [
      { units: heads, elementsPerUnit: headDim * CONVOLUTION_INPUTS },
      { units: groups, elementsPerUnit: 2 * 128 * CONVOLUTION_INPUTS },
    ],
    convolutionBytesPerElement: BF16_BYTES,
  };
}

/** meta-llama/Llama-2-7b: 32 layers, 32 KV heads. */
export const LLAMA_2_7B: readonly LayerGroup[] = [grouped({ layers: 32, heads: 32, kvHeads: 32 })];
/** meta-llama/Llama-3.1-8B: 32 layers, 32 heads, 8 KV heads, 4,096 ÷ 32 wide. */
export const LLAMA_3_1_8B: readonly LayerGroup[] = [grouped({ layers: 32, heads: 32, kvHeads: 8 })];
/** meta-llama/Llama-3.1-70B: 80 layers, 64 heads, 8 KV heads, 8,192 ÷ 64 wide. */
export const LLAMA_3_1_70B: readonly LayerGroup[] = [grouped({ layers: 80, heads: 64, kvHeads: 8 })];
/** meta-llama/Llama-4-Scout-17B-16E: 48 layers, every fourth full, attention_chunk_size 8,192 in the others. */
export const LLAMA_4_SCOUT: readonly LayerGroup[] = [
  grouped({ layers: 12, heads: 40, kvHeads: 8 }),
  { ...grouped({ layers: 36, heads: 40, kvHeads: 8 }), kind: 'chunked', chunkTokens: 8_192 },
];
/** Qwen/Qwen3-32B: 64 layers, 64 heads, 8 KV heads, head_dim 128. */
export const QWEN3_32B: readonly LayerGroup[] = [grouped({ layers: 64, heads: 64, kvHeads: 8 })];
/** Qwen/Qwen3-235B-A22B: 94 layers, 64 heads, 4 KV heads, head_dim 128. */
export const QWEN3_235B: readonly LayerGroup[] = [grouped({ layers: 94, heads: 64, kvHeads: 4 })];
/** Qwen/Qwen3-Coder-480B-A35B: 62 layers, 96 heads, 8 KV heads, head_dim 128. */
export const QWEN3_CODER_480B: readonly LayerGroup[] = [grouped({ layers: 62, heads: 96, kvHeads: 8 })];
/** microsoft/phi-4: 40 layers, 40 heads, 10 KV heads, 5,120 ÷ 40 wide. */
export const PHI_4: readonly LayerGroup[] = [grouped({ layers: 40, heads: 40, kvHeads: 10 })];
/** mistralai/Mistral-Small-3.2-24B: 40 layers, 32 heads, 8 KV heads, head_dim 128. */
export const MISTRAL_SMALL_3_2: readonly LayerGroup[] = [grouped({ layers: 40, heads: 32, kvHeads: 8 })];
/** zai-org/GLM-4.6: 92 layers, 96 heads, 8 KV heads, head_dim 128. */
export const GLM_4_6: readonly LayerGroup[] = [grouped({ layers: 92, heads: 96, kvHeads: 8 })];
/** MiniMaxAI/MiniMax-M2.5: 62 layers, 48 heads, 8 KV heads, head_dim 128. */
export const MINIMAX_M2_5: readonly LayerGroup[] = [grouped({ layers: 62, heads: 48, kvHeads: 8 })];
/** stepfun-ai/step3: 61 layers, 64 query heads over one head of 256 (multi-matrix factorisation). */
export const STEP_3: readonly LayerGroup[] = [grouped({ layers: 61, heads: 64, kvHeads: 1, headDim: 256 })];

/** openai/gpt-oss-120b: 36 layers, 64 heads, 8 KV heads, head_dim 64; every second one a window of 128. */
export const GPT_OSS_120B: readonly LayerGroup[] = [
  { ...grouped({ layers: 18, heads: 64, kvHeads: 8, headDim: 64 }), kind: 'sliding', windowTokens: 128 },
  grouped({ layers: 18, heads: 64, kvHeads: 8, headDim: 64 }),
];
/** google/gemma-3-270m: 18 layers, 1 KV head, head_dim 256; every sixth full, windows of 512 in the others. */
export const GEMMA_3_270M: readonly LayerGroup[] = [
  grouped({ layers: 3, heads: 4, kvHeads: 1, headDim: 256 }),
  { ...grouped({ layers: 15, heads: 4, kvHeads: 1, headDim: 256 }), kind: 'sliding', windowTokens: 512 },
];
/** google/gemma-4-31B: 10 full layers (num_global_key_value_heads 4, global_head_dim 512), 50 windows of 1,024. */
export const GEMMA_4_31B: readonly LayerGroup[] = [
  grouped({ layers: 10, heads: 32, kvHeads: 4, headDim: 512 }),
  { ...grouped({ layers: 50, heads: 32, kvHeads: 16, headDim: 256 }), kind: 'sliding', windowTokens: 1_024 },
];
/** XiaomiMiMo/MiMo-V2-Flash: head_dim 192, v_head_dim 128; 9 full layers of 4 KV heads, 39 windows of 128 and 8. */
export const MIMO_V2_FLASH: readonly LayerGroup[] = [
  { kind: 'full', layers: 9, kvHeads: 4, kDim: 192, vDim: 128, query: query(64, 192, 128) },
  { kind: 'sliding', layers: 39, kvHeads: 8, kDim: 192, vDim: 128, windowTokens: 128, query: query(64, 192, 128) },
];
/** MiniMaxAI/MiniMax-M3: 60 layers, 64 heads, 4 KV heads; 57 choose 16 blocks of 128 by 4 index heads of 128. */
export const MINIMAX_M3: readonly LayerGroup[] = [
  { ...grouped({ layers: 60, heads: 64, kvHeads: 4 }), index: { layers: 57, dim: 128, heads: 4, topK: 2_048 } },
];

/** deepseek-ai/DeepSeek-V3: 61 layers, 128 heads, kv_lora_rank 512, qk_rope_head_dim 64, qk_nope_head_dim 128. */
export const DEEPSEEK_V3: readonly LayerGroup[] = [latent({ layers: 61, heads: query(128, 192, 128) })];
/** deepseek-ai/DeepSeek-V3.2: the same, with an index of 64 heads of 128 and index_topk 2,048 on every layer. */
export const DEEPSEEK_V3_2: readonly LayerGroup[] = [
  latent({ layers: 61, heads: query(128, 192, 128), index: { layers: 61, dim: 128, heads: 64, topK: 2_048 } }),
];
/** zai-org/GLM-5.2: 78 layers, 21 of them with an index of 32 heads; the others share it. 192 + 64 and 256 wide. */
export const GLM_5_2: readonly LayerGroup[] = [
  latent({ layers: 78, heads: query(64, 256), index: { layers: 21, dim: 128, heads: 32, topK: 2_048 } }),
];
/** moonshotai/Kimi-K2.6: as DeepSeek-V3, with 64 heads. */
export const KIMI_K2_6: readonly LayerGroup[] = [latent({ layers: 61, heads: query(64, 192, 128) })];

function compressed({
  layers,
  ratio,
  heads,
  topK,
}: {
  layers: number;
  ratio: number;
  heads: number;
  topK?: number;
}): LayerGroup {
  return {
    kind: 'compressed',
    layers,
    ratio,
    entryDim: 512,
    ropeDim: 64,
    windowTokens: 128,
    query: query(heads, 512),
    ...(topK !== undefined && { index: { layers, dim: 128, heads: 64, topK } }),
  };
}

/** deepseek-ai/DeepSeek-V4-Pro: compress_ratios of 61 layers, 128 heads of 512, index_topk 1,024. */
export const DEEPSEEK_V4_PRO: readonly LayerGroup[] = [
  compressed({ layers: 30, ratio: 4, heads: 128, topK: 1_024 }),
  compressed({ layers: 31, ratio: 128, heads: 128 }),
];
/** deepseek-ai/DeepSeek-V4-Flash: compress_ratios of 43 layers, 64 heads of 512, index_topk 512. */
export const DEEPSEEK_V4_FLASH: readonly LayerGroup[] = [
  compressed({ layers: 2, ratio: 0, heads: 64 }),
  compressed({ layers: 21, ratio: 4, heads: 64, topK: 512 }),
  compressed({ layers: 20, ratio: 128, heads: 64 }),
];

/** moonshotai/Kimi-K3: 93 layers, 24 of them latent; the others Kimi delta attention of 96 heads of 128. */
export const KIMI_K3: readonly LayerGroup[] = [
  latent({ layers: 24, heads: query(96, 192, 128) }),
  {
    kind: 'state',
    algorithm: 'kda',
    layers: 69,
    recurrent: { units: 96, elementsPerUnit: 128 * 128 },
    recurrentBytesPerElement: FP32_BYTES,
    convolution: [{ units: 96, elementsPerUnit: 3 * 128 * CONVOLUTION_INPUTS }],
    convolutionBytesPerElement: BF16_BYTES,
  },
];
/** Qwen/Qwen3.5-9B: full layers of 4 KV heads of 256, gated delta nets of 32 value heads. Counts of layers assumed. */
export const QWEN3_5_9B: readonly LayerGroup[] = [
  grouped({ layers: 8, heads: 16, kvHeads: 4, headDim: 256 }),
  gatedDeltaNet({ layers: 24, valueHeads: 32 }),
];
/** Qwen/Qwen3.5-27B and Qwen3.6-27B: 64 layers, every fourth full with 4 KV heads of 256; 48 value heads. */
export const QWEN3_5_27B: readonly LayerGroup[] = [
  grouped({ layers: 16, heads: 24, kvHeads: 4, headDim: 256 }),
  gatedDeltaNet({ layers: 48, valueHeads: 48 }),
];
/** Qwen/Qwen3.5-35B-A3B: 40 layers, every fourth full with 2 KV heads of 256; 32 value heads. */
export const QWEN3_5_35B: readonly LayerGroup[] = [
  grouped({ layers: 10, heads: 16, kvHeads: 2, headDim: 256 }),
  gatedDeltaNet({ layers: 30, valueHeads: 32 }),
];
/** Qwen/Qwen3.5-397B-A17B: 60 layers, every fourth full with 2 KV heads of 256; 64 value heads. */
export const QWEN3_5_397B: readonly LayerGroup[] = [
  grouped({ layers: 15, heads: 32, kvHeads: 2, headDim: 256 }),
  gatedDeltaNet({ layers: 45, valueHeads: 64 }),
];
/** ibm-granite/granite-4.0-h-small: 4 attention and 36 Mamba-2 layers, 128 heads of 64, 1 group, state in bf16. */
export const GRANITE_4_H_SMALL: readonly LayerGroup[] = [
  grouped({ layers: 4, heads: 32, kvHeads: 8 }),
  mamba2({ layers: 36, heads: 128, headDim: 64, groups: 1, stateBytes: BF16_BYTES }),
];
/** nvidia/NVIDIA-Nemotron-Nano-9B-v2, its state kept in bf16: 4 attention and 27 Mamba-2 layers, 128 heads of 80. */
export const NEMOTRON_NANO_9B: readonly LayerGroup[] = [
  grouped({ layers: 4, heads: 40, kvHeads: 8 }),
  mamba2({ layers: 27, heads: 128, headDim: 80, groups: 8, stateBytes: BF16_BYTES }),
  { kind: 'none', layers: 25, reason: 'no-attention' },
];
/** nvidia/Nemotron-3-Super-120B-A12B: 8 attention and 40 Mamba-2 layers of 128 heads of 64, 8 groups, state in fp32. */
export const NEMOTRON_3_SUPER: readonly LayerGroup[] = [
  grouped({ layers: 8, heads: 32, kvHeads: 2 }),
  mamba2({ layers: 40, heads: 128, headDim: 64, groups: 8, stateBytes: FP32_BYTES }),
  { kind: 'none', layers: 40, reason: 'no-attention' },
];
/** ai21labs/Jamba-v0.1: 4 attention layers, 28 Mamba-1 layers of 2 × 4,096 channels with 16 states, d_conv 4. */
export const JAMBA: readonly LayerGroup[] = [
  grouped({ layers: 4, heads: 32, kvHeads: 8 }),
  {
    kind: 'state',
    algorithm: 'mamba-1',
    layers: 28,
    recurrent: { units: 8_192, elementsPerUnit: 16 },
    recurrentBytesPerElement: FP32_BYTES,
    convolution: [{ units: 8_192, elementsPerUnit: CONVOLUTION_INPUTS }],
    convolutionBytesPerElement: BF16_BYTES,
  },
];
/** MiniMaxAI/MiniMax-M1: 80 layers, every eighth softmax attention; the others lightning attention of 64 heads. */
export const MINIMAX_M1: readonly LayerGroup[] = [
  grouped({ layers: 10, heads: 64, kvHeads: 8 }),
  {
    kind: 'state',
    algorithm: 'lightning',
    layers: 70,
    recurrent: { units: 64, elementsPerUnit: 128 * 128 },
    recurrentBytesPerElement: FP32_BYTES,
    convolution: [],
    convolutionBytesPerElement: BF16_BYTES,
  },
];
/** openai/whisper-large-v3: decoder of 32 layers, 20 heads, 1,280 ÷ 20 wide; 1,500 positions of the encoder. */
export const WHISPER_LARGE_V3: readonly LayerGroup[] = [
  grouped({ layers: 32, heads: 20, kvHeads: 20, headDim: 64 }),
  { ...grouped({ layers: 32, heads: 20, kvHeads: 20, headDim: 64 }), kind: 'cross', encoderTokens: 1_500 },
];
