import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FEED_NAMES, FEEDS } from '../catalog/feeds/feed.ts';
import { createPriceFeedPort } from './price-feed.ts';

const MIB = 2 ** 20;

interface Asked {
  readonly address: unknown;
  readonly init: RequestInit;
}

function portOn(respond: (asked: Asked) => Promise<Response>) {
  const asked: Asked[] = [];
  const port = createPriceFeedPort((address, init = {}) => {
    asked.push({ address, init });
    return respond({ address, init });
  });
  return { port, asked };
}

const answering = (body: BodyInit | null, init: ResponseInit = {}) => portOn(async () => new Response(body, init)).port;

const TODAY = '2026-11-21';

// An hour before midnight in UTC: a new day already east of there.
beforeEach(() => void vi.useFakeTimers({ now: new Date(`${TODAY}T23:00:00Z`) }));
afterEach(() => void vi.useRealTimers());

describe('a price feed', () => {
  test.each(FEED_NAMES)('%s is asked at the address the catalogue names, and told nothing', async (feed) => {
    const { port, asked } = portOn(async () => new Response('{"data":[]}'));
    expect(await port.read(feed).answer).toEqual({ status: 'ok', text: '{"data":[]}', readOn: TODAY });
    expect(asked.map(({ address }) => address)).toEqual([FEEDS[feed].address]);
    const { signal, ...rest } = asked[0]?.init ?? {};
    expect(signal).toBeInstanceOf(AbortSignal);
    expect(rest).toEqual({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
    expect(FEEDS[feed].address).not.toMatch(/[?#@]/);
  });

  test('puts together characters that were cut between two pieces', async () => {
    const bytes = new TextEncoder().encode('{"name":"零一"}');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await answering(body).read('openrouter').answer).toEqual({
      status: 'ok',
      text: '{"name":"零一"}',
      readOn: TODAY,
    });
  });

  test.each([
    [404, 'models.dev has no list of prices at its usual address any more.'],
    [429, 'models.dev asks to wait: too many requests from this address. Try again in a minute.'],
    [500, 'models.dev answered with an error (500). Try again later.'],
  ])('that answers %i fails with one sentence', async (status, reason) => {
    expect(await answering('{}', { status }).read('models.dev').answer).toEqual({ status: 'failed', reason });
  });

  test('that sends a web page fails', async () => {
    const port = answering('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(await port.read('openrouter').answer).toEqual({
      status: 'failed',
      reason: 'OpenRouter sent a web page in place of its list of prices.',
    });
  });

  test('that sends nothing fails', async () => {
    expect(await answering(null).read('openrouter').answer).toEqual({
      status: 'failed',
      reason: 'OpenRouter sent nothing.',
    });
  });

  test('that cannot be reached fails', async () => {
    const { port } = portOn(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await port.read('openrouter').answer).toEqual({
      status: 'failed',
      reason: 'OpenRouter could not be reached from this browser. Nothing was changed.',
    });
  });

  test('that breaks off in the middle fails', async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"data":['));
      },
      pull(controller) {
        controller.error(new TypeError('network error'));
      },
    });
    expect((await answering(body).read('openrouter').answer).status).toBe('failed');
  });
});

describe('the size of a feed', () => {
  /** A body of so many MiB of blanks that says it is small and notes what was taken of it. */
  function blanks(mebibytes: number) {
    const seen = { pieces: 0, isCancelled: false };
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (seen.pieces >= mebibytes) return controller.close();
        seen.pieces += 1;
        controller.enqueue(new Uint8Array(MIB).fill(32));
      },
      cancel() {
        seen.isCancelled = true;
      },
    });
    return { seen, port: answering(body, { headers: { 'content-length': '12' } }) };
  }

  test('may be 32 MiB', async () => {
    const { port } = blanks(32);
    const answer = await port.read('models.dev').answer;
    expect(answer.status === 'ok' && answer.text.length).toBe(32 * MIB);
  });

  test('may not be more: a body without end is given up where it passes the limit, whatever size it claims', async () => {
    const { port, seen } = blanks(Infinity);
    expect(await port.read('models.dev').answer).toEqual({
      status: 'failed',
      reason: 'The list of models.dev is larger than 32 MiB and was not read.',
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.isCancelled).toBe(true);
    // The stream fills its queue one piece ahead of the reader.
    expect(seen.pieces).toBeLessThanOrEqual(34);
  });
});

describe('the patience for a feed', () => {
  test('ends after 20 seconds without an answer, even where the signal is ignored', async () => {
    const { port, asked } = portOn(() => new Promise(() => undefined));
    const got: unknown[] = [];
    void port.read('models.dev').answer.then((answer) => void got.push(answer));
    await vi.advanceTimersByTimeAsync(19_999);
    expect(got).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(got).toEqual([
      { status: 'failed', reason: 'models.dev did not answer within 20 seconds. Try again later.' },
    ]);
    expect(asked[0]?.init.signal?.aborted).toBe(true);
  });

  test('counts the body too: one that trickles is given up', async () => {
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 3_000));
        controller.enqueue(new TextEncoder().encode(' '));
      },
    });
    const { answer } = answering(body).read('openrouter');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await answer).toEqual({
      status: 'failed',
      reason: 'OpenRouter did not answer within 20 seconds. Try again later.',
    });
  });

  test('leaves no timer behind', async () => {
    await answering('{}').read('openrouter').answer;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a cancelled request', () => {
  test('fails at once, like any other, and ends the request', async () => {
    const { port, asked } = portOn(() => new Promise(() => undefined));
    const { answer, cancel } = port.read('openrouter');
    cancel();
    expect(await answer).toEqual({ status: 'failed', reason: 'Reading the prices of OpenRouter was cancelled.' });
    expect(asked[0]?.init.signal?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is not cancelled by being cancelled after its answer', async () => {
    const { answer, cancel } = answering('{}').read('openrouter');
    const got = await answer;
    cancel();
    expect(got).toEqual({ status: 'ok', text: '{}', readOn: TODAY });
    expect(await answer).toEqual(got);
  });
});
