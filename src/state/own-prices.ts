import { offerNamed } from '../evaluate/resolve-offer.ts';
import { changeOwnOffer, withOwnOffer, withoutOwnOffer } from '../scenario/own-offers.ts';
import {
  withoutPriceCorrection,
  withoutPriceCorrections,
  withPriceCorrections,
} from '../scenario/price-corrections.ts';
import type { PriceCorrection } from '../scenario/schema.ts';
import type { ScenarioStore } from './scenario-store.ts';

/**
 * Steps that change a scenario's own prices and its corrections of the list. Apart from the store, because only one view
 * needs them.
 */

/** A new own offer from the list of the scenario's. */
export function addOwnOffer(store: ScenarioStore): void {
  const { book, changeScenario } = store.getState();
  changeScenario((scenario) => {
    const { offerId, ownOffers } = scenario;
    const basedOn = ownOffers.find(({ id }) => id === offerId)?.basedOn ?? offerId;
    const name = `${offerNamed(basedOn, { ownOffers }, book)?.modelName ?? basedOn}, own price`;
    return withOwnOffer({ scenario, basedOn, name });
  });
}

/** Another offer of the list behind an own one. */
export function baseOwnOffer({ store, id, basedOn }: { store: ScenarioStore; id: string; basedOn: string }): void {
  store.getState().changeScenario((scenario) => changeOwnOffer({ scenario, id, change: { basedOn } }));
}

export function removeOwnOffer({ store, id }: { store: ScenarioStore; id: string }): void {
  store.getState().changeScenario((scenario) => withoutOwnOffer({ scenario, id }));
}

/** Takes prices of a feed over, all of them or, where one is not acceptable or they are too many, none. */
export function acceptPrices({
  store,
  accepted,
}: {
  store: ScenarioStore;
  accepted: readonly PriceCorrection[];
}): boolean {
  return store.getState().changeScenario((scenario) => withPriceCorrections({ scenario, accepted }));
}

export function undoPrice({
  store,
  ...gone
}: { store: ScenarioStore } & Pick<PriceCorrection, 'offerId' | 'class'>): void {
  store.getState().changeScenario((scenario) => withoutPriceCorrection({ scenario, ...gone }));
}

export function undoAllPrices(store: ScenarioStore): void {
  store.getState().changeScenario(withoutPriceCorrections);
}
