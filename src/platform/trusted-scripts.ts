/** The part of `window.trustedTypes` that is used here; the language's own types do not know it yet. */
interface PolicyFactory {
  createPolicy(name: 'default', rules: { createScriptURL: (url: string) => string | null }): unknown;
}

/**
 * Where the browser asks for a say in every script that text names (Trusted Types), says yes to this build's own files and no to
 * all else. No text may become markup or code at all. Other browsers do without: the policy of the page holds there too.
 */
export function trustOwnScripts(win: {
  readonly location: Pick<Location, 'href'>;
  readonly trustedTypes?: unknown;
}): void {
  const factory = win.trustedTypes as PolicyFactory | undefined;
  factory?.createPolicy('default', {
    createScriptURL: (url) => (isOwnScript({ url, pageUrl: win.location.href }) ? url : null),
  });
}

/** Whether an address is that of a worker of this build: a script in `assets` beside the page, or the service worker. */
export function isOwnScript({ url, pageUrl }: { url: string; pageUrl: string }): boolean {
  const base = new URL('./', pageUrl);
  if (!URL.canParse(url, base)) return false;
  const script = new URL(url, base);
  if (script.origin !== base.origin || !script.pathname.startsWith(base.pathname)) return false;
  return /^(?:assets\/[\w.-]+|sw)\.js$/.test(script.pathname.slice(base.pathname.length));
}
