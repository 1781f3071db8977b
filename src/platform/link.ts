import type { LinkPort } from '../state/ports.ts';

/** Browsers refuse too many history changes in a short time (Safari: 100 in 10 s); a drag makes more than that. */
const REPLACE_EVERY_MS = 200;
/** After a refusal: until then the change is held here, and reading gives it. */
const AGAIN_AFTER_MS = 2_000;

/** The scenario in the address's hash, which never reaches a server. */
export function createLinkPort(win: Window): LinkPort {
  let pending: string | undefined;
  let timer: number | undefined;

  const flush = (): void => {
    win.clearTimeout(timer);
    timer = undefined;
    if (pending === undefined) return;
    try {
      win.history.replaceState(win.history.state, '', `#${pending}`);
      pending = undefined;
    } catch {
      timer = win.setTimeout(flush, AGAIN_AFTER_MS);
    }
  };
  // A page that goes away must not take the last change with it.
  win.addEventListener('pagehide', flush);

  return {
    read: () => pending ?? win.location.hash.replace(/^#/, ''),
    write({ hash, mode }) {
      if (mode === 'push') {
        flush();
        if (hash === win.location.hash.replace(/^#/, '')) return;
        try {
          win.history.pushState(null, '', `#${hash}`);
          pending = undefined;
        } catch {
          // One step of Back less, and the address all the same.
          pending = hash;
          timer ??= win.setTimeout(flush, AGAIN_AFTER_MS);
        }
        return;
      }
      pending = hash;
      timer ??= win.setTimeout(flush, REPLACE_EVERY_MS);
    },
    subscribe(onChange) {
      const listener = (): void => {
        pending = undefined;
        onChange();
      };
      win.addEventListener('popstate', listener);
      win.addEventListener('hashchange', listener);
      return () => {
        win.removeEventListener('popstate', listener);
        win.removeEventListener('hashchange', listener);
      };
    },
    settle: flush,
    hrefWith(hash) {
      flush();
      return `${win.location.href.split('#')[0]}#${hash}`;
    },
  };
}
