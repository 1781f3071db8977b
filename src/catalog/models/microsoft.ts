import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { kvfit, KVFIT, model, onCard } from './authoring.ts';
import { gqa } from './shapes.ts';

export const MICROSOFT_MODELS: readonly ModelGeometry[] = [
  model({
    name: 'Phi-4',
    hubId: 'microsoft/phi-4',
    // 10 KV heads divide by no usual number of ranks but 2.
    layers: [gqa({ layers: 40, heads: 40, kvHeads: 10 })],
    from: KVFIT,
    context: 16_384,
    total: kvfit(14_659_507_200),
  }),
  model({
    name: 'Phi-4-mini',
    hubId: 'microsoft/Phi-4-mini-instruct',
    layers: [gqa({ layers: 32, heads: 24, kvHeads: 8 })],
    from: KVFIT,
    context: 131_072,
    total: kvfit(3_836_021_760),
  }),
  model({
    name: 'Phi-3-mini',
    hubId: 'microsoft/Phi-3-mini-4k-instruct',
    layers: [gqa({ layers: 32, heads: 32, kvHeads: 32, headDim: 96 })],
    from: KVFIT,
    doubt: {
      note: 'Read from a third party’s registry. The config also names a window of 2,047 tokens, which not every engine honours: taken as none.',
    },
    context: 4_096,
    total: onCard(3.8e9),
  }),
];
