import { describe, expect, test } from 'vitest';
import { createRecentsPort } from './recents.ts';

function memoryStorage(most = Infinity): Storage {
  const texts = new Map<string, string>();
  const storage = {
    getItem: (name: string) => texts.get(name) ?? null,
    removeItem(name: string) {
      texts.delete(name);
      Reflect.deleteProperty(storage, name);
    },
    setItem(name: string, text: string) {
      if (!texts.has(name) && texts.size >= most)
        throw Object.assign(new Error('The quota has been exceeded.'), { name: 'QuotaExceededError' });
      texts.set(name, text);
      // As in a browser, where the names are its own properties.
      Object.defineProperty(storage, name, { value: text, enumerable: true, configurable: true });
    },
  };
  for (const method of Object.keys(storage)) Object.defineProperty(storage, method, { enumerable: false });
  return storage as unknown as Storage;
}

/** A window: the storages are those of the browser and of the tab. */
function windowOf({ localStorage = memoryStorage(), sessionStorage = memoryStorage() } = {}) {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const win = Object.assign(new EventTarget(), { localStorage, sessionStorage, document, crypto });
  return {
    win: win as unknown as Window & typeof globalThis,
    leave: () => win.dispatchEvent(new Event('pagehide')),
    hide() {
      document.visibilityState = 'hidden';
      document.dispatchEvent(new Event('visibilitychange'));
    },
    tellOf: (key: string | null) => win.dispatchEvent(Object.assign(new Event('storage'), { key })),
  };
}

describe('the key of a tab', () => {
  test('is the same after a reload', () => {
    const sessionStorage = memoryStorage();
    const before = windowOf({ sessionStorage });
    const { key } = createRecentsPort(before.win);
    before.leave();
    expect(createRecentsPort(windowOf({ sessionStorage }).win).key()).toBe(key());
  });

  test('is another in a tab that was duplicated, or that comes back after a crash', () => {
    const sessionStorage = memoryStorage();
    const { key } = createRecentsPort(windowOf({ sessionStorage }).win);
    // Its page never went away.
    expect(createRecentsPort(windowOf({ sessionStorage }).win).key()).not.toBe(key());
  });

  test('stays a page’s own when it comes back from the browser’s cache', () => {
    const sessionStorage = memoryStorage();
    const page = windowOf({ sessionStorage });
    const { key } = createRecentsPort(page.win);
    page.leave();
    page.win.dispatchEvent(new Event('pageshow'));
    expect(createRecentsPort(windowOf({ sessionStorage }).win).key()).not.toBe(key());
  });

  test('renewed, it is that one after a reload', () => {
    const sessionStorage = memoryStorage();
    const page = windowOf({ sessionStorage });
    const port = createRecentsPort(page.win);
    const first = port.key();
    port.renewKey();
    expect(port.key()).not.toBe(first);
    page.leave();
    expect(createRecentsPort(windowOf({ sessionStorage }).win).key()).toBe(port.key());
  });
});

describe('what tabs keep', () => {
  test('is read by all of them, and nothing else is', () => {
    const localStorage = memoryStorage();
    localStorage.setItem('theme', 'dark');
    const a = createRecentsPort(windowOf({ localStorage }).win);
    const b = createRecentsPort(windowOf({ localStorage }).win);
    expect(a.write({ key: a.key(), text: 'of a' })).toBeNull();
    expect(b.read()).toEqual([{ key: a.key(), text: 'of a' }]);
    b.remove(a.key());
    expect(a.read()).toEqual([]);
    expect(localStorage.getItem('theme')).toBe('dark');
  });

  test('is refused in words where there is no room', () => {
    const port = createRecentsPort(windowOf({ localStorage: memoryStorage(0) }).win);
    expect(port.write({ key: port.key(), text: 'x' })).toEqual({
      reason: 'full',
      message: 'The quota has been exceeded.',
    });
  });

  test('is nothing at all where storage is blocked, and nothing throws', () => {
    const { win, leave } = windowOf();
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(win, name, {
        get() {
          throw Object.assign(new Error('The operation is insecure.'), { name: 'SecurityError' });
        },
      });
    const port = createRecentsPort(win);
    expect(port.write({ key: port.key(), text: 'x' })?.reason).toBe('blocked');
    expect(port.read()).toEqual([]);
    expect(port.readNote()).toBeNull();
    port.writeNote('x');
    port.remove('x');
    port.renewKey();
    leave();
  });

  test('says when another tab has changed one of them, until it is told to stop', () => {
    const { win, tellOf } = windowOf();
    const port = createRecentsPort(win);
    let heard = 0;
    const stop = port.subscribe(() => (heard += 1));
    tellOf('theme');
    tellOf(port.key());
    tellOf(null);
    stop();
    tellOf(port.key());
    expect(heard).toBe(2);
  });
});

test('a page that is hidden or goes away saves, until it is told to stop', () => {
  const { win, leave, hide } = windowOf();
  const port = createRecentsPort(win);
  let saved = 0;
  const stop = port.onLeave(() => (saved += 1));
  hide();
  leave();
  stop();
  hide();
  leave();
  expect(saved).toBe(2);
});

test('a note stays with its tab', () => {
  const sessionStorage = memoryStorage();
  createRecentsPort(windowOf({ sessionStorage }).win).writeNote('mine');
  expect(createRecentsPort(windowOf({ sessionStorage }).win).readNote()).toBe('mine');
  expect(createRecentsPort(windowOf().win).readNote()).toBeNull();
});
