import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { kvfit, KVFIT, model, named, recipe, STATE_TYPE_ASSUMED } from './authoring.ts';
import { gqa, mamba2, noAttention } from './shapes.ts';

/** Of 52 layers 6 attend, 23 are Mamba-2 and 23 hold experts. */
const THIRTY_B = [gqa({ layers: 6, heads: 32, kvHeads: 2 }), mamba2({ layers: 23, heads: 64 }), noAttention(23)];
const SUPER_RECIPE = { path: 'nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16' };
const LIGHTNING_RECIPE = { path: 'nvidia/NVIDIA-Nemotron-3.5-Lightning-30B-A3B-BF16' };

export const NVIDIA_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'Nemotron 3.5 Lightning 30B-A3B',
    hubId: 'nvidia/NVIDIA-Nemotron-3.5-Lightning-30B-A3B-NVFP4',
    layers: THIRTY_B,
    context: 1_048_576,
    total: recipe(30e9, LIGHTNING_RECIPE),
    active: recipe(3e9, LIGHTNING_RECIPE),
    draftLayers: 1,
  }),
  model({
    name: 'Nemotron 3 Ultra 550B-A55B',
    hubId: 'nvidia/NVIDIA-Nemotron-3-Ultra-550B-A55B-BF16',
    layers: [gqa({ layers: 12, heads: 64, kvHeads: 2 }), mamba2({ layers: 48, heads: 256 }), noAttention(48)],
    context: 262_144,
    total: 550e9,
    active: 55e9,
    draftLayers: 1,
  }),
  model({
    name: 'Nemotron 3 Super 120B-A12B',
    hubId: 'nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-FP8',
    layers: [gqa({ layers: 8, heads: 32, kvHeads: 2 }), mamba2({ layers: 40, heads: 128 }), noAttention(40)],
    context: 262_144,
    total: recipe(120e9, SUPER_RECIPE),
    active: recipe(12e9, SUPER_RECIPE),
    draftLayers: 1,
  }),
  model({
    name: 'Nemotron 3 Nano 30B-A3B',
    hubId: 'nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16',
    layers: THIRTY_B,
    context: 262_144,
    total: 30e9,
    active: 3e9,
  }),
  model({
    name: 'Nemotron-Nano-9B-v2',
    hubId: 'nvidia/NVIDIA-Nemotron-Nano-9B-v2',
    layers: [
      gqa({ layers: 4, heads: 40, kvHeads: 8 }),
      mamba2({ layers: 27, heads: 128, headDim: 80 }),
      noAttention(25),
    ],
    from: KVFIT,
    context: 131_072,
    total: kvfit(8_888_227_328),
  }),
  model({
    name: 'Nemotron-H-56B-Base-8K',
    hubId: 'nvidia/Nemotron-H-56B-Base-8K',
    layers: [
      gqa({ layers: 10, heads: 64, kvHeads: 8 }),
      mamba2({ layers: 54, heads: 256, stateDim: 256 }),
      noAttention(54),
    ],
    doubt: STATE_TYPE_ASSUMED,
    context: 8_192,
    total: named(56e9),
  }),
  model({
    name: 'Llama-3_3-Nemotron-Super-49B-v1',
    hubId: 'nvidia/Llama-3_3-Nemotron-Super-49B-v1',
    // A search over architectures took attention out of 31 layers.
    layers: [gqa({ layers: 49, heads: 64, kvHeads: 8 }), noAttention(31)],
    context: 131_072,
    total: named(49e9),
  }),
];
