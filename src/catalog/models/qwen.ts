import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import {
  EARLIER_CONFIG,
  kvfit,
  KVFIT,
  LMCACHE,
  model,
  type ModelRow,
  named,
  quantisedConfig,
  recipe,
  remembered,
  STATE_TYPE_ASSUMED,
} from './authoring.ts';
import { gdn, gqa } from './shapes.ts';

/** From Qwen3-Next on: three linear layers, then one that keeps the whole context. */
function hybrid({ full, valueHeads, ...shape }: { full: number; heads: number; kvHeads: number; valueHeads: number }) {
  return [gqa({ layers: full, ...shape, headDim: 256 }), gdn({ layers: 3 * full, heads: valueHeads })];
}

const HYBRID_27B = hybrid({ full: 16, heads: 24, kvHeads: 4, valueHeads: 48 });
const HYBRID_35B = hybrid({ full: 10, heads: 16, kvHeads: 2, valueHeads: 32 });
const QWEN3_235B = [gqa({ layers: 94, heads: 64, kvHeads: 4 })];
const QWEN3_30B = [gqa({ layers: 48, heads: 32, kvHeads: 4 })];
const QWEN3_32B = [gqa({ layers: 64, heads: 64, kvHeads: 8 })];
const QWEN3_8B = [gqa({ layers: 36, heads: 32, kvHeads: 8 })];
const QWEN3_2B = [gqa({ layers: 28, heads: 16, kvHeads: 8 })];
const LONG = 262_144;
const SHORT = 40_960;

/** On the hub under its name. */
function qwen(row: Omit<ModelRow, 'hubId'>): ModelGeometry {
  return model({ ...row, hubId: `Qwen/${row.name}` });
}

