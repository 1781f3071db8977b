import type { Offer } from '../../../domain/offer/rate-card.ts';
import { published } from '../../provenance.ts';
import { MISTRAL_CACHE_RULE, PI_AI } from '../../sources.ts';
import { always, atInputPrice, offer, rates } from '../authoring.ts';
import { completed, multiplied, withTerms, type ListedRates } from './authoring.ts';
import { MISTRAL_RULE } from './cache-rules.ts';
import { MISTRAL_TIERS } from './sources.ts';

const SELLER = { seller: 'mistral', sellerName: 'Mistral AI' };
const CONTEXT_TOKENS = 262_144;
const BATCH = multiplied('batch', published(0.5, MISTRAL_TIERS));
const KEY = 'Sending a prompt_cache_key raises the odds of a hit.';

function model({ id, name, input, output, read }: ListedRates & { id: string; name: string }): Offer {
  return offer({
    ...SELLER,
    model: id,
    name,
    contextTokens: published(CONTEXT_TOKENS, PI_AI),
    periods: withTerms(
      always(rates({ input, output, read, write: { auto: atInputPrice(input, MISTRAL_CACHE_RULE) }, from: PI_AI })),
      { modes: [BATCH] },
    ),
    cachePolicy: MISTRAL_RULE,
    notes: [KEY],
  });
}

export const MISTRAL_ALL: readonly Offer[] = [
  completed('mistral/mistral-large-4', { modes: [BATCH], policy: () => MISTRAL_RULE }),
  model({ id: 'mistral-medium-2604', name: 'Mistral Medium 3.5', input: 1.5, output: 7.5, read: 0.15 }),
  model({ id: 'mistral-small-2603', name: 'Mistral Small 4', input: 0.15, output: 0.6, read: 0.015 }),
  model({ id: 'devstral-2512', name: 'Devstral 2', input: 0.4, output: 2, read: 0.04 }),
];
