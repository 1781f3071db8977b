import type { FieldLimits } from '../../domain/field-limits.ts';
import type { Offer } from '../../domain/offer/rate-card.ts';
import type { CachePolicy } from '../../domain/offer/cache-policy.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';

export type Role = Scenario['workload']['roles'][number];

/** A value times a factor, still one that its field takes. */
export function scaled({ value, factor, limits }: { value: number; factor: number; limits: FieldLimits }): number {
  return withinLimits({ value: value * factor, limits });
}

/** The nearest value that a field takes. */
export function withinLimits({ value, limits: { min, max, whole } }: { value: number; limits: FieldLimits }): number {
  return Math.min(max, Math.max(min, whole ? Math.round(value) : value));
}

/** The scenario with every role changed alike. */
export function changeRoles({
  scenario,
  change,
}: {
  scenario: Scenario;
  change: (role: Role) => Partial<Role>;
}): Scenario {
  const { workload } = scenario;
  return {
    ...scenario,
    workload: { ...workload, roles: workload.roles.map((role) => ({ ...role, ...change(role) })) },
  };
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

/** An offer with each of its caches changed: its own, and those sold beside it. */
export function changeCaches({ offer, change }: { offer: Offer; change: (policy: CachePolicy) => CachePolicy }): Offer {
  return {
    ...offer,
    cachePolicy: change(offer.cachePolicy),
    ...(offer.cacheModes && {
      cacheModes: offer.cacheModes.map((mode) => ({ ...mode, cachePolicy: change(mode.cachePolicy) })),
    }),
  };
}

/** The caches of an offer: its own, and those sold beside it. */
export function cachesOf({ cachePolicy, cacheModes = [] }: Offer): readonly CachePolicy[] {
  return [cachePolicy, ...cacheModes.map((mode) => mode.cachePolicy)];
}
