import type { EngineName } from '../../../../domain/kv-cache/engine/engine.ts';
import type { LayerKind, StateAlgorithm } from '../../../../domain/kv-cache/layer-group.ts';
import type { KvDtype } from '../../../../domain/kv-cache/precision.ts';

/** What the page calls the kinds of things it lets people choose from. */

export const KIND_WORDS: Readonly<Record<LayerKind, string>> = {
  full: 'full attention',
  sliding: 'sliding window',
  chunked: 'chunked attention',
  mla: 'latent (MLA)',
  compressed: 'compressed (V4)',
  state: 'recurrent state',
  cross: 'cross-attention',
  none: 'caches nothing',
};

export const ALGORITHM_WORDS: Readonly<Record<StateAlgorithm, string>> = {
  'gated-delta-net': 'gated delta net',
  kda: 'Kimi delta attention',
  'mamba-1': 'Mamba-1',
  'mamba-2': 'Mamba-2',
  lightning: 'lightning attention',
  'rg-lru': 'RG-LRU',
  'short-convolution': 'short convolution',
};

export const ENGINE_WORDS: Readonly<Record<EngineName, string>> = {
  vllm: 'vLLM',
  sglang: 'SGLang',
  'tensorrt-llm': 'TensorRT-LLM',
  'llama.cpp': 'llama.cpp',
};

/** What a format is: decides under which heading it is offered. */
export const PRECISION_GROUPS: Readonly<Record<KvDtype, 'plain' | 'with scales' | 'llama.cpp'>> = {
  fp32: 'plain',
  bf16: 'plain',
  fp16: 'plain',
  fp8: 'plain',
  int8: 'plain',
  'fp8-scaled': 'with scales',
  'int8-scaled': 'with scales',
  nvfp4: 'with scales',
  mxfp4: 'with scales',
  q8_0: 'llama.cpp',
  q5_1: 'llama.cpp',
  q5_0: 'llama.cpp',
  q4_1: 'llama.cpp',
  q4_0: 'llama.cpp',
  iq4_nl: 'llama.cpp',
};

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
