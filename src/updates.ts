import type { LinkPort } from './state/ports.ts';
import { startUpdates } from './platform/updates.ts';
import { showUpdate } from './ui/shell/update-store.ts';

/** Where what keeps the site for times without a network meets the browser; apart from main.tsx, because no first picture needs it. */
export async function keepUpToDate({ address, entryUrl }: { address: LinkPort; entryUrl: string }): Promise<void> {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  // Files change under a development server; and whoever saves data has not asked for all pages.
  if (!import.meta.env.PROD || !serviceWorker || savesData()) return;
  const port = await startUpdates({
    container: serviceWorker,
    page: document,
    entry: { entryUrl },
    reloadPage() {
      // What was entered last may not be in the address yet.
      address.settle();
      window.location.reload();
    },
    nowMs: () => performance.now(),
  });
  const show = (): void => showUpdate({ takeOver: port.takeOver });
  port.subscribe(show);
  if (port.hasNewer()) show();
}

/** Not every browser says. */
function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
