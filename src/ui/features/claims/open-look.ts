import type { Claim } from '../../../catalog/claims/index.ts';
import type { ClaimLook } from '../../../evaluate/claims/claim-view.ts';
import type { AppServices } from '../../app-context.ts';
import { showToast } from '../../shell/toast-store.ts';

/**
 * Opens the scenario that tests a claim, on the page that shows it. Undo brings the visitor's own scenario back, and the browser's
 * Back the claims with it.
 */
export function openLook({
  claim,
  look,
  services: { store, page },
}: {
  claim: Claim;
  look: ClaimLook;
  services: Pick<AppServices, 'store' | 'page'>;
}): void {
  // The scenario is the step in the browser's history; the page it is looked at on belongs to the same step.
  store.getState().openScenario({ scenario: look.scenario, notices: [], isBrought: false });
  page.write(look.page, 'replace');
  const view = look.view?.view;
  if (view !== undefined) page.writeView(view, 'replace');
  showToast({
    text: `“${claim.title}”: ${look.shows}`,
    action: { label: 'Undo', run: () => store.getState().undo() },
  });
}

/** The address of a claim's card, without any scenario. */
export function claimHref({ id, href }: { id: string; href: string }): string {
  const url = new URL(href);
  url.search = `?page=claims&view=claim.${id}`;
  url.hash = '';
  return url.href;
}
