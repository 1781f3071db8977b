import type { LinkPort, PagePort } from '../state/ports.ts';

const PAGE = 'page';
const VIEW = 'view';
const CURRENCY = 'currency';

/** The open page and its part as `?page=…&view=…`: readable, and part of a shared link. The scenario in the hash stays as it is. */
export function createPagePort({ win, link }: { win: Window; link: LinkPort }): PagePort {
  const listeners = new Set<() => void>();
  win.addEventListener('popstate', () => listeners.forEach((listener) => listener()));
  const write = (change: (parameters: URLSearchParams) => void, mode: 'push' | 'replace' = 'push'): void => {
    // The entry that is left behind must hold the scenario as it is, or Back would bring an older one.
    link.settle();
    const url = new URL(win.location.href);
    change(url.searchParams);
    if (mode === 'push') win.history.pushState(null, '', url);
    else win.history.replaceState(win.history.state, '', url);
    listeners.forEach((listener) => listener());
  };
  const read = (name: string) => new URLSearchParams(win.location.search).get(name);
  return {
    read: () => read(PAGE),
    write: (page, mode) =>
      write((parameters) => {
        parameters.set(PAGE, page);
        parameters.delete(VIEW);
      }, mode),
    readView: () => read(VIEW),
    writeView: (view, mode) =>
      write((parameters) => {
        if (view === '') parameters.delete(VIEW);
        else parameters.set(VIEW, view);
      }, mode),
    readCurrency: () => read(CURRENCY),
    writeCurrency: (currency) =>
      write((parameters) => {
        if (currency === null) parameters.delete(CURRENCY);
        else parameters.set(CURRENCY, currency);
      }),
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
