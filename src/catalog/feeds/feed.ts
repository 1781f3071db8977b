import type { UsdPerMTok } from '../../domain/units.ts';

/**
 * Public lists of prices that can be compared with the catalogue: what they are called, where they lie, what is read of
 * them, and the port through which their text comes. A feed never changes an offer; it shows where one may have aged.
 */

export const FEED_NAMES = ['models.dev', 'openrouter'] as const;
export type FeedName = (typeof FEED_NAMES)[number];

export const FEEDS: Readonly<Record<FeedName, { readonly title: string; readonly address: string }>> = {
  'models.dev': { title: 'models.dev', address: 'https://models.dev/api.json' },
  openrouter: { title: 'OpenRouter', address: 'https://openrouter.ai/api/v1/models' },
};

/** What came of asking for a feed. */
export type FeedAnswer =
  | {
      readonly status: 'ok';
      readonly text: string;
      /** Day on which it was read, ISO, in UTC: the core has no clock of its own. */
      readonly readOn: string;
    }
  | { readonly status: 'failed'; readonly reason: string };

/** The public feeds. Asked only when the visitor asks; nothing but the request itself is sent. */
export interface PriceFeedPort {
  /** The answer never rejects; a cancelled request fails like any other. */
  read(feed: FeedName): { readonly answer: Promise<FeedAnswer>; readonly cancel: () => void };
}

/**
 * The prices a feed states of a model. `cacheWrite` has no life in either feed; where OpenRouter names a second one it is
 * an hour's. What is absent is not stated; 0 is free.
 */
export type FeedClass = 'input' | 'output' | 'cacheRead' | 'cacheWrite' | 'cacheWrite1h';

export interface FeedPrice {
  /** The seller, as the feed calls it: a provider of models.dev, or `openrouter`. */
  readonly provider: string;
  /** The model, as the feed calls it. */
  readonly model: string;
  readonly usdPerMTok: Readonly<Partial<Record<FeedClass, UsdPerMTok>>>;
}
