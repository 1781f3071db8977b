import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { kvfit, KVFIT, model, remembered } from './authoring.ts';
import { gqa, mamba2 } from './shapes.ts';

export const IBM_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'Granite-4.0-H-Small',
    hubId: 'ibm-granite/granite-4.0-h-small',
    layers: [gqa({ layers: 4, heads: 32, kvHeads: 8 }), mamba2({ layers: 36, heads: 128, groups: 1, stateBytes: 2 })],
    from: KVFIT,
    context: 131_072,
    total: kvfit(32_207_337_984),
    active: remembered(9e9),
  }),
];
