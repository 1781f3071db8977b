import { expect, test } from 'vitest';
import { createBenchPage } from './bench-page.ts';

/** A window with as much of WebGL as a browser shows. */
function windowWith({ plain, unmasked, deviceMemory }: { plain?: string; unmasked?: string; deviceMemory?: number }) {
  const listeners = new Set<() => void>();
  const asked: string[] = [];
  const gl = {
    RENDERER: 1,
    getParameter: (name: number) => (name === 1 ? plain : unmasked),
    getExtension: (name: string) => {
      asked.push(name);
      if (name === 'WEBGL_lose_context') return { loseContext: () => void asked.push('lost') };
      return unmasked === undefined ? null : { UNMASKED_RENDERER_WEBGL: 2 };
    },
  };
  const document = {
    visibilityState: 'visible',
    createElement: () => ({ getContext: () => (plain === undefined ? null : gl) }),
    addEventListener: (_: string, listener: () => void) => void listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => void listeners.delete(listener),
  };
  const win = {
    document,
    navigator: { userAgent: 'test', hardwareConcurrency: 8, ...(deviceMemory === undefined ? {} : { deviceMemory }) },
    crossOriginIsolated: false,
  };
  const show = (state: 'visible' | 'hidden'): void => {
    document.visibilityState = state;
    for (const listener of listeners) listener();
  };
  return { page: createBenchPage(win as unknown as Window & typeof globalThis), asked, show, listeners, document };
}

test('tells what the browser tells of the machine, and null where it does not', () => {
  expect(windowWith({ deviceMemory: 8 }).page.environment).toEqual({
    userAgent: 'test',
    isCrossOriginIsolated: false,
    logicalCores: 8,
    deviceMemoryBytes: 8 * 2 ** 30,
  });
  expect(windowWith({}).page.environment.deviceMemoryBytes).toBeNull();
});

test('the renderer is what the plain parameter says, else what the extension does', () => {
  const firefox = windowWith({ plain: 'ANGLE (NVIDIA, GeForce GTX 980)', unmasked: 'other' });
  expect(firefox.page.renderer()).toBe('ANGLE (NVIDIA, GeForce GTX 980)');
  expect(firefox.asked).toEqual(['WEBGL_lose_context', 'lost']);
  const chrome = windowWith({ plain: 'WebKit WebGL', unmasked: 'ANGLE (Acme)' });
  expect(chrome.page.renderer()).toBe('ANGLE (Acme)');
  expect(windowWith({ plain: 'WebKit WebGL' }).page.renderer()).toBeNull();
  expect(windowWith({}).page.renderer()).toBeNull();
});

test('hidden counts from the beginning, however short, and until nobody asks', () => {
  const { page, show, listeners } = windowWith({});
  const watch = page.watchHidden();
  expect(watch.wasHidden()).toBe(false);
  show('hidden');
  show('visible');
  expect(watch.wasHidden()).toBe(true);
  expect(page.watchHidden().wasHidden()).toBe(false);
  watch.stop();
  expect(listeners.size).toBe(1);
  show('hidden');
  expect(page.watchHidden().wasHidden()).toBe(true);
});
