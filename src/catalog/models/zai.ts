import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { published } from '../provenance.ts';
import { gqa, KVFIT, LMCACHE, SECOND_HAND, VLLM_RECIPES } from './authoring.ts';

/** Heads of 128 although hidden ÷ heads is 53.3 or 42.7: calculators that divide are 2.4 to 3 times too low here. */
const HEAD_DIM = 128;

export const ZAI_MODELS: readonly ModelGeometry[] = [
  {
    id: 'zai-org/GLM-4.6',
    name: 'GLM-4.6',
    attention: 'GQA',
    groups: published([gqa({ layers: 92, kvHeads: 8, headDim: HEAD_DIM })], LMCACHE, SECOND_HAND),
    maxContextTokens: published(202_752, VLLM_RECIPES),
    totalParameters: published(357e9, VLLM_RECIPES),
    activeParameters: published(32e9, VLLM_RECIPES),
  },
  {
    id: 'zai-org/GLM-4.5-Air',
    name: 'GLM-4.5 Air',
    attention: 'GQA',
    groups: published([gqa({ layers: 46, kvHeads: 8, headDim: HEAD_DIM })], KVFIT, SECOND_HAND),
    maxContextTokens: published(131_072, KVFIT, SECOND_HAND),
    totalParameters: published(110_468_824_832, KVFIT),
    activeParameters: published(12e9, VLLM_RECIPES, 'Stated for GLM-4.5V, which is built on it.'),
  },
];
