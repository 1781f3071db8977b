import type { Offer } from '../../../domain/offer/rate-card.ts';
import { published } from '../../provenance.ts';
import { PI_AI } from '../../sources.ts';
import { above, always, offer, rates } from '../authoring.ts';
import { unpriced, withTerms } from './authoring.ts';
import { AZURE_CACHE } from './cache-rules.ts';

export const AZURE_ALL: readonly Offer[] = [
  offer({
    seller: 'azure',
    sellerName: 'Microsoft Azure',
    model: 'gpt-6.1-sol',
    name: 'GPT-6.1 Sol',
    contextTokens: published(1_050_000, PI_AI),
    periods: withTerms(
      always(rates({ input: 2, output: 10, read: 0.1, write: { '30m': 2.5 }, from: PI_AI }), [
        above(272_000, rates({ input: 4, output: 15, read: 0.2, write: { '30m': 5 }, from: PI_AI })),
      ]),
      { modes: [unpriced('batch', 'Batch is sold here; its discount is on none of the lists that were read.')] },
    ),
    cachePolicy: AZURE_CACHE,
    notes: [
      'Pay as you go. On provisioned throughput up to all of the cached tokens are free.',
      'Both retentions cost the same here; the seller’s rule does not mention the 30 minutes that are priced.',
    ],
  }),
];
