import type { Fact } from '../fact.ts';
import type { Tokens, UsdPerMTok } from '../units.ts';
import type { CachePolicy } from './cache-policy.ts';

/**
 * A price is one of three things, and the difference decides money: known (0 means free), not sold, or unknown.
 * Missing is never 0.
 */
export type Price =
  | {
      readonly state: 'priced';
      /** In the offer's currency, per million tokens; of storage, per million token-hours. */
      readonly perMTok: Fact<number>;
    }
  | { readonly state: 'not-sold'; readonly reason: string }
  | { readonly state: 'unknown'; readonly reason: string };

/** What a request is billed for by the token, or of `storage` by the token-hour. */
export type RateClass = 'input' | 'output' | 'cacheRead' | 'cacheWrite' | 'storage';

/** The rates of one period and band. Classes are disjoint: a token is billed in exactly one of them. */
export interface RateSet {
  /** Input that is neither read from nor written to a cache. */
  readonly input: Price;
  readonly output: Price;
  readonly cacheRead: Price;
  /** Per TTL option of the cache policy, by its id. A write free of premium carries the input price. */
  readonly cacheWrite: Readonly<Record<string, Price>>;
  /** Rent of a stored prefix, per million token-hours. Absent where the seller sells no such thing. */
  readonly storage?: Price;
}

/**
 * Rates that replace the base for a whole request once its prompt is long enough. Where input and output have thresholds
 * of their own, each threshold is a band and repeats the rates that it leaves alone.
 */
export interface Band {
  readonly thresholdTokens: Tokens;
  /** `gt`: a prompt of exactly the threshold still pays the base; `gte`: it already pays the band. */
  readonly comparison: 'gt' | 'gte';
  /** Set where the output, too, must be longer than so many tokens. Two bands may then share a threshold. */
  readonly outputAboveTokens?: Tokens;
  readonly rates: RateSet;
}

/** A factor on some classes. Those it does not name keep the rate they had. */
export interface Multiplier {
  readonly ratio: Fact<number>;
  readonly classes: readonly RateClass[];
}

/** Days that are no working days, year by year: most countries announce them late in the year before. */
export interface HolidayCalendar {
  readonly name: string;
  /** ISO dates of one year. A year that is absent is unknown, and a bill that needs it says so. */
  readonly years: Readonly<Record<string, Fact<readonly string[]>>>;
}

/** Prices that follow the clock. */
export interface Schedule {
  readonly name: string;
  /** IANA name; weekdays, hours and holidays are those of this zone. */
  readonly timeZone: string;
  /** 1 is Monday, 7 Sunday. */
  readonly weekdays: readonly number[];
  /** Local times `HH:MM`, the end excluded; `24:00` ends a day. One that passes midnight is written as two. */
  readonly windows: readonly { readonly from: string; readonly to: string }[];
  /** Days on which no window opens, whatever their weekday. */
  readonly holidays: HolidayCalendar | null;
  /** Whether the factor holds while a window is open, or while none is. */
  readonly applies: 'inside' | 'outside';
  readonly multiplier: Multiplier;
}

/** A way of being served that has prices of its own. A request has one mode; `standard` is the absence of all others. */
export interface Mode {
  /** `batch`, `flex`, `fast`, `priority`, `spot`, `ultrafast` … */
  readonly id: string;
  readonly name: string;
  readonly pricing:
    | { readonly kind: 'multiplier'; readonly multiplier: Multiplier }
    | { readonly kind: 'rates'; readonly base: RateSet; readonly bands: readonly Band[] };
  /** Classes that are not sold in this mode. */
  readonly withoutClasses: readonly RateClass[];
  /** Ids of the modifiers it cannot be combined with. */
  readonly excludes: readonly string[];
}

/** A choice that changes prices in any mode: residency, regional processing, a discount. Several may be chosen. */
export interface Modifier {
  readonly id: string;
  readonly name: string;
  readonly multiplier: Multiplier;
}

/** Prices valid on `[from, to)`, ISO dates; `null` is open. Periods are appended and never overwritten. */
export interface PricePeriod {
  readonly from: string | null;
  readonly to: string | null;
  readonly base: RateSet;
  /** Ascending by threshold. */
  readonly bands: readonly Band[];
  /** The first whose hours hold counts. */
  readonly schedules?: readonly Schedule[];
  readonly modes?: readonly Mode[];
  readonly modifiers?: readonly Modifier[];
}

/** A cache that a request can use in place of the offer's own, and never beside it. */
export interface CacheMode {
  readonly id: string;
  readonly name: string;
  readonly cachePolicy: CachePolicy;
  readonly periods: readonly PricePeriod[];
}

/** One seller's price sheet for one model. */
export interface Offer {
  /** `seller/model`. */
  readonly id: string;
  readonly seller: string;
  readonly sellerName: string;
  readonly modelName: string;
  /** ISO 4217 code of every price of this offer. What prices a scenario takes USD only: see `unpriceable.ts`. */
  readonly currency: string;
  /** Catalogue id of the geometry where the weights are open; `null` where the seller's geometry is not public. */
  readonly geometryId: string | null;
  readonly contextTokens: Fact<Tokens>;
  /** Tokens this model makes of one reference token. Multiplied before bands, minimums and limits. */
  readonly tokenizerFactor: Fact<number>;
  readonly periods: readonly PricePeriod[];
  readonly cachePolicy: CachePolicy;
  /** Caches of the same model that exclude the one above within a request. */
  readonly cacheModes?: readonly CacheMode[];
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
 * A band that also asks for a longer output is never reached where the output's length is not given.
 */
export function ratesForPrompt({
  period,
  promptTokens,
  outputTokens = 0,
}: {
  period: Pick<PricePeriod, 'base' | 'bands'>;
  promptTokens: Tokens;
  outputTokens?: Tokens;
}): RateSet {
  let rates = period.base;
  for (const band of period.bands) {
    const reached =
      band.comparison === 'gt' ? promptTokens > band.thresholdTokens : promptTokens >= band.thresholdTokens;
    if (reached && outputTokens > (band.outputAboveTokens ?? -1)) rates = band.rates;
  }
  return rates;
}

/** What a calculation makes of a price: a number, or the reason why there is none. */
export type Rate = { readonly usdPerMTok: UsdPerMTok } | { readonly missing: string };

/** Reads a price of a USD offer for a calculation; an absent one is as unknown as one that says so. */
export function rateOfPrice(price: Price | undefined): Rate {
  if (price === undefined) return { missing: 'no price known' };
  return price.state === 'priced' ? { usdPerMTok: price.perMTok.value } : { missing: price.reason };
}

/** The number alone, where a missing one is handled by leaving something out. */
export function knownRate(price: Price | undefined): UsdPerMTok | undefined {
  return price?.state === 'priced' ? price.perMTok.value : undefined;
}
