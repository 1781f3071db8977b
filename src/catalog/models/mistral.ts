import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { published } from '../provenance.ts';
import { dense, gqa, LMCACHE, MODEL_CARD, SECOND_HAND } from './authoring.ts';

export const MISTRAL_MODELS: readonly ModelGeometry[] = [
  {
    id: 'mistralai/Mistral-Large-Instruct-2407',
    name: 'Mistral Large 2407',
    attention: 'GQA',
    groups: published([gqa({ layers: 88, kvHeads: 8, headDim: 128 })], LMCACHE, SECOND_HAND),
    maxContextTokens: published(131_072, LMCACHE, SECOND_HAND),
    ...dense(published(123e9, MODEL_CARD)),
  },
];
