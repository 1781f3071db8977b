import type { LinkPort } from './ports.ts';

/** A browser's history in memory, with its Back and Forward. */
export interface MemoryLink extends LinkPort {
  /** A link that is pasted into the address. */
  readonly paste: (hash: string) => void;
  readonly back: () => void;
  readonly forward: () => void;
  readonly entries: () => readonly string[];
}

export function memoryLink(initial = ''): MemoryLink {
  let entries = [initial];
  let at = 0;
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  const push = (hash: string): void => {
    entries = [...entries.slice(0, at + 1), hash];
    at = entries.length - 1;
  };
  return {
    entries: () => entries,
    read: () => entries[at] ?? '',
    write({ hash, mode }) {
      if (mode === 'replace') entries = entries.with(at, hash);
      else if (hash !== entries[at]) push(hash);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settle: () => undefined,
    hrefWith: (hash) => `https://example.org/#${hash}`,
    paste(hash) {
      push(hash);
      tell();
    },
    back() {
      at = Math.max(0, at - 1);
      tell();
    },
    forward() {
      at = Math.min(entries.length - 1, at + 1);
      tell();
    },
  };
}
