import { SECONDS_PER_DAY } from '../../../domain/units.ts';
import type { CachePolicy } from '../../../domain/offer/cache-policy.ts';
import type { Band, Offer, RateSet } from '../../../domain/offer/rate-card.ts';
import { assumed, derived, published } from '../../provenance.ts';
import { above, always, offer, priced, rates, unknown } from '../authoring.ts';
import { withTerms, type ListedRates } from './authoring.ts';
import { MODEL_BANK, VOLCENGINE_CACHE_RULE } from './sources.ts';

const SELLER = { seller: 'volcengine', sellerName: 'Volcengine', currency: 'CNY' };
const STORAGE = { storage: priced(published(0.017, VOLCENGINE_CACHE_RULE, 'CNY per million tokens and hour.')) };
const DEFAULT_SECONDS = assumed(
  SECONDS_PER_DAY,
  'The buyer names the life. A day is taken where none is named; the seller’s own default was not found.',
);
const WRITE = unknown('The seller lists reading and storage; what creating a context cache costs is not stated.');

/** A context that is created, kept for a chosen time and rented by the hour. */
const CONTEXT_CACHE: CachePolicy = {
  trigger: 'explicit',
  ttls: [{ id: 'object', seconds: DEFAULT_SECONDS, semantics: 'fixed', refreshedByRead: false }],
  match: 'breakpoints',
  maxBreakpoints: 1,
  minPrefixTokens: assumed(1_024, 'The seller’s minimum was not found; 1,024 is the figure most sellers publish.'),
  granularityTokens: derived(1, VOLCENGINE_CACHE_RULE, 'The context is read as a whole.'),
  hitRatio: derived(1, VOLCENGINE_CACHE_RULE, 'A context is there until its life ends.'),
  storageObject: { defaultSeconds: DEFAULT_SECONDS, isProrated: true },
};

const set = ({ input, output, read }: ListedRates): RateSet =>
  rates({ input, output, read, write: { object: WRITE }, from: MODEL_BANK });

function doubao({
  base,
  bands = [],
  note,
  ...model
}: {
  model: string;
  name: string;
  base: RateSet;
  bands?: readonly Band[];
  note?: string;
}): Offer {
  return offer({
    ...SELLER,
    ...model,
    contextTokens: published(256_000, MODEL_BANK),
    periods: withTerms(always(base, bands), STORAGE),
    cachePolicy: CONTEXT_CACHE,
    notes: [
      'In yuan. One price library files the storage rent (0.017 CNY per million tokens and hour) as the price of a write.',
      ...(note === undefined ? [] : [note]),
    ],
  });
}

export const VOLCENGINE_ALL: readonly Offer[] = [
  doubao({
    model: 'doubao-seed-2.1-pro',
    name: 'Doubao Seed 2.1 Pro',
    base: set({ input: 6, output: 30, read: 1.2 }),
  }),
  doubao({
    model: 'doubao-seed-2.1-turbo',
    name: 'Doubao Seed 2.1 Turbo',
    base: set({ input: 3, output: 15, read: 0.6 }),
  }),
  doubao({
    model: 'doubao-seed-2.0-pro',
    name: 'Doubao Seed 2.0 Pro',
    base: set({ input: 3.2, output: 16, read: 0.64 }),
    bands: [
      above(32_000, set({ input: 4.8, output: 24, read: 0.64 })),
      above(128_000, set({ input: 9.6, output: 48, read: 0.64 })),
    ],
    note:
      'A read costs the same at every length. Whether a prompt of exactly 32,000 or 128,000 tokens pays the lower price is ' +
      'not stated and taken to be so.',
  }),
];
