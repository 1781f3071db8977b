import { CATALOG_REVISION } from '../catalog/revision.ts';
import type { Problem } from '../domain/field-limits.ts';
import type { PurchaseTerms } from '../domain/offer/purchase.ts';
import { periodAt, type Offer, type PricePeriod } from '../domain/offer/rate-card.ts';
import type { OwnOffer, Scenario } from '../scenario/schema.ts';
import { carriedPeriod, carriedRatesOf, sameRates } from './carried-rates.ts';
import type { OfferBook } from './offer-book.ts';
import { withCachesChanged, withCorrections, withOwnRates } from './own-prices.ts';

/** A scenario's offer with the prices that hold for it. */
export interface ResolvedOffer {
  /** In USD, however the seller lists it. An own offer has its own id and name, and all else of what it is based on. */
  readonly offer: Offer;
  /** What the work pays on average, bought as the scenario says. */
  readonly period: PricePeriod;
  /** The catalogue's offer behind it, with the list of the day: in the seller's currency, as it travels in links. */
  readonly list: { readonly offerId: string; readonly period: PricePeriod };
  /** The same with corrections and own rates, before the terms of purchase. */
  readonly beforeTerms: { readonly offer: Offer; readonly period: PricePeriod };
  /** What stands between the list and the period: currency, hours, batch, discount; empty where nothing does. */
  readonly steps: readonly string[];
  /** The link's own rates are in use because the catalogue's have moved since it was written. */
  readonly usesCarriedRates: boolean;
  /** Set where the scenario's day lies before the first for which anybody vouches for these prices. */
  readonly vouchedFrom: string | null;
}

/** The parts of a scenario that decide what an offer costs. */
export type Buying = Pick<
  Scenario,
  'offerId' | 'asOf' | 'timeZone' | 'carriedRates' | 'ownOffers' | 'priceCorrections' | 'purchase'
> & { readonly workload: Pick<Scenario['workload'], 'hoursPerDay' | 'daysPerMonth'> };

/**
 * The offer of a scenario on its day, bought as the scenario says; a problem where there is no such offer, it had no price
 * then, or it cannot be bought that way.
 *
 * List of the day, else the link's; then corrections of single prices; then currency; then the rates of an own offer; then
 * hours, mode, modifiers and discount (`buy`).
 */
export function resolveOffer(scenario: Buying, book: OfferBook): ResolvedOffer | Problem {
  const own = scenario.ownOffers.find(({ id }) => id === scenario.offerId);
  const listedId = own?.basedOn ?? scenario.offerId;
  const listed = book.offerById(listedId);
  if (!listed)
    return {
      field: 'offerId',
      message: !book.isWhole
        ? 'The offers are still being loaded.'
        : own
          ? `"${own.name}" is based on "${listedId}", which is not in the catalogue of ${CATALOG_REVISION}.`
          : `No offer "${listedId}" in the catalogue of ${CATALOG_REVISION}. Choose one from the Offers page.`,
    };
  const period = periodAt({ offer: listed, asOf: scenario.asOf });
  if (!period)
    return {
      field: 'asOf',
      message: `${listed.modelName} has no price on ${scenario.asOf} in the catalogue. Choose another day or another offer.`,
    };
  const carried = scenario.carriedRates.find(({ offerId }) => offerId === listedId);
  const usesCarriedRates = carried !== undefined && !sameRates(carried, carriedRatesOf({ offerId: listedId, period }));
  const ofDay = usesCarriedRates ? carriedPeriod({ carriedRates: carried, period, asOf: scenario.asOf }) : period;
  const corrected = correctedList({ offer: listed, listPeriod: period, period: ofDay, scenario });
  const terms = purchaseTerms(scenario);
  // Agreed rates are in dollars, so the list has to be as well before they take its place.
  const dollars = own ? book.inDollars({ ...corrected, ...terms }) : null;
  const beforeTerms = own && dollars ? ownList({ ...dollars, own, asOf: scenario.asOf }) : corrected;
  const bought = book.buy({ ...beforeTerms, terms });
  if (bought.status === 'refused') return { field: 'offerId', message: bought.reason };
  return {
    offer: bought.offer,
    period: bought.period,
    list: { offerId: listedId, period: ofDay },
    beforeTerms,
    steps: [...(dollars?.steps ?? []), ...bought.steps],
    usesCarriedRates,
    vouchedFrom: usesCarriedRates || own ? null : vouchedFrom({ period, asOf: scenario.asOf }),
  };
}

