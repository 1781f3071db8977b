import type { Offer } from '../../../domain/offer/rate-card.ts';
import { published } from '../../provenance.ts';
import { PI_AI } from '../../sources.ts';
import { always, offer, rates, unknown } from '../authoring.ts';
import { completed } from './authoring.ts';
import { UNKNOWN_RULE_CACHE } from './cache-rules.ts';

export const COHERE_ALL: readonly Offer[] = [
  completed('cohere/command-a', {}),
  offer({
    seller: 'cohere',
    sellerName: 'Cohere',
    model: 'command-a-plus',
    name: 'Command A+',
    contextTokens: published(192_000, PI_AI),
    periods: always(
      rates({
        input: 0.3,
        output: 1.5,
        read: 0.15,
        write: { auto: unknown('A reseller lists reading; no rule of this seller for writing was found.') },
        from: PI_AI,
      }),
    ),
    cachePolicy: UNKNOWN_RULE_CACHE,
    notes: ['OpenRouter’s listing shows the cached read; the seller’s own rules for a prompt cache were not found.'],
  }),
];
