import { rateOf, type Ratio, type Tokens, type Usd, type UsdPerMTok } from '../../domain/units.ts';
import type { RateOnSale } from './rates-on-sale.ts';

/** What the dollars and tokens of a line say about the rate it was billed at. */
export type RateFinding =
  | { readonly kind: 'as-expected' }
  /** On sale: those nearest to how the scenario buys, several where they cost alike. */
  | { readonly kind: 'on-sale'; readonly matches: readonly RateOnSale[] }
  /** Between two rates on sale, so perhaps a mean of both. */
  | { readonly kind: 'between'; readonly below: RateOnSale; readonly above: RateOnSale; readonly aboveRatio: Ratio }
  /** Beyond every rate on sale. */
  | { readonly kind: 'beyond'; readonly nearest: RateOnSale }
  | { readonly kind: 'not-sold' };

/** Token counts of invoices are often rounded to three digits. */
const TOLERANCE: Ratio = 0.005;
const HALF_A_CENT: Usd = 0.005;

/** Whether tokens at a rate come to the dollars of a line, within half a percent or half a cent. */
export function isBilledAt({ tokens, usd, usdPerMTok }: { tokens: Tokens; usd: Usd; usdPerMTok: UsdPerMTok }): boolean {
  return Math.abs(usd - (tokens * usdPerMTok) / 1e6) <= Math.max(TOLERANCE * usd, HALF_A_CENT);
}

/**
 * Which rate a line was billed at: its dollars ÷ its tokens, held against the expected rate and then against every rate
 * on sale for the class.
 *
 * Example: 40 million tokens written for $400 are 10.00 a million: where 6.25 is expected for a life of 5 minutes and an
 * hour’s life is on sale at 10, it is that.
 * `rates` are those of the class. Ignores means of three rates and more.
 */
export function findRate({
  tokens,
  usd,
  expectedUsdPerMTok,
  rates,
}: {
  tokens: Tokens;
  usd: Usd;
  expectedUsdPerMTok: UsdPerMTok | null;
  rates: readonly RateOnSale[];
}): RateFinding | null {
  const implied = rateOf({ usd, tokens });
  if (implied === undefined) return null;
  if (expectedUsdPerMTok !== null && isBilledAt({ tokens, usd, usdPerMTok: expectedUsdPerMTok }))
    return { kind: 'as-expected' };
  const matches = rates.filter(({ usdPerMTok }) => isBilledAt({ tokens, usd, usdPerMTok }));
  if (matches.length > 0) {
    const least = Math.min(...matches.map(({ departures }) => departures));
    return { kind: 'on-sale', matches: matches.filter(({ departures }) => departures === least) };
  }
  const below = nearestOf(rates.filter(({ usdPerMTok }) => usdPerMTok < implied).map(distanceTo(implied)));
  const above = nearestOf(rates.filter(({ usdPerMTok }) => usdPerMTok > implied).map(distanceTo(implied)));
  if (below && above) {
    const aboveRatio = (implied - below.usdPerMTok) / (above.usdPerMTok - below.usdPerMTok);
    return { kind: 'between', below, above, aboveRatio };
  }
  const nearest = below ?? above;
  return nearest ? { kind: 'beyond', nearest } : { kind: 'not-sold' };
}

interface Distant {
  readonly rate: RateOnSale;
  readonly distance: number;
}

function distanceTo(usdPerMTok: UsdPerMTok): (rate: RateOnSale) => Distant {
  return (rate) => ({ rate, distance: Math.abs(rate.usdPerMTok - usdPerMTok) });
}

/** Of those least far from how the scenario buys the nearest: a far-fetched rate must not come between. */
function nearestOf(candidates: readonly Distant[]): RateOnSale | undefined {
  const least = Math.min(...candidates.map(({ rate }) => rate.departures));
  return candidates
    .filter(({ rate }) => rate.departures <= least + 1)
    .toSorted((a, b) => a.distance - b.distance || a.rate.departures - b.rate.departures)[0]?.rate;
}
