import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { model, named } from './authoring.ts';
import { gqa, sliding } from './shapes.ts';

export const XIAOMI_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'MiMo-V2-Flash',
    hubId: 'XiaomiMiMo/MiMo-V2-Flash',
    // Keys are wider than values, and the windowed layers have twice the heads.
    layers: [
      gqa({ layers: 9, heads: 64, kvHeads: 4, headDim: 192, vDim: 128 }),
      sliding({ layers: 39, heads: 64, kvHeads: 8, headDim: 192, vDim: 128, windowTokens: 128 }),
    ],
    context: 262_144,
    total: 309e9,
    active: 15e9,
  }),
  model({
    name: 'MiMo-7B-Base',
    hubId: 'XiaomiMiMo/MiMo-7B-Base',
    layers: [gqa({ layers: 36, heads: 32, kvHeads: 8 })],
    context: 32_768,
    total: named(7e9),
    draftLayers: 1,
  }),
];
