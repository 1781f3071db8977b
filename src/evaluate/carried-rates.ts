import type { Band, Price, PricePeriod, RateSet } from '../domain/offer/rate-card.ts';
import type { CarriedRates, CarriedRateSet } from '../scenario/schema.ts';

/** The rates a link carries for an offer, so that a later reader sees the figures the sender saw. */
export function carriedRatesOf({ offerId, period }: { offerId: string; period: PricePeriod }): CarriedRates {
  return {
    offerId,
    base: carriedSet(period.base),
    bands: period.bands.map(({ thresholdTokens, comparison, rates }) => ({
      thresholdTokens,
      comparison,
      rates: carriedSet(rates),
    })),
  };
}

function carriedSet(rates: RateSet): CarriedRateSet {
  const number = (price: Price): number | null => (price.state === 'priced' ? price.perMTok.value : null);
  return {
    input: number(rates.input),
    output: number(rates.output),
    cacheRead: number(rates.cacheRead),
    cacheWrite: Object.fromEntries(Object.entries(rates.cacheWrite).map(([ttl, price]) => [ttl, number(price)])),
  };
}

export function sameRates(a: CarriedRates, b: CarriedRates): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** Key order must not decide whether two price sheets are equal. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/** A link's rates in place of a period's. Modes, hours and modifiers are the catalogue's: links do not carry them. */
export function carriedPeriod({
  carriedRates,
  period,
  asOf,
}: {
  carriedRates: CarriedRates;
  period: PricePeriod;
  asOf: string;
}): PricePeriod {
  const price = (usdPerMTok: number | null): Price =>
    usdPerMTok === null
      ? { state: 'unknown', reason: 'the link carries no price for this' }
      : {
          state: 'priced',
          perMTok: { value: usdPerMTok, kind: 'assumed', source: 'carried by the link', checkedOn: asOf },
        };
  const rateSet = (set: CarriedRateSet): RateSet => ({
    input: price(set.input),
    output: price(set.output),
    cacheRead: price(set.cacheRead),
    cacheWrite: Object.fromEntries(Object.entries(set.cacheWrite).map(([ttl, rate]) => [ttl, price(rate)])),
    ...(period.base.storage && { storage: period.base.storage }),
  });
  const bands: Band[] = carriedRates.bands.map(({ thresholdTokens, comparison, rates }) => ({
    thresholdTokens,
    comparison,
    rates: rateSet(rates),
  }));
  return {
    ...period,
    base: rateSet(carriedRates.base),
    bands: bands.toSorted((a, b) => a.thresholdTokens - b.thresholdTokens),
  };
}
