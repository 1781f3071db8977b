import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { model, recipe, stated, told } from './authoring.ts';
import { gqa, sliding } from './shapes.ts';

const STEP_3 = 'stepfun-ai/Step3 README.md and report';

export const STEPFUN_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'Step-3.7-Flash',
    hubId: 'stepfun-ai/Step-3.7-Flash',
    layers: [
      gqa({ layers: 12, heads: 64, kvHeads: 8 }),
      sliding({ layers: 33, heads: 64, kvHeads: 8, windowTokens: 512 }),
    ],
    context: recipe(262_144, {
      path: 'stepfun-ai/Step-3.7-Flash',
      note: 'The stored copy of the config says 65,536; such copies are sometimes edited.',
    }),
    total: 198e9,
    active: 11e9,
    draftLayers: 3,
  }),
  model({
    name: 'Step-3',
    hubId: 'stepfun-ai/step3',
    layers: [gqa({ layers: 61, heads: 64, kvHeads: 1, headDim: 256 })],
    // One KV head like MQA, but of 256, under queries that are factorised.
    attention: 'MFA',
    from: told(STEP_3),
    context: 65_536,
    total: stated(321e9, STEP_3),
    active: stated(38e9, STEP_3),
  }),
];
