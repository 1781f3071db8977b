import { readAnthropic } from './anthropic.ts';
import { readBedrock } from './bedrock.ts';
import { readCohere } from './cohere.ts';
import { isJson, UsageError, type Json } from './fields.ts';
import { readGoogle } from './google.ts';
import { readChatCompletions, readOpenAiResponses } from './openai.ts';
import { allTokens, type ReadUsage, type UsageReading, type UsageShape } from './usage-reading.ts';

interface Adapter {
  readonly shape: UsageShape;
  readonly recognises: (json: Json) => boolean;
  readonly read: (json: Json) => ReadUsage;
}

/** The first that recognises an object reads it: the more particular ones stand first. */
const ADAPTERS: readonly Adapter[] = [
  { shape: 'google', recognises: (json) => 'promptTokenCount' in json, read: readGoogle },
  { shape: 'cohere', recognises: (json) => 'billed_units' in json, read: readCohere },
  { shape: 'bedrock', recognises: (json) => 'inputTokens' in json, read: readBedrock },
  { shape: 'chat-completions', recognises: (json) => 'prompt_tokens' in json, read: readChatCompletions },
  {
    shape: 'openai-responses',
    recognises: (json) => 'input_tokens' in json && ('input_tokens_details' in json || 'total_tokens' in json),
    read: readOpenAiResponses,
  },
  { shape: 'anthropic', recognises: (json) => 'input_tokens' in json, read: readAnthropic },
];

/** Where responses keep their usage, outermost first. */
const WRAPPERS = ['usage', 'usageMetadata', 'usage_metadata', 'response', 'message', 'meta'];
const MOST_WRAPPERS = 3;

/**
 * The disjoint classes of a provider's usage object, or of a response that holds one. The shape is told by content, not
 * by who is said to have sent it: half of all sellers speak another's dialect.
 *
 * classes: input + cache read + Σ cache writes + output, each token once; where the object states a total, they come to
 * it, or fall short of it by tokens that the object does not tell of. Example: OpenAI's {input_tokens: 2600, cached 2000, written 400} and Anthropic's {input_tokens: 200,
 * cache_read: 2000, cache_creation: 400} are the same request.
 *
 * Refused, never guessed: unknown shapes, counts that are negative or no whole numbers, parts larger than the whole,
 * counts that contradict each other or the total, and cached tokens under a name that is not known.
 * Ignores what is not sold by the token; notes tell of it.
 */
export function readUsage(body: unknown): UsageReading {
  const json = unwrap(body);
  const adapter = json && ADAPTERS.find(({ recognises }) => recognises(json));
  if (!json || !adapter)
    return {
      status: 'refused',
      reason:
        'No usage of a known kind: it needs prompt_tokens, input_tokens, inputTokens, promptTokenCount or billed_units.',
    };
  try {
    const reading = adapter.read(json);
    const counted = allTokens(reading.usage);
    const untoldTokens = (reading.reportedTokens ?? counted) - counted;
    if (untoldTokens < 0)
      throw new UsageError(`The total is said to be ${reading.reportedTokens}, but its classes come to ${counted}.`);
    return { status: 'read', shape: adapter.shape, untoldTokens, ...reading };
  } catch (error) {
    if (error instanceof UsageError) return { status: 'refused', reason: error.message };
    throw error;
  }
}

function unwrap(body: unknown): Json | null {
  let json = body;
  for (let depth = 0; depth <= MOST_WRAPPERS; depth++) {
    if (!isJson(json)) return null;
    const current = json;
    if (ADAPTERS.some(({ recognises }) => recognises(current))) return current;
    const wrapper = WRAPPERS.find((key) => isJson(current[key]));
    if (wrapper === undefined) return null;
    json = current[wrapper];
  }
  return null;
}
