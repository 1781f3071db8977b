import type { Offer } from '../../../domain/offer/rate-card.ts';
import { published } from '../../provenance.ts';
import { always, atInputPrice, offer, rates } from '../authoring.ts';
import { STEPFUN_CACHE } from './cache-rules.ts';
import { STEPFUN_CACHE_RULE, STEPFUN_PRICES } from './sources.ts';

const SELLER = { seller: 'stepfun', sellerName: 'StepFun', currency: 'CNY' };

export const STEPFUN_ALL: readonly Offer[] = [
  offer({
    ...SELLER,
    model: 'step-5-preview',
    name: 'Step-5 preview',
    contextTokens: published(1_000_000, STEPFUN_PRICES),
    periods: always(
      rates({
        input: 7,
        output: 20,
        read: 0.35,
        write: { auto: atInputPrice(7, STEPFUN_CACHE_RULE) },
        from: STEPFUN_PRICES,
      }),
    ),
    cachePolicy: STEPFUN_CACHE,
    notes: ['In yuan. A read costs 0.05 of input; a first write costs what a miss costs.'],
  }),
  offer({
    ...SELLER,
    model: 'step-3.7-flash',
    name: 'Step-3.7 Flash',
    geometryId: 'Step-3.7-Flash',
    contextTokens: published(256_000, STEPFUN_PRICES),
    periods: always(
      rates({
        input: 1.35,
        output: 8.1,
        read: 0.27,
        write: { auto: atInputPrice(1.35, STEPFUN_CACHE_RULE) },
        from: STEPFUN_PRICES,
      }),
    ),
    cachePolicy: STEPFUN_CACHE,
    notes: ['In yuan. A read costs 0.2 of input; a first write costs what a miss costs.'],
  }),
];
