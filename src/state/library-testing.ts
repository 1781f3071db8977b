import { CORE_BOOK } from '../evaluate/testing/core-book.ts';
import { decodeScenario } from '../scenario/codec.ts';
import type { LibraryEntry } from '../scenario/library-file.ts';
import { createLibraryStore } from './library-store.ts';
import { memoryLink } from './link-testing.ts';
import type { LibraryPort, RecentsPort, StorageProblem, StoredValue } from './ports.ts';
import { createScenarioStore } from './scenario-store.ts';

/** A browser's storage in memory, shared by its tabs. A test may fill it up, block it, or slip in between two steps. */
export interface MemoryDisk {
  readonly values: Map<string, unknown>;
  problem: StorageProblem | null;
  /** Writes fail, reads do not: a full disk. */
  isFull: boolean;
  /** Called before a change is made: what another tab does in the meantime. */
  beforeChange: () => void;
  /** A tab of this browser. */
  readonly tab: () => LibraryPort;
}

export const FULL: StorageProblem = { reason: 'full', message: 'The quota has been exceeded.' };

export function memoryDisk(): MemoryDisk {
  const values = new Map<string, unknown>();
  const listeners = new Map<LibraryPort, Set<() => void>>();
  let keys = 0;
  const disk: MemoryDisk = {
    values,
    problem: null,
    isFull: false,
    beforeChange: () => undefined,
    tab() {
      const tellOthers = (): void => {
        for (const [other, calls] of listeners) if (other !== port) calls.forEach((call) => call());
      };
      // What is stored is a copy, as in a browser.
      const failed = () => ({ status: 'failed', problem: disk.problem ?? FULL }) as const;
      const port: LibraryPort = {
        async readAll() {
          await Promise.resolve();
          if (disk.problem) return failed();
          const all = [...values].map(([key, value]): StoredValue => ({ key, value: copyOf(value) }));
          return { status: 'done', value: all };
        },
        async change({ key, make }) {
          await Promise.resolve();
          disk.beforeChange();
          if (disk.problem) return failed();
          const stored = copyOf(values.get(key));
          const made = make(stored);
          if (made === stored) return { status: 'done', value: made };
          if (made === undefined) values.delete(key);
          else if (disk.isFull) return failed();
          else values.set(key, copyOf(made));
          tellOthers();
          return { status: 'done', value: made };
        },
        async add(added) {
          await Promise.resolve();
          if (disk.problem || disk.isFull) return failed();
          for (const { key, value } of added) values.set(key, copyOf(value));
          tellOthers();
          return { status: 'done', value: null };
        },
        subscribe(onChange) {
          listeners.get(port)?.add(onChange);
          return () => listeners.get(port)?.delete(onChange);
        },
        newKey: () => `key-${(keys += 1)}`,
      };
      listeners.set(port, new Set());
      return port;
    },
  };
  return disk;
}

/** What tabs keep of what is open in them; `leave` is the page that goes away. */
export interface MemoryRecents extends RecentsPort {
  readonly leave: () => void;
}

export interface MemoryTexts {
  readonly texts: Map<string, string>;
  mostTexts: number;
  isBlocked: boolean;
  /** A tab of this browser; the same name is the same tab after a reload. */
  readonly tab: (name: string) => MemoryRecents;
}

export function memoryTexts(): MemoryTexts {
  const texts = new Map<string, string>();
  const session = new Map<string, string>();
  let keys = 0;
  const shared: MemoryTexts = {
    texts,
    mostTexts: Infinity,
    isBlocked: false,
    tab(name) {
      const listeners = new Set<() => void>();
      let key = session.get(`${name}.key`) ?? `recent-${(keys += 1)}`;
      session.set(`${name}.key`, key);
      return {
        key: () => key,
        renewKey() {
          key = `recent-${(keys += 1)}`;
          session.set(`${name}.key`, key);
        },
        read: () => [...texts].map(([name, text]) => ({ key: name, text })),
        write(item) {
          if (shared.isBlocked) return { reason: 'blocked', message: 'The operation is insecure.' };
          if (!texts.has(item.key) && texts.size >= shared.mostTexts) return FULL;
          texts.set(item.key, item.text);
          return null;
        },
        remove: (name) => void texts.delete(name),
        subscribe: () => () => undefined,
        onLeave(save) {
          listeners.add(save);
          return () => listeners.delete(save);
        },
        leave: () => listeners.forEach((save) => save()),
        readNote: () => session.get(`${name}.note`) ?? null,
        writeNote: (text) => void session.set(`${name}.note`, text),
      };
    },
  };
  return shared;
}

function copyOf(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

/** A tab with the app in it: same `name`, same tab after a reload. */
export function libraryTab({
  disk = memoryDisk(),
  texts = memoryTexts(),
  name = 'a',
  link = '',
}: { disk?: MemoryDisk; texts?: MemoryTexts; name?: string; link?: string } = {}) {
  const scenarios = createScenarioStore({ link: memoryLink(link), book: CORE_BOOK });
  let second = 0;
  const library = createLibraryStore({
    port: disk.tab(),
    recents: texts.tab(name),
    scenarios,
    recentsProblem: () => null,
    nowIso: () => new Date(Date.UTC(2026, 10, 21, 9, 0, (second += 1))).toISOString(),
  });
  return {
    disk,
    texts,
    scenarios,
    library,
    view: () => library.getState(),
    names: () => library.getState().entries.map((entry) => entry.name),
    edit: (people: number) => scenarios.getState().setField({ path: 'workload.people', value: people }),
    people: () => scenarios.getState().scenario.workload.people,
    name: () => scenarios.getState().scenario.name,
    save: (as: string, asCopy = false) => library.getState().save({ name: as, asCopy }),
    /** Opens by name, as somebody who clicks the row. */
    open(as: string) {
      const entry = library.getState().entries.find((item) => item.name === as);
      if (!entry) throw new Error(`nothing saved as ${as}`);
      library.getState().openEntry(entry.id);
      return entry;
    },
  };
}

export function peopleIn(entry: LibraryEntry | undefined): number {
  return decodeScenario(entry?.link ?? '').scenario.workload.people;
}
