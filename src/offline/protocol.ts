/** What open pages and the service worker say to each other; each message has a port for its answer where it wants one. */

/** The library that the worker is made with knows this one: the worker that waits takes over. */
export const TAKE_OVER = { type: 'SKIP_WAITING' } as const;

/** A page has settled: files that no open page needs may go. */
export const SETTLED = { type: 'tokenhouse:settled' } as const;

/** The worker asks a page which version it is; answered by an `Entry`. */
export const WHICH_VERSION = { type: 'tokenhouse:which-version' } as const;

/** Address of the script that a page began with. Its name is made from its content, and that names all other files. */
export interface Entry {
  readonly entryUrl: string;
}

/** Whether a message is of this kind, whoever sent it. */
export function isMessage(data: unknown, kind: { readonly type: string }): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === kind.type;
}

/** The entry of an answer; `null` where it is none. */
export function entryOf(data: unknown): string | null {
  return typeof data === 'object' && data !== null && 'entryUrl' in data && typeof data.entryUrl === 'string'
    ? data.entryUrl
    : null;
}
