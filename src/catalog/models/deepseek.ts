import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { EARLIER_CONFIG, model, recipe, stated, told } from './authoring.ts';
import { index, mla, v4 } from './shapes.ts';

const V2_PAPER = 'DeepSeek-V2 paper (in deepseek-ai/DeepSeek-V2)';
const V2_LITE_PAPER = 'DeepSeek-V2 paper, appendix on V2-Lite';

/** What V3 and everything trained from it have in common. */
const V3 = { context: 163_840, total: 671e9, active: 37e9, draftLayers: 1 };
const V3_LAYERS = { layers: 61, heads: 128 };
const V4_PRO = { heads: 128, topK: 1_024 };
const V4_FLASH = { heads: 64, topK: 512 };

export const DEEPSEEK_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'DeepSeek-V4-Pro',
    hubId: 'deepseek-ai/DeepSeek-V4-Pro',
    layers: [v4({ layers: 30, ratio: 4, ...V4_PRO }), v4({ layers: 31, ratio: 128, ...V4_PRO })],
    context: 1_048_576,
    total: 1_600e9,
    active: 49e9,
    draftLayers: 1,
  }),
  model({
    name: 'DeepSeek-V4-Flash',
    hubId: 'deepseek-ai/DeepSeek-V4-Flash',
    layers: [
      v4({ layers: 2, ratio: 0, ...V4_FLASH }),
      v4({ layers: 21, ratio: 4, ...V4_FLASH }),
      v4({ layers: 20, ratio: 128, ...V4_FLASH }),
    ],
    context: 1_048_576,
    total: 284e9,
    active: 13e9,
    draftLayers: 1,
  }),
  model({
    ...V3,
    name: 'DeepSeek-V3.2',
    hubId: 'deepseek-ai/DeepSeek-V3.2',
    layers: [mla({ ...V3_LAYERS, index: index({ layers: 61, heads: 64, topK: 2_048 }) })],
  }),
  model({
    ...V3,
    name: 'DeepSeek-V3.1',
    hubId: 'deepseek-ai/DeepSeek-V3.1',
    layers: [mla(V3_LAYERS)],
    from: EARLIER_CONFIG,
  }),
  model({
    ...V3,
    name: 'DeepSeek-V3',
    hubId: 'deepseek-ai/DeepSeek-V3',
    layers: [mla(V3_LAYERS)],
    total: recipe(671e9, { note: 'Without the multi-token prediction module; 684.5 billion with it.' }),
    active: recipe(37e9),
  }),
  model({ ...V3, name: 'DeepSeek-R1', hubId: 'deepseek-ai/DeepSeek-R1', layers: [mla(V3_LAYERS)] }),
  model({
    name: 'DeepSeek-V2',
    hubId: 'deepseek-ai/DeepSeek-V2',
    layers: [mla({ layers: 60, heads: 128 })],
    from: told(V2_PAPER),
    context: 131_072,
    total: stated(236e9, V2_PAPER),
    active: stated(21e9, V2_PAPER),
  }),
  model({
    name: 'DeepSeek-V2-Lite',
    hubId: 'deepseek-ai/DeepSeek-V2-Lite',
    layers: [mla({ layers: 27, heads: 16 })],
    from: told(V2_LITE_PAPER),
    context: 32_768,
    total: stated(15.7e9, V2_LITE_PAPER),
    active: stated(2.4e9, V2_LITE_PAPER),
  }),
];
