import { SECONDS_PER_DAY } from '../../../domain/units.ts';
import { GAP_EDGES_SECONDS } from '../../usage-results/cube.ts';
import { LogError, type Fields } from '../json-fields.ts';
import type { CubeCell } from '../log.ts';
import { countOf, firstOf, neededCountOf, textOf, usdOf } from './record-fields.ts';
import type { RecordFormat } from './record-reader.ts';
import { dayOfSeconds, secondsOf } from './times.ts';
import { promptTokensOf, type TokenClasses } from './token-classes.ts';
import { untoldLifeNote, type UsageFacts } from './usage-facts.ts';

/** The columns of a cube, as a warehouse is asked for them; see docs/big-logs.md. */
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
/** Those that a cube cannot do without: what was paid is not always known. */
export const NEEDED_CUBE_COLUMNS = CUBE_COLUMNS.filter((name) => name !== 'reported_usd');

/**
 * The cube that a warehouse of logs is reduced to: a row per model, day and bucket of gaps, as CSV, as JSON lines or out
 * of a Parquet file. Token classes are disjoint; an empty `gap_from_seconds` is that of requests without one before them.
 * Names of columns may be in capitals. A row that is the same to the last figure is one that was read twice.
 * Errors: rows whose reusable tokens are more than their prompts', and gaps that are no edge of a bucket.
 */
export function cubeRows(facts: UsageFacts): RecordFormat {
  const cells: CubeCell[] = [];
  let untoldLifeTokens = 0;
  return {
    facts,
    recordsIn: (value) => (Array.isArray(value) ? value : [value]),
    takeHeader: (header) => {
      const names = header.map((name) => name.toLowerCase());
      const absent = NEEDED_CUBE_COLUMNS.find((name) => !names.includes(name));
      if (absent !== undefined) throw new LogError(`its first line names no column ${absent}`);
    },
    take: (record) => {
      const cell = cellOf(record);
      const name = JSON.stringify(cell);
      if (facts.isRepeat(name)) return;
      const startSeconds = secondsOf({ value: cell.day, name: 'day' });
      facts.addBucket({
        ...classesIn(cell),
        startSeconds,
        endSeconds: startSeconds + SECONDS_PER_DAY,
        requests: cell.requests,
        model: cell.model,
        reportedUsd: cell.reportedUsd,
      });
      facts.remember(name);
      untoldLifeTokens += cell.cacheWriteTokens;
      cells.push(cell);
    },
    more: () => {
      if (untoldLifeTokens > 0) facts.note(untoldLifeNote(untoldLifeTokens));
      return { cells };
    },
  };
}

function cellOf(record: Fields): CubeCell {
  const fields = 'model' in record || 'day' in record ? record : inSmallLetters(record);
  const startSeconds = secondsOf({ value: firstOf({ fields, names: ['day'] }), name: 'day' });
  if (startSeconds % SECONDS_PER_DAY !== 0) throw new LogError('day is not a day');
  const gapFromSeconds = countOf({ fields, names: ['gap_from_seconds'] }) ?? null;
  if (gapFromSeconds !== null && !GAP_EDGES_SECONDS.some((edge) => edge === gapFromSeconds))
    throw new LogError(`gap_from_seconds is ${gapFromSeconds}; buckets begin at ${GAP_EDGES_SECONDS.join(', ')}`);
  const cell = {
    model: textOf({ fields, names: ['model'] }) ?? 'unknown',
    day: dayOfSeconds(startSeconds),
    gapFromSeconds,
    requests: neededCountOf({ fields, names: ['requests'] }),
    inputTokens: neededCountOf({ fields, names: ['input_tokens'] }),
    cacheReadTokens: neededCountOf({ fields, names: ['cache_read_tokens'] }),
    cacheWriteTokens: neededCountOf({ fields, names: ['cache_write_tokens'] }),
    outputTokens: neededCountOf({ fields, names: ['output_tokens'] }),
    reusableTokens: neededCountOf({ fields, names: ['reusable_tokens'] }),
    reportedUsd: usdOf({ fields, names: ['reported_usd'] }),
  };
  if (cell.reusableTokens > promptTokensOf(classesIn(cell)))
    throw new LogError('its reusable tokens are more than those of its prompts');
  if (gapFromSeconds === null && cell.reusableTokens > 0)
    throw new LogError('it has reusable tokens, but no request before it');
  return cell;
}

/** What was written has no life that is told. */
function classesIn({ inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens }: CubeCell): TokenClasses {
  return {
    inputTokens,
    cacheReadTokens,
    cacheWrite5mTokens: 0,
    cacheWrite1hTokens: 0,
    cacheWriteOtherTokens: cacheWriteTokens,
    outputTokens,
  };
}

/** Some warehouses write names in capitals. */
function inSmallLetters(record: Fields): Fields {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
}
