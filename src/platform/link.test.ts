import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLinkPort } from './link.ts';

/** A window whose browser may refuse changes of the address, as Safari does after a hundred in ten seconds. */
function windowOf() {
  const entries = ['#first'];
  let refuses = false;
  const write = (change: () => void): void => {
    if (refuses) throw Object.assign(new Error('The operation is insecure.'), { name: 'SecurityError' });
    change();
  };
  const win = Object.assign(new EventTarget(), {
    location: {
      get hash() {
        return entries.at(-1) ?? '';
      },
      get href() {
        return `https://host/?page=swarm${entries.at(-1) ?? ''}`;
      },
    },
    history: {
      state: null,
      replaceState: (_state: unknown, _title: string, url: string) =>
        write(() => {
          entries[entries.length - 1] = url;
        }),
      pushState: (_state: unknown, _title: string, url: string) => write(() => entries.push(url)),
    },
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
    clearTimeout: (timer: ReturnType<typeof setTimeout>) => clearTimeout(timer),
  });
  return {
    port: createLinkPort(win as unknown as Window),
    entries,
    refuse(next: boolean) {
      refuses = next;
    },
    leave: () => win.dispatchEvent(new Event('pagehide')),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the address', () => {
  test('follows what is adjusted after 200 ms, and at once when the page goes away', () => {
    const { port, entries, leave } = windowOf();
    port.write({ hash: 'a', mode: 'replace' });
    port.write({ hash: 'b', mode: 'replace' });
    expect(entries).toEqual(['#first']);
    expect(port.read()).toBe('b');
    vi.advanceTimersByTime(200);
    expect(entries).toEqual(['#b']);
    port.write({ hash: 'c', mode: 'replace' });
    leave();
    expect(entries).toEqual(['#c']);
  });

  test('a deliberate step is an entry of its own, and none where nothing changed', () => {
    const { port, entries } = windowOf();
    port.write({ hash: 'a', mode: 'push' });
    port.write({ hash: 'a', mode: 'push' });
    expect(entries).toEqual(['#first', '#a']);
  });

  test.each(['replace', 'push'] as const)('a %s that the browser refuses is kept, read, and written later', (mode) => {
    const { port, entries, refuse } = windowOf();
    refuse(true);
    port.write({ hash: 'a', mode });
    vi.advanceTimersByTime(1_000);
    expect(entries).toEqual(['#first']);
    expect(port.read()).toBe('a');
    expect(port.hrefWith('a')).toBe('https://host/?page=swarm#a');
    refuse(false);
    vi.advanceTimersByTime(2_000);
    expect(entries).toEqual(['#a']);
    // And a later change is not undone by the one that had waited.
    port.write({ hash: 'b', mode: 'push' });
    vi.advanceTimersByTime(10_000);
    expect(entries).toEqual(['#a', '#b']);
  });

  test('a step after a refused change does not bring that one back', () => {
    const { port, entries, refuse } = windowOf();
    refuse(true);
    port.write({ hash: 'a', mode: 'replace' });
    vi.advanceTimersByTime(200);
    refuse(false);
    port.write({ hash: 'b', mode: 'push' });
    vi.advanceTimersByTime(10_000);
    expect(entries).toEqual(['#a', '#b']);
    expect(port.read()).toBe('b');
  });
});
