import { approximate, cacheOf, cacheOfLayers, exact, gqa, inferredLayers, rounded, source, VLLM } from './authoring.ts';
import type { KvProofCase } from './case.ts';

/** Models that mix attention with windows or recurrent states, as their engines log them. */

const GEMMA_4 = source('github.com/vllm-project/vllm issue #43308');
const QWEN3_5_9B_LOG = source('vLLM logs for Qwen3.5-9B / 0.8B');
const HYBRID_BLOCK = '16 × ⌈state bytes of a layer ÷ (16 × attention bytes per token and layer)⌉';

const VALUE_HEADS = 32;
const KEY_HEADS = 16;
const HEAD_DIM = 128;
const QWEN3_5_9B = inferredLayers({
  modelName: 'Qwen3.5-9B',
  layers: [
    gqa({ layers: 1, kvHeads: 4, headDim: 256 }),
    {
      kind: 'state',
      layers: 1,
      algorithm: 'gated-delta-net',
      recurrent: { units: VALUE_HEADS, elementsPerUnit: HEAD_DIM * HEAD_DIM },
      recurrentBytesPerElement: 4,
      convolution: [
        { units: 2 * KEY_HEADS, elementsPerUnit: 3 * HEAD_DIM },
        { units: VALUE_HEADS, elementsPerUnit: 3 * HEAD_DIM },
      ],
      convolutionBytesPerElement: 2,
    },
  ],
  source: QWEN3_5_9B_LOG,
  note: 'Fields as told with the log: no copy of its config was found. One layer of each kind: the block does not depend on how many there are.',
});

/** "~50 GB" of cache. */
const GEMMA_4_POOL_BYTES = 50e9;

export const HYBRID_CASES: readonly KvProofCase[] = [
  exact({
    id: 'hyb-qwen3.5-35b-a3b',
    model: 'Qwen3.5-35B-A3B',
    quantity: 'tokens of a block that must hold a state',
    settings: 'vLLM, bf16, fp32 states, TP1',
    published: 1_056,
    unit: 'tokens',
    formula: HYBRID_BLOCK,
    source: source('MetaX vLLM plugin PR 230 log'),
    computation: { kind: 'block-tokens', cache: cacheOf('Qwen3.5-35B-A3B', { dtype: 'bf16', engine: VLLM }) },
  }),
  rounded({
    id: 'hyb-qwen36-27b-pad',
    model: 'Qwen3.6-27B',
    quantity: 'padding of a state to a block',
    settings: 'vLLM, bf16, fp32 states, TP1',
    published: 0.13,
    unit: '%',
    toleranceRatio: 0.05,
    formula: '(block tokens × attention bytes − state bytes) ÷ state bytes',
    source: source('vLLM startup logs quoted in issues (vllm #40691 and others)'),
    computation: { kind: 'state-padding', cache: cacheOf('Qwen3.6-27B', { dtype: 'bf16', engine: VLLM }) },
  }),
  exact({
    id: 'hyb-nano9b',
    model: 'Nemotron-Nano-9B-v2',
    quantity: 'tokens of a block that must hold a state',
    settings: 'vLLM, bf16, bf16 states, TP1',
    published: 672,
    unit: 'tokens',
    formula: HYBRID_BLOCK,
    source: source('github.com/vllm-project/vllm issue #24280'),
    computation: {
      kind: 'block-tokens',
      cache: cacheOf('Nemotron-Nano-9B-v2', {
        dtype: 'bf16',
        engine: VLLM,
        altered: [{ kind: 'state-bytes', bytesPerElement: 2 }],
      }),
    },
  }),
  exact({
    id: 'hyb-qwen35-9b',
    model: 'Qwen3.5-9B',
    quantity: 'tokens of a block that must hold a state',
    settings: 'vLLM, bf16, fp32 states, TP1; 4 KV heads of 256, 32 value and 16 key heads of 128',
    published: 528,
    unit: 'tokens',
    formula: HYBRID_BLOCK,
    source: QWEN3_5_9B_LOG,
    computation: { kind: 'block-tokens', cache: cacheOfLayers(QWEN3_5_9B, { dtype: 'bf16', engine: VLLM }) },
  }),
  exact({
    id: 'hyb-ascend-35b-ssm',
    model: 'Qwen3.5-35B-A3B',
    quantity: 'recurrent state of a layer on a rank',
    settings: 'TP8, fp32, without the inputs of the convolution',
    published: 262_144,
    unit: 'B',
    formula: '32 ÷ 8 heads × 128 × 128 × 4',
    source: source('vllm-ascend issue #7393 / PR 14543'),
    computation: {
      kind: 'fixed-bytes',
      cache: cacheOf('Qwen3.5-35B-A3B', {
        dtype: 'bf16',
        ranks: 8,
        altered: [{ kind: 'only', layers: 'state' }, { kind: 'one-layer' }, { kind: 'without-convolution' }],
      }),
    },
  }),
  approximate({
    id: 'gemma4-v020',
    model: 'Gemma 4 31B',
    quantity: 'tokens that fit into ~50 GB, old engine',
    settings: 'vLLM v0.20: every layer keeps the whole context',
    published: 55_000,
    unit: 'tokens',
    toleranceRatio: 0.08,
    formula: '50 × 16 × (256 + 256) × 2 + 10 × 4 × (512 + 512) × 2 = 901,120 B/token',
    source: GEMMA_4,
    computation: {
      kind: 'tokens-in-pool',
      cache: cacheOf('Gemma 4 31B', { dtype: 'bf16', engine: VLLM, altered: [{ kind: 'windows-as-full' }] }),
      poolBytes: GEMMA_4_POOL_BYTES,
    },
  }),
  approximate({
    id: 'gemma4-v021',
    model: 'Gemma 4 31B',
    quantity: 'tokens that fit into ~50 GB, corrected engine',
    settings: 'vLLM v0.21: windows are windows',
    published: 525_000,
    unit: 'tokens',
    toleranceRatio: 0.2,
    formula: '50 GB ÷ 81,920 B/token, windows not deducted',
    note: 'An upper bound: the figure in the log depends on the longest request allowed, which the report does not say, because each request reserves windows besides.',
    source: GEMMA_4,
    computation: {
      kind: 'tokens-in-pool',
      cache: cacheOf('Gemma 4 31B', { dtype: 'bf16', engine: VLLM }),
      poolBytes: GEMMA_4_POOL_BYTES,
    },
  }),
];
