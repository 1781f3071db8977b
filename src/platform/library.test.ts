import type { UseStore } from 'idb-keyval';
import { describe, expect, test } from 'vitest';
import { createLibraryPort, randomKey, type TabChannel } from './library.ts';
import { storageProblem } from './storage-problem.ts';

/** The few calls of an object store that are made, on a map; writes show once the transaction is complete. */
function fakeObjects({ fails }: { fails?: () => Error | undefined } = {}) {
  const values = new Map<string, unknown>();
  const puts: string[] = [];
  const use = ((mode: string, callback: (store: unknown) => unknown) => {
    const written = new Map(values);
    const events = new EventTarget();
    const transaction: Record<string, unknown> = {
      error: undefined,
      addEventListener: events.addEventListener.bind(events),
    };
    const request = (result: unknown) => {
      const made = Object.assign(new EventTarget(), { result, error: null });
      queueMicrotask(() => {
        made.dispatchEvent(new Event('success'));
        (made as { onsuccess?: () => void }).onsuccess?.();
      });
      return made;
    };
    setTimeout(() => {
      const error = mode === 'readwrite' ? fails?.() : undefined;
      transaction['error'] = error;
      if (error) {
        (transaction['onabort'] as (() => void) | undefined)?.();
        return;
      }
      values.clear();
      for (const [key, value] of written) values.set(key, value);
      (transaction['oncomplete'] as (() => void) | undefined)?.();
    });
    return Promise.resolve(
      callback({
        transaction,
        get: (key: string) => request(written.get(key)),
        getAll: () => request([...values.values()]),
        getAllKeys: () => request([...values.keys()]),
        put(value: unknown, key: string) {
          puts.push(key);
          written.set(key, value);
        },
        delete: (key: string) => written.delete(key),
      }),
    );
  }) as unknown as UseStore;
  return { use, values, puts };
}

/** Channels of the tabs of one browser: a message reaches all but its sender. */
function fakeChannels() {
  const all = new Set<Set<() => void>>();
  return (): TabChannel => {
    const own = new Set<() => void>();
    all.add(own);
    return {
      postMessage: () => all.forEach((listeners) => listeners !== own && listeners.forEach((listener) => listener())),
      addEventListener: (_type, listener) => void own.add(listener),
      removeEventListener: (_type, listener) => void own.delete(listener),
    };
  };
}

const portOn = (objects: UseStore, openChannel: () => TabChannel | null = () => null) =>
  createLibraryPort({ objects, openChannel, newKey: () => 'key', patienceMs: 50 });

describe('the library’s storage', () => {
  test('adds, changes, leaves alone and deletes', async () => {
    const { use, values, puts } = fakeObjects();
    const port = portOn(use);
    expect(
      await port.add([
        { key: 'a', value: 1 },
        { key: 'b', value: 2 },
      ]),
    ).toEqual({ status: 'done', value: null });
    expect(await port.change({ key: 'a', make: (stored) => Number(stored) + 10 })).toEqual({
      status: 'done',
      value: 11,
    });
    puts.length = 0;
    expect(await port.change({ key: 'b', make: (stored) => stored })).toEqual({ status: 'done', value: 2 });
    expect(await port.change({ key: 'none', make: (stored) => stored })).toEqual({ status: 'done', value: undefined });
    expect(puts).toEqual([]);
    await port.change({ key: 'b', make: () => undefined });
    expect(await port.readAll()).toEqual({ status: 'done', value: [{ key: 'a', value: 11 }] });
    expect([...values.keys()]).toEqual(['a']);
  });

  test('a full disk shows when the transaction ends, and nothing is written', async () => {
    const quota = Object.assign(new Error('The quota has been exceeded.'), { name: 'QuotaExceededError' });
    const { use, values } = fakeObjects({ fails: () => quota });
    const answer = await portOn(use).change({ key: 'a', make: () => 1 });
    expect(answer).toEqual({ status: 'failed', problem: { reason: 'full', message: 'The quota has been exceeded.' } });
    expect(values.size).toBe(0);
  });

  test('what makes the value may fail: an answer, like any other', async () => {
    const { use } = fakeObjects();
    const answer = await portOn(use).change({
      key: 'a',
      make() {
        throw new Error('odd');
      },
    });
    expect(answer).toEqual({ status: 'failed', problem: { reason: 'failed', message: 'odd' } });
  });

  test('a storage that cannot be opened, or never answers, is an answer', async () => {
    const insecure = Object.assign(new Error('The operation is insecure.'), { name: 'SecurityError' });
    const refusing = (() => Promise.reject(insecure)) as UseStore;
    expect(await portOn(refusing).readAll()).toMatchObject({ status: 'failed', problem: { reason: 'blocked' } });
    const silent = (() => new Promise(() => undefined)) as UseStore;
    expect(await portOn(silent).readAll()).toMatchObject({
      status: 'failed',
      problem: { reason: 'failed', message: expect.stringMatching(/has not answered/) },
    });
  });

  test('tells the other tabs of a change that was made, and of no other', async () => {
    let isFull = false;
    const { use } = fakeObjects({ fails: () => (isFull ? new Error('full') : undefined) });
    const openChannel = fakeChannels();
    const here = portOn(use, openChannel);
    const there = portOn(use, openChannel);
    let heard = 0;
    const stop = there.subscribe(() => (heard += 1));
    here.subscribe(() => {
      throw new Error('heard itself');
    });
    await here.add([{ key: 'a', value: 1 }]);
    expect(heard).toBe(1);
    await here.readAll();
    expect(heard).toBe(1);
    isFull = true;
    await here.add([{ key: 'b', value: 1 }]);
    expect(heard).toBe(1);
    isFull = false;
    stop();
    await here.add([{ key: 'c', value: 1 }]);
    expect(heard).toBe(1);
  });
});

test('why a storage refused is told by the name of what it threw', () => {
  const thrown = (name: string) => ({ name, message: 'words' });
  expect(storageProblem(thrown('QuotaExceededError')).reason).toBe('full');
  expect(storageProblem(thrown('NS_ERROR_DOM_QUOTA_REACHED')).reason).toBe('full');
  expect(storageProblem(new ReferenceError('indexedDB is not defined')).reason).toBe('blocked');
  expect(storageProblem(thrown('InvalidStateError')).reason).toBe('blocked');
  expect(storageProblem(thrown('AbortError'))).toEqual({ reason: 'failed', message: 'words' });
  expect(storageProblem('odd')).toEqual({ reason: 'failed', message: 'odd' });
  expect(storageProblem(null)).toEqual({ reason: 'failed', message: 'null' });
});

test('keys are 24 hexadecimal digits', () => {
  expect(randomKey(crypto)).toMatch(/^[0-9a-f]{24}$/);
  expect(randomKey(crypto)).not.toBe(randomKey(crypto));
});
