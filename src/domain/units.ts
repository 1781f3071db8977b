/**
 * The units of the core, and the few conversions between them.
 *
 * Inside the core there are only bytes, tokens, seconds and US dollars, and rates in US dollars per million tokens.
 * The unit is the suffix of every name. Decimal and binary prefixes, milliseconds and percentages belong to the display.
 */

export type Bytes = number;
export type Tokens = number;
export type Seconds = number;
export type Usd = number;
/** What price pages print: US dollars per million tokens. */
export type UsdPerMTok = number;
/** 0 … 1. */
export type Ratio = number;

export const SECONDS_PER_HOUR = 3_600;
export const SECONDS_PER_DAY = 86_400;

/** A month of rent: 365 days × 24 h ÷ 12. Every monthly rent in Tokenhouse uses it. */
export const HOURS_PER_MONTH = 730;

const TOKENS_PER_MTOK = 1e6;

/** Tokens at a rate: `usd = tokens × rate ÷ 10⁶`. Expected values only; a metered bill uses `money.ts`. */
export function usdOf({ tokens, usdPerMTok }: { tokens: Tokens; usdPerMTok: UsdPerMTok }): Usd {
  return (tokens * usdPerMTok) / TOKENS_PER_MTOK;
}

/** The rate that many dollars for so many tokens come to; `undefined` for no tokens at all. */
export function rateOf({ usd, tokens }: { usd: Usd; tokens: Tokens }): UsdPerMTok | undefined {
  return tokens > 0 ? (usd / tokens) * TOKENS_PER_MTOK : undefined;
}
