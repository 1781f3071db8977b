import { createStore, entries, promisifyRequest, setMany, type UseStore } from 'idb-keyval';
import type { LibraryPort, StorageAnswer } from '../state/ports.ts';
import { storageProblem } from './storage-problem.ts';

const DATABASE = 'tokenhouse-library';
const OBJECTS = 'scenarios';
const CHANNEL = 'tokenhouse-library';
/** Some browsers never answer where storage is blocked. */
const PATIENCE_MS = 8_000;

/** The part of a `BroadcastChannel` that is used here. */
export interface TabChannel {
  readonly postMessage: (message: unknown) => void;
  readonly addEventListener: (type: 'message', listener: () => void) => void;
  readonly removeEventListener: (type: 'message', listener: () => void) => void;
}

/** Kept scenarios in IndexedDB (idb-keyval), and word of changes to and from other tabs. */
export function createLibraryPort({
  objects,
  openChannel,
  newKey,
  patienceMs = PATIENCE_MS,
}: {
  objects: UseStore;
  openChannel: () => TabChannel | null;
  newKey: () => string;
  patienceMs?: number;
}): LibraryPort {
  let opened: TabChannel | null | undefined;
  const channel = (): TabChannel | null => (opened === undefined ? (opened = openChannel()) : opened);

  /** Whatever happens is an answer; who writes tells the other tabs. */
  const answered = async <T>({
    work,
    isWrite,
  }: {
    work: () => Promise<T>;
    isWrite: boolean;
  }): Promise<StorageAnswer<T>> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`The browser’s storage has not answered for ${patienceMs / 1_000} seconds.`)),
        patienceMs,
      );
    });
    try {
      const value = await Promise.race([work(), silence]);
      if (isWrite) channel()?.postMessage('changed');
      return { status: 'done', value };
    } catch (error) {
      return { status: 'failed', problem: storageProblem(error) };
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    readAll: () =>
      answered({
        work: async () =>
          (await entries<IDBValidKey, unknown>(objects)).map(([key, value]) => ({ key: String(key), value })),
        isWrite: false,
      }),
    change: ({ key, make }) => answered({ work: () => changeWithin({ objects, key, make }), isWrite: true }),
    add: (values) =>
      answered({
        work: async () => {
          await setMany(
            values.map(({ key, value }) => [key, value]),
            objects,
          );
          return null;
        },
        isWrite: true,
      }),
    subscribe(onChange) {
      const from = channel();
      from?.addEventListener('message', onChange);
      return () => from?.removeEventListener('message', onChange);
    },
    newKey,
  };
}

/** As idb-keyval's `update`, which can neither delete nor leave alone what it finds. */
function changeWithin({
  objects,
  key,
  make,
}: {
  objects: UseStore;
  key: string;
  make: (stored: unknown) => unknown;
}): Promise<unknown> {
  return objects(
    'readwrite',
    (store) =>
      new Promise((resolve, reject) => {
        const request: IDBRequest<unknown> = store.get(key);
        request.addEventListener('error', () => reject(request.error ?? new Error('The value could not be read.')));
        request.addEventListener('success', () => {
          try {
            const made = make(request.result);
            if (made === undefined) store.delete(key);
            else if (made !== request.result) store.put(made, key);
            resolve(promisifyRequest(store.transaction).then(() => made));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        });
      }),
  );
}

/** A key that no other tab or browser makes; where the page is not served securely, there is no ready-made one. */
export function randomKey(crypto: Pick<Crypto, 'getRandomValues'>): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

let shared: LibraryPort | undefined;

/** The page's one port. */
export function libraryPort(): LibraryPort {
  shared ??= createLibraryPort({
    objects: createStore(DATABASE, OBJECTS),
    openChannel: () => (typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL)),
    newKey: () => randomKey(crypto),
  });
  return shared;
}
