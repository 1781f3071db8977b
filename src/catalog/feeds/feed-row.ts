import * as z from 'zod/mini';
import type { UsdPerMTok } from '../../domain/units.ts';
import type { FeedClass, FeedPrice } from './feed.ts';

/** What a feed lists of one model: a price, no price at all, or one that cannot be used. */
export type FeedRow =
  | { readonly state: 'priced'; readonly price: FeedPrice }
  | { readonly state: 'unpriced' }
  | { readonly state: 'unusable' };

export const UNPRICED: FeedRow = { state: 'unpriced' };
export const UNUSABLE: FeedRow = { state: 'unusable' };

const LONGEST_ID = 200;
export const feedId = z.string().check(z.minLength(1), z.maxLength(LONGEST_ID));

/** A row of the prices that are stated: `null` is not stated, and one price out of range makes the whole row unusable. */
export function rowWith({
  provider,
  model,
  rates,
}: {
  provider: string;
  model: string;
  rates: Readonly<Record<FeedClass, UsdPerMTok | undefined | null>>;
}): FeedRow {
  const stated: Partial<Record<FeedClass, UsdPerMTok>> = {};
  for (const name of ['input', 'output', 'cacheRead', 'cacheWrite', 'cacheWrite1h'] as const) {
    const rate = rates[name];
    if (rate === undefined) return UNUSABLE;
    if (rate !== null) stated[name] = rate;
  }
  return { state: 'priced', price: { provider, model, usdPerMTok: stated } };
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
