import { periodAt, type Offer } from '../../domain/offer/rate-card.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { offersInUse } from '../spend.ts';
import { dayAfter, daysBetween, type BillingPeriod } from './invoice.ts';

/** Days on which none of some offers changes a price: `[from, to)`, `null` is open. */
export interface PriceStretch {
  readonly from: string | null;
  readonly to: string | null;
  /** One of its days; `null` where prices never change, and any day does. */
  readonly day: string | null;
  /** Whether every offer has a price then. */
  readonly isPriced: boolean;
}

/** Days of an invoice on which no price changes. */
export interface PeriodPart extends BillingPeriod {
  readonly days: number;
}

/** The catalogue’s offers behind those that a scenario uses; one that is not in the book is left out. */
export function listedOffers(
  scenario: Pick<Scenario, 'offerId' | 'workload' | 'ownOffers'>,
  book: OfferBook,
): readonly Offer[] {
  const ids = offersInUse(scenario).map(
    ({ offerId }) => scenario.ownOffers.find(({ id }) => id === offerId)?.basedOn ?? offerId,
  );
  return [...new Set(ids)].flatMap((id) => book.offerById(id) ?? []);
}

/**
 * All time, cut wherever one of the offers changes a price, its other caches included.
 *
 * Example: an offer whose prices change on 2026-12-01 has two stretches, one up to that day and one from it on.
 */
export function priceStretches(offers: readonly Offer[]): readonly PriceStretch[] {
  const changes = new Set<string>();
  for (const { periods, cacheModes = [] } of offers)
    for (const { from, to } of [...periods, ...cacheModes.flatMap((mode) => mode.periods)])
      for (const day of [from, to]) if (day !== null) changes.add(day);
  const edges = [null, ...[...changes].toSorted(), null];
  return edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1] ?? null;
    const day = from ?? (to === null ? null : dayAfter({ day: to, days: -1 }));
    const isPriced = offers.every((offer) =>
      day === null ? offer.periods.length > 0 : periodAt({ offer, asOf: day }) !== undefined,
    );
    return { from, to, day, isPriced };
  });
}

/** The days of a billing period, part by part. Their days add up to those of the whole. */
export function partsOf({
  period,
  stretches,
}: {
  period: BillingPeriod;
  stretches: readonly PriceStretch[];
}): readonly PeriodPart[] {
  return stretches.flatMap(({ from, to }) => {
    const fromDay = from === null || from < period.fromDay ? period.fromDay : from;
    const toDay = to === null || to > period.toDay ? period.toDay : to;
    return fromDay < toDay ? [{ fromDay, toDay, days: daysBetween({ fromDay, toDay }) }] : [];
  });
}
