import type { Fact } from '../fact.ts';
import type { Tokens, UsdPerMTok } from '../units.ts';
import type { CachePolicy } from './cache-policy.ts';

/**
 * A price is one of three things, and the difference decides money: known (0 means free), not sold, or unknown.
 * Missing is never 0.
 */
export type Price =
  | { readonly state: 'priced'; readonly usdPerMTok: Fact<UsdPerMTok> }
  | { readonly state: 'not-sold'; readonly reason: string }
  | { readonly state: 'unknown'; readonly reason: string };

/** The rates of one period and band. Classes are disjoint: a token is billed in exactly one of them. */
export interface RateSet {
  /** Input that is neither read from nor written to a cache. */
  readonly input: Price;
  readonly output: Price;
  readonly cacheRead: Price;
  /** Per TTL option of the cache policy, by its id. A write free of premium carries the input price. */
  readonly cacheWrite: Readonly<Record<string, Price>>;
}

/** Rates that replace the base for a whole request once its prompt is long enough. */
export interface Band {
  readonly thresholdTokens: Tokens;
  /** `gt`: a prompt of exactly the threshold still pays the base; `gte`: it already pays the band. */
  readonly comparison: 'gt' | 'gte';
  readonly rates: RateSet;
}

/** Prices valid on `[from, to)`, ISO dates; `null` is open. Periods are appended and never overwritten. */
export interface PricePeriod {
  readonly from: string | null;
  readonly to: string | null;
  readonly base: RateSet;
  /** Ascending by threshold. */
  readonly bands: readonly Band[];
}

/** One seller's price sheet for one model. */
export interface Offer {
  /** `seller/model`. */
  readonly id: string;
  readonly seller: string;
  readonly sellerName: string;
  readonly modelName: string;
  /** Catalogue id of the geometry where the weights are open; `null` where the seller's geometry is not public. */
  readonly geometryId: string | null;
  readonly contextTokens: Fact<Tokens>;
  /** Tokens this model makes of one reference token. Multiplied before bands, minimums and limits. */
  readonly tokenizerFactor: Fact<number>;
  readonly periods: readonly PricePeriod[];
  readonly cachePolicy: CachePolicy;
  /** Remarks that concern the whole row: a mode left out, a doubt, an announced change. */
  readonly notes: readonly string[];
}

/** The period that holds on a day, or `undefined` where the offer had no price then. */
export function periodAt({ offer, asOf }: { offer: Offer; asOf: string }): PricePeriod | undefined {
  // ISO dates order as text.
  return offer.periods.find(({ from, to }) => (from === null || from <= asOf) && (to === null || asOf < to));
}

/**
 * The rates one request pays, chosen from its own prompt length (cached and uncached tokens alike) for the whole
 * request. Monthly totals never choose a band.
 *
 * Example: a band `gt 272000` leaves a prompt of 272,000 tokens at the base rates and moves 272,001 into the band.
 */
export function ratesForPrompt({ period, promptTokens }: { period: PricePeriod; promptTokens: Tokens }): RateSet {
  let rates = period.base;
  for (const band of period.bands) {
    const reached =
      band.comparison === 'gt' ? promptTokens > band.thresholdTokens : promptTokens >= band.thresholdTokens;
    if (reached) rates = band.rates;
  }
  return rates;
}

/** What a calculation makes of a price: a number, or the reason why there is none. */
export type Rate = { readonly usdPerMTok: UsdPerMTok } | { readonly missing: string };

/** Reads a price for a calculation; an absent one is as unknown as one that says so. */
export function rateOfPrice(price: Price | undefined): Rate {
  if (price === undefined) return { missing: 'no price known' };
  return price.state === 'priced' ? { usdPerMTok: price.usdPerMTok.value } : { missing: price.reason };
}

/** The number alone, where a missing one is handled by leaving something out. */
export function knownRate(price: Price | undefined): UsdPerMTok | undefined {
  return price?.state === 'priced' ? price.usdPerMTok.value : undefined;
}
