import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { published } from '../provenance.ts';
import { dense, gqa, KVFIT, MODEL_NAME, SECOND_HAND, storedConfig } from './authoring.ts';

const CONTEXT_TOKENS = 131_072;
const LLAMA_8B = storedConfig('meta-llama--Meta-Llama-3.1-8B');
const LLAMA_70B = storedConfig('meta-llama--Meta-Llama-3.1-70B');
const LLAMA_405B = storedConfig('meta-llama--Meta-Llama-3.1-405B');

export const META_MODELS: readonly ModelGeometry[] = [
  {
    id: 'meta-llama/Meta-Llama-3.1-8B',
    name: 'Llama 3.1 8B',
    attention: 'GQA',
    groups: published([gqa({ layers: 32, kvHeads: 8, headDim: 128 })], LLAMA_8B),
    maxContextTokens: published(CONTEXT_TOKENS, LLAMA_8B),
    ...dense(published(8_030_261_248, KVFIT)),
  },
  {
    id: 'meta-llama/Meta-Llama-3.1-70B',
    name: 'Llama 3.1 70B',
    attention: 'GQA',
    groups: published([gqa({ layers: 80, kvHeads: 8, headDim: 128 })], LLAMA_70B),
    maxContextTokens: published(CONTEXT_TOKENS, LLAMA_70B),
    ...dense(published(70_553_706_496, KVFIT, 'Counted for Llama 3.3 70B, which has the same shape.')),
  },
  {
    id: 'meta-llama/Llama-3.3-70B-Instruct',
    name: 'Llama 3.3 70B',
    attention: 'GQA',
    groups: published([gqa({ layers: 80, kvHeads: 8, headDim: 128 })], KVFIT, SECOND_HAND),
    maxContextTokens: published(CONTEXT_TOKENS, KVFIT, SECOND_HAND),
    ...dense(published(70_553_706_496, KVFIT)),
  },
  {
    id: 'meta-llama/Meta-Llama-3.1-405B',
    name: 'Llama 3.1 405B',
    attention: 'GQA',
    groups: published([gqa({ layers: 126, kvHeads: 8, headDim: 128 })], LLAMA_405B),
    maxContextTokens: published(CONTEXT_TOKENS, LLAMA_405B),
    ...dense(published(405e9, MODEL_NAME)),
  },
];
