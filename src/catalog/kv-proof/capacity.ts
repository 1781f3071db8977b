import { cacheOf, exact, GI, rounded, source, VLLM } from './authoring.ts';
import type { KvProofCase, ProofCache } from './case.ts';

/** Tools that size a cache to plan its capacity. */

const KVFIT = source('github.com/teilomillet/kvfit docs/capacity-search.md');

/** Printed with six decimals. */
const SIX_DECIMALS = 1e-6;

function glm53({
  id,
  published,
  settings,
  formula,
  cache,
}: {
  id: string;
  published: number;
  settings: string;
  formula: string;
  cache: ProofCache;
}): KvProofCase {
  return exact({
    id,
    model: 'GLM-5.3',
    quantity: 'KV cache of 1,048,576 tokens',
    settings,
    published,
    unit: 'GiB',
    toleranceRatio: SIX_DECIMALS,
    formula,
    source: KVFIT,
    computation: { kind: 'bytes', cache, contextTokens: 1_048_576 },
  });
}

export const CAPACITY_CASES: readonly KvProofCase[] = [
  rounded({
    id: 'ascend-qwen3vl',
    model: 'Qwen3-VL-8B-Instruct',
    quantity: 'tokens that fit (“GPU KV cache size”)',
    settings: 'vLLM on Ascend, bf16, TP2, 38.41 GiB available, blocks of 128 tokens',
    published: 559_232,
    unit: 'tokens',
    toleranceRatio: 0.001,
    formula: '38.41 GiB ÷ 73,728 B',
    note: 'The log does not name the size of the model; the arithmetic does. One block apart: half of the last digit of 38.41 GiB is 73 tokens.',
    source: source('vllm-ascend issue log'),
    computation: {
      kind: 'tokens-in-pool',
      cache: cacheOf('Qwen3-VL-8B-Instruct', { dtype: 'bf16', ranks: 2, engine: { name: 'vllm', blockTokens: 128 } }),
      poolBytes: 38.41 * GI,
    },
  }),
  rounded({
    id: 'aic-k3-slot',
    model: 'Kimi-K3',
    quantity: 'KDA states of one sequence on a rank',
    settings: 'TP8, fp32 states',
    published: 54,
    unit: 'MiB',
    toleranceRatio: 0.01,
    formula: '69 × (96 × 128 × 128 × 4 + 3 × 3 × 96 × 128 × 2) ÷ 8',
    note: 'The comment says “~54 MB” and means MiB.',
    source: source(
      'github.com/ai-dynamo/aiconfigurator @095f58a5 aic-core/src/aiconfigurator_core/sdk/models/kimi_k3.py lines 56-61',
    ),
    computation: { kind: 'fixed-bytes', cache: cacheOf('Kimi-K3', { dtype: 'bf16', ranks: 8 }) },
  }),
  glm53({
    id: 'kvfit-glm53-576',
    published: 46.5,
    settings: 'plain fp8: latents of 576 B, index keys of 128 B',
    formula: '(78 × 576 + 21 × 128) × 1,048,576',
    cache: cacheOf('GLM-5.3', { dtype: 'fp8' }),
  }),
  glm53({
    id: 'kvfit-glm53-656',
    published: 52.675781,
    settings: 'fp8 with scales, as vLLM keeps it: latents of 656 B, index keys of 132 B',
    formula: '(78 × 656 + 21 × 132) × 1,048,576',
    cache: cacheOf('GLM-5.3', { dtype: 'fp8', engine: VLLM }),
  }),
  glm53({
    id: 'kvfit-glm53-bf16',
    published: 90.457031,
    settings: 'bf16, as vLLM keeps it: latents of 1,152 B, index keys of 132 B',
    formula: '(78 × 1,152 + 21 × 132) × 1,048,576',
    cache: cacheOf('GLM-5.3', { dtype: 'bf16', engine: VLLM }),
  }),
];
