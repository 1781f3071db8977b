import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { published } from '../provenance.ts';
import { gqa, KVFIT, slidingGqa, storedConfig, VLLM_RECIPES } from './authoring.ts';

const GPT_OSS_120B = storedConfig('openai--gpt-oss-120b');
const GPT_OSS_20B = storedConfig('openai--gpt-oss-20b');

/** Every second layer sees the last 128 tokens only. */
function alternating(layersOfEach: number): readonly LayerGroup[] {
  const shape = { layers: layersOfEach, kvHeads: 8, headDim: 64 };
  return [gqa(shape), slidingGqa({ ...shape, windowTokens: 128 })];
}

export const OPENAI_MODELS: readonly ModelGeometry[] = [
  {
    id: 'openai/gpt-oss-120b',
    name: 'gpt-oss-120b',
    attention: 'GQA + sliding window',
    groups: published(alternating(18), GPT_OSS_120B),
    maxContextTokens: published(131_072, GPT_OSS_120B),
    totalParameters: published(116_829_156_672, KVFIT),
    activeParameters: published(5.1e9, VLLM_RECIPES),
  },
  {
    id: 'openai/gpt-oss-20b',
    name: 'gpt-oss-20b',
    attention: 'GQA + sliding window',
    groups: published(alternating(12), GPT_OSS_20B),
    maxContextTokens: published(131_072, GPT_OSS_20B),
    totalParameters: published(20_914_757_184, KVFIT),
    activeParameters: published(3.6e9, VLLM_RECIPES),
  },
];
