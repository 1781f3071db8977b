import { renderToReadableStream } from 'react-dom/server.edge';
import { describe, expect, test } from 'vitest';
import { askForMissingParts, lazyPart, PartMissing, useLoaded } from './lazy-part.ts';

/** What is asked for fails the first `failures` times. */
function failing<T>({ failures, value, reason = 'Failed to fetch' }: { failures: number; value: T; reason?: string }) {
  let asked = 0;
  return {
    load: (): Promise<T> => (++asked > failures ? Promise.resolve(value) : Promise.reject(new TypeError(reason))),
    asked: () => asked,
  };
}

/** The text that is drawn, or the error. */
async function drawn(part: React.ReactNode): Promise<unknown> {
  try {
    const stream = await renderToReadableStream(part, { onError: () => undefined });
    await stream.allReady;
    return await new Response(stream).text();
  } catch (error) {
    return error;
  }
}

describe('a part that is loaded when it is drawn', () => {
  test('is asked for once, stays missing however often it is drawn, and is asked for anew on request', async () => {
    const { load, asked } = failing({ failures: 1, value: { default: () => 'here' } });
    const Part = lazyPart(load);
    expect(await drawn(<Part />)).toBeInstanceOf(PartMissing);
    expect(await drawn(<Part />)).toBeInstanceOf(PartMissing);
    expect(asked()).toBe(1);
    askForMissingParts();
    expect(await drawn(<Part />)).toBe('here');
    askForMissingParts();
    expect(await drawn(<Part />)).toBe('here');
    expect(asked()).toBe(2);
  });

  test('whose styles did not come needs the page anew', async () => {
    const reason = 'Unable to preload CSS for /assets/SwarmPage.css';
    const Part = lazyPart(failing({ failures: 1, value: { default: () => 'here' }, reason }).load);
    expect(await drawn(<Part />)).toMatchObject({ needsReload: true, message: reason });
    const Other = lazyPart(failing({ failures: 1, value: { default: () => 'here' } }).load);
    expect(await drawn(<Other />)).toMatchObject({ needsReload: false });
  });
});

describe('what a page waits for', () => {
  test('is asked for once also where it fails, until that is wanted', async () => {
    const { load, asked } = failing({ failures: 1, value: 'a store' });
    function Page() {
      return useLoaded(load);
    }
    expect(await drawn(<Page />)).toBeInstanceOf(PartMissing);
    expect(await drawn(<Page />)).toBeInstanceOf(PartMissing);
    expect(asked()).toBe(1);
    askForMissingParts();
    expect(await drawn(<Page />)).toBe('a store');
    expect(asked()).toBe(2);
  });
});
