import { published } from '../provenance.ts';
import { cacheOf, source, VLLM } from './authoring.ts';
import type { Computation, ProofUnit, WrongFigure } from './case.ts';

/** Figures in public use that are wrong, and how to compute the right one. */

interface Row {
  readonly id: string;
  readonly tool: string;
  readonly model: string;
  /** In `unit`. */
  readonly shows: number;
  readonly unit?: ProofUnit;
  readonly settings?: string;
  readonly why: string;
  readonly source: string;
  readonly correct: Computation;
}

function wrong({ shows, unit = 'B/token', source: text, ...row }: Row): WrongFigure {
  return { kind: 'figure', ...row, unit, shows: published(shows, source(text)) };
}

function bf16PerToken(modelId: string): Computation {
  return { kind: 'bytes-per-token', cache: cacheOf(modelId, { dtype: 'bf16' }) };
}

const MOONCAKE = { tool: 'Mooncake storage benchmark presets', source: 'Mooncake docs storage-benchmark.md @3b5a5941' };

export const WRONG_FIGURES: readonly WrongFigure[] = [
  wrong({
    id: 'lmcache-glm-4.5',
    tool: 'LMCache KV calculator',
    model: 'GLM-4.5 / GLM-4.6',
    settings: 'bf16',
    shows: 157_013,
    correct: bf16PerToken('GLM-4.5'),
    why: 'The head size is taken as hidden ÷ heads (53.3); head_dim is 128.',
    source: 'LMCache docs/source/_static/kv_cache_calculator.html @375a749c, modelconfig.json @3fd3000f; issue #2248',
  }),
  wrong({
    ...MOONCAKE,
    id: 'mooncake-llama-3-8b',
    model: 'llama-3-8b',
    shows: 128,
    correct: bf16PerToken('Meta-Llama-3.1-8B'),
    why: 'KiB printed as bytes, 1,024 times too low.',
  }),
  wrong({
    ...MOONCAKE,
    id: 'mooncake-llama-3-70b',
    model: 'llama-3-70b',
    shows: 320,
    correct: bf16PerToken('Meta-Llama-3.1-70B'),
    why: 'KiB printed as bytes, 1,024 times too low.',
  }),
  wrong({
    ...MOONCAKE,
    id: 'mooncake-glm-4.6',
    model: 'glm-4.6',
    shows: 156_991,
    correct: bf16PerToken('GLM-4.6'),
    why: 'Inherited from the LMCache calculator.',
  }),
  wrong({
    ...MOONCAKE,
    id: 'mooncake-deepseek-v3',
    model: 'deepseek-v3',
    shows: 1_749_384,
    correct: bf16PerToken('DeepSeek-V3'),
    why: 'The latent is not modelled, 25 times too high.',
  }),
  wrong({
    id: 'expanded-deepseek-r1',
    tool: 'llama.cpp-style expanded K and V (old builds, README of gguf-parser)',
    model: 'DeepSeek-R1',
    settings: 'f16',
    shows: 4_997_120,
    correct: { kind: 'bytes-per-token', cache: cacheOf('DeepSeek-R1', { dtype: 'fp16' }) },
    why: 'K and V are expanded per head in place of the latent, 71 times too high.',
    source: 'gguf-parser-go README: 762.76 GiB at 163,840',
  }),
  wrong({
    id: 'unsloth-gemma-3-27b',
    tool: 'unsloth before PR #4757',
    model: 'Gemma-3-27B',
    settings: 'f16, 131,072 tokens',
    shows: 81.38,
    unit: 'GiB',
    correct: { kind: 'bytes', cache: cacheOf('Gemma-3-27B', { dtype: 'fp16' }), contextTokens: 131_072 },
    why: 'The sliding window is ignored.',
    source: 'unsloth PR #4757',
  }),
  wrong({
    id: 'kv-cache-tester-llama-70b',
    tool: 'kv-cache-tester (WEKA), hard-coded',
    model: 'Llama-70B',
    settings: 'fp8',
    shows: 160_000,
    correct: { kind: 'bytes-per-token', cache: cacheOf('Meta-Llama-3.1-70B', { dtype: 'fp8' }) },
    why: 'A rounded constant.',
    source: 'callanjfox/kv-cache-tester @94f6046d',
  }),
  wrong({
    id: 'vllm-blog-qwen3-8b',
    tool: 'A table in vLLM’s blog',
    model: 'Qwen3-8B',
    settings: 'bf16, a block of 16 tokens',
    shows: 1.97,
    unit: 'MiB',
    correct: { kind: 'block-bytes', cache: cacheOf('Qwen3-8B', { dtype: 'bf16', engine: VLLM }) },
    why: 'The old block of 28 KB beside it implies 7 KV heads; the model has 8.',
    source:
      'github.com/vllm-project/vllm-project.github.io @c3a01c4a _posts/2026-01-08-kv-offloading-connector.md line 181',
  }),
  {
    kind: 'rule',
    id: 'selfhostllm',
    tool: 'selfhostllm.org',
    model: 'any',
    shows: published('context × model size in GB × 0.2 ÷ 1,000', source('selfhostllm.org, script of the page')),
    why: 'Not a formula for a KV cache at all: the cache does not follow from the size of the weights.',
  },
  wrong({
    id: 'llmfit-qwen3.5-27b',
    tool: 'llmfit',
    model: 'Qwen3.5-27B',
    settings: 'bf16',
    shows: 262_144,
    correct: bf16PerToken('Qwen3.5-27B'),
    why: 'Layers of linear attention are counted as keeping the context: 64 instead of 16.',
    source: 'AlexsJones/llmfit @3f44fd3',
  }),
  wrong({
    id: 'vllm-gemma-4-31b',
    tool: 'vLLM before the correction of its hybrid manager',
    model: 'Gemma 4 31B',
    settings: 'bf16',
    shows: 901_120,
    correct: bf16PerToken('Gemma 4 31B'),
    why: 'Every layer is treated as keeping the context, 11 times too high.',
    source: 'vllm #43308',
  }),
];
