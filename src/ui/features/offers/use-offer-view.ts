import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { OFFERS } from '../../../catalog/offers/index.ts';
import { useServices } from '../../app-context.ts';
import { parseOfferView, printOfferView, type KnownIds, type OfferView } from './offer-view.ts';

const KNOWN: KnownIds = {
  sellers: [...new Set(OFFERS.map(({ seller }) => seller))],
  offers: OFFERS.map(({ id }) => id),
};
const PAGE = 'offers';

export type ChangeView = (change: Partial<OfferView>) => void;

/** How the table is looked at, kept in the address: each change is a step that Back undoes. */
export function useOfferView(): { readonly view: OfferView; readonly change: ChangeView } {
  const { page } = useServices();
  const text = useSyncExternalStore(page.subscribe, page.readView) ?? '';
  const view = useMemo(() => parseOfferView({ text, known: KNOWN }), [text]);
  const change = useCallback<ChangeView>(
    (part) => {
      const before = parseOfferView({ text: page.readView() ?? '', known: KNOWN });
      const next = printOfferView({ ...before, ...part });
      if (next === printOfferView(before)) return;
      // The first view needs no word in the address.
      if (next === '') page.write(PAGE);
      else page.writeView(next);
    },
    [page],
  );
  return { view, change };
}
