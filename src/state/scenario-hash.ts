import { carriedRatesOf } from '../evaluate/carried-rates.ts';
import type { OfferBook } from '../evaluate/offer-book.ts';
import { isProblem } from '../evaluate/resolve.ts';
import { resolveOffer } from '../evaluate/resolve-offer.ts';
import { offersInUse } from '../evaluate/spend.ts';
import { encodeScenario } from '../scenario/codec.ts';
import type { Scenario } from '../scenario/schema.ts';

/** The hash that reopens exactly this: with the rates of the offers in use, whatever becomes of the catalogue. */
export function hashOf(scenario: Scenario, book: OfferBook): string {
  return encodeScenario(withRatesInUse(scenario, book));
}

/** The scenario as it travels. */
export function withRatesInUse(scenario: Scenario, book: OfferBook): Scenario {
  const carriedRates = new Map<string, Scenario['carriedRates'][number]>();
  for (const { offerId } of offersInUse(scenario)) {
    const resolved = resolveOffer({ ...scenario, offerId }, book);
    if (isProblem(resolved)) {
      const listed = listedId({ offerId, ownOffers: scenario.ownOffers });
      for (const rates of scenario.carriedRates) if (rates.offerId === listed) carriedRates.set(listed, rates);
    } else {
      carriedRates.set(resolved.list.offerId, carriedRatesOf(resolved.list));
    }
  }
  return { ...scenario, carriedRates: [...carriedRates.values()] };
}

/** The offer of the list behind one that may be an own price. */
export function listedId<T extends string | null>({
  offerId,
  ownOffers,
}: {
  offerId: T;
  ownOffers: Scenario['ownOffers'];
}): T | string {
  return ownOffers.find(({ id }) => id === offerId)?.basedOn ?? offerId;
}

/** Carried rates equal to the catalogue's are dropped: prices then keep their sources. */
export function withoutNeedlessRates(scenario: Scenario, book: OfferBook): Scenario {
  if (scenario.carriedRates.length === 0) return scenario;
  const carriedRates = scenario.carriedRates.filter(({ offerId }) => {
    const resolved = resolveOffer({ ...scenario, offerId }, book);
    return isProblem(resolved) || resolved.usesCarriedRates;
  });
  return carriedRates.length === scenario.carriedRates.length ? scenario : { ...scenario, carriedRates };
}
