import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { assumed } from '../provenance.ts';
import { EARLIER_CONFIG, kvfit, KVFIT, LMCACHE, model, recipe, remembered } from './authoring.ts';
import { gqa, index, mla } from './shapes.ts';

const WIDTHS = { qkDim: 256, vDim: 256 };
/** `owners` of the 78 layers choose by an index of their own; the others reuse their choice. */
function glm5({ owners, ...rest }: { owners: number; context: number }) {
  const choice = index({ layers: owners, heads: 32, topK: 2_048 });
  return { ...rest, layers: [mla({ layers: 78, heads: 64, ...WIDTHS, index: choice })], draftLayers: 1 };
}

/** Heads of 128 although hidden ÷ heads is 53.3 or 42.7: calculators that divide are 2.4 to 3 times too low here. */
const GLM_4 = [gqa({ layers: 92, heads: 96, kvHeads: 8 })];

export const ZAI_MODELS: readonly ModelGeometry[] = [
  model({
    ...glm5({ owners: 21, context: 1_048_576 }),
    name: 'GLM-5.3',
    hubId: 'zai-org/GLM-5.3',
    from: EARLIER_CONFIG,
    total: kvfit(753_329_940_480),
    active: assumed(40e9, 'Not published: its shape is that of GLM-5, which uses 40 billion, and of GLM-5.2 with 39.'),
  }),
  model({
    ...glm5({ owners: 21, context: 1_048_576 }),
    name: 'GLM-5.2',
    hubId: 'zai-org/GLM-5.2',
    total: 743e9,
    active: 39e9,
  }),
  model({
    ...glm5({ owners: 78, context: 202_752 }),
    name: 'GLM-5.1',
    hubId: 'zai-org/GLM-5.1',
    total: 744e9,
    active: 40e9,
  }),
  model({
    ...glm5({ owners: 78, context: 202_752 }),
    name: 'GLM-5',
    hubId: 'zai-org/GLM-5',
    total: 744e9,
    active: 40e9,
  }),
  model({
    name: 'GLM-4.7',
    hubId: 'zai-org/GLM-4.7-FP8',
    layers: GLM_4,
    from: EARLIER_CONFIG,
    context: 202_752,
    total: recipe(358e9, { path: 'zai-org/GLM-4.7' }),
    active: recipe(32e9, { path: 'zai-org/GLM-4.7' }),
  }),
  model({
    name: 'GLM-4.7-Flash',
    hubId: 'zai-org/GLM-4.7-Flash',
    layers: [mla({ layers: 47, heads: 20, ...WIDTHS })],
    from: EARLIER_CONFIG,
    context: 202_752,
    total: remembered(30e9),
    active: remembered(3e9),
  }),
  model({
    name: 'GLM-4.6',
    hubId: 'zai-org/GLM-4.6',
    layers: GLM_4,
    from: LMCACHE,
    context: recipe(202_752),
    total: recipe(357e9),
    active: recipe(32e9),
  }),
  model({
    name: 'GLM-4.5',
    hubId: 'zai-org/GLM-4.5',
    layers: GLM_4,
    from: KVFIT,
    context: 131_072,
    total: kvfit(358_337_791_296),
    active: recipe(32e9),
  }),
  model({
    name: 'GLM-4.5-Air',
    hubId: 'zai-org/GLM-4.5-Air',
    layers: [gqa({ layers: 46, heads: 96, kvHeads: 8 })],
    from: KVFIT,
    context: 131_072,
    total: kvfit(110_468_824_832),
    active: recipe(12e9, { note: 'Stated for GLM-4.5V, which is built on it.' }),
  }),
];
