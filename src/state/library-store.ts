import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  readEntry,
  readLibraryFile,
  writeLibraryFile,
  type KeptScenario,
  type LibraryEntry,
} from '../scenario/library-file.ts';
import { addEntries, removeEntry, renameEntry, replaceEntry, restoreEntry } from './library-changes.ts';
import { entryNamed, freeName, mergeLibrary, withSuffix } from './library-merge.ts';
import { readRecents } from './library-recents.ts';
import { createQueue } from './in-turn.ts';
import { keptOf, openAsKept, openKept, refusalForRoom } from './library-scenario.ts';
import { readRevisions, writeRevisions } from './library-revisions.ts';
import type { LibraryAction, LibraryOutcome, LibraryState } from './library-types.ts';
import type { LibraryPort, RecentsPort, StorageAnswer, StorageProblem } from './ports.ts';
import { hashOf, type ScenarioStore } from './scenario-store.ts';

export type { LibraryState } from './library-types.ts';
export type LibraryStore = StoreApi<LibraryState>;

/** What an action came to; a storage that failed is told in the same way for all. */
type Result = LibraryOutcome | Extract<StorageAnswer<unknown>, { status: 'failed' }>;

/**
 * The library behind its panel. Every change of an entry is made against the revision this tab knows: where another tab was
 * faster, both versions are kept, and the outcome says so.
 */
