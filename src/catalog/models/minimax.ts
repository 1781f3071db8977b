import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { model, stated, told } from './authoring.ts';
import { gqa, index, lightning } from './shapes.ts';

const M2 = { layers: [gqa({ layers: 62, heads: 48, kvHeads: 8 })], total: 230e9, active: 10e9 };

const README_01 = 'MiniMax-AI/MiniMax-01 README.md';
const STATE_TYPE =
  'The README names no type for the state of the linear layers: fp32 is assumed; vLLM keeps it in the model’s 16 bits, half.';
/** Seven of eight layers are lightning attention. */
const MINIMAX_01 = {
  from: told(README_01),
  layers: [gqa({ layers: 10, heads: 64, kvHeads: 8 }), lightning({ layers: 70, heads: 64 })],
  context: 1_048_576,
  total: stated(456e9, README_01),
  active: stated(45.9e9, README_01),
};

export const MINIMAX_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'MiniMax-M3',
    hubId: 'MiniMaxAI/MiniMax-M3',
    // Each query attends to the best 16 blocks of 128 tokens.
    layers: [gqa({ layers: 60, heads: 64, kvHeads: 4, index: index({ layers: 57, heads: 4, topK: 16 * 128 }) })],
    context: 1_048_576,
    total: 427e9,
    active: 26e9,
    draftLayers: 1,
  }),
  model({
    ...M2,
    name: 'MiniMax-M2.7',
    hubId: 'MiniMaxAI/MiniMax-M2.7',
    context: 204_800,
    contextNote: 'vLLM’s recipe says 196,608.',
  }),
  model({ ...M2, name: 'MiniMax-M2.5', hubId: 'MiniMaxAI/MiniMax-M2.5', context: 196_608 }),
  model({
    ...MINIMAX_01,
    name: 'MiniMax-M1',
    hubId: 'MiniMaxAI/MiniMax-M1-80k',
    doubt: { note: `Stated for MiniMax-Text-01, from which M1 was trained. ${STATE_TYPE}` },
  }),
  model({
    ...MINIMAX_01,
    name: 'MiniMax-Text-01',
    hubId: 'MiniMaxAI/MiniMax-Text-01',
    doubt: { note: STATE_TYPE },
  }),
];