export const QWEN_MODELS: readonly ModelGeometry[] = [
  qwen({
    name: 'Qwen3.8-2.4T-A95B',
    layers: hybrid({ full: 23, heads: 64, kvHeads: 4, valueHeads: 128 }),
    from: EARLIER_CONFIG,
    context: LONG,
    total: recipe(2_400e9),
    active: recipe(95e9),
    draftLayers: 1,
  }),
  qwen({
    name: 'Qwen3.8-27B',
    layers: HYBRID_27B,
    from: KVFIT,
    context: LONG,
    total: kvfit(27_781_427_952),
  }),
  qwen({
    name: 'Qwen3.6-35B-A3B',
    layers: HYBRID_35B,
    from: EARLIER_CONFIG,
    context: LONG,
    total: 35e9,
    active: 3e9,
    draftLayers: 1,
  }),
  qwen({
    name: 'Qwen3.6-27B',
    layers: HYBRID_27B,
    from: quantisedConfig('nvidia/Qwen3.6-27B-NVFP4'),
    context: LONG,
    total: 27e9,
    draftLayers: 1,
  }),
  qwen({
    name: 'Qwen3.5-397B-A17B',
    layers: hybrid({ full: 15, heads: 32, kvHeads: 2, valueHeads: 64 }),
    context: LONG,
    total: 397e9,
    active: 17e9,
    draftLayers: 1,
  }),
  qwen({
    name: 'Qwen3.5-122B-A10B',
    layers: hybrid({ full: 12, heads: 32, kvHeads: 2, valueHeads: 64 }),
    context: LONG,
    total: 122e9,
    active: 10e9,
    draftLayers: 1,
  }),
  qwen({
    name: 'Qwen3.5-35B-A3B',
    layers: HYBRID_35B,
    context: LONG,
    total: 35e9,
    active: 3e9,
    draftLayers: 1,
  }),
  qwen({
    name: 'Qwen3.5-27B',
    layers: HYBRID_27B,
    context: LONG,
    total: 27e9,
    draftLayers: 1,
  }),
  qwen({
    name: 'Qwen3-Next-80B-A3B-Thinking',
    layers: hybrid({ full: 12, heads: 16, kvHeads: 2, valueHeads: 32 }),
    from: EARLIER_CONFIG,
    doubt: STATE_TYPE_ASSUMED,
    context: LONG,
    total: kvfit(81_324_862_720),
    active: named(3e9),
  }),
  qwen({
    name: 'Qwen3-Coder-480B-A35B-Instruct',
    layers: [gqa({ layers: 62, heads: 96, kvHeads: 8 })],
    context: LONG,
    total: 480e9,
    active: 35e9,
  }),
  qwen({
    name: 'Qwen3-235B-A22B',
    layers: QWEN3_235B,
    context: SHORT,
    contextNote: 'The release of July 2025 (2507) goes to 262,144.',
    total: kvfit(235_093_634_560),
    active: named(22e9),
  }),
  qwen({
    name: 'Qwen3-30B-A3B',
    layers: QWEN3_30B,
    context: SHORT,
    total: kvfit(30_532_122_624),
    active: recipe(3.3e9),
  }),
  qwen({
    name: 'Qwen3-32B',
    layers: QWEN3_32B,
    context: SHORT,
    total: kvfit(32_762_123_264),
  }),
  qwen({
    name: 'Qwen3-14B',
    layers: [gqa({ layers: 40, heads: 40, kvHeads: 8 })],
    from: LMCACHE,
    context: SHORT,
    total: remembered(14.8e9),
  }),
  qwen({
    name: 'Qwen3-8B',
    layers: QWEN3_8B,
    context: SHORT,
    total: kvfit(8_190_735_360),
  }),
  qwen({
    name: 'Qwen3-4B',
    layers: QWEN3_8B,
    from: LMCACHE,
    context: SHORT,
    total: recipe(4e9),
  }),
  qwen({
    name: 'Qwen3-1.7B',
    layers: QWEN3_2B,
    context: SHORT,
    total: 1.7e9,
  }),
  qwen({
    name: 'Qwen3-0.6B',
    layers: QWEN3_2B,
    context: SHORT,
    total: named(0.6e9),
  }),
  qwen({
    name: 'Qwen3-VL-235B-A22B-Instruct',
    layers: QWEN3_235B,
    context: LONG,
    total: 235e9,
    active: 22e9,
  }),
  qwen({
    name: 'Qwen3-VL-30B-A3B-Instruct',
    layers: QWEN3_30B,
    context: LONG,
    total: named(30e9),
    active: named(3e9),
  }),
  qwen({
    name: 'Qwen3-VL-32B-Instruct',
    layers: QWEN3_32B,
    context: LONG,
    total: named(32e9),
  }),
  qwen({
    name: 'Qwen3-VL-8B-Instruct',
    layers: QWEN3_8B,
    context: LONG,
    total: named(8e9),
  }),
  qwen({
    name: 'Qwen3-VL-4B-Instruct',
    layers: QWEN3_8B,
    context: LONG,
    total: named(4e9),
  }),
  qwen({
    name: 'Qwen3-VL-2B-Instruct',
    layers: QWEN3_2B,
    context: LONG,
    total: named(2e9),
  }),
  qwen({
    name: 'Qwen2.5-72B',
    layers: [gqa({ layers: 80, heads: 64, kvHeads: 8 })],
    from: EARLIER_CONFIG,
    context: 131_072,
    total: kvfit(72_706_203_648),
  }),
  qwen({
    name: 'Qwen2.5-32B',
    layers: [gqa({ layers: 64, heads: 40, kvHeads: 8 })],
    from: EARLIER_CONFIG,
    context: 131_072,
    total: remembered(32.8e9),
  }),
  qwen({
    name: 'Qwen2.5-7B',
    layers: [gqa({ layers: 28, heads: 28, kvHeads: 4 })],
    from: EARLIER_CONFIG,
    context: 131_072,
    total: kvfit(7_615_616_512),
  }),
  qwen({
    name: 'Qwen2.5-3B',
    layers: [gqa({ layers: 36, heads: 16, kvHeads: 2 })],
    from: LMCACHE,
    context: 32_768,
    total: named(3e9),
  }),
  qwen({
    name: 'Qwen2.5-0.5B',
    layers: [gqa({ layers: 24, heads: 14, kvHeads: 2, headDim: 64 })],
    from: LMCACHE,
    context: 32_768,
    total: named(0.5e9),
  }),
];
