import { cacheOf, cacheOfLayers, exact, gqa, rounded, source, statedLayers } from './authoring.ts';
import type { Computation, KvProofCase } from './case.ts';

/** Papers, articles and tools’ documentation. */

const DEEPSEEK_V2 = source('DeepSeek-V2 paper, table of KV per token');
const FUTURE_SHOCK = source('news.future-shock.ai article on KV per token (secondary)');
const CAS = source('github.com/LMCache/kvcache-view @ed658795 (CAS paper figures)');
const CAS_TOKENS = 1_000;

const SMALL_MHA = statedLayers({
  modelName: '16B MoE with MHA',
  layers: [gqa({ layers: 27, kvHeads: 16, headDim: 128 })],
  source: DEEPSEEK_V2,
});
const DEEPSEEK_67B = statedLayers({
  modelName: 'DeepSeek-67B',
  layers: [gqa({ layers: 95, kvHeads: 8, headDim: 128 })],
  source: DEEPSEEK_V2,
});

function per1000({
  modelId,
  published,
  toleranceRatio,
}: {
  modelId: string;
  published: number;
  toleranceRatio: number;
}): KvProofCase {
  return rounded({
    id: `cas-${modelId.toLowerCase()}`,
    model: modelId,
    quantity: 'KV cache of 1,000 tokens',
    settings: 'bf16',
    published,
    unit: 'MiB',
    toleranceRatio,
    formula: 'bytes per token × 1,000',
    source: CAS,
    computation: { kind: 'bytes', cache: cacheOf(modelId, { dtype: 'bf16' }), contextTokens: CAS_TOKENS },
  });
}

function kibPerToken(modelId: string): { unit: 'KiB/token'; source: typeof FUTURE_SHOCK; computation: Computation } {
  return {
    unit: 'KiB/token',
    source: FUTURE_SHOCK,
    computation: { kind: 'bytes-per-token', cache: cacheOf(modelId, { dtype: 'fp16' }) },
  };
}

export const REPORT_CASES: readonly KvProofCase[] = [
  rounded({
    id: 'dsv2lite-elems',
    model: 'DeepSeek-V2 small MLA (27 layers)',
    quantity: 'elements per token',
    settings: 'MLA',
    published: 15_600,
    unit: 'elements',
    toleranceRatio: 0.01,
    formula: '27 × 576 = 15,552',
    source: DEEPSEEK_V2,
    computation: { kind: 'elements-per-token', geometry: { modelId: 'DeepSeek-V2-Lite' } },
  }),
  rounded({
    id: 'dsv2-small-mha',
    model: '16B MoE with MHA (27 layers, 16 heads)',
    quantity: 'elements per token',
    settings: 'MHA',
    published: 110_600,
    unit: 'elements',
    toleranceRatio: 0.001,
    formula: '27 × 2 × 16 × 128 = 110,592',
    source: DEEPSEEK_V2,
    computation: { kind: 'elements-per-token', geometry: SMALL_MHA },
  }),
  rounded({
    id: 'dsv2-933',
    model: 'DeepSeek-V2 vs DeepSeek-67B',
    quantity: 'reduction of bytes per token',
    settings: '6-bit latent against bf16 GQA',
    published: 93.3,
    unit: '%',
    toleranceRatio: 0.002,
    formula: '1 − 34,560 × 0.75 B ÷ (95 × 2 × 8 × 128 × 2 B)',
    note: 'The paper quantises to 6 bits on average; q5_1 takes as many, scales included.',
    source: DEEPSEEK_V2,
    computation: {
      kind: 'reduction',
      to: { kind: 'bytes-per-token', cache: cacheOf('DeepSeek-V2', { dtype: 'q5_1' }) },
      from: { kind: 'bytes-per-token', cache: cacheOfLayers(DEEPSEEK_67B, { dtype: 'bf16' }) },
    },
  }),
  exact({
    ...kibPerToken('Meta-Llama-3.1-8B'),
    id: 'fs-l3-8b',
    model: 'Meta-Llama-3.1-8B',
    quantity: 'KV cache per token',
    settings: 'fp16',
    published: 128,
    formula: '32 × 2 × 8 × 128 × 2',
  }),
  rounded({
    ...kibPerToken('DeepSeek-V3'),
    id: 'fs-v3',
    model: 'DeepSeek-V3',
    quantity: 'KV cache per token',
    settings: 'fp16',
    published: 69,
    toleranceRatio: 0.006,
    formula: '70,272 ÷ 1,024 = 68.6',
  }),
  per1000({ modelId: 'Qwen3-0.6B', published: 110, toleranceRatio: 0.007 }),
  per1000({ modelId: 'Qwen3-4B', published: 141, toleranceRatio: 0.004 }),
  per1000({ modelId: 'Qwen3-8B', published: 141, toleranceRatio: 0.004 }),
  per1000({ modelId: 'Qwen3-32B', published: 250, toleranceRatio: 0.001 }),
  rounded({
    id: 'mooncake-405',
    model: 'Meta-Llama-3.1-405B',
    quantity: 'bytes per token of a preset',
    settings: 'preset llama-3.1-405b, bf16',
    published: 516_018,
    unit: 'B/token',
    toleranceRatio: 0.0005,
    formula: '126 × 2 × 8 × 128 × 2 = 516,096',
    note: 'The one preset of that table that is right.',
    source: source('github.com/kvcache-ai/Mooncake @3b5a5941 docs storage-benchmark.md'),
    computation: { kind: 'bytes-per-token', cache: cacheOf('Meta-Llama-3.1-405B', { dtype: 'bf16' }) },
  }),
];
