import type { FeedAnswer, FeedName, PriceFeedPort } from '../state/ports.ts';

/** A test holds these to the addresses the catalogue names as sources. */
const FEEDS: Readonly<Record<FeedName, { readonly title: string; readonly address: string }>> = {
  'models.dev': { title: 'models.dev', address: 'https://models.dev/api.json' },
  openrouter: { title: 'OpenRouter', address: 'https://openrouter.ai/api/v1/models' },
};
/** Both lists are a few megabytes. */
const MOST_BYTES = 32 * 2 ** 20;
const PATIENCE_MS = 20_000;
const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** The feeds over HTTPS: a bare request for a fixed address, without credentials, referrer, query or body. */
export function createPriceFeedPort(fetchFrom: typeof fetch): PriceFeedPort {
  return {
    read(feed) {
      const stop = new AbortController();
      return { answer: ask({ feed, fetchFrom, stop }), cancel: () => stop.abort(new Stopped('cancelled')) };
    },
  };
}

/** Why a request was given up, where it was this side that did. */
class Stopped extends Error {
  readonly why: 'cancelled' | 'slow' | 'large';
  constructor(why: 'cancelled' | 'slow' | 'large') {
    super(why);
    this.why = why;
  }
}

async function ask({
  feed,
  fetchFrom,
  stop,
}: {
  feed: FeedName;
  fetchFrom: typeof fetch;
  stop: AbortController;
}): Promise<FeedAnswer> {
  const { title } = FEEDS[feed];
  const patience = setTimeout(() => stop.abort(new Stopped('slow')), PATIENCE_MS);
  try {
    return await Promise.race([download({ feed, fetchFrom, stop }), stopped(stop.signal)]);
  } catch {
    const { reason } = stop.signal;
    return failed(
      reason instanceof Stopped
        ? reasonOfStop({ why: reason.why, title })
        : `${title} could not be reached from this browser. Nothing was changed.`,
    );
  } finally {
    clearTimeout(patience);
    // Whatever came of it, nothing of the answer is wanted any more.
    stop.abort();
  }
}

/** Rejects when the request is given up: a download that ignores the signal must not hold the answer back. */
function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = (): void => reject(new Error('given up'));
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}

async function download({
  feed,
  fetchFrom,
  stop,
}: {
  feed: FeedName;
  fetchFrom: typeof fetch;
  stop: AbortController;
}): Promise<FeedAnswer> {
  const { title, address } = FEEDS[feed];
  const response = await fetchFrom(address, {
    signal: stop.signal,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  });
  if (!response.ok) return failed(reasonOfStatus({ status: response.status, title }));
  if (/\bhtml\b/i.test(response.headers.get('content-type') ?? ''))
    return failed(`${title} sent a web page in place of its list of prices.`);
  if (response.body === null) return failed(`${title} sent nothing.`);
  const text = await textOf({ body: response.body, stop });
  return { status: 'ok', text, readOn: new Date().toISOString().slice(0, DAY_LENGTH) };
}

/** The body as text, given up as soon as it is too large: what it says of its own size is not believed. */
async function textOf({ body, stop }: { body: ReadableStream<Uint8Array>; stop: AbortController }): Promise<string> {
  const reader = body.getReader();
  stop.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true });
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > MOST_BYTES) {
      stop.abort(new Stopped('large'));
      throw new Error('too large');
    }
    parts.push(decoder.decode(value, { stream: true }));
  }
  return parts.join('') + decoder.decode();
}

function failed(reason: string): FeedAnswer {
  return { status: 'failed', reason };
}

function reasonOfStop({ why, title }: { why: Stopped['why']; title: string }): string {
  if (why === 'cancelled') return `Reading the prices of ${title} was cancelled.`;
  if (why === 'slow') return `${title} did not answer within ${PATIENCE_MS / 1_000} seconds. Try again later.`;
  return `The list of ${title} is larger than ${MOST_BYTES / 2 ** 20} MiB and was not read.`;
}

function reasonOfStatus({ status, title }: { status: number; title: string }): string {
  if (status === 404) return `${title} has no list of prices at its usual address any more.`;
  if (status === 429) return `${title} asks to wait: too many requests from this address. Try again in a minute.`;
  return `${title} answered with an error (${status}). Try again later.`;
}
