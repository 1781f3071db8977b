import { entryOf, WHICH_VERSION } from './protocol.ts';

/** A page that is busy, frozen or still loading may be of any version. */
const PATIENCE_MS = 2_000;

/** The part of a `Client` that is used here, for tests to stand in for. */
export interface OpenPage {
  postMessage(message: unknown, transfer: Transferable[]): void;
}

export interface Leftovers {
  readonly cache: Pick<Cache, 'keys' | 'delete'>;
  /** Keys of this version's files. */
  readonly keys: ReadonlySet<string>;
  /** Addresses of this version's files. */
  readonly isOfThisVersion: (url: string) => boolean;
  readonly openPages: () => Promise<readonly OpenPage[]>;
  /** Another version has come, or is coming: its files are in the cache too. */
  readonly isAnotherComing: () => boolean;
}

/**
 * Deletes the files of other versions once every open page says that it is of this one: a page that was open before an update
 * goes on finding what it loads later. A page that does not answer keeps them. Resolves to how many went.
 */
export async function clearLeftovers({
  cache,
  keys,
  isOfThisVersion,
  openPages,
  isAnotherComing,
}: Leftovers): Promise<number> {
  const leftovers = (await cache.keys()).filter(({ url }) => !keys.has(url));
  if (leftovers.length === 0) return 0;
  const entries = await Promise.all((await openPages()).map(entryUrlOf));
  if (isAnotherComing() || !entries.every((entry) => entry !== null && isOfThisVersion(entry))) return 0;
  await Promise.all(leftovers.map((request) => cache.delete(request)));
  return leftovers.length;
}

function entryUrlOf(page: OpenPage): Promise<string | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const end = (entryUrl: string | null): void => {
      clearTimeout(timer);
      port1.close();
      resolve(entryUrl);
    };
    const timer = setTimeout(() => end(null), PATIENCE_MS);
    port1.addEventListener('message', ({ data }: MessageEvent<unknown>) => end(entryOf(data)));
    port1.start();
    page.postMessage(WHICH_VERSION, [port2]);
  });
}
