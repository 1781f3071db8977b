import { fieldsOf, LogError, type Fields } from '../json-fields.ts';
import { includedClassesOf } from './openai-usage.ts';
import { countOf, firstOf, textOf, usdOf } from './record-fields.ts';
import type { RecordFormat } from './record-reader.ts';
import { secondsOf } from './times.ts';
import { NO_CACHE_NOTE, NO_SESSIONS_NOTE, type UsageFacts } from './usage-facts.ts';

const REQUEST_TIME = ['created_at', 'createdAt'];
const DAY = ['date'];
const COST = ['cost_total', 'total_cost', 'totalCost', 'cost', 'usage'];
const OWN_KEY_COST = ['byok_usage_inference', 'byokUsageInference'];
const WRITTEN = ['tokens_cache_write', 'cache_write_tokens'];
/** What sellers count themselves is what they bill; the other counts are those of one tokenizer for all models. */
const NAMES = [
  {
    input: ['native_tokens_prompt', 'nativeTokensPrompt'],
    cached: ['native_tokens_cached', 'nativeTokensCached'],
    written: ['native_tokens_cache_write'],
    output: ['native_tokens_completion', 'nativeTokensCompletion'],
  },
  {
    input: ['tokens_prompt', 'prompt_tokens', 'promptTokens'],
    cached: ['tokens_cached', 'cached_tokens', 'cachedTokens'],
    written: WRITTEN,
    output: ['tokens_completion', 'completion_tokens', 'completionTokens'],
  },
] as const;

/**
 * OpenRouter's activity: the CSV with a row per generation (`generation_id, created_at, cost_total, tokens_prompt,
 * tokens_completion, tokens_cached, model_permaslug, provider_name …`), generations as the API tells them, and the API's
 * activity with a row per day, model and seller, which says nothing of caches.
 *
 * Cached tokens are a part of the prompt, reasoning of the completion. Costs are in credits, which are US dollars; what
 * was paid with a key of one's own comes on top. Ignored: which seller served a request.
 */
export function openRouterActivity(facts: UsageFacts): RecordFormat {
  return {
    facts,
    recordsIn: recordsOf,
    take: (record) => {
      const names = NAMES.find(({ input }) => firstOf({ fields: record, names: input }) !== undefined);
      if (!names) throw new LogError('tokens_prompt is missing');
      const isRequest = firstOf({ fields: record, names: REQUEST_TIME }) !== undefined;
      const row = {
        ...includedClassesOf({ fields: record, names }),
        startSeconds: secondsOf({
          value: firstOf({ fields: record, names: isRequest ? REQUEST_TIME : DAY }),
          name: isRequest ? 'created_at' : 'date',
        }),
        requests: isRequest ? 1 : (countOf({ fields: record, names: ['requests'] }) ?? 0),
        model: textOf({ fields: record, names: ['model_permaslug', 'modelPermaslug', 'model'] }) ?? 'unknown',
        reportedUsd: paidUsdOf(record),
      };
      const name = textOf({ fields: record, names: ['generation_id', 'id'] }) ?? nameOfBucket({ record, isRequest });
      if (facts.isRepeat(name)) return;
      if (isRequest) facts.addRequest(row);
      else facts.addBucket(row);
      facts.remember(name);
      if (Number.isNaN(row.cacheReadTokens)) facts.note(NO_CACHE_NOTE);
    },
    takeHeader: (header) => {
      const has = (names: readonly string[]): boolean => names.some((name) => header.includes(name));
      if (!has([...REQUEST_TIME, ...DAY]) || !NAMES.some(({ input, output }) => has(input) && has(output)))
        throw new LogError('its first line names no columns of this export');
    },
    more: () => {
      facts.note(NO_SESSIONS_NOTE);
      return {};
    },
  };
}

function recordsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(recordsOf);
  const fields = fieldsOf({ value, where: 'it' });
  const { data } = fields;
  return data !== null && typeof data === 'object' ? recordsOf(data) : [fields];
}

/** A day of the API's activity is told by all that it says; a request without an id may be the same as another. */
function nameOfBucket({ record, isRequest }: { record: Fields; isRequest: boolean }): string | undefined {
  return isRequest ? undefined : JSON.stringify(record);
}

function paidUsdOf(record: Fields): number | null {
  const cost = usdOf({ fields: record, names: COST });
  const ownKey = usdOf({ fields: record, names: OWN_KEY_COST });
  return cost === null && ownKey === null ? null : (cost ?? 0) + (ownKey ?? 0);
}
