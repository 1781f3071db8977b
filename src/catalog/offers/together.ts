import type { Offer } from '../../domain/offer/rate-card.ts';
import { published } from '../provenance.ts';
import { PI_AI } from '../sources.ts';
import { always, offer, rates, unknown } from './authoring.ts';
import { TOGETHER_CACHE } from './best-effort-caches.ts';

export const TOGETHER_OFFERS: readonly Offer[] = [
  offer({
    seller: 'together',
    sellerName: 'Together AI',
    model: 'deepseek-ai/DeepSeek-V4-Pro-0813',
    name: 'DeepSeek V4 Pro 0813',
    geometryId: 'DeepSeek-V4-Pro',
    contextTokens: published(1_048_576, PI_AI),
    periods: always(
      rates({
        input: 1.32,
        output: 3.96,
        read: 0.13,
        write: {
          auto: unknown(
            'The seller lists a cached-input price; whether filling the cache costs more than input is not stated.',
          ),
        },
        from: PI_AI,
      }),
    ),
    cachePolicy: TOGETHER_CACHE,
    notes: [
      'Standard mode only: batch is left out.',
      'The geometry is that of DeepSeek-V4-Pro: the release of 13 August is taken to share it.',
    ],
  }),
];
