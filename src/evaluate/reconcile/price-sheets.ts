import { mapPrices } from '../../domain/offer/map-prices.ts';
import type { Mode, Offer, PricePeriod, RateSet } from '../../domain/offer/rate-card.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { purchaseTerms } from '../resolve-offer.ts';
import type { OfferGroup } from '../spend.ts';

/** A price list that an offer could have been billed by, in USD, before mode, hours and discount. */
export interface PriceSheet {
  readonly offer: Offer;
  readonly period: PricePeriod;
  /** What sets it apart, in words; empty for the one that the scenario pays. */
  readonly conditions: readonly string[];
  readonly departures: number;
}

/** What speaks against another list, mode or agreement: somebody would have had to choose it. */
export const BY_DECISION = 2;

/** The sheets behind an offer of a scenario on its day: what it pays, the catalogue’s list beside it, its other caches. */
export function sheetsOf({
  group: { resolved },
  scenario,
  book,
}: {
  group: Pick<OfferGroup, 'resolved'>;
  scenario: Scenario;
  book: OfferBook;
}): readonly PriceSheet[] {
  const { list, beforeTerms } = resolved;
  const { exchangeRates } = purchaseTerms(scenario);
  const sheetOf = ({ conditions, ...listed }: Omit<PriceSheet, 'departures'>): PriceSheet => {
    const { offer, period } = book.inDollars({ ...listed, exchangeRates });
    return { offer, period: inDecimals(period), conditions, departures: conditions.length * BY_DECISION };
  };
  const listed = book.offerById(list.offerId);
  return [
    sheetOf({ ...beforeTerms, conditions: [] }),
    ...(listed === undefined || beforeTerms.period === list.period
      ? []
      : [sheetOf({ offer: listed, period: list.period, conditions: ['the catalogue’s list'] })]),
    ...(beforeTerms.offer.cacheModes ?? []).flatMap(({ name, periods }) =>
      periods
        .filter(({ from, to }) => from === list.period.from && to === list.period.to)
        .map((period) => sheetOf({ offer: beforeTerms.offer, period, conditions: [name] })),
    ),
  ];
}

/** As finely as rates are multiplied. */
const RATE_DECIMALS = 12;

/** A list that can be multiplied exactly: agreed prices may have any number of digits. */
function inDecimals(period: PricePeriod): PricePeriod {
  const rateSet = (rates: RateSet): RateSet =>
    mapPrices({
      rates,
      change: (price) =>
        price.state === 'priced'
          ? { ...price, perMTok: { ...price.perMTok, value: Number(price.perMTok.value.toFixed(RATE_DECIMALS)) } }
          : price,
    });
  const listed = <T extends Pick<PricePeriod, 'base' | 'bands'>>(list: T): T => ({
    ...list,
    base: rateSet(list.base),
    bands: list.bands.map((band) => ({ ...band, rates: rateSet(band.rates) })),
  });
  const mode = (old: Mode): Mode => (old.pricing.kind === 'rates' ? { ...old, pricing: listed(old.pricing) } : old);
  return { ...listed(period), ...(period.modes && { modes: period.modes.map(mode) }) };
}
