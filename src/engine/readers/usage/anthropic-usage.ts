import { fieldsOf, LogError, type Fields } from '../json-fields.ts';
import { countOf, firstOf, neededCountOf, nestedOf, textOf, isFields } from './record-fields.ts';
import type { RecordFormat } from './record-reader.ts';
import { secondsOf, secondsOrNull } from './times.ts';
import { classesOf } from './token-classes.ts';
import { NO_SESSIONS_NOTE, untoldLifeNote, type UsageFacts } from './usage-facts.ts';

/**
 * Anthropic's usage report (`GET /v1/organizations/usage_report/messages`): pages of buckets, each with results by model
 * and whatever else was grouped by. `uncached_input_tokens`, reads and writes are addends. Writes are split in
 * `cache_creation`, or in `cache_creation_5m_input_tokens` and `cache_creation_1h_input_tokens` beside it.
 *
 * A result that is the same to the last field in the same bucket is a page that was fetched twice. The report does not
 * count requests. Ignored: searches, which are no tokens.
 */
export function anthropicUsage(facts: UsageFacts): RecordFormat {
  let untoldLifeTokens = 0;
  return {
    facts,
    recordsIn: recordsInPages,
    take: (record) => {
      const row = {
        ...classesOf(bodyOf(record)),
        startSeconds: secondsOf({ value: record['starting_at'], name: 'starting_at' }),
        endSeconds: secondsOrNull({ value: record['ending_at'], name: 'ending_at' }),
        requests: 0,
        model: textOf({ fields: record, names: ['model'] }) ?? 'unknown',
      };
      const name = JSON.stringify(record);
      if (facts.isRepeat(name)) return;
      facts.addBucket(row);
      facts.remember(name);
      untoldLifeTokens += row.cacheWriteOtherTokens;
    },
    more: () => {
      facts.note('The report counts no requests.');
      facts.note(NO_SESSIONS_NOTE);
      if (untoldLifeTokens > 0) facts.note(untoldLifeNote(untoldLifeTokens));
      return {};
    },
  };
}

/**
 * Results in the buckets of pages, each with its bucket's fields; buckets without results are empty and give none.
 * Accepted are a page, a list of pages, a bucket, a list of buckets and plain results. Errors: a `LogError` for an answer
 * of the API that is an error.
 */
export function recordsInPages(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(recordsInPages);
  const fields = fieldsOf({ value, where: 'it' });
  if (Array.isArray(fields['data'])) return fields['data'].flatMap(recordsInPages);
  if (Array.isArray(fields['results'])) {
    const { results, ...bucket } = fields;
    return results.map((result: unknown) => (isFields(result) ? { ...bucket, ...result } : result));
  }
  if ('error' in fields) throw new LogError('it is an error that the API answered with');
  return [fields];
}

function bodyOf(record: Fields): Fields {
  const isOwn = nestedOf({ fields: record, name: 'cache_creation' });
  const fiveMinutes = countOf({ fields: record, names: ['cache_creation_5m_input_tokens'] });
  const hour = countOf({ fields: record, names: ['cache_creation_1h_input_tokens'] });
  const flat =
    fiveMinutes === undefined && hour === undefined
      ? undefined
      : { ephemeral_5m_input_tokens: fiveMinutes ?? 0, ephemeral_1h_input_tokens: hour ?? 0 };
  const split = isOwn ?? flat;
  const whole = firstOf({ fields: record, names: ['cache_creation_input_tokens'] });
  return {
    input_tokens: neededCountOf({ fields: record, names: ['uncached_input_tokens'] }),
    cache_read_input_tokens: neededCountOf({ fields: record, names: ['cache_read_input_tokens'] }),
    ...(split === undefined ? {} : { cache_creation: split }),
    ...(whole === undefined ? {} : { cache_creation_input_tokens: whole }),
    output_tokens: neededCountOf({ fields: record, names: ['output_tokens'] }),
  };
}
