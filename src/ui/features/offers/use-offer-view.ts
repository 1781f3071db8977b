import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { offersToChoose } from '../../../evaluate/resolve-offer.ts';
import { useScenarioState, useServices } from '../../app-context.ts';
import { useBook } from '../../shared/use-offers.ts';
import { parseOfferView, printOfferView, type KnownIds, type OfferView } from './offer-view.ts';

export type ChangeView = (change: Partial<OfferView>) => void;

/** How the table is looked at, kept in the address: each change is a step that Back undoes. */
export function useOfferView(): { readonly view: OfferView; readonly change: ChangeView } {
  const { page } = useServices();
  const book = useBook();
  const ownOffers = useScenarioState((state) => state.scenario.ownOffers);
  const known = useMemo((): KnownIds => {
    const offers = offersToChoose({ ownOffers }, book);
    return { sellers: [...new Set(offers.map(({ seller }) => seller))], offers: offers.map(({ id }) => id) };
  }, [book, ownOffers]);
  const text = useSyncExternalStore(page.subscribe, page.readView) ?? '';
  const view = useMemo(() => parseOfferView({ text, known }), [text, known]);
  const change = useCallback<ChangeView>(
    (part) => {
      const before = parseOfferView({ text: page.readView() ?? '', known });
      const next = printOfferView({ ...before, ...part });
      if (next === printOfferView(before)) return;
      // Letter after letter of a search is one step.
      page.writeView(next, Object.keys(part).join() === 'query' ? 'replace' : 'push');
    },
    [page, known],
  );
  return { view, change };
}
