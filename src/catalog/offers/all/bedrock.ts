import { SECONDS_PER_HOUR } from '../../../domain/units.ts';
import type { Offer } from '../../../domain/offer/rate-card.ts';
import { assumed, checkedAgainst, derived, published } from '../../provenance.ts';
import { GENAI_PRICES, PI_AI } from '../../sources.ts';
import { above, always, offer, rates } from '../authoring.ts';
import { unpriced, withTerms } from './authoring.ts';
import { bedrockCache } from './cache-rules.ts';
import { BEDROCK_CACHE_RULE } from './sources.ts';

const SELLER = { seller: 'aws-bedrock', sellerName: 'Amazon Bedrock' };
const TERMS = {
  modes: [unpriced('batch', 'Batch is sold here; its discount is on none of the lists that were read.')],
};
const FIVE_MINUTES = published(300, BEDROCK_CACHE_RULE);
const UNSTATED_MINIMUM = assumed(
  1_024,
  'The minimum of this model on Bedrock was not found; 1,024 is the figure most sellers publish.',
);
const REGIONAL = 'The list of the US endpoint; the global one costs a tenth less.';

export const BEDROCK_ALL: readonly Offer[] = [
  offer({
    ...SELLER,
    model: 'us.anthropic.claude-opus-5-5',
    name: 'Claude Opus 5.5 (US)',
    contextTokens: published(1_000_000, PI_AI),
    periods: withTerms(
      always(
        rates({
          input: 4.4,
          output: 22,
          read: 0.22,
          write: { '5m': 5.5, '1h': 8.8 },
          from: checkedAgainst(PI_AI, GENAI_PRICES),
        }),
      ),
      TERMS,
    ),
    cachePolicy: bedrockCache({
      ttlSeconds: { '5m': FIVE_MINUTES, '1h': published(SECONDS_PER_HOUR, BEDROCK_CACHE_RULE) },
      minPrefixTokens: assumed(512, 'Not published for this model; 512 is that of Claude Opus 5.'),
    }),
    notes: ['The regional endpoint costs 1.1 times the list; global.anthropic.* is sold at 4 / 20.'],
  }),
  offer({
    ...SELLER,
    model: 'us.openai.gpt-6.1-sol',
    name: 'GPT-6.1 Sol (US)',
    contextTokens: published(1_050_000, PI_AI),
    periods: withTerms(
      always(rates({ input: 2.2, output: 11, read: 0.11, write: { '30m': 2.75 }, from: PI_AI }), [
        above(272_000, rates({ input: 4.4, output: 16.5, read: 0.22, write: { '30m': 5.5 }, from: PI_AI })),
      ]),
      TERMS,
    ),
    cachePolicy: bedrockCache({
      ttlSeconds: { '30m': derived(1_800, PI_AI, 'The life that is priced; the seller’s rule does not mention it.') },
      minPrefixTokens: assumed(
        1_024,
        'Taken from OpenAI, which states it for this model; Bedrock’s own was not found.',
      ),
    }),
    notes: [REGIONAL],
  }),
  offer({
    ...SELLER,
    model: 'us.amazon.nova-2-lite-v1:0',
    name: 'Nova 2 Lite (US)',
    contextTokens: published(1_000_000, PI_AI),
    periods: withTerms(
      always(rates({ input: 0.33, output: 2.75, read: 0.0825, write: { '5m': 0.33 }, from: PI_AI })),
      TERMS,
    ),
    cachePolicy: bedrockCache({ ttlSeconds: { '5m': FIVE_MINUTES }, minPrefixTokens: UNSTATED_MINIMUM }),
    notes: ['Writing carries no premium; a read costs a quarter of input.'],
  }),
  offer({
    ...SELLER,
    model: 'us.amazon.nova-pro-v1:0',
    name: 'Nova Pro (US)',
    contextTokens: published(300_000, PI_AI),
    periods: withTerms(always(rates({ input: 0.8, output: 3.2, read: 0.2, write: { '5m': 0.8 }, from: PI_AI })), TERMS),
    cachePolicy: bedrockCache({ ttlSeconds: { '5m': FIVE_MINUTES }, minPrefixTokens: UNSTATED_MINIMUM }),
    notes: ['Writing carries no premium; a read costs a quarter of input.'],
  }),
  offer({
    ...SELLER,
    model: 'us.moonshotai.kimi-k3',
    name: 'Kimi K3 (US)',
    geometryId: 'Kimi-K3',
    contextTokens: published(1_048_576, PI_AI),
    periods: withTerms(
      always(rates({ input: 3.3, output: 16.5, read: 0.33, write: { unstated: 4.125 }, from: PI_AI })),
      TERMS,
    ),
    cachePolicy: bedrockCache({
      ttlSeconds: {
        unstated: assumed(300, 'The life of a write of this model is not known; 5 minutes is the shortest sold here.'),
      },
      minPrefixTokens: UNSTATED_MINIMUM,
    }),
    notes: ['A write costs 1.25 times input here, where Moonshot itself takes no premium. Its life is not known.'],
  }),
];
