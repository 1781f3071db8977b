import { LLAMA_CPP, cacheOf, cacheOfLayers, exact, gqa, rounded, source, statedLayers } from './authoring.ts';
import type { KvProofCase, PlainDtype } from './case.ts';

/** llama.cpp and its estimators, to the cell. */

const UNSLOTH_PR = source('github.com/unslothai/unsloth PR #4757 (table) and tests');
const UNSLOTH_TESTS = source(
  'github.com/unslothai/unsloth @015bdef0 studio/backend/tests/test_kv_cache_estimation.py lines 1918-1950',
);
const LLAMA_30B_LOG = source('abetlen/llama-cpp-python issue #66 log');
const GGML = source('ggml block definitions (ggml-org/llama.cpp ggml-common.h)');

const LLAMA_30B = statedLayers({
  modelName: 'LLaMA-30B',
  layers: [gqa({ layers: 60, kvHeads: 52, headDim: 128 })],
  source: LLAMA_30B_LOG,
  note: '60 layers of 52 heads of 128, 6,656 wide.',
});
const GEMMA_3_270M = statedLayers({
  modelName: 'Gemma-3-270M',
  layers: [
    gqa({ layers: 3, kvHeads: 1, headDim: 256 }),
    { kind: 'sliding', layers: 15, kvHeads: 1, kDim: 256, vDim: 256, windowTokens: 512 },
  ],
  source: UNSLOTH_TESTS,
});

/** Slots share the context that the server was started with. */
const SERVER_CONTEXT_TOKENS = 8_192;

function gemma({ slots, isUnified, published }: { slots: number; isUnified: boolean; published: number }): KvProofCase {
  return exact({
    id: `lcpp-g270-${SERVER_CONTEXT_TOKENS}-${slots}-${isUnified ? 'u' : 's'}`,
    model: 'Gemma-3-270M',
    quantity: 'cache of whole contexts and of windows',
    settings: `llama.cpp, f16, 8,192 tokens for ${slots} ${slots === 1 ? 'slot' : 'slots'}, ${isUnified ? 'unified' : 'separate'} cache, ubatch 512`,
    published,
    unit: 'MiB',
    formula:
      '3 layers × context + 15 layers × PAD(window × (slots if unified) + ubatch, 256) × (slots if separate), 1,024 B a cell',
    source: UNSLOTH_TESTS,
    computation: {
      kind: 'bytes',
      cache: cacheOfLayers(GEMMA_3_270M, { dtype: 'fp16', engine: { ...LLAMA_CPP, unifiedCache: isUnified } }),
      contextTokens: SERVER_CONTEXT_TOKENS / slots,
      sequences: slots,
    },
  });
}

function element({ name, dtype, published }: { name: string; dtype: PlainDtype; published: number }): KvProofCase {
  return exact({
    id: `ggml-${name}`,
    model: 'any',
    quantity: 'bytes per element',
    settings: name,
    published,
    unit: 'B/element',
    formula: 'bytes of a block ÷ 32 elements',
    source: GGML,
    computation: { kind: 'bytes-per-element', dtype },
  });
}

export const LLAMA_CPP_CASES: readonly KvProofCase[] = [
  rounded({
    id: 'unsloth-v31',
    model: 'DeepSeek-V3.1',
    quantity: 'KV cache of 163,840 tokens',
    settings: 'llama.cpp, f16 latents',
    published: 10.72,
    unit: 'GiB',
    toleranceRatio: 0.001,
    formula: '70,272 B × 163,840',
    source: UNSLOTH_PR,
    computation: {
      kind: 'bytes',
      cache: cacheOf('DeepSeek-V3.1', { dtype: 'fp16', engine: LLAMA_CPP }),
      contextTokens: 163_840,
    },
  }),
  rounded({
    id: 'unsloth-k25',
    model: 'Kimi-K2.5',
    quantity: 'KV cache of 262,144 tokens',
    settings: 'llama.cpp, f16 latents',
    published: 17.16,
    unit: 'GiB',
    toleranceRatio: 0.001,
    formula: '70,272 B × 262,144',
    source: UNSLOTH_PR,
    computation: {
      kind: 'bytes',
      cache: cacheOf('Kimi-K2.5', { dtype: 'fp16', engine: LLAMA_CPP }),
      contextTokens: 262_144,
    },
  }),
  exact({
    id: 'lcpp-30b',
    model: 'LLaMA-30B',
    quantity: 'KV cache of 512 tokens (“KV self size”)',
    settings: 'llama.cpp, f32, 60 layers of 6,656',
    published: 1_560,
    unit: 'MiB',
    formula: '60 × 2 × 6,656 × 4 B × 512',
    source: LLAMA_30B_LOG,
    computation: {
      kind: 'bytes',
      cache: cacheOfLayers(LLAMA_30B, { dtype: 'fp32', engine: LLAMA_CPP }),
      contextTokens: 512,
    },
  }),
  exact({
    id: 'lcpp-r1-nonmla',
    model: 'DeepSeek-R1',
    quantity: 'bytes per token where K and V are expanded',
    settings: 'llama.cpp without MLA, f16, K of 24,576 and V of 16,384 elements per layer',
    published: 4_997_120,
    unit: 'B/token',
    formula: '61 × (128 × 192 + 128 × 128) × 2',
    note: '71.1 times the latent; engines without MLA keep this.',
    source: source('llama.cpp load log (n_embd_k_gqa/n_embd_v_gqa)'),
    computation: {
      kind: 'bytes-per-token',
      cache: cacheOf('DeepSeek-R1', {
        dtype: 'fp16',
        engine: LLAMA_CPP,
        altered: [{ kind: 'expanded-latent', heads: 128, kDim: 192, vDim: 128 }],
      }),
    },
  }),
  gemma({ slots: 1, isUnified: false, published: 39 }),
  gemma({ slots: 2, isUnified: false, published: 54 }),
  gemma({ slots: 4, isUnified: false, published: 84 }),
  gemma({ slots: 2, isUnified: true, published: 46.5 }),
  element({ name: 'f16', dtype: 'fp16', published: 2 }),
  element({ name: 'q8_0', dtype: 'q8_0', published: 1.0625 }),
  element({ name: 'q5_0', dtype: 'q5_0', published: 0.6875 }),
  element({ name: 'q4_1', dtype: 'q4_1', published: 0.625 }),
  element({ name: 'q4_0', dtype: 'q4_0', published: 0.5625 }),
];
