import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { published } from '../provenance.ts';
import { gqa, storedConfig, vllmRecipe } from './authoring.ts';

const M2_7 = storedConfig('MiniMaxAI--MiniMax-M2.7');
const M2_7_RECIPE = vllmRecipe('MiniMaxAI/MiniMax-M2.7');

export const MINIMAX_MODELS: readonly ModelGeometry[] = [
  {
    id: 'MiniMaxAI/MiniMax-M2.7',
    name: 'MiniMax M2.7',
    attention: 'GQA',
    groups: published([gqa({ layers: 62, kvHeads: 8, headDim: 128 })], M2_7),
    maxContextTokens: published(204_800, M2_7, 'vLLM’s recipe says 196,608.'),
    totalParameters: published(230e9, M2_7_RECIPE),
    activeParameters: published(10e9, M2_7_RECIPE),
  },
];
