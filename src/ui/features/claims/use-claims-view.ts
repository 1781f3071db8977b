import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { CLAIMS } from '../../../catalog/claims/index.ts';
import { useServices } from '../../app-context.ts';
import { parseClaimsView, printClaimsView, type ClaimsView } from './claims-view.ts';

export type ChangeView = (change: Partial<ClaimsView>) => void;

const CLAIM_IDS = CLAIMS.map(({ id }) => id);

/** How the page is looked at, kept in the address: each change is a step that Back undoes. */
export function useClaimsView(): { readonly view: ClaimsView; readonly change: ChangeView } {
  const { page } = useServices();
  const text = useSyncExternalStore(page.subscribe, page.readView) ?? '';
  const view = useMemo(() => parseClaimsView({ text, claimIds: CLAIM_IDS }), [text]);
  const change = useCallback<ChangeView>(
    (part) => {
      const before = parseClaimsView({ text: page.readView() ?? '', claimIds: CLAIM_IDS });
      const next = printClaimsView({ ...before, ...part });
      if (next === printClaimsView(before)) return;
      // Letter after letter of a search is one step.
      page.writeView(next, Object.keys(part).join() === 'query' ? 'replace' : 'push');
    },
    [page],
  );
  return { view, change };
}
