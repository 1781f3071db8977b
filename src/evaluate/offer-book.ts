import type { FindModel } from '../catalog/models/by-name.ts';
import type { Bought, PurchaseTerms } from '../domain/offer/purchase.ts';
import { periodAt, type Offer, type PricePeriod } from '../domain/offer/rate-card.ts';
import type { Scenario } from '../scenario/schema.ts';

/**
 * The offers that a scenario can choose from, how they are bought, and the models behind them. Passed along and never looked
 * up, because a page starts with a few offers at their list prices, and has all of them, however bought, a moment later.
 */
export interface OfferBook {
  readonly offers: readonly Offer[];
  readonly offerById: (id: string) => Offer | undefined;
  /** Every offer is there, with all its modes, hours and caches. */
  readonly isWhole: boolean;
  readonly modelById: FindModel;
  /** A list in dollars, at the buyer's rates of exchange. */
  readonly inDollars: (asked: {
    readonly offer: Offer;
    readonly period: PricePeriod;
    readonly exchangeRates: PurchaseTerms['exchangeRates'];
  }) => { readonly offer: Offer; readonly period: PricePeriod; readonly steps: readonly string[] };
  readonly buy: (asked: {
    readonly offer: Offer;
    readonly period: PricePeriod;
    readonly terms: PurchaseTerms;
  }) => Bought;
}

export function bookOf(parts: Omit<OfferBook, 'offerById'>): OfferBook {
  const byId = new Map(parts.offers.map((offer) => [offer.id, offer]));
  return { ...parts, offerById: (id) => byId.get(id) };
}

/**
 * Whether a book prices a scenario as the whole one would: its offers are there, nothing but list prices is asked for, and
 * the day is none before its prices were checked, for which only the whole book has a history.
 */
export function sufficesFor(
  {
    asOf,
    offerId,
    workload,
    ownOffers,
    purchase,
    kv,
  }: Pick<Scenario, 'asOf' | 'offerId' | 'workload' | 'ownOffers' | 'purchase' | 'kv'>,
  book: OfferBook,
): boolean {
  if (book.isWhole) return true;
  if (kv.modelId !== null && book.modelById(kv.modelId) === undefined) return false;
  const { modeRatio, modifierIds, commitments } = purchase;
  if (modeRatio > 0 || modifierIds.length > 0 || commitments.length > 0) return false;
  return [offerId, ...workload.roles.map((role) => role.offerId)].every((id) => {
    const listed = ownOffers.find((own) => own.id === id)?.basedOn ?? id;
    const offer = listed === null ? undefined : book.offerById(listed);
    return listed === null || (offer !== undefined && knowsPriceOf({ offer, asOf }));
  });
}

function knowsPriceOf({ offer, asOf }: { offer: Offer; asOf: string }): boolean {
  const period = periodAt({ offer, asOf });
  if (!period) return false;
  const { input } = period.base;
  return period.from !== null || input.state !== 'priced' || input.perMTok.checkedOn <= asOf;
}