/** An offer and its list of the day, its other caches included, with the prices that were taken over from a feed. */
export function correctedList({
  offer,
  listPeriod,
  period,
  scenario: { priceCorrections },
}: {
  offer: Offer;
  /** As the catalogue has it. */
  listPeriod: PricePeriod;
  /** As it is in use: the catalogue's, or a link's. */
  period: PricePeriod;
  scenario: Pick<Scenario, 'priceCorrections'>;
}): { readonly offer: Offer; readonly period: PricePeriod } {
  const corrections = priceCorrections.filter(({ offerId }) => offerId === offer.id);
  if (corrections.length === 0) return { offer, period };
  return {
    offer: withCachesChanged({
      offer,
      period: listPeriod,
      change: (asked) => withCorrections({ offer, corrections, ...asked }),
    }),
    period: withCorrections({ offer, period, corrections }),
  };
}

/** The same at agreed prices, under the own offer's name. */
function ownList({ offer, period, own, asOf }: { offer: Offer; period: PricePeriod; own: OwnOffer; asOf: string }): {
  readonly offer: Offer;
  readonly period: PricePeriod;
} {
  return {
    offer: ownOffer({
      offer: withCachesChanged({ offer, period, change: (asked) => withOwnRates({ own, asOf, ...asked }) }),
      own,
    }),
    period: withOwnRates({ period, own, asOf }),
  };
}

function ownOffer({ offer, own }: { offer: Offer; own: OwnOffer }): Offer {
  return { ...offer, id: own.id, modelName: own.name };
}

/** Every offer a scenario can choose: the book's, then its own. */
export function offersToChoose({ ownOffers }: Pick<Scenario, 'ownOffers'>, book: OfferBook): readonly Offer[] {
  return [
    ...book.offers,
    ...ownOffers.flatMap((own) => {
      const offer = book.offerById(own.basedOn);
      return offer ? [ownOffer({ offer, own })] : [];
    }),
  ];
}

/** The offer of an id with its policy and context, whatever the prices of the day; `undefined` where there is none. */
export function offerNamed(id: string, { ownOffers }: Pick<Scenario, 'ownOffers'>, book: OfferBook): Offer | undefined {
  const own = ownOffers.find((candidate) => candidate.id === id);
  const offer = book.offerById(own?.basedOn ?? id);
  return offer && own ? ownOffer({ offer, own }) : offer;
}

export function purchaseTerms({
  asOf,
  timeZone,
  workload,
  purchase,
}: Pick<Buying, 'asOf' | 'timeZone' | 'workload' | 'purchase'>): PurchaseTerms {
  return {
    modeId: purchase.modeId,
    modeRatio: purchase.modeRatio,
    modifierIds: purchase.modifierIds,
    discounts: purchase.commitments.map(({ seller, discountRatio }) => ({ seller, ratio: discountRatio })),
    exchangeRates: purchase.exchangeRates.map(({ currency, usdPerUnit, asOf: day }) => ({
      currency,
      usdPerUnit: {
        value: usdPerUnit,
        kind: 'assumed',
        source: 'rate of exchange set in the scenario',
        checkedOn: day,
      },
    })),
    hours: {
      fromDay: asOf,
      timeZone,
      startsAtHour: purchase.dayStartsAtHour,
      hoursPerDay: workload.hoursPerDay,
      daysPerMonth: workload.daysPerMonth,
    },
  };
}

/** A period open to the past holds the oldest prices known, which may not be as old as the day asked for. */
function vouchedFrom({ period, asOf }: { period: PricePeriod; asOf: string }): string | null {
  const { input } = period.base;
  if (period.from !== null || input.state !== 'priced') return null;
  const { checkedOn } = input.perMTok;
  return asOf < checkedOn ? checkedOn : null;
}
