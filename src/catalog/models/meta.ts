import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { assumed } from '../provenance.ts';
import { EARLIER_CONFIG, kvfit, KVFIT, model, named, remembered } from './authoring.ts';
import { chunked, gqa, sliding } from './shapes.ts';

const LLAMA_70B = { layers: [gqa({ layers: 80, heads: 64, kvHeads: 8 })], context: 131_072 };

/** Every fourth layer sees the whole context, the others the chunk of 8,192 tokens they are in. */
const LLAMA_4 = { heads: 40, kvHeads: 8 };
const LLAMA_4_LAYERS = [gqa({ layers: 12, ...LLAMA_4 }), chunked({ layers: 36, ...LLAMA_4, chunkTokens: 8_192 })];

export const META_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'Muse-Glimmer-30B',
    hubId: 'meta-models/Muse-Glimmer-30B',
    layers: [
      gqa({ layers: 13, heads: 32, kvHeads: 2 }),
      sliding({ layers: 39, heads: 32, kvHeads: 2, windowTokens: 2_048 }),
    ],
    from: EARLIER_CONFIG,
    context: 131_072,
    total: 29.6e9,
    active: assumed(26.4e9, 'About the text part of the 29.6 billion; the rest is taken to serve other input.'),
  }),
  model({
    name: 'Llama-4-Maverick-17B-128E-Instruct',
    hubId: 'meta-llama/Llama-4-Maverick-17B-128E-Instruct',
    layers: LLAMA_4_LAYERS,
    context: 1_048_576,
    total: remembered(400e9),
    active: named(17e9),
  }),
  model({
    name: 'Llama-4-Scout-17B-16E-Instruct',
    hubId: 'meta-llama/Llama-4-Scout-17B-16E-Instruct',
    layers: LLAMA_4_LAYERS,
    context: 10_485_760,
    total: kvfit(108_641_793_536),
    active: named(17e9),
  }),
  model({
    ...LLAMA_70B,
    name: 'Llama-3.3-70B',
    hubId: 'meta-llama/Llama-3.3-70B-Instruct',
    from: KVFIT,
    total: kvfit(70_553_706_496),
  }),
  model({
    name: 'Llama-3.2-3B',
    hubId: 'meta-llama/Llama-3.2-3B-Instruct',
    layers: [gqa({ layers: 28, heads: 24, kvHeads: 8 })],
    from: KVFIT,
    context: 131_072,
    total: kvfit(3_212_749_824),
  }),
  model({
    name: 'Meta-Llama-3.1-405B',
    hubId: 'meta-llama/Meta-Llama-3.1-405B',
    layers: [gqa({ layers: 126, heads: 128, kvHeads: 8 })],
    context: 131_072,
    total: named(405e9),
  }),
  model({
    ...LLAMA_70B,
    name: 'Meta-Llama-3.1-70B',
    hubId: 'meta-llama/Meta-Llama-3.1-70B',
    total: kvfit(70_553_706_496, 'Counted for Llama 3.3 70B, which has the same shape.'),
  }),
  model({
    name: 'Meta-Llama-3.1-8B',
    hubId: 'meta-llama/Meta-Llama-3.1-8B',
    layers: [gqa({ layers: 32, heads: 32, kvHeads: 8 })],
    context: 131_072,
    total: kvfit(8_030_261_248),
  }),
  model({
    name: 'Llama-2-13B',
    hubId: 'meta-llama/Llama-2-13b-hf',
    layers: [gqa({ layers: 40, heads: 40, kvHeads: 40 })],
    from: KVFIT,
    context: 4_096,
    total: kvfit(13_015_866_880),
  }),
  model({
    name: 'Llama-2-7B',
    hubId: 'meta-llama/Llama-2-7b-hf',
    layers: [gqa({ layers: 32, heads: 32, kvHeads: 32 })],
    from: KVFIT,
    context: 4_096,
    total: kvfit(6_738_417_664),
  }),
];
