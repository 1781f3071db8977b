import type { SetMemory } from '../state/ports.ts';

const KEY = 'tokenhouse.compare';

/** In sessionStorage: every tab has its own, and it ends with the tab. */
export function createSetMemory(storage: () => Storage): SetMemory {
  const attempt = <T>(use: (kept: Storage) => T): T | null => {
    try {
      return use(storage());
    } catch {
      // Blocked or full: the set then lives as long as the page.
      return null;
    }
  };
  return {
    read: () => attempt((kept) => kept.getItem(KEY)),
    write: (text) => void attempt((kept) => (text === null ? kept.removeItem(KEY) : kept.setItem(KEY, text))),
  };
}
