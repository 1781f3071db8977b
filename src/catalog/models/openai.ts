import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { kvfit, model, recipe } from './authoring.ts';
import { gqa, sliding } from './shapes.ts';

/** Every second layer sees the last 128 tokens only. */
function alternating(layersOfEach: number) {
  const shape = { layers: layersOfEach, heads: 64, kvHeads: 8, headDim: 64 };
  return [gqa(shape), sliding({ ...shape, windowTokens: 128 })];
}

export const OPENAI_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'gpt-oss-120b',
    hubId: 'openai/gpt-oss-120b',
    layers: alternating(18),
    context: 131_072,
    total: kvfit(116_829_156_672),
    active: recipe(5.1e9),
  }),
  model({
    name: 'gpt-oss-20b',
    hubId: 'openai/gpt-oss-20b',
    layers: alternating(12),
    context: 131_072,
    total: kvfit(20_914_757_184),
    active: recipe(3.6e9),
  }),
];
