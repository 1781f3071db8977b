import type { RecentsPort } from '../state/ports.ts';
import { randomKey } from './library.ts';
import { storageProblem } from './storage-problem.ts';

const PREFIX = 'tokenhouse.recent.';
const TAB = 'tokenhouse.tab';
const LIVE = 'tokenhouse.live';
const NOTE = 'tokenhouse.note';

/**
 * What is open in each tab, in localStorage: unlike IndexedDB it has written when the call returns, also while the page goes away.
 * The tab's own key is in sessionStorage, which a reload keeps. A tab that was duplicated, or came back after a crash, finds a
 * key whose page never went away, and takes another.
 */
export function createRecentsPort(win: Window & typeof globalThis): RecentsPort {
  const local = storageOf(() => win.localStorage);
  const session = storageOf(() => win.sessionStorage);
  const kept = session.get(TAB);
  let key = kept !== null && session.get(LIVE) === null ? kept : PREFIX + randomKey(win.crypto);
  const claim = (): void => {
    session.set(TAB, key);
    session.set(LIVE, '1');
  };
  claim();
  win.addEventListener('pagehide', () => session.remove(LIVE));
  win.addEventListener('pageshow', claim);

  return {
    key: () => key,
    renewKey() {
      key = PREFIX + randomKey(win.crypto);
      session.set(TAB, key);
    },
    read: () =>
      local.keys().flatMap((name) => {
        const text = name.startsWith(PREFIX) ? local.get(name) : null;
        return text === null ? [] : [{ key: name, text }];
      }),
    write({ key: name, text }) {
      const error = local.set(name, text);
      return error === null ? null : storageProblem(error.thrown);
    },
    remove: (name) => local.remove(name),
    subscribe(onChange) {
      const listener = (event: StorageEvent): void => {
        if (event.key === null || event.key.startsWith(PREFIX)) onChange();
      };
      win.addEventListener('storage', listener);
      return () => win.removeEventListener('storage', listener);
    },
    onLeave(save) {
      const onVisibility = (): void => {
        if (win.document.visibilityState === 'hidden') save();
      };
      win.addEventListener('pagehide', save);
      win.document.addEventListener('visibilitychange', onVisibility);
      return () => {
        win.removeEventListener('pagehide', save);
        win.document.removeEventListener('visibilitychange', onVisibility);
      };
    },
    readNote: () => session.get(NOTE),
    writeNote: (text) => void session.set(NOTE, text),
  };
}

/** A storage that may refuse at every call, also to be named at all. */
function storageOf(open: () => Storage) {
  const attempt = <T>(work: (storage: Storage) => T, otherwise: T): T => {
    try {
      return work(open());
    } catch {
      return otherwise;
    }
  };
  return {
    keys: (): readonly string[] => attempt((storage) => Object.keys(storage), []),
    get: (name: string): string | null => attempt((storage) => storage.getItem(name), null),
    remove: (name: string): void => attempt((storage) => storage.removeItem(name), undefined),
    set(name: string, text: string): { readonly thrown: unknown } | null {
      try {
        open().setItem(name, text);
        return null;
      } catch (error) {
        return { thrown: error };
      }
    },
  };
}

let shared: RecentsPort | undefined;

/** The page's one port. */
export function recentsPort(win: Window & typeof globalThis): RecentsPort {
  shared ??= createRecentsPort(win);
  return shared;
}
