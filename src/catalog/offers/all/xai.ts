import type { Offer, RateSet } from '../../../domain/offer/rate-card.ts';
import { checkedAgainst, published } from '../../provenance.ts';
import { GENAI_PRICES, PI_AI, XAI_CACHE_RULE } from '../../sources.ts';
import { always, atInputPrice, fromTokens, offer, rates } from '../authoring.ts';
import { XAI_CACHE } from '../best-effort-caches.ts';
import { completed, unpriced, withTerms, type ListedRates } from './authoring.ts';

const SELLER = { seller: 'xai', sellerName: 'xAI' };
const LISTED = checkedAgainst(PI_AI, GENAI_PRICES);
const BATCH = unpriced('batch', 'Batch is sold here; its discount is on none of the lists that were read.');
const BOUNDARY =
  'The seller’s table doubles the whole request from 200,000 tokens on, that length included; some lists say “above”.';

const set = ({ input, output, read }: ListedRates): RateSet =>
  rates({ input, output, read, write: { auto: atInputPrice(input, XAI_CACHE_RULE) }, from: LISTED });

function grok({
  contextTokens,
  base,
  long,
  note,
  ...model
}: {
  model: string;
  name: string;
  contextTokens: number;
  base: RateSet;
  long: RateSet;
  note: string;
}): Offer {
  return offer({
    ...SELLER,
    ...model,
    contextTokens: published(contextTokens, LISTED),
    periods: withTerms(always(base, [fromTokens(200_000, long)]), { modes: [BATCH] }),
    cachePolicy: XAI_CACHE,
    notes: [BOUNDARY, note],
  });
}

export const XAI_ALL: readonly Offer[] = [
  completed('xai/grok-4.7', { modes: [BATCH] }),
  grok({
    model: 'grok-4.6',
    name: 'Grok 4.6',
    contextTokens: 500_000,
    base: set({ input: 2, output: 6, read: 0.5 }),
    long: set({ input: 4, output: 12, read: 1 }),
    note: 'A cache read costs 0.25 of input.',
  }),
  grok({
    model: 'grok-4.5',
    name: 'Grok 4.5',
    contextTokens: 500_000,
    base: set({ input: 2, output: 6, read: 0.3 }),
    long: set({ input: 4, output: 12, read: 0.6 }),
    note: 'A cache read costs 0.15 of input.',
  }),
  grok({
    model: 'grok-4.3',
    name: 'Grok 4.3',
    contextTokens: 1_000_000,
    base: set({ input: 1.25, output: 2.5, read: 0.2 }),
    long: set({ input: 2.5, output: 5, read: 0.4 }),
    note: 'A cache read costs 0.16 of input.',
  }),
];
