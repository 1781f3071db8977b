import { useCallback, useMemo } from 'react';
import type { Offer } from '../../domain/offer/rate-card.ts';
import type { OfferBook } from '../../evaluate/offer-book.ts';
import { offerNamed, offersToChoose } from '../../evaluate/resolve-offer.ts';
import { useScenarioState } from '../app-context.ts';

/** The offers there are to choose from; more of them once all are loaded. */
export function useBook(): OfferBook {
  return useScenarioState((state) => state.book);
}

/** Finds an offer by its id, the scenario's own included. */
export function useOfferNamed(): (id: string) => Offer | undefined {
  const book = useBook();
  const ownOffers = useScenarioState((state) => state.scenario.ownOffers);
  return useCallback((id) => offerNamed(id, { ownOffers }, book), [book, ownOffers]);
}

const OWN_GROUP = 'Your own';

/** Every offer, by seller, own ones first: for a list to choose from. */
export function useOfferOptions() {
  const book = useBook();
  const ownOffers = useScenarioState((state) => state.scenario.ownOffers);
  return useMemo(() => {
    const groups = new Map<string, { value: string; label: string }[]>();
    const ownIds = new Set(ownOffers.map(({ id }) => id));
    const offers = offersToChoose({ ownOffers }, book);
    for (const { id, modelName, sellerName } of [
      ...offers.filter((offer) => ownIds.has(offer.id)),
      ...offers.filter((offer) => !ownIds.has(offer.id)),
    ]) {
      const group = ownIds.has(id) ? OWN_GROUP : sellerName;
      const items = groups.get(group) ?? [];
      items.push({ value: id, label: `${modelName} · ${sellerName}` });
      groups.set(group, items);
    }
    return [...groups].map(([group, items]) => ({ group, items }));
  }, [book, ownOffers]);
}
