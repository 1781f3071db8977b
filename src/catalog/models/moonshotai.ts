import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { published } from '../provenance.ts';
import { DEEPSEEK_V3_LAYERS, storedConfig, vllmRecipe } from './authoring.ts';

const K2_6 = storedConfig('nvidia--Kimi-K2.6-NVFP4');
const K2_6_RECIPE = vllmRecipe('moonshotai/Kimi-K2.6');

export const MOONSHOTAI_MODELS: readonly ModelGeometry[] = [
  {
    id: 'moonshotai/Kimi-K2.6',
    name: 'Kimi K2.6',
    attention: 'MLA',
    groups: published(
      [DEEPSEEK_V3_LAYERS],
      K2_6,
      'Read from NVIDIA’s quantised upload; quantisation does not change the shape.',
    ),
    maxContextTokens: published(262_144, K2_6),
    totalParameters: published(1e12, K2_6_RECIPE),
    activeParameters: published(32e9, K2_6_RECIPE),
  },
];