export function createLibraryStore({
  port,
  recents,
  scenarios,
  nowIso,
  recentsProblem,
}: {
  port: LibraryPort;
  recents: RecentsPort;
  scenarios: ScenarioStore;
  nowIso: () => string;
  /** Of the last time that what is open was to be kept. */
  recentsProblem: () => StorageProblem | null;
}): LibraryStore {
  const revisions = readRevisions(recents.readNote());
  const know = ({ id, revision }: Pick<LibraryEntry, 'id' | 'revision'>): void => {
    revisions.set(id, revision);
    recents.writeNote(writeRevisions(revisions));
  };
  const inTurn = createQueue();
  let isWatching = false;
  /** From the first look on; before, what other tabs do is of no interest. */
  const watch = (): void => {
    if (isWatching) return;
    isWatching = true;
    port.subscribe(() => void store.getState().refresh());
    recents.subscribe(() => void store.getState().refresh());
  };

  const store = createStore<LibraryState>()((set, get) => {
    const entryOf = (id: string): LibraryEntry | undefined => get().entries.find((entry) => entry.id === id);
    const isTaken = (name: string): boolean => entryNamed({ entries: get().entries, name }) !== undefined;
    const openLink = (): string => hashOf(scenarios.getState().scenario, scenarios.getState().book);
    const showRecents = (): void => {
      set({
        recents: readRecents({ port: recents, entries: get().entries, openLink: openLink() }),
        recentsProblem: recentsProblem(),
      });
    };
    const refresh = async (): Promise<void> => {
      watch();
      const answer = await port.readAll();
      if (answer.status === 'failed') {
        set({ status: 'unavailable', problem: answer.problem });
      } else {
        const entries = answer.value.flatMap(({ value }) => readEntry(value) ?? []);
        set({
          status: 'ready',
          problem: null,
          entries: entries.toSorted((a, b) => (a.savedAt < b.savedAt ? 1 : -1)),
          unreadable: answer.value.length - entries.length,
        });
      }
      showRecents();
    };
    /** One action: what it came to is shown together with the library as it is then. */
    const act = (request: {
      action: LibraryAction;
      name: string;
      work: () => Result | Promise<Result>;
    }): Promise<void> =>
      inTurn(async () => {
        const { action: doing, name, work } = request;
        await refresh();
        const result = await work();
        set({ outcome: 'kind' in result ? result : { kind: 'failed', doing, name, problem: result.problem } });
        await refresh();
      });

    const refusedForRoom = (added: number): LibraryOutcome | null =>
      refusalForRoom({ count: get().entries.length, added });
    /** The open scenario now is this entry. */
    const goOnWith = (entry: LibraryEntry): void => {
      know(entry);
      const { scenario, setField } = scenarios.getState();
      if (scenario.name !== entry.name) setField({ path: 'name', value: entry.name });
      set({ open: { id: entry.id, revision: entry.revision, link: openLink() } });
    };
    const openAs = (name: string): KeptScenario => openAsKept({ scenarios, name, savedAt: nowIso() });
    const saveNew = async (name: string): Promise<Result> => {
      const added = await addEntries({ port, kept: [openAs(freeName({ name, isTaken }))] });
      if (added.status === 'failed') return added;
      const [entry] = added.value;
      if (entry) goOnWith(entry);
      return { kind: 'saved', name: entry?.name ?? name };
    };
    const saveOver = async (target: LibraryEntry): Promise<Result> => {
      const { id, name } = target;
      const revision = revisions.get(id) ?? target.revision;
      const replaced = await replaceEntry({ port, id, revision, kept: openAs(name) });
      if (replaced.status === 'failed') return replaced;
      if (replaced.value) {
        goOnWith(replaced.value);
        return { kind: 'saved', name };
      }
      // Somebody else was faster: theirs stays as it is, and this one is kept beside it.
      const saved = await saveNew(withSuffix({ name, suffix: ' (other tab)' }));
      if (!('kind' in saved) || saved.kind !== 'saved') return saved;
      know(target);
      return { kind: 'kept-both', name, copyName: saved.name };
    };
    const show = (kept: { link: string; name: string }): boolean => {
      const outcome = openKept({ scenarios, kept });
      set({ outcome });
      return outcome.kind === 'opened';
    };
    const named = { kind: 'refused', message: 'A saved scenario needs a name.' } as const;

    return {
      status: 'reading',
      problem: null,
      entries: [],
      unreadable: 0,
      recents: [],
      recentsProblem: null,
      outcome: null,
      open: null,
      refresh: () => inTurn(refresh),
      save: ({ name: typed, asCopy }) => {
        const name = typed.trim();
        return act({
          action: 'save',
          name,
          work() {
            if (name === '') return named;
            const target = asCopy ? undefined : entryNamed({ entries: get().entries, name });
            return target ? saveOver(target) : (refusedForRoom(1) ?? saveNew(name));
          },
        });
      },
      async rename({ id, name: typed }) {
        const shown = entryOf(id);
        const name = typed.trim();
        if (!shown || name === shown.name) return;
        await act({
          action: 'rename',
          name: shown.name,
          async work() {
            if (name === '') return named;
            const others = get().entries.filter((entry) => entry.id !== id);
            const free = freeName({
              name,
              isTaken: (candidate) => entryNamed({ entries: others, name: candidate }) !== undefined,
            });
            const renamed = await renameEntry({ port, shown, name: free });
            if (renamed.status === 'failed') return renamed;
            if (!renamed.value) return { kind: 'changed-elsewhere', name: shown.name };
            // Only the name is another: whoever knew the revision before knows this one.
            if (revisions.get(id) === renamed.value.revision - 1) {
              if (get().open?.id === id) goOnWith(renamed.value);
              else know(renamed.value);
            }
            return { kind: 'renamed', name: free, from: shown.name };
          },
        });
      },
      async duplicate(id) {
        const shown = entryOf(id);
        if (!shown) return;
        await act({
          action: 'duplicate',
          name: shown.name,
          async work() {
            const name = freeName({ name: shown.name, isTaken });
            const refused = refusedForRoom(1);
            const kept = [keptOf({ entry: shown, name })];
            const added = refused ?? (await addEntries({ port, kept }));
            return 'kind' in added || added.status === 'failed' ? added : { kind: 'duplicated', name };
          },
        });
      },
      async remove(id) {
        const shown = entryOf(id);
        if (!shown) return;
        await act({
          action: 'delete',
          name: shown.name,
          async work() {
            const removed = await removeEntry({ port, shown });
            if (removed.status === 'failed') return removed;
            return removed.value ? { kind: 'deleted', entry: shown } : { kind: 'changed-elsewhere', name: shown.name };
          },
        });
      },
      restore: (entry) =>
        act({
          action: 'restore',
          name: entry.name,
          async work() {
            const restored = await restoreEntry({ port, entry });
            return restored.status === 'failed' ? restored : { kind: 'restored', name: entry.name };
          },
        }),
      openEntry(id) {
        const entry = entryOf(id);
        if (entry && show(entry)) goOnWith(entry);
        showRecents();
      },
      openRecent(key) {
        const item = get().recents.find((recent) => recent.key === key);
        if (item) show(item);
        showRecents();
      },
      forgetRecents() {
        for (const { key } of get().recents) recents.remove(key);
        showRecents();
      },
      exportText: () => writeLibraryFile({ entries: get().entries, savedAt: nowIso() }),
      importText: (text) =>
        act({
          action: 'import',
          name: '',
          async work() {
            const file = readLibraryFile(text);
            if (file.status === 'refused') return { kind: 'refused', message: file.message };
            const { added: kept, same, renumbered } = mergeLibrary({ entries: get().entries, incoming: file.entries });
            const added = refusedForRoom(kept.length) ?? (await addEntries({ port, kept }));
            if ('kind' in added || added.status === 'failed') return added;
            const { broken, moreBroken } = file;
            return { kind: 'imported', added: kept.length, same, renumbered, broken, moreBroken };
          },
        }),
      dismissOutcome() {
        set({ outcome: null });
      },
    };
  });

  // Another scenario took the place of the one that was saved or opened here.
  scenarios.subscribe((state, before) => {
    if (state.openings !== before.openings) store.setState({ open: null });
  });
  return store;
}
