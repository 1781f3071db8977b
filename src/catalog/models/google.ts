import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { assumed } from '../provenance.ts';
import { kvfit, KVFIT, model, quantisedConfig, recipe, remembered, told } from './authoring.ts';
import { gqa, sharesKv, sliding } from './shapes.ts';

const REFERENCE = told('google-deepmind/gemma@7691fd4e gemma/gm/nn (config classes)');

/** The E models look most of their parameters up, layer by layer, and multiply with the rest. */
function effective(parameters: number) {
  return assumed(
    parameters,
    'The effective parameters of the name’s “E”, rounded: the embeddings of each layer are looked up, not multiplied.',
  );
}

const E_WINDOW = { windowTokens: 512 };
const GEMMA_3N = { heads: 8, kvHeads: 2, headDim: 256 };
const GEMMA_3N_LAYERS = [gqa({ layers: 4, ...GEMMA_3N }), sliding({ layers: 16, ...GEMMA_3N, ...E_WINDOW })];

// Gemma 4 has wider heads where it keeps the whole context, and keeps V there although it equals K.
export const GOOGLE_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'Gemma 4 31B',
    hubId: 'google/gemma-4-31B-it',
    layers: [
      gqa({ layers: 10, heads: 32, kvHeads: 4, headDim: 512 }),
      sliding({ layers: 50, heads: 32, kvHeads: 16, headDim: 256, windowTokens: 1_024 }),
    ],
    from: quantisedConfig('nvidia/Gemma-4-31B-IT-NVFP4'),
    context: 262_144,
    total: recipe(31e9, { path: 'Google/gemma-4-31B-it' }),
  }),
  model({
    name: 'gemma-4-26B-A4B',
    hubId: 'google/gemma-4-26B-A4B',
    layers: [
      gqa({ layers: 5, heads: 16, kvHeads: 2, headDim: 512 }),
      sliding({ layers: 25, heads: 16, kvHeads: 8, headDim: 256, windowTokens: 1_024 }),
    ],
    context: 262_144,
    contextNote: 'vLLM’s recipe says 131,072.',
    total: recipe(26e9, { path: 'Google/gemma-4-26B-A4B-it' }),
    active: recipe(4e9, { path: 'Google/gemma-4-26B-A4B-it' }),
  }),
  model({
    name: 'Gemma 4 E4B',
    hubId: 'google/gemma-4-E4B-it',
    layers: [
      gqa({ layers: 4, heads: 8, kvHeads: 2, headDim: 512 }),
      sliding({ layers: 20, heads: 8, kvHeads: 2, headDim: 256, ...E_WINDOW }),
      sharesKv(18),
    ],
    from: REFERENCE,
    context: 131_072,
    total: recipe(8e9),
    active: effective(4.5e9),
  }),
  model({
    name: 'Gemma 4 E2B',
    hubId: 'google/gemma-4-E2B-it',
    layers: [
      gqa({ layers: 3, heads: 8, kvHeads: 1, headDim: 512 }),
      sliding({ layers: 12, heads: 8, kvHeads: 1, headDim: 256, ...E_WINDOW }),
      sharesKv(20),
    ],
    from: REFERENCE,
    context: 131_072,
    total: recipe(5e9),
    active: effective(2.3e9),
  }),
  model({
    name: 'Gemma 3n E4B',
    hubId: 'google/gemma-3n-E4B-it',
    layers: [...GEMMA_3N_LAYERS, sharesKv(15)],
    from: REFERENCE,
    context: 32_768,
    total: remembered(8e9),
    active: effective(4e9),
  }),
  model({
    name: 'Gemma 3n E2B',
    hubId: 'google/gemma-3n-E2B-it',
    layers: [...GEMMA_3N_LAYERS, sharesKv(10)],
    from: REFERENCE,
    context: 32_768,
    total: remembered(6e9),
    active: effective(2e9),
  }),
  model({
    name: 'Gemma-3-27B',
    hubId: 'google/gemma-3-27b-it',
    layers: [
      gqa({ layers: 10, heads: 32, kvHeads: 16 }),
      sliding({ layers: 52, heads: 32, kvHeads: 16, windowTokens: 1_024 }),
    ],
    from: KVFIT,
    context: 131_072,
    total: kvfit(27_432_406_640),
  }),
  model({
    name: 'Gemma-3-12B',
    hubId: 'google/gemma-3-12b-it',
    layers: [
      gqa({ layers: 8, heads: 16, kvHeads: 8, headDim: 256 }),
      sliding({ layers: 40, heads: 16, kvHeads: 8, headDim: 256, windowTokens: 1_024 }),
    ],
    from: KVFIT,
    context: 131_072,
    total: kvfit(12_187_325_040),
  }),
  model({
    name: 'Gemma-3-4B',
    hubId: 'google/gemma-3-4b-it',
    layers: [
      gqa({ layers: 5, heads: 8, kvHeads: 4, headDim: 256 }),
      sliding({ layers: 29, heads: 8, kvHeads: 4, headDim: 256, windowTokens: 1_024 }),
    ],
    from: KVFIT,
    context: 131_072,
    total: kvfit(4_300_079_472),
  }),
  model({
    name: 'Gemma-2-27B',
    hubId: 'google/gemma-2-27b',
    layers: [
      gqa({ layers: 23, heads: 32, kvHeads: 16 }),
      sliding({ layers: 23, heads: 32, kvHeads: 16, windowTokens: 4_096 }),
    ],
    from: KVFIT,
    context: 8_192,
    total: kvfit(27_227_128_320),
  }),
  model({
    name: 'Gemma-2-9B',
    hubId: 'google/gemma-2-9b',
    layers: [
      gqa({ layers: 21, heads: 16, kvHeads: 8, headDim: 256 }),
      sliding({ layers: 21, heads: 16, kvHeads: 8, headDim: 256, windowTokens: 4_096 }),
    ],
    from: KVFIT,
    context: 8_192,
    total: kvfit(9_241_705_984),
  }),
];
