import { cacheOf, exact, GI, rounded, SGLANG, source, VLLM } from './authoring.ts';
import type { KvProofCase } from './case.ts';

/** InferenceX, a benchmark run every night, in the comments of its configurations. */

const INFERENCEX = 'github.com/SemiAnalysisAI/InferenceX @843c6254';
const MINIMAX_M3_CHANGE = source(`${INFERENCEX} perf-changelog.yaml line ~5664 (PR 2511)`);
const GLM_5_2_SCRIPT = source(
  `${INFERENCEX} benchmarks/single_node/agentic/glm5.2_fp4_b200_sglang_mtp.sh lines 128-131`,
);

const MILLION = 1_048_576;

/** One rank of two, with the EAGLE layer. */
const MINIMAX_M3 = cacheOf('MiniMax-M3', { dtype: 'fp8', ranks: 2, draftLayers: 1, engine: VLLM });
const MINIMAX_M3_SETTINGS = 'vLLM, TP2, fp8 with its index, one EAGLE draft layer of 512 B';

const GLM_5_2_SLOTS = 6_009_728;
const GLM_5_2 = { dtype: 'fp8', engine: SGLANG } as const;

export const INFERENCE_X_CASES: readonly KvProofCase[] = [
  rounded({
    id: 'ix-m3-1m',
    model: 'MiniMax-M3',
    quantity: 'one request of 1,048,576 tokens on a rank',
    settings: MINIMAX_M3_SETTINGS,
    published: 37.62,
    unit: 'GiB',
    toleranceRatio: 0.0005,
    formula: '60 × 2 × 2 × 128 + 57 × 128 + 512 = 38,528 B',
    source: MINIMAX_M3_CHANGE,
    computation: { kind: 'bytes', cache: MINIMAX_M3, contextTokens: MILLION },
  }),
  rounded({
    id: 'ix-m3-len',
    model: 'MiniMax-M3',
    quantity: 'longest request that fits into 31.72 GiB',
    settings: `${MINIMAX_M3_SETTINGS}, blocks of 128 tokens`,
    published: 883_840,
    unit: 'tokens',
    toleranceRatio: 0.001,
    formula: '31.72 GiB ÷ 38,528 B',
    note: 'One block apart: half of the last digit of 31.72 GiB is 139 tokens.',
    source: MINIMAX_M3_CHANGE,
    computation: { kind: 'tokens-in-pool', cache: MINIMAX_M3, poolBytes: 31.72 * GI },
  }),
  rounded({
    id: 'ix-glm52-target',
    model: 'GLM-5.2',
    quantity: 'KV pool in host memory for 6,009,728 slots',
    settings: 'SGLang HiCache, fp8 latents of 576 B, without index keys',
    published: 270,
    unit: 'GB',
    toleranceRatio: 0.0005,
    formula: '6,009,728 × 78 × 576 B',
    source: GLM_5_2_SCRIPT,
    computation: {
      kind: 'bytes',
      cache: cacheOf('GLM-5.2', { ...GLM_5_2, altered: [{ kind: 'without-index' }] }),
      contextTokens: GLM_5_2_SLOTS,
    },
  }),
  rounded({
    id: 'ix-glm52-draft',
    model: 'GLM-5.2',
    quantity: 'pool of the draft layer in host memory',
    settings: 'SGLang HiCache, one layer of 576 B, 6,009,728 slots',
    published: 3.46,
    unit: 'GB',
    toleranceRatio: 0.001,
    formula: '6,009,728 × 576 B',
    source: GLM_5_2_SCRIPT,
    computation: {
      kind: 'bytes',
      cache: cacheOf('GLM-5.2', { ...GLM_5_2, draftLayers: 1, part: 'draft', altered: [{ kind: 'without-index' }] }),
      contextTokens: GLM_5_2_SLOTS,
    },
  }),
  exact({
    id: 'ix-qwen35-draft',
    model: 'Qwen3.5-397B-A17B',
    quantity: 'pool of the draft layer ÷ pool of the model',
    settings: 'one MTP layer, bf16',
    published: 1 / 15,
    unit: 'ratio',
    formula: '1 ÷ 15 layers that keep the whole context',
    source: source(`${INFERENCEX} benchmarks/single_node/agentic/qwen3.5_fp4_b200_sglang_mtp.sh line 51`),
    computation: {
      kind: 'ratio',
      part: {
        kind: 'bytes-per-token',
        cache: cacheOf('Qwen3.5-397B-A17B', { dtype: 'bf16', draftLayers: 1, part: 'draft' }),
      },
      whole: { kind: 'bytes-per-token', cache: cacheOf('Qwen3.5-397B-A17B', { dtype: 'bf16' }) },
    },
  }),
];
