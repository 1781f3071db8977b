import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { published } from '../provenance.ts';
import { DEEPSEEK_V3_LAYERS, storedConfig, VLLM_RECIPES, vllmRecipe } from './authoring.ts';

const V3 = storedConfig('deepseek-ai--DeepSeek-V3');
const R1 = storedConfig('deepseek-ai--DeepSeek-R1');
const R1_RECIPE = vllmRecipe('deepseek-ai/DeepSeek-R1');

export const DEEPSEEK_MODELS: readonly ModelGeometry[] = [
  {
    id: 'deepseek-ai/DeepSeek-V3',
    name: 'DeepSeek-V3',
    attention: 'MLA',
    groups: published([DEEPSEEK_V3_LAYERS], V3),
    maxContextTokens: published(163_840, V3),
    totalParameters: published(
      671e9,
      VLLM_RECIPES,
      'Without the multi-token prediction module; 684.5 billion with it.',
    ),
    activeParameters: published(37e9, VLLM_RECIPES),
  },
  {
    id: 'deepseek-ai/DeepSeek-R1',
    name: 'DeepSeek-R1',
    attention: 'MLA',
    groups: published([DEEPSEEK_V3_LAYERS], R1),
    maxContextTokens: published(163_840, R1),
    totalParameters: published(671e9, R1_RECIPE),
    activeParameters: published(37e9, R1_RECIPE),
  },
];
