import type { Tokens } from '../../../domain/units.ts';
import { fieldsOf, LogError, type Fields } from '../json-fields.ts';
import { countOf, firstOf, isFields, neededCountOf, nestedOf, textOf, usdOf } from './record-fields.ts';
import type { RecordFormat } from './record-reader.ts';
import { secondsOf, secondsOrNull } from './times.ts';
import { classesOf, type TokenClasses } from './token-classes.ts';
import { NO_CACHE_NOTE, NO_SESSIONS_NOTE, untoldLifeNote, type UsageFacts } from './usage-facts.ts';

const START = ['startTime', 'start_time'];
const END = ['endTime', 'end_time'];
const USAGES = ['usage_object', 'additional_usage_values', 'usage'];

/**
 * LiteLLM's spend logs (table `LiteLLM_SpendLogs`) as JSON, one JSON object per line or CSV. Cached tokens stand in the
 * usage object that a row's metadata holds; a row without one does not tell them.
 *
 * Versions differ in what `prompt_tokens` counts: the whole prompt, all but what was written, or only what was neither
 * read nor written. `text_tokens` tells where it is there; else a prompt smaller than its parts does not count them; else
 * it is the whole, as in today's versions. Example: prompt 31, written 1,253, read 0: 31 of input, 1,253 written.
 * Rows that LiteLLM answered from a cache of its own reached no seller and are left out.
 * Ignored: attempts that failed; a version counted streamed reads at the full price, so what it says was spent may be off.
 */
export function liteLlmSpend(facts: UsageFacts): RecordFormat {
  let ownHits = 0;
  let assumedRows = 0;
  let untoldLifeTokens = 0;
  let hasSessions = false;
  return {
    facts,
    recordsIn: (value) => recordsOf(value),
    take: (record) => {
      if (/^true$/i.test(textOf({ fields: record, names: ['cache_hit'] }) ?? '') || record['cache_hit'] === true) {
        ownHits++;
        return;
      }
      const { classes, isAssumed } = classesIn(record);
      const session = textOf({ fields: record, names: ['session_id'] });
      const row = {
        ...classes,
        startSeconds: secondsOf({ value: firstOf({ fields: record, names: START }), name: 'startTime' }),
        endSeconds: secondsOrNull({ value: firstOf({ fields: record, names: END }), name: 'endTime' }),
        session,
        model: textOf({ fields: record, names: ['model'] }) ?? 'unknown',
        reportedUsd: usdOf({ fields: record, names: ['spend'] }),
      };
      const name = textOf({ fields: record, names: ['request_id'] });
      if (facts.isRepeat(name)) return;
      facts.addRequest(row);
      facts.remember(name);
      hasSessions ||= session !== undefined;
      assumedRows += isAssumed ? 1 : 0;
      untoldLifeTokens += row.cacheWriteOtherTokens;
      if (Number.isNaN(row.cacheReadTokens)) facts.note(NO_CACHE_NOTE);
    },
    takeHeader: (header) => {
      const has = (names: readonly string[]): boolean => names.some((name) => header.includes(name));
      if (!has(START) || !header.includes('prompt_tokens') || !header.includes('completion_tokens'))
        throw new LogError('its first line names no columns of spend logs');
    },
    more: () => {
      if (ownHits > 0)
        facts.note(`${ownHits} requests were answered from a cache of LiteLLM’s own and reached no seller; left out.`);
      if (assumedRows > 0)
        facts.note(`Of ${assumedRows} rows prompt_tokens was taken for the whole prompt, cached tokens included.`);
      if (untoldLifeTokens > 0) facts.note(untoldLifeNote(untoldLifeTokens));
      if (!hasSessions) facts.note(NO_SESSIONS_NOTE);
      return {};
    },
  };
}

function recordsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(recordsOf);
  const fields = fieldsOf({ value, where: 'it' });
  for (const name of ['data', 'logs', 'spend_logs']) if (Array.isArray(fields[name])) return recordsOf(fields[name]);
  return [fields];
}

function classesIn(record: Fields): { readonly classes: TokenClasses; readonly isAssumed: boolean } {
  const prompt = neededCountOf({ fields: record, names: ['prompt_tokens'] });
  const output = neededCountOf({ fields: record, names: ['completion_tokens'] });
  const usage = usageOf(record);
  const details = usage && nestedOf({ fields: usage, name: 'prompt_tokens_details' });
  const counted = (names: readonly string[], detailed: readonly string[]): Tokens | undefined =>
    (usage && countOf({ fields: usage, names })) ??
    (details ? countOf({ fields: details, names: detailed }) : undefined);
  const read = counted(['cache_read_input_tokens', 'prompt_cache_hit_tokens'], ['cached_tokens']);
  const written = counted(['cache_creation_input_tokens'], ['cache_creation_tokens', 'cache_write_tokens']);
  if (read === undefined && written === undefined)
    return {
      classes: { ...classesOf({ input_tokens: prompt, output_tokens: output }), cacheReadTokens: NaN },
      isAssumed: false,
    };
  const text = details ? countOf({ fields: details, names: ['text_tokens'] }) : undefined;
  const { plain, isAssumed } = plainTokensOf({ prompt, read: read ?? 0, written: written ?? 0, text });
  const split = splitOf([usage, details]);
  return {
    classes: classesOf({
      input_tokens: plain,
      cache_read_input_tokens: read ?? 0,
      cache_creation_input_tokens: written ?? 0,
      ...(split && { cache_creation: split }),
      output_tokens: output,
    }),
    isAssumed,
  };
}

/** What of the prompt was neither read nor written, by the three ways of counting. */
function plainTokensOf({
  prompt,
  read,
  written,
  text,
}: {
  prompt: Tokens;
  read: Tokens;
  written: Tokens;
  text: Tokens | undefined;
}): { readonly plain: Tokens; readonly isAssumed: boolean } {
  const ways = [prompt - read - written, prompt - read, prompt];
  if (text !== undefined && ways.includes(text)) return { plain: text, isAssumed: false };
  const plain = ways.find((way) => way >= 0) ?? prompt;
  return { plain, isAssumed: plain === ways[0] && read + written > 0 };
}

function usageOf(record: Fields): Fields | null {
  const metadata = nestedOf({ fields: record, name: 'metadata' }) ?? {};
  for (const name of USAGES) {
    const usage = nestedOf({ fields: metadata, name });
    if (usage && Object.keys(usage).length > 0) return usage;
  }
  return nestedOf({ fields: record, name: 'usage' });
}

/** The split of writes by life, where it says anything. */
function splitOf(places: readonly (Fields | null)[]): Fields | null {
  for (const place of places)
    for (const name of ['cache_creation', 'cache_creation_token_details']) {
      const split = place?.[name];
      if (isFields(split) && Object.values(split).some((tokens) => typeof tokens === 'number' && tokens > 0))
        return split;
    }
  return null;
}
