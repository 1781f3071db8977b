import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { published } from '../provenance.ts';
import { dense, gqa, KVFIT, MODEL_NAME, storedConfig, vllmRecipe } from './authoring.ts';

const QWEN3_8B = storedConfig('Qwen--Qwen3-8B');
const QWEN3_32B = storedConfig('Qwen--Qwen3-32B');
const QWEN3_235B = storedConfig('Qwen--Qwen3-235B-A22B');
const QWEN3_CODER = storedConfig('Qwen--Qwen3-Coder-480B-A35B-Instruct');
const QWEN3_CODER_RECIPE = vllmRecipe('Qwen/Qwen3-Coder-480B-A35B-Instruct');

export const QWEN_MODELS: readonly ModelGeometry[] = [
  {
    id: 'Qwen/Qwen3-8B',
    name: 'Qwen3 8B',
    attention: 'GQA',
    groups: published([gqa({ layers: 36, kvHeads: 8, headDim: 128 })], QWEN3_8B),
    maxContextTokens: published(40_960, QWEN3_8B),
    ...dense(published(8_190_735_360, KVFIT)),
  },
  {
    id: 'Qwen/Qwen3-32B',
    name: 'Qwen3 32B',
    attention: 'GQA',
    groups: published([gqa({ layers: 64, kvHeads: 8, headDim: 128 })], QWEN3_32B),
    maxContextTokens: published(40_960, QWEN3_32B),
    ...dense(published(32_762_123_264, KVFIT)),
  },
  {
    id: 'Qwen/Qwen3-235B-A22B',
    name: 'Qwen3 235B-A22B',
    attention: 'GQA',
    groups: published([gqa({ layers: 94, kvHeads: 4, headDim: 128 })], QWEN3_235B),
    maxContextTokens: published(40_960, QWEN3_235B, 'The release of July 2025 (2507) goes to 262,144.'),
    totalParameters: published(235_093_634_560, KVFIT),
    activeParameters: published(22e9, MODEL_NAME),
  },
  {
    id: 'Qwen/Qwen3-Coder-480B-A35B-Instruct',
    name: 'Qwen3 Coder 480B-A35B',
    attention: 'GQA',
    groups: published([gqa({ layers: 62, kvHeads: 8, headDim: 128 })], QWEN3_CODER),
    maxContextTokens: published(262_144, QWEN3_CODER),
    totalParameters: published(480e9, QWEN3_CODER_RECIPE),
    activeParameters: published(35e9, QWEN3_CODER_RECIPE),
  },
];
