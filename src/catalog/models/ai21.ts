import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { model, remembered, told } from './authoring.ts';
import { gqa, mamba1 } from './shapes.ts';

const DEFAULTS = told(
  'huggingface/transformers src/transformers/models/jamba/configuration_jamba.py (defaults)',
  'A default of the library, not read in the model’s own config.',
);

export const AI21_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'Jamba-v0.1',
    hubId: 'ai21labs/Jamba-v0.1',
    layers: [gqa({ layers: 4, heads: 32, kvHeads: 8 }), mamba1({ layers: 28, channels: 8_192, stateDim: 16 })],
    from: DEFAULTS,
    doubt: {
      kind: 'assumed',
      note: 'The model’s own config was not read: these are the library’s defaults, and the state is taken to be fp32.',
    },
    context: 262_144,
    total: remembered(52e9),
    active: remembered(12e9),
  }),
];
