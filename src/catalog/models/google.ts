import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { published } from '../provenance.ts';
import { dense, gqa, KVFIT, SECOND_HAND, slidingGqa } from './authoring.ts';

export const GOOGLE_MODELS: readonly ModelGeometry[] = [
  {
    id: 'google/gemma-3-27b-it',
    name: 'Gemma 3 27B',
    attention: 'GQA + sliding window',
    groups: published(
      [
        gqa({ layers: 10, kvHeads: 16, headDim: 128 }),
        slidingGqa({ layers: 52, kvHeads: 16, headDim: 128, windowTokens: 1_024 }),
      ],
      KVFIT,
      SECOND_HAND,
    ),
    maxContextTokens: published(131_072, KVFIT, SECOND_HAND),
    ...dense(published(27_432_406_640, KVFIT)),
  },
];
