import { describe, expect, test, vi } from 'vitest';
import { clearLeftovers, type Leftovers, type OpenPage } from './leftovers.ts';

const NEW = 'https://host.example/assets/index-new.js';
const OLD = 'https://host.example/assets/index-old.js';

/** A page that began with this script; one with none does not answer. */
const pageOf = (entryUrl: string | null): OpenPage => ({
  postMessage(message, [port]) {
    expect(message).toEqual({ type: 'tokenhouse:which-version' });
    if (entryUrl !== null) (port as MessagePort).postMessage({ entryUrl });
  },
});

async function cleared({
  pages,
  kept = [NEW, OLD],
  isAnotherComing = () => false,
}: {
  pages: readonly OpenPage[];
  kept?: readonly string[];
  isAnotherComing?: Leftovers['isAnotherComing'];
}): Promise<readonly string[]> {
  const gone: string[] = [];
  const count = await clearLeftovers({
    cache: {
      keys: () => Promise.resolve(kept.map((url) => ({ url }) as Request)),
      delete: (request) => {
        gone.push((request as Request).url);
        return Promise.resolve(true);
      },
    },
    keys: new Set([NEW]),
    isOfThisVersion: (url) => url === NEW,
    openPages: () => Promise.resolve(pages),
    isAnotherComing,
  });
  expect(count).toBe(gone.length);
  return gone;
}

describe('files of an earlier version', () => {
  test('go when every open page is of this one', async () => {
    expect(await cleared({ pages: [pageOf(NEW), pageOf(NEW)] })).toEqual([OLD]);
    expect(await cleared({ pages: [] })).toEqual([OLD]);
  });

  test('stay while a page of it is open', async () => {
    expect(await cleared({ pages: [pageOf(NEW), pageOf(OLD)] })).toEqual([]);
  });

  test('stay while another version is coming, whose files look like leftovers too', async () => {
    expect(await cleared({ pages: [pageOf(NEW)], isAnotherComing: () => true })).toEqual([]);
  });

  test('stay while a page does not answer, or answers nonsense', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const asked = cleared({ pages: [pageOf(null)] });
      await vi.advanceTimersByTimeAsync(2_000);
      expect(await asked).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
    const nonsense: OpenPage = { postMessage: (_, [port]) => (port as MessagePort).postMessage('new') };
    expect(await cleared({ pages: [nonsense] })).toEqual([]);
  });
});

test('without leftovers nobody is asked', async () => {
  const silent: OpenPage = { postMessage: () => expect.unreachable() };
  expect(await cleared({ pages: [silent], kept: [NEW] })).toEqual([]);
});
