import type { Offer } from '../../domain/offer/rate-card.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';

type Role = Scenario['workload']['roles'][number];

/** A count times a factor, whole again. */
export function scaledWhole({ value, factor, least }: { value: number; factor: number; least: number }): number {
  return Math.max(least, Math.round(value * factor));
}

/** The scenario with every role changed alike. */
export function changeRoles({ scenario, change }: { scenario: Scenario; change: (role: Role) => Role }): Scenario {
  return { ...scenario, workload: { ...scenario.workload, roles: scenario.workload.roles.map(change) } };
}

/** A book in which one offer is otherwise, wherever it is looked up. */
export function bookWithOffer({
  book,
  id,
  change,
}: {
  book: OfferBook;
  id: string;
  change: (offer: Offer) => Offer;
}): OfferBook {
  const listed = book.offerById(id);
  if (!listed) return book;
  const changed = change(listed);
  return {
    ...book,
    offers: book.offers.map((offer) => (offer.id === id ? changed : offer)),
    offerById: (other) => (other === id ? changed : book.offerById(other)),
  };
}
