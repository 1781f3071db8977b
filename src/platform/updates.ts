import { isMessage, SETTLED, TAKE_OVER, WHICH_VERSION, type Entry } from '../offline/protocol.ts';
import type { UpdatePort } from '../state/ports.ts';

/** A tab that is looked at again asks for a newer version at most this often. */
const ASK_EVERY_MS = 60 * 60 * 1_000;
/** A worker that does not take over in this time is not waited for. */
const PATIENCE_MS = 4_000;

/** The parts of the browser that are used here, for tests to stand in for. */
export interface UpdateParts {
  readonly container: Pick<ServiceWorkerContainer, 'controller' | 'register' | 'addEventListener'>;
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener'>;
  readonly entry: Entry;
  readonly reloadPage: () => void;
  readonly nowMs: () => number;
}

/**
 * Keeps the site for times without a network, and knows when a newer version has come. The worker that keeps the open version
 * stays until somebody asks for the new one, in this tab or in another. Rejects where the browser keeps nothing.
 */
export async function startUpdates({ container, page, entry, reloadPage, nowMs }: UpdateParts): Promise<UpdatePort> {
  const listeners = new Set<() => void>();
  let hasNewer = false;
  let isAsked = false;
  const tell = (): void => {
    if (hasNewer) return;
    hasNewer = true;
    listeners.forEach((listener) => listener());
  };

  container.addEventListener('message', (event) => {
    const { data, ports } = event as MessageEvent<unknown>;
    if (isMessage(data, WHICH_VERSION)) ports[0]?.postMessage(entry);
  });
  let controller = container.controller;
  container.addEventListener('controllerchange', () => {
    const isFirst = controller === null;
    controller = container.controller;
    if (isAsked) reloadPage();
    else if (!isFirst) tell();
  });

  // Beside the page, wherever that is hosted; the host's own caching has no say in what the newest is.
  const registration = await container.register('./sw.js', { updateViaCache: 'none' });
  const look = (): void => {
    if (registration.waiting && registration.active) tell();
  };
  const watch = (worker: ServiceWorker | null): void => {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') look();
    });
  };
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  look();
  registration.active?.postMessage(SETTLED);

  let askedAtMs = nowMs();
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState !== 'visible' || nowMs() - askedAtMs < ASK_EVERY_MS) return;
    askedAtMs = nowMs();
    // Without a network there is nothing newer.
    registration.update().catch(() => undefined);
  });

  return {
    hasNewer: () => hasNewer,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    takeOver() {
      const waiting = registration.waiting;
      // Another tab has asked for it already.
      if (!waiting) {
        reloadPage();
        return;
      }
      isAsked = true;
      waiting.postMessage(TAKE_OVER);
      setTimeout(reloadPage, PATIENCE_MS);
    },
  };
}
