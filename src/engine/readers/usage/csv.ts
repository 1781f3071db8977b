import type { Tokens } from '../../../domain/units.ts';
import { LogError, type Fields } from '../json-fields.ts';
import type { CsvColumns } from '../log.ts';
import { guessCsvColumns } from './csv-columns.ts';
import { countOf, neededCountOf, textOf, usdOf } from './record-fields.ts';
import type { RecordFormat } from './record-reader.ts';
import { secondsOf } from './times.ts';
import type { TokenClasses } from './token-classes.ts';
import { NO_CACHE_NOTE, NO_SESSIONS_NOTE, untoldLifeNote, type UsageFacts } from './usage-facts.ts';

/**
 * Any CSV with a time, input and output per row. Columns are those asked for, else guessed from the first file's first
 * line; what was used comes with the log. Writes have no life that is told. Repeated rows are all counted: without ids
 * two requests may look the same.
 */
export function plainCsv({ facts, asked }: { facts: UsageFacts; asked?: CsvColumns | undefined }): RecordFormat {
  let columns: CsvColumns | undefined = asked;
  let header: readonly string[] = [];
  let untoldLifeTokens = 0;
  return {
    facts,
    recordsIn: () => {
      throw new LogError('it is JSON and not a table');
    },
    takeHeader: (names) => {
      const used = columns ?? guessCsvColumns(names);
      const absent = columnNamesOf(used).filter((name) => !names.includes(name));
      if (absent.length > 0) throw new LogError(`its first line lacks ${absent.length} of the columns to be read`);
      columns = used;
      header = names;
    },
    take: (record) => {
      if (!columns) throw new LogError('its first line does not name columns');
      const { session, agent, model, requests, usd, time } = columns;
      const row = {
        ...classesBy({ record, columns }),
        startSeconds: secondsOf({ value: record[time], name: 'the time' }),
        session: session === undefined ? undefined : textOf({ fields: record, names: [session] }),
        agent: agent === undefined ? undefined : textOf({ fields: record, names: [agent] }),
        model: (model === undefined ? undefined : textOf({ fields: record, names: [model] })) ?? 'unknown',
        reportedUsd: usd === undefined ? null : usdOf({ fields: record, names: [usd] }),
      };
      if (isBucketed(columns)) {
        const counted = requests === undefined ? 0 : (countOf({ fields: record, names: [requests] }) ?? 0);
        facts.addBucket({ ...row, requests: counted });
      } else facts.addRequest(row);
      untoldLifeTokens += row.cacheWriteOtherTokens;
      if (Number.isNaN(row.cacheReadTokens)) facts.note(NO_CACHE_NOTE);
    },
    more: () => {
      if (columns && (columns.session === undefined || isBucketed(columns))) facts.note(NO_SESSIONS_NOTE);
      if (untoldLifeTokens > 0) facts.note(untoldLifeNote(untoldLifeTokens));
      return columns ? { csv: { columns, header } } : {};
    },
  };
}

/** Whether rows are sums: they count their requests, or their time is an hour, a day or a month. */
function isBucketed({ requests, time }: CsvColumns): boolean {
  return requests !== undefined || /hour|day|date|month|bucket/i.test(time);
}

function columnNamesOf({ inputIncludesCached: _flag, ...names }: CsvColumns): readonly string[] {
  return Object.values(names).filter((name) => name !== undefined);
}

function classesBy({ record, columns }: { record: Fields; columns: CsvColumns }): TokenClasses {
  const { input, cacheRead, cacheWrite, cacheWrite5m, cacheWrite1h, output, inputIncludesCached } = columns;
  const counted = (name: string | undefined): Tokens | undefined =>
    name === undefined ? undefined : countOf({ fields: record, names: [name] });
  const whole = neededCountOf({ fields: record, names: [input] });
  const read = counted(cacheRead);
  const fiveMinutes = counted(cacheWrite5m) ?? 0;
  const hour = counted(cacheWrite1h) ?? 0;
  const written = counted(cacheWrite) ?? fiveMinutes + hour;
  if (written < fiveMinutes + hour) throw new LogError('it wrote less in all than for five minutes and an hour');
  const parts = (read ?? 0) + written;
  if (inputIncludesCached && parts > whole)
    throw new LogError('its cached tokens are more than its input, which is said to include them');
  return {
    inputTokens: inputIncludesCached ? whole - parts : whole,
    cacheReadTokens: read ?? NaN,
    cacheWrite5mTokens: fiveMinutes,
    cacheWrite1hTokens: hour,
    cacheWriteOtherTokens: written - fiveMinutes - hour,
    outputTokens: neededCountOf({ fields: record, names: [output] }),
  };
}
