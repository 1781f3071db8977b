import { MOST_OWN_OFFERS } from '../domain/field-limits.ts';
import { OWN_PREFIX } from './purchase-schema.ts';
import type { OwnOffer, Scenario } from './schema.ts';

/** Own offers, and what else of a scenario two companies may have agreed between them. All return another scenario. */

const NAME_LENGTH = 120;

/** The lowest `own/1`, `own/2` … that nothing in the scenario is called, nor chooses. */
export function freeOwnId({ offerId, ownOffers, workload }: Scenario): string {
  const taken = new Set([offerId, ...ownOffers.map(({ id }) => id), ...workload.roles.map((role) => role.offerId)]);
  let number = 1;
  while (taken.has(`${OWN_PREFIX}${number}`)) number += 1;
  return `${OWN_PREFIX}${number}`;
}

/**
 * A scenario with one more own offer, at the list until it is changed; a name that is taken gets a number. As it was where
 * there is no room for another.
 */
export function withOwnOffer({
  scenario,
  basedOn,
  name,
}: {
  scenario: Scenario;
  basedOn: string;
  name: string;
}): Scenario {
  const { ownOffers } = scenario;
  if (ownOffers.length >= MOST_OWN_OFFERS) return scenario;
  const added: OwnOffer = {
    id: freeOwnId(scenario),
    name: freeName({ ownOffers, name }),
    basedOn,
    discountRatio: 0,
    rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
  };
  return { ...scenario, ownOffers: [...ownOffers, added] };
}

/** Opus → Opus 2 → Opus 3. */
function freeName({ ownOffers, name }: { ownOffers: readonly OwnOffer[]; name: string }): string {
  const taken = new Set(ownOffers.map((own) => own.name));
  const numbered = (number: number): string => {
    const suffix = number === 1 ? '' : ` ${number}`;
    return name.slice(0, NAME_LENGTH - suffix.length) + suffix;
  };
  let number = 1;
  while (taken.has(numbered(number))) number += 1;
  return numbered(number);
}

/** A scenario with parts of an own offer replaced. Its id stays, and so does what chooses it. */
export function changeOwnOffer({
  scenario,
  id,
  change,
}: {
  scenario: Scenario;
  id: string;
  change: Partial<Omit<OwnOffer, 'id'>>;
}): Scenario {
  return {
    ...scenario,
    ownOffers: scenario.ownOffers.map((own) => (own.id === id ? { ...own, ...change } : own)),
  };
}

/** A scenario without one own offer. Whatever chose it goes back to the offer that it was based on. */
export function withoutOwnOffer({ scenario, id }: { scenario: Scenario; id: string }): Scenario {
  return without({ scenario, isGone: (own) => own.id === id });
}

/** A scenario without own offers. Corrections of list prices are public and stay. */
export function withoutOwnOffers(scenario: Scenario): Scenario {
  return without({ scenario, isGone: () => true });
}

function without({ scenario, isGone }: { scenario: Scenario; isGone: (own: OwnOffer) => boolean }): Scenario {
  const { offerId, ownOffers, workload } = scenario;
  const listed = new Map(ownOffers.filter(isGone).map(({ id, basedOn }) => [id, basedOn]));
  if (listed.size === 0) return scenario;
  return {
    ...scenario,
    offerId: listed.get(offerId) ?? offerId,
    ownOffers: ownOffers.filter(({ id }) => !listed.has(id)),
    workload: {
      ...workload,
      roles: workload.roles.map((role) =>
        role.offerId === null ? role : { ...role, offerId: listed.get(role.offerId) ?? role.offerId },
      ),
    },
  };
}

/**
 * How many prices of a scenario were agreed with somebody: own offers, whatever they say, and commitments that bring a
 * discount.
 *
 * Example: an own offer, and commitments with 10 % and with nothing off, are 2. Does not count what a visitor sets for seats,
 * reserved capacity or the warehouse: those are no prices of the list changed.
 */
export function negotiatedPrices({ ownOffers, purchase }: Pick<Scenario, 'ownOffers' | 'purchase'>): number {
  return ownOffers.length + purchase.commitments.filter(isDiscounted).length;
}

/** Whether a link to a scenario tells what was agreed with a seller. */
export function carriesNegotiatedPrices(scenario: Pick<Scenario, 'ownOffers' | 'purchase'>): boolean {
  return negotiatedPrices(scenario) > 0;
}

/**
 * A scenario at list prices: without own offers, and without the commitments that bring a discount. Those go whole, since a
 * sum that was promised without anything for it would tell of an agreement, and wrongly.
 */
export function withoutNegotiatedPrices(scenario: Scenario): Scenario {
  if (!carriesNegotiatedPrices(scenario)) return scenario;
  const { purchase } = scenario;
  return withoutOwnOffers({
    ...scenario,
    purchase: { ...purchase, commitments: purchase.commitments.filter((commitment) => !isDiscounted(commitment)) },
  });
}

function isDiscounted({ discountRatio }: Scenario['purchase']['commitments'][number]): boolean {
  return discountRatio > 0;
}
