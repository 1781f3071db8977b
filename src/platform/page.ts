import type { LinkPort, PagePort } from '../state/ports.ts';

const PARAMETER = 'page';

/** The open page as `?page=…`: readable, and part of a shared link. The scenario in the hash stays as it is. */
export function createPagePort({ win, link }: { win: Window; link: LinkPort }): PagePort {
  const listeners = new Set<() => void>();
  win.addEventListener('popstate', () => listeners.forEach((listener) => listener()));
  return {
    read: () => new URLSearchParams(win.location.search).get(PARAMETER),
    write(page) {
      // The entry that is left behind must hold the scenario as it is, or Back would bring an older one.
      link.settle();
      const url = new URL(win.location.href);
      url.searchParams.set(PARAMETER, page);
      win.history.pushState(null, '', url);
      listeners.forEach((listener) => listener());
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
