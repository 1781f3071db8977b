import type { Offer } from '../../../domain/offer/rate-card.ts';
import { published } from '../../provenance.ts';
import { PI_AI } from '../../sources.ts';
import { always, offer, rates, unknown } from '../authoring.ts';
import { UNKNOWN_RULE_CACHE } from './cache-rules.ts';

export const BASETEN_ALL: readonly Offer[] = [
  offer({
    seller: 'baseten',
    sellerName: 'Baseten',
    model: 'zai-org/GLM-5.3',
    name: 'GLM-5.3',
    geometryId: 'GLM-5.3',
    contextTokens: published(1_048_576, PI_AI),
    periods: always(
      rates({
        input: 1.4,
        output: 4.4,
        read: 0.14,
        write: {
          auto: unknown(
            'The seller lists a cached-input price; whether filling the cache costs more than input is not stated.',
          ),
        },
        from: PI_AI,
      }),
    ),
    cachePolicy: UNKNOWN_RULE_CACHE,
    notes: ['The same weights are read from cache at 0.26 by Z.AI and Fireworks, and at 0.14 here.'],
  }),
];
