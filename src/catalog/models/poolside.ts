import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { EARLIER_CONFIG, model, recipe } from './authoring.ts';
import { gqa, sliding } from './shapes.ts';

/** One layer in four keeps the whole context, the others the last 512 tokens. */
function oneInFour(layersWithContext: number) {
  const shape = { heads: 48, kvHeads: 8 };
  return [
    gqa({ layers: layersWithContext, ...shape }),
    sliding({ layers: 3 * layersWithContext, ...shape, windowTokens: 512 }),
  ];
}

export const POOLSIDE_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'Laguna-S-2.1',
    hubId: 'poolside/Laguna-S-2.1-FP8',
    layers: oneInFour(12),
    from: EARLIER_CONFIG,
    context: 262_144,
    total: recipe(118e9, { path: 'poolside/Laguna-S-2.1' }),
    active: recipe(8e9, { path: 'poolside/Laguna-S-2.1' }),
  }),
  model({
    name: 'Laguna-XS.2',
    hubId: 'poolside/Laguna-XS.2-FP8',
    layers: oneInFour(10),
    from: EARLIER_CONFIG,
    context: 262_144,
    total: recipe(33e9, { path: 'poolside/Laguna-XS.2' }),
    active: recipe(3e9, { path: 'poolside/Laguna-XS.2' }),
  }),
];
