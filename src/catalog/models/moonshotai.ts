import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { assumed } from '../provenance.ts';
import { EARLIER_CONFIG, model, quantisedConfig, recipe, told } from './authoring.ts';
import { kda, mla } from './shapes.ts';

/** The layers of DeepSeek V3 with half the query heads. */
const K2 = { layers: [mla({ layers: 61, heads: 64 })], context: 262_144, total: 1e12, active: 32e9 };

export const MOONSHOTAI_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'Kimi-K3',
    hubId: 'moonshotai/Kimi-K3',
    layers: [mla({ layers: 24, heads: 96 }), kda({ layers: 69, heads: 96 })],
    doubt: { note: 'The config names no type for the state of the linear layers: fp32, as vLLM keeps it.' },
    context: 1_048_576,
    total: recipe(2_800e9),
    active: assumed(
      104e9,
      'Not published: about what its config counts up to, with 16 of 896 experts taking part in a token.',
    ),
  }),
  model({
    ...K2,
    name: 'Kimi K2.7 Code',
    hubId: 'moonshotai/Kimi-K2.7-Code',
    from: quantisedConfig('nvidia/Kimi-K2.7-Code-NVFP4'),
  }),
  model({
    ...K2,
    name: 'Kimi K2.6',
    hubId: 'moonshotai/Kimi-K2.6',
    from: quantisedConfig('nvidia/Kimi-K2.6-NVFP4'),
  }),
  model({ ...K2, name: 'Kimi-K2.5', hubId: 'moonshotai/Kimi-K2.5' }),
  model({ ...K2, name: 'Kimi-K2-Thinking', hubId: 'moonshotai/Kimi-K2-Thinking', from: EARLIER_CONFIG }),
  model({ ...K2, name: 'Kimi-K2-Instruct', hubId: 'moonshotai/Kimi-K2-Instruct', context: 131_072 }),
  model({
    name: 'Kimi-Linear-48B-A3B',
    hubId: 'moonshotai/Kimi-Linear-48B-A3B-Instruct',
    layers: [mla({ layers: 7, heads: 32 }), kda({ layers: 20, heads: 32 })],
    from: told('MoonshotAI/Kimi-Linear, and a model definition in torchtitan'),
    doubt: {
      kind: 'derived',
      note: 'That 7 of 27 layers keep latents follows from one in four; the list itself was not found. State in fp32, as in Kimi K3.',
    },
    context: 1_048_576,
    total: recipe(48e9),
    active: recipe(3e9),
  }),
];
