import { SECONDS_PER_DAY } from '../../../domain/units.ts';
import { LogError } from '../json-fields.ts';
import type { CubeCell } from '../log.ts';
import { countOf, firstOf, neededCountOf, textOf, usdOf } from './record-fields.ts';
import type { RecordFormat } from './record-reader.ts';
import { secondsOf } from './times.ts';
import { classesOf, promptTokensOf } from './token-classes.ts';
import { untoldLifeNote, type UsageFacts } from './usage-facts.ts';

/** The columns of a cube, as a warehouse is asked for them. */
export const CUBE_COLUMNS = [
  'model',
  'day',
  'gap_from_seconds',
  'requests',
  'input_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'output_tokens',
  'reusable_tokens',
  'reported_usd',
] as const;
const NEEDED = CUBE_COLUMNS.filter((name) => name !== 'reported_usd');

/**
 * The cube that a warehouse of logs is reduced to: a CSV with a row per model, day and bucket of gaps. Token classes are
 * disjoint; an empty `gap_from_seconds` is that of requests without one before them.
 * Errors: rows whose reusable tokens are more than their prompts'.
 */
export function cubeRows(facts: UsageFacts): RecordFormat {
  const cells: CubeCell[] = [];
  let untoldLifeTokens = 0;
  return {
    facts,
    recordsIn: (value) => (Array.isArray(value) ? value : [value]),
    takeHeader: (header) => {
      const absent = NEEDED.find((name) => !header.includes(name));
      if (absent !== undefined) throw new LogError(`its first line names no column ${absent}`);
    },
    take: (record) => {
      const startSeconds = secondsOf({ value: firstOf({ fields: record, names: ['day'] }), name: 'day' });
      if (startSeconds % SECONDS_PER_DAY !== 0) throw new LogError('day is not a day');
      const classes = classesOf({
        input_tokens: neededCountOf({ fields: record, names: ['input_tokens'] }),
        cache_read_input_tokens: neededCountOf({ fields: record, names: ['cache_read_tokens'] }),
        cache_creation_input_tokens: neededCountOf({ fields: record, names: ['cache_write_tokens'] }),
        output_tokens: neededCountOf({ fields: record, names: ['output_tokens'] }),
      });
      const gapFromSeconds = countOf({ fields: record, names: ['gap_from_seconds'] }) ?? null;
      const reusableTokens = neededCountOf({ fields: record, names: ['reusable_tokens'] });
      if (reusableTokens > promptTokensOf(classes))
        throw new LogError('its reusable tokens are more than those of its prompts');
      if (gapFromSeconds === null && reusableTokens > 0)
        throw new LogError('it has reusable tokens, but no request before it');
      const model = textOf({ fields: record, names: ['model'] }) ?? 'unknown';
      const day = String(firstOf({ fields: record, names: ['day'] })).slice(0, 10);
      const requests = neededCountOf({ fields: record, names: ['requests'] });
      const reportedUsd = usdOf({ fields: record, names: ['reported_usd'] });
      const name = JSON.stringify(record);
      if (facts.isRepeat(name)) return;
      facts.addBucket({
        ...classes,
        startSeconds,
        endSeconds: startSeconds + SECONDS_PER_DAY,
        requests,
        model,
        reportedUsd,
      });
      facts.remember(name);
      untoldLifeTokens += classes.cacheWriteOtherTokens;
      cells.push({
        model,
        day,
        gapFromSeconds,
        requests,
        inputTokens: classes.inputTokens,
        cacheReadTokens: classes.cacheReadTokens,
        cacheWriteTokens: classes.cacheWriteOtherTokens,
        outputTokens: classes.outputTokens,
        reusableTokens,
        reportedUsd,
      });
    },
    more: () => {
      if (untoldLifeTokens > 0) facts.note(untoldLifeNote(untoldLifeTokens));
      return { cells };
    },
  };
}
