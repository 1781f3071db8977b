import { createSetMemory } from './platform/set-memory.ts';
import { createCompareStore, type CompareStore } from './state/compare-store.ts';
import type { LinkPort, PagePort } from './state/ports.ts';
import type { SetLink } from './state/set-link.ts';

/** Where what reads and writes sets of scenarios meets the browser; apart from main.tsx, because few visits compare. */
export function startCompare({
  address,
  link,
  page,
}: {
  address: LinkPort;
  link: SetLink;
  page: PagePort;
}): CompareStore {
  return createCompareStore({
    link: address,
    through: link,
    page,
    memory: createSetMemory(() => window.sessionStorage),
  });
}
