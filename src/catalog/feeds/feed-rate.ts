import type { UsdPerMTok } from '../../domain/units.ts';

/** Dearer than anything ever sold; beyond it a feed has its units wrong. */
const MOST_USD_PER_MTOK = 1_000_000;
/** As many as `money.ts` reckons with. */
const DECIMALS = 12;
const TOKENS_PER_MTOK_DIGITS = 6;
const DECIMAL = /^(\d{1,24}(?:\.\d{1,48})?)(?:e([+-]?\d{1,2}))?$/i;

/**
 * A price in USD per million tokens as a feed writes it, rounded to the 12 decimals that bills are reckoned with;
 * `undefined` unless it is a number from 0 to 1,000,000 that does not round to 0 without being 0.
 *
 * Example: the sum 0.1 + 0.2 of a careless list, 0.30000000000000004, is read as 0.3.
 */
export function rateOfNumber(usdPerMTok: number): UsdPerMTok | undefined {
  if (!(usdPerMTok >= 0 && usdPerMTok <= MOST_USD_PER_MTOK)) return undefined;
  const rounded = Number(usdPerMTok.toFixed(DECIMALS));
  return rounded === 0 && usdPerMTok > 0 ? undefined : rounded;
}

/**
 * A price per token, written in decimals, as USD per million tokens: the point is moved in the text, and nothing is
 * multiplied. `undefined` for what is no plain decimal and under the rules of `rateOfNumber`.
 *
 * Example: `0.0000024` per token is 2.4 per million, where 0.0000024 × 10⁶ as doubles is 2.4000000000000004. A sign is
 * refused: OpenRouter writes -1 where a price is only known once a request has been routed.
 */
export function rateOfTokenPrice(usdPerToken: string): UsdPerMTok | undefined {
  const [, digits, exponent = '0'] = DECIMAL.exec(usdPerToken) ?? [];
  return digits === undefined
    ? undefined
    : rateOfNumber(Number(`${digits}e${Number(exponent) + TOKENS_PER_MTOK_DIGITS}`));
}
