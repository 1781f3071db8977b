import type { PriceCorrection, Scenario } from './schema.ts';

/** Prices of the list that were replaced by those of a public feed, one by one. All return another scenario. */

/** A scenario with corrections. One of the same price of the same offer takes the place of the one before it. */
export function withPriceCorrections({
  scenario,
  accepted,
}: {
  scenario: Scenario;
  accepted: readonly PriceCorrection[];
}): Scenario {
  const priceCorrections = new Map<string, PriceCorrection>();
  for (const correction of [...scenario.priceCorrections, ...accepted])
    priceCorrections.set(correctionKey(correction), correction);
  return { ...scenario, priceCorrections: [...priceCorrections.values()] };
}

/** A scenario in which the list holds again for one price. */
export function withoutPriceCorrection({
  scenario,
  ...gone
}: { scenario: Scenario } & Pick<PriceCorrection, 'offerId' | 'class'>): Scenario {
  const key = correctionKey(gone);
  return {
    ...scenario,
    priceCorrections: scenario.priceCorrections.filter((correction) => correctionKey(correction) !== key),
  };
}

/** A scenario in which the list holds again for all prices. */
export function withoutPriceCorrections(scenario: Scenario): Scenario {
  return { ...scenario, priceCorrections: [] };
}

/** Which price is meant: two corrections with one key cannot both hold. */
function correctionKey(correction: Pick<PriceCorrection, 'offerId' | 'class'>): string {
  return JSON.stringify([correction.offerId, correction.class]);
}
