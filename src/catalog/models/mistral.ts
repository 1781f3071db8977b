import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { kvfit, KVFIT, LMCACHE, model, onCard, remembered } from './authoring.ts';
import { gqa, sliding } from './shapes.ts';

const SEVEN_B = { layers: 32, heads: 32, kvHeads: 8 };
/** Heads of 128 although hidden ÷ heads is 160. */
const NEMO_LAYERS = [gqa({ layers: 40, heads: 32, kvHeads: 8 })];

export const MISTRAL_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'Mistral-Large-2407',
    hubId: 'mistralai/Mistral-Large-Instruct-2407',
    layers: [gqa({ layers: 88, heads: 96, kvHeads: 8 })],
    from: LMCACHE,
    context: 131_072,
    total: onCard(123e9),
  }),
  model({
    name: 'Mistral-Small-3.2-24B',
    hubId: 'mistralai/Mistral-Small-3.2-24B-Instruct-2506',
    layers: NEMO_LAYERS,
    from: KVFIT,
    context: 131_072,
    total: kvfit(24_011_361_280),
  }),
  model({
    name: 'Mistral-Nemo-12B',
    hubId: 'mistralai/Mistral-Nemo-Instruct-2407',
    layers: NEMO_LAYERS,
    from: KVFIT,
    context: 131_072,
    total: kvfit(12_247_782_400),
  }),
  model({
    name: 'Mixtral-8x22B-v0.1',
    hubId: 'mistralai/Mixtral-8x22B-v0.1',
    layers: [gqa({ layers: 56, heads: 48, kvHeads: 8 })],
    context: 65_536,
    total: remembered(141e9),
    active: remembered(39e9),
  }),
  model({
    name: 'Mixtral-8x7B-v0.1',
    hubId: 'mistralai/Mixtral-8x7B-v0.1',
    layers: [gqa(SEVEN_B)],
    context: 32_768,
    total: remembered(46.7e9),
    active: remembered(12.9e9),
  }),
  model({
    name: 'Mistral-7B-v0.3',
    hubId: 'mistralai/Mistral-7B-Instruct-v0.3',
    layers: [gqa(SEVEN_B)],
    from: KVFIT,
    context: 32_768,
    total: kvfit(7_248_023_552),
  }),
  model({
    name: 'Mistral-7B-v0.1',
    hubId: 'mistralai/Mistral-7B-v0.1',
    layers: [sliding({ ...SEVEN_B, windowTokens: 4_096 })],
    from: KVFIT,
    context: 32_768,
    total: kvfit(7_248_023_552, 'Counted for v0.3, which has the same shape.'),
  }),
];
