import { libraryPort } from './platform/library.ts';
import { recentsPort } from './platform/recents.ts';
import { startAutosave } from './state/autosave.ts';
import { createLibraryStore, type LibraryStore } from './state/library-store.ts';
import type { ScenarioStore } from './state/scenario-store.ts';

/** Where what keeps scenarios in this browser meets the browser; apart from main.tsx, because no first picture needs it. */
export function startLibrary({ store, openedLink }: { store: ScenarioStore; openedLink: string }): LibraryStore {
  const recents = recentsPort(window);
  const nowIso = (): string => new Date().toISOString();
  const autosave = startAutosave({
    store,
    port: recents,
    nowIso,
    settle({ seconds, onEnd }) {
      const timer = setTimeout(onEnd, seconds * 1_000);
      return () => clearTimeout(timer);
    },
    openedLink,
  });
  return createLibraryStore({
    port: libraryPort(),
    recents,
    scenarios: store,
    nowIso,
    recentsProblem: autosave.problem,
  });
}
