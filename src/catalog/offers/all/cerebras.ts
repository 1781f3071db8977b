import type { Offer } from '../../../domain/offer/rate-card.ts';
import { published } from '../../provenance.ts';
import { CEREBRAS_CACHE_RULE } from '../../sources.ts';
import { completed } from './authoring.ts';

export const CEREBRAS_ALL: readonly Offer[] = [
  completed('cerebras/gpt-oss-120b', {
    policy: (old) => ({ ...old, guaranteed: published(true, CEREBRAS_CACHE_RULE, 'For the 5 minutes.') }),
  }),
];
