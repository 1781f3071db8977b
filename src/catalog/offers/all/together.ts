import type { Offer } from '../../../domain/offer/rate-card.ts';
import { published } from '../../provenance.ts';
import { PI_AI } from '../../sources.ts';
import { always, offer, rates, unknown } from '../authoring.ts';
import { TOGETHER_CACHE } from '../best-effort-caches.ts';
import { completed, unpriced, withTerms } from './authoring.ts';

const TERMS = {
  modes: [
    unpriced(
      'batch',
      'Batch is sold here at “up to” half price; which models get how much is on none of the lists that were read.',
    ),
  ],
};

export const TOGETHER_ALL: readonly Offer[] = [
  completed('together/deepseek-ai/DeepSeek-V4-Pro-0813', TERMS),
  offer({
    seller: 'together',
    sellerName: 'Together AI',
    model: 'moonshotai/Kimi-K3.1-Pro',
    name: 'Kimi K3.1 Pro',
    contextTokens: published(1_048_576, PI_AI),
    periods: withTerms(
      always(
        rates({
          input: 2,
          output: 10,
          read: 0.2,
          write: {
            auto: unknown(
              'The seller lists a cached-input price; whether filling the cache costs more than input is not stated.',
            ),
          },
          from: PI_AI,
        }),
      ),
      TERMS,
    ),
    cachePolicy: TOGETHER_CACHE,
    notes: ['Automatic on the models that list a price for cached input; where none is listed there is no discount.'],
  }),
];
