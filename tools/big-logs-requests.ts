import type { DuckDBConnection } from '@duckdb/node-api';
import { readLogs } from '../src/engine/readers/read-logs.ts';
import type { CsvColumns, CubeCell, UsageLog } from '../src/engine/readers/log.ts';
import type { UsageRow } from '../src/engine/readers/usage/rows.ts';
import { dayOfSeconds } from '../src/engine/readers/usage/times.ts';
import { cubeOf } from '../src/engine/usage-results/cube.ts';
import { chainOf } from '../src/engine/usage-results/request-chain.ts';
import { rowsOf } from './big-logs-engine.ts';

/** The table `requests` of docs/big-logs.md, as DuckDB is told to make it of a CSV. */
export const TABLE_COLUMNS: Readonly<Record<string, string>> = {
  model: 'VARCHAR',
  session: 'VARCHAR',
  agent: 'VARCHAR',
  started_at_seconds: 'DOUBLE',
  log_order: 'BIGINT',
  day: 'DATE',
  input_tokens: 'BIGINT',
  cache_read_tokens: 'BIGINT',
  cache_write_tokens: 'BIGINT',
  output_tokens: 'BIGINT',
  reported_usd: 'DOUBLE',
};

/** How the same CSV is read directly. */
const CSV_COLUMNS: CsvColumns = {
  time: 'started_at_seconds',
  session: 'session',
  agent: 'agent',
  model: 'model',
  input: 'input_tokens',
  cacheRead: 'cache_read_tokens',
  cacheWrite: 'cache_write_tokens',
  output: 'output_tokens',
  usd: 'reported_usd',
  inputIncludesCached: false,
};

/** Rows as the table's CSV, in their order. */
export function tableOf(rows: readonly UsageRow[]): string {
  const lines = rows.map((row, index) =>
    [
      row.model,
      row.session ?? '',
      row.agent ?? '',
      row.startSeconds,
      index,
      dayOfSeconds(row.startSeconds),
      row.inputTokens,
      Number.isNaN(row.cacheReadTokens) ? 0 : row.cacheReadTokens,
      row.cacheWrite5mTokens + row.cacheWrite1hTokens + row.cacheWriteOtherTokens,
      row.outputTokens,
      row.reportedUsd ?? '',
    ].join(','),
  );
  return [Object.keys(TABLE_COLUMNS).join(','), ...lines, ''].join('\n');
}

/** SQL that makes the table of such a CSV. */
export function tableSql(path: string): string {
  const columns = Object.entries(TABLE_COLUMNS).map(([name, type]) => `'${name}': '${type}'`);
  return `CREATE OR REPLACE TABLE requests AS SELECT * REPLACE (coalesce(agent, '') AS agent) FROM
    read_csv('${path}', header = true, columns = {${columns.join(', ')}})`;
}

/** A usage log of bytes, whatever its format. */
export async function usageLogOf({
  bytes,
  isTable = false,
}: {
  bytes: Uint8Array;
  isTable?: boolean;
}): Promise<UsageLog> {
  const result = await readLogs({
    files: [{ bytes: bytes.length, chunks: () => [bytes] }],
    ...(isTable && { csvColumns: CSV_COLUMNS }),
  });
  if (result.state === 'refused') throw new Error(result.reason);
  if (result.log.evidence !== 'usage') throw new Error(`${result.log.format} gave ${result.log.evidence}`);
  return result.log;
}

/** In one order, whatever the engine's. */
export function sorted(cells: readonly CubeCell[]): readonly CubeCell[] {
  const keyOf = ({ model, day, gapFromSeconds }: CubeCell): string =>
    JSON.stringify([model, day, gapFromSeconds === null ? '' : String(gapFromSeconds).padStart(6, '0')]);
  return [...cells].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** The cube of a log that was read directly. */
export function cubeIn({ columns, models }: UsageLog): readonly CubeCell[] {
  return sorted(cubeOf({ columns, chain: chainOf(columns), models }));
}

/** The cube that a query makes of the table `requests`. */
export async function queriedCube({
  connection,
  query,
}: {
  connection: DuckDBConnection;
  query: string;
}): Promise<readonly CubeCell[]> {
  const rows = await rowsOf({ connection, sql: query });
  const orNull = (value: unknown): number | null => (value === null ? null : Number(value));
  return sorted(
    rows.map((row) => ({
      model: String(row['model']),
      day: String(row['day']),
      gapFromSeconds: orNull(row['gap_from_seconds']),
      requests: Number(row['requests']),
      inputTokens: Number(row['input_tokens']),
      cacheReadTokens: Number(row['cache_read_tokens']),
      cacheWriteTokens: Number(row['cache_write_tokens']),
      outputTokens: Number(row['output_tokens']),
      reusableTokens: Number(row['reusable_tokens']),
      reportedUsd: orNull(row['reported_usd']),
    })),
  );
}
