import type { Seconds } from '../../../domain/units.ts';
import { LogError, type Fields } from '../json-fields.ts';
import { recordsInPages } from './anthropic-usage.ts';
import { countOf, firstOf, neededCountOf, textOf, usdOf } from './record-fields.ts';
import type { RecordFormat } from './record-reader.ts';
import { secondsOf, secondsOrNull } from './times.ts';
import { classesOf, type TokenClasses } from './token-classes.ts';
import { NO_CACHE_NOTE, NO_SESSIONS_NOTE, type UsageFacts } from './usage-facts.ts';

/** The names of today's API first, then those of the older one and of its exports. */
const INPUT = ['input_tokens', 'n_context_tokens_total', 'context_tokens_total'];
const CACHED = ['input_cached_tokens', 'n_cached_context_tokens_total', 'cached_context_tokens_total'];
const UNCACHED = ['n_non_cached_context_tokens_total', 'non_cached_context_tokens_total'];
const WRITTEN = ['input_cache_write_tokens'];
const OUTPUT = ['output_tokens', 'n_generated_tokens_total', 'generated_tokens_total'];
const REQUESTS = ['num_model_requests', 'n_requests', 'requests_total', 'num_requests'];
const START = ['start_time', 'aggregation_timestamp', 'timestamp', 'start_time_iso', 'date'];
const END = ['end_time', 'end_time_iso'];
const MODEL = ['model', 'snapshot_id'];

/**
 * OpenAI's usage report (`GET /v1/organization/usage/completions`): pages of buckets with results, and the older one with
 * a row per model and interval. Cached and written tokens are parts of the input.
 *
 * Example: input 1,000, cached 800 are 200 of input and 800 read. A row that does not say what was cached has that not
 * told, which is not none. Ignored: audio and images, which are counted within the tokens.
 */
export function openAiUsage(facts: UsageFacts): RecordFormat {
  return {
    facts,
    recordsIn: recordsInPages,
    take: (record) => {
      const start = START.find((name) => firstOf({ fields: record, names: [name] }) !== undefined) ?? 'start_time';
      const row = {
        ...includedClassesOf({
          fields: record,
          names: { input: INPUT, cached: CACHED, uncached: UNCACHED, written: WRITTEN, output: OUTPUT },
        }),
        startSeconds: secondsOf({ value: record[start], name: start }),
        endSeconds: endOf(record),
        requests: countOf({ fields: record, names: REQUESTS }) ?? 0,
        model: textOf({ fields: record, names: MODEL }) ?? 'unknown',
        reportedUsd: usdOf({ fields: record, names: ['cost'] }),
      };
      const name = JSON.stringify(record);
      if (facts.isRepeat(name)) return;
      facts.addBucket(row);
      facts.remember(name);
      if (Number.isNaN(row.cacheReadTokens)) facts.note(NO_CACHE_NOTE);
    },
    takeHeader: (header) => {
      if (![INPUT, OUTPUT, START].every((names) => names.some((name) => header.includes(name))))
        throw new LogError('its first line names no columns of this report');
    },
    more: () => {
      facts.note(NO_SESSIONS_NOTE);
      return {};
    },
  };
}

function endOf(record: Fields): Seconds | null {
  return secondsOrNull({ value: firstOf({ fields: record, names: END }), name: 'end_time' });
}

/**
 * Classes of a record whose cached and written tokens are parts of its input, as OpenAI counts. A record without a word
 * on cached tokens has them not told. Errors: a `LogError` for parts larger than the whole.
 */
export function includedClassesOf({
  fields,
  names,
}: {
  fields: Fields;
  names: {
    readonly input: readonly string[];
    readonly cached: readonly string[];
    readonly uncached?: readonly string[];
    readonly written: readonly string[];
    readonly output: readonly string[];
  };
}): TokenClasses {
  const input = neededCountOf({ fields, names: names.input });
  const uncached = names.uncached && countOf({ fields, names: names.uncached });
  if (uncached !== undefined && uncached > input)
    throw new LogError('its tokens that were not cached are more than its input');
  const cached = countOf({ fields, names: names.cached }) ?? (uncached === undefined ? undefined : input - uncached);
  const written = countOf({ fields, names: names.written }) ?? 0;
  const classes = classesOf({
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached ?? 0, cache_write_tokens: written },
    output_tokens: neededCountOf({ fields, names: names.output }),
  });
  return cached === undefined ? { ...classes, cacheReadTokens: NaN } : classes;
}
