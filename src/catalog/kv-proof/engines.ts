import { approximate, cacheOf, exact, GI, rounded, SGLANG, source, VLLM } from './authoring.ts';
import type { KvProofCase } from './case.ts';

/** What serving engines, their estimators and people's configurations of them say. */

const AICONFIGURATOR = source('github.com/ai-dynamo/aiconfigurator @095f58a5 tests/unit/sdk/test_memory_estimation.py');
const VLLM_V4_POST = source(
  'github.com/vllm-project/vllm-project.github.io @c3a01c4a _posts/2026-04-24-deepseek-v4.md',
);

const MILLION = 1_048_576;

function llama70b({ ranks, published, formula }: { ranks: number; published: number; formula: string }): KvProofCase {
  return exact({
    id: `aic-l70-tp${ranks}`,
    model: 'Meta-Llama-3.1-70B',
    quantity: 'bytes per token on a rank',
    settings: `bf16, TP${ranks}`,
    published,
    unit: 'B/token',
    formula,
    source: AICONFIGURATOR,
    computation: { kind: 'bytes-per-token', cache: cacheOf('Meta-Llama-3.1-70B', { dtype: 'bf16', ranks }) },
  });
}

export const ENGINE_CASES: readonly KvProofCase[] = [
  llama70b({ ranks: 1, published: 327_680, formula: '80 × 2 × 8 × 128 × 2' }),
  llama70b({ ranks: 4, published: 81_920, formula: '8 ÷ 4 = 2 heads on a rank' }),
  llama70b({ ranks: 16, published: 40_960, formula: '⌈8 ÷ 16⌉ = 1 head on a rank: copies' }),
  exact({
    id: 'aic-cli-q32-batch',
    model: 'Qwen3-32B',
    quantity: 'KV cache on a rank',
    settings: 'bf16, TP4, 32 sequences of 5,120 tokens',
    published: 10,
    unit: 'GiB',
    formula: '64 × 2 × 2 × 128 × 2 B × 5,120 × 32',
    source: source('github.com/ai-dynamo/aiconfigurator @095f58a5 docs/cli_user_guide.md lines 268-283'),
    computation: {
      kind: 'bytes',
      cache: cacheOf('Qwen3-32B', { dtype: 'bf16', ranks: 4 }),
      contextTokens: 5_120,
      sequences: 32,
    },
  }),
  exact({
    id: 'llmd-msmall-blocks',
    model: 'Mistral-Small-3.2-24B',
    quantity: 'blocks for one request of 15,049 tokens',
    settings: 'blocks of 128 tokens',
    published: 118,
    unit: 'blocks',
    formula: '⌈15,049 ÷ 128⌉',
    source: source('github.com/llm-d-incubation/llm-d-planner @e50305af docs/empirical-vllm-memory-results.md'),
    computation: {
      kind: 'blocks',
      cache: cacheOf('Mistral-Small-3.2-24B', { dtype: 'bf16', engine: { name: 'vllm', blockTokens: 128 } }),
      contextTokens: 15_049,
    },
  }),
  exact({
    id: 'flashmla-656',
    model: 'DeepSeek-V3.2',
    quantity: 'bytes per token and layer',
    settings: 'fp8 with scales, without the index key',
    published: 656,
    unit: 'B/token/layer',
    formula: '512 fp8 + 4 fp32 scales + 64 bf16',
    source: source('github.com/deepseek-ai/FlashMLA @9241ae3e docs/20250929-hopper-fp8-sparse-deep-dive.md'),
    computation: {
      kind: 'bytes-per-token',
      cache: cacheOf('DeepSeek-V3.2', {
        dtype: 'fp8-scaled',
        altered: [{ kind: 'one-layer' }, { kind: 'without-index' }],
      }),
    },
  }),
  rounded({
    id: 'v4blog-c4',
    model: 'DeepSeek-V4-Pro',
    quantity: 'one layer of ratio 4 at 1,048,576 tokens',
    settings: 'bf16',
    published: 320.1,
    unit: 'MiB',
    toleranceRatio: 0.0005,
    formula: '(128 + L ÷ 4) × 1,024 + (L ÷ 4) × 256',
    source: VLLM_V4_POST,
    computation: {
      kind: 'bytes',
      cache: cacheOf('DeepSeek-V4-Pro', {
        dtype: 'bf16',
        altered: [{ kind: 'only', layers: 'compressed', ratio: 4 }, { kind: 'one-layer' }],
      }),
      contextTokens: MILLION,
    },
  }),
  rounded({
    id: 'v4blog-total',
    model: 'DeepSeek-V4-Pro',
    quantity: 'the whole model at 1,048,576 tokens',
    settings: 'bf16, 30 layers of ratio 4 and 31 of ratio 128',
    published: 9.62,
    unit: 'GiB',
    toleranceRatio: 0.001,
    formula: 'sum over the layers',
    source: VLLM_V4_POST,
    computation: { kind: 'bytes', cache: cacheOf('DeepSeek-V4-Pro', { dtype: 'bf16' }), contextTokens: MILLION },
  }),
  rounded({
    id: 'recipes-k2-tp8',
    model: 'Kimi-K2-Thinking',
    quantity: 'tokens that fit (“GPU KV cache size”)',
    settings: 'vLLM, TP8, 46.80 GiB available, blocks of 64 tokens',
    published: 715_072,
    unit: 'tokens',
    toleranceRatio: 0.0003,
    formula: '46.80 GiB ÷ 70,272 B',
    source: source('github.com/vllm-project/recipes @8959cf64 moonshotai/Kimi-K2-Think.md'),
    computation: {
      kind: 'tokens-in-pool',
      cache: cacheOf('Kimi-K2-Thinking', { dtype: 'bf16', ranks: 8, engine: VLLM }),
      poolBytes: 46.8 * GI,
    },
  }),
  rounded({
    id: 'vllm21348-sglang',
    model: 'Qwen3-235B-A22B',
    quantity: 'pool of K and V for 367,404 tokens',
    settings: 'SGLang, TP4, bf16',
    published: 16.46,
    unit: 'GiB',
    toleranceRatio: 0.001,
    formula: '367,404 × 48,128 B',
    note: 'SGLang prints “GB” and means GiB: 8.23 for K and 8.23 for V.',
    source: source('github.com/vllm-project/vllm issue #21348'),
    computation: {
      kind: 'bytes',
      cache: cacheOf('Qwen3-235B-A22B', { dtype: 'bf16', ranks: 4, engine: SGLANG }),
      contextTokens: 367_404,
    },
  }),
  rounded({
    id: 'llmss-blocks',
    model: 'Meta-Llama-3.1-8B',
    quantity: 'KV cache of 2,588 blocks',
    settings: 'vLLM on an RTX 4090, bf16, blocks of 16 tokens',
    published: 5.05,
    unit: 'GiB',
    toleranceRatio: 0.002,
    formula: '41,408 × 131,072 B',
    source: source(
      'github.com/casys-kaist/LLMServingSim @5daddb21 bench/examples/RTX4090/Llama-3.1-8B/outputs/sim.log line 33',
    ),
    computation: {
      kind: 'bytes',
      cache: cacheOf('Meta-Llama-3.1-8B', { dtype: 'bf16', engine: VLLM }),
      contextTokens: 2_588 * 16,
    },
  }),
  approximate({
    id: 'recipes-m2-1m',
    model: 'MiniMax-M2.5',
    quantity: 'KV cache of a million tokens',
    settings: 'bf16',
    published: 240,
    unit: 'GB',
    toleranceRatio: 0.07,
    formula: '253,952 B × 1,000,000',
    note: 'The recipe says “about 240 GB”; to the byte it is 254 GB, or 237 GiB.',
    source: source('github.com/vllm-project/recipes @8959cf64 MiniMax/MiniMax-M2.md line 34'),
    computation: { kind: 'bytes', cache: cacheOf('MiniMax-M2.5', { dtype: 'bf16' }), contextTokens: 1_000_000 },
  }),
];
