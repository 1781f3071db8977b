import type { HubAnswer, HubPort } from '../state/ports.ts';

const HUB = 'https://huggingface.co';
/** `owner/name`, or a bare name of the hub's early days. */
const MODEL_ID = /^[\w.-]{1,96}(\/[\w.-]{1,96})?$/;
/** Configs are kilobytes; those of quantised checkpoints a few megabytes. */
const MOST_BYTES = 8 * 2 ** 20;
const PATIENCE_MS = 15_000;

/** The hub over HTTPS, without credentials. */
export function createHubPort(fetchFrom: typeof fetch): HubPort {
  return {
    readConfig(id) {
      const cancelled = new AbortController();
      return { answer: ask({ id, fetchFrom, cancelled: cancelled.signal }), cancel: () => cancelled.abort() };
    },
  };
}

async function ask({
  id,
  fetchFrom,
  cancelled,
}: {
  id: string;
  fetchFrom: typeof fetch;
  cancelled: AbortSignal;
}): Promise<HubAnswer> {
  const wanted = id
    .trim()
    .replace(/^https:\/\/huggingface\.co\//, '')
    .replace(/\/+$/, '');
  if (!MODEL_ID.test(wanted) || wanted.includes('..'))
    return failed(`"${id.slice(0, 60)}" is not a model id. Ids look like Qwen/Qwen3-32B.`);
  try {
    const response = await fetchFrom(`${HUB}/${wanted}/resolve/main/config.json`, {
      signal: AbortSignal.any([cancelled, AbortSignal.timeout(PATIENCE_MS)]),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    if (!response.ok) return failed(reasonOf({ status: response.status, id: wanted }));
    if (Number(response.headers.get('content-length') ?? 0) > MOST_BYTES) return failed(tooLarge(wanted));
    const text = await response.text();
    return text.length > MOST_BYTES ? failed(tooLarge(wanted)) : { status: 'ok', text };
  } catch (error) {
    return failed(
      error instanceof DOMException && error.name === 'TimeoutError'
        ? `The hub did not answer within ${PATIENCE_MS / 1_000} seconds. Try again, or paste the config.json.`
        : 'The hub could not be reached from this browser. Paste the config.json or drop the file instead.',
    );
  }
}

function failed(reason: string): HubAnswer {
  return { status: 'failed', reason };
}

function reasonOf({ status, id }: { status: number; id: string }): string {
  // The hub does not tell a private model from one that does not exist.
  if (status === 401 || status === 403)
    return `The hub does not show "${id}" without signing in: it is gated, private, or does not exist. Paste its config.json instead.`;
  if (status === 404) return `The hub has no config.json for "${id}". Check the id; GGUF repositories have none.`;
  if (status === 429) return 'The hub asks to wait: too many requests from this address. Try again in a minute.';
  return `The hub answered with an error (${status}). Try again, or paste the config.json.`;
}

function tooLarge(id: string): string {
  return `The config.json of "${id}" is larger than ${MOST_BYTES / 2 ** 20} MiB and was not read.`;
}
