import { describe, expect, test, vi } from 'vitest';
import { SETTLED, TAKE_OVER, WHICH_VERSION } from '../offline/protocol.ts';
import { startUpdates, type UpdateParts } from './updates.ts';

/** A browser's service workers, as far as a page sees them. */
function browser({ controlled = true, waiting = false }: { controlled?: boolean; waiting?: boolean } = {}) {
  const worker = () => Object.assign(new EventTarget(), { state: 'installed', postMessage: vi.fn() });
  const container = Object.assign(new EventTarget(), {
    controller: (controlled ? worker() : null) as unknown as ServiceWorker | null,
    register: vi.fn<ServiceWorkerContainer['register']>(),
  });
  const registration = Object.assign(new EventTarget(), {
    active: worker() as ReturnType<typeof worker> | null,
    waiting: waiting ? worker() : null,
    installing: null as ReturnType<typeof worker> | null,
    update: vi.fn(() => Promise.reject(new TypeError('offline'))),
  });
  container.register.mockResolvedValue(registration as unknown as ServiceWorkerRegistration);
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  const clock = { nowMs: 0 };
  const reloadPage = vi.fn();
  const start = () =>
    startUpdates({
      container: container as unknown as UpdateParts['container'],
      page,
      entry: { entryUrl: 'https://host.example/assets/index-1.js' },
      reloadPage,
      nowMs: () => clock.nowMs,
    });
  return {
    container,
    registration,
    page,
    clock,
    reloadPage,
    start,
    worker,
    /** Another version comes, and is kept whole or not. */
    arrive(state: 'installed' | 'redundant') {
      const coming = worker();
      registration.installing = coming;
      registration.dispatchEvent(new Event('updatefound'));
      coming.state = state;
      registration.installing = null;
      if (state === 'installed') registration.waiting = coming;
      coming.dispatchEvent(new Event('statechange'));
      return coming;
    },
    change() {
      container.controller = worker() as unknown as ServiceWorker;
      container.dispatchEvent(new Event('controllerchange'));
    },
  };
}

test('registers the worker beside the page, past the caches of the host', async () => {
  const { container, registration, start } = browser();
  await start();
  expect(container.register).toHaveBeenCalledWith('./sw.js', { updateViaCache: 'none' });
  expect(registration.active?.postMessage).toHaveBeenCalledWith(SETTLED);
});

test('answers which version this page is, and nothing else', async () => {
  const { container, start } = browser();
  await start();
  const port = { postMessage: vi.fn() };
  for (const data of [WHICH_VERSION, { type: 'other' }, null])
    container.dispatchEvent(Object.assign(new Event('message'), { data, ports: [port] }));
  expect(port.postMessage.mock.calls).toEqual([[{ entryUrl: 'https://host.example/assets/index-1.js' }]]);
});

describe('a newer version is told', () => {
  test('when it has come whole; once', async () => {
    const { arrive, start } = browser();
    const port = await start();
    const told = vi.fn();
    port.subscribe(told);
    expect(port.hasNewer()).toBe(false);
    arrive('redundant');
    expect(told).not.toHaveBeenCalled();
    arrive('installed');
    arrive('installed');
    expect(port.hasNewer()).toBe(true);
    expect(told).toHaveBeenCalledTimes(1);
  });

  test('when it was there before the page', async () => {
    expect((await browser({ waiting: true }).start()).hasNewer()).toBe(true);
  });

  test('when another tab has taken it', async () => {
    const { change, reloadPage, start } = browser();
    const port = await start();
    change();
    expect(port.hasNewer()).toBe(true);
    expect(reloadPage).not.toHaveBeenCalled();
  });

  test('but not on a first visit, when the first worker takes the page', async () => {
    const { registration, change, arrive, start } = browser({ controlled: false });
    registration.active = null;
    const port = await start();
    arrive('installed');
    change();
    expect(port.hasNewer()).toBe(false);
    change();
    expect(port.hasNewer()).toBe(true);
  });
});

describe('taking it', () => {
  test('waits for the worker, then reloads', async () => {
    const { registration, change, reloadPage, start } = browser({ waiting: true });
    const port = await start();
    port.takeOver();
    expect(registration.waiting?.postMessage).toHaveBeenCalledWith(TAKE_OVER);
    expect(reloadPage).not.toHaveBeenCalled();
    change();
    expect(reloadPage).toHaveBeenCalledTimes(1);
  });

  test('reloads at once where another tab has taken it', async () => {
    const { change, reloadPage, start } = browser();
    const port = await start();
    change();
    port.takeOver();
    expect(reloadPage).toHaveBeenCalledTimes(1);
  });

  test('does not wait for a worker that hangs', async () => {
    vi.useFakeTimers();
    try {
      const { reloadPage, start } = browser({ waiting: true });
      (await start()).takeOver();
      vi.advanceTimersByTime(3_999);
      expect(reloadPage).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(reloadPage).toHaveBeenCalledTimes(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

test('a tab that is looked at again asks for a newer version, at most once an hour, and bears no network', async () => {
  const { registration, page, clock, start } = browser();
  await start();
  const lookAt = (nowMs: number, visibilityState: DocumentVisibilityState = 'visible'): void => {
    clock.nowMs = nowMs;
    page.visibilityState = visibilityState;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  lookAt(3_599_999);
  expect(registration.update).not.toHaveBeenCalled();
  lookAt(3_600_000, 'hidden');
  expect(registration.update).not.toHaveBeenCalled();
  lookAt(3_600_000);
  lookAt(3_700_000);
  expect(registration.update).toHaveBeenCalledTimes(1);
});
