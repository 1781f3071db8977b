import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DuckDBConnection } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLogs, ReadingCancelled, type LogSource } from '../src/engine/readers/read-logs.ts';
import type { CubeCell, UsageLog } from '../src/engine/readers/log.ts';
import { requestLogs } from '../src/engine/testing/usage-logs.ts';
import { documentedSql, embeddedEngine } from './big-logs-engine.ts';
import { cubeIn, sorted, tableOf, tableSql, usageLogOf } from './big-logs-requests.ts';

const engine = await embeddedEngine();
const absence = 'absence' in engine ? ` (skipped: ${engine.absence})` : '';
const suite = absence === '' ? describe : describe.skip;
const { query } = documentedSql();
const folder = mkdtempSync(join(tmpdir(), 'tokenhouse-cubes-'));
let connection: DuckDBConnection;
let direct: readonly CubeCell[];

beforeAll(async () => {
  if (!('connect' in engine)) return;
  connection = await engine.connect(folder);
  const logs = fc.sample(requestLogs, { numRuns: 60, seed: 3 });
  const rows = logs
    .flatMap((log, index) =>
      log.map((row) => ({ ...row, model: `${row.model} of ${index % 5}`, session: `${row.session} ${index}` })),
    )
    .sort((a, b) => a.startSeconds - b.startSeconds);
  const table = tableOf(rows);
  writeFileSync(join(folder, 'requests.csv'), table);
  await connection.run(tableSql('requests.csv'));
  direct = cubeIn(await usageLogOf({ bytes: new TextEncoder().encode(table), isTable: true }));
  await connection.run(`CREATE TABLE cube AS ${query}`);
});
afterAll(() => {
  connection?.closeSync();
  rmSync(folder, { recursive: true });
});

/** A file that DuckDB writes of a query. */
async function written({ sql, options }: { sql: string; options: string }): Promise<Uint8Array> {
  const path = join(folder, 'written');
  await connection.run(`COPY (${sql}) TO '${path}' (${options})`);
  return readFileSync(path);
}
const parquetOf = (sql: string) => written({ sql, options: 'FORMAT parquet' });

const sourceOf = ({ bytes, chunkBytes = 65_536 }: { bytes: Uint8Array; chunkBytes?: number }): LogSource => ({
  bytes: bytes.length,
  *chunks() {
    // A source that fills the same memory again.
    const chunk = new Uint8Array(chunkBytes);
    for (let from = 0; from < bytes.length; from += chunkBytes) {
      const part = bytes.subarray(from, from + chunkBytes);
      chunk.set(part);
      yield chunk.subarray(0, part.length);
    }
  },
});

async function reasonOf(bytes: Uint8Array): Promise<string> {
  const result = await readLogs({ files: [sourceOf({ bytes })] });
  if (result.state === 'read') throw new Error('It was read');
  return result.reason;
}

async function cubeLogOf(...files: readonly Uint8Array[]): Promise<UsageLog> {
  const result = await readLogs({ files: files.map((bytes) => sourceOf({ bytes })) });
  if (result.state === 'refused' || result.log.evidence !== 'usage') throw new Error(JSON.stringify(result));
  return result.log;
}

/** The cube's first rows, one of them with another value. */
const rowsWith = (replaced: string) =>
  `(SELECT * REPLACE (${replaced}) FROM cube WHERE gap_from_seconds = 60 LIMIT 1) UNION ALL (FROM cube WHERE gap_from_seconds = 300 LIMIT 3)`;

suite(`a cube that DuckDB wrote${absence}`, () => {
  test.each([
    'FORMAT csv, HEADER',
    "FORMAT csv, HEADER, DELIMITER ';'",
    'FORMAT json',
    'FORMAT parquet, COMPRESSION uncompressed',
    'FORMAT parquet, COMPRESSION snappy',
    'FORMAT parquet, COMPRESSION gzip',
    'FORMAT parquet, COMPRESSION zstd',
    'FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048, PARQUET_VERSION v2',
    'FORMAT parquet, COMPRESSION snappy, PARQUET_VERSION v2',
  ])('is read as direct reading has it: %s', async (options) => {
    const bytes = await written({ sql: 'FROM cube', options });
    const log = await cubeLogOf(bytes);
    expect(log).toMatchObject({ format: 'cube', skippedLines: 0, isPerRequest: false });
    expect(sorted(log.cells ?? [])).toEqual(direct);
    const result = await readLogs({ files: [sourceOf({ bytes, chunkBytes: 3 })] });
    expect(result).toEqual({ state: 'read', log });
  });

  test('in several files and row groups is read as one, and a file given twice once', async () => {
    const options = 'FORMAT parquet, ROW_GROUP_SIZE 2048';
    const many = `SELECT * REPLACE (CAST('2020-01-01' AS DATE) + CAST(i AS INTEGER) AS day) FROM cube, range(0, 300) AS days(i) WHERE gap_from_seconds = 60`;
    const [early, late, all] = [
      await written({ sql: `SELECT * EXCLUDE i FROM (${many}) WHERE i < 150`, options }),
      await written({ sql: `SELECT * EXCLUDE i FROM (${many}) WHERE i >= 150`, options: 'FORMAT csv, HEADER' }),
      await written({ sql: `SELECT * EXCLUDE i FROM (${many})`, options }),
    ];
    const log = await cubeLogOf(early, late, early);
    expect(sorted(log.cells ?? [])).toEqual(sorted((await cubeLogOf(all)).cells ?? []));
    expect(log.duplicates).toBe((await cubeLogOf(early)).cells?.length);
  });

  test('has names in capitals, other columns beside its own, and types of other warehouses', async () => {
    const sql = `SELECT model AS MODEL, CAST(day AS VARCHAR) AS DAY, CAST(gap_from_seconds AS DOUBLE) AS GAP_FROM_SECONDS,
      CAST(requests AS DECIMAL(38, 0)) AS REQUESTS, CAST(input_tokens AS HUGEINT) AS INPUT_TOKENS,
      CAST(cache_read_tokens AS UBIGINT) AS CACHE_READ_TOKENS, CAST(cache_write_tokens AS VARCHAR) AS CACHE_WRITE_TOKENS,
      output_tokens AS OUTPUT_TOKENS, reusable_tokens AS REUSABLE_TOKENS, reported_usd AS REPORTED_USD,
      [1, 2] AS "more of it" FROM cube`;
    expect(sorted((await cubeLogOf(await parquetOf(sql))).cells ?? [])).toEqual(direct);
    const plain = 'SELECT * EXCLUDE reported_usd FROM cube';
    expect(sorted((await cubeLogOf(await parquetOf(plain))).cells ?? [])).toEqual(
      direct.map((cell) => ({ ...cell, reportedUsd: null })),
    );
    const midnight = 'SELECT * REPLACE (CAST(day AS TIMESTAMP) AS day) FROM cube';
    expect(sorted((await cubeLogOf(await parquetOf(midnight))).cells ?? [])).toEqual(direct);
  });
});

suite(`a Parquet file that is no cube${absence}`, () => {
  test.each([
    ['-1 AS requests', 'requests is not a whole number, 0 or more'],
    ["CAST('NaN' AS DOUBLE) AS input_tokens", 'input_tokens is not a whole number'],
    ["CAST('Infinity' AS DOUBLE) AS output_tokens", 'output_tokens is not a whole number'],
    ['1.5 AS output_tokens', 'output_tokens is not a whole number'],
    ['9007199254740993 AS cache_read_tokens', 'cache_read_tokens is not a whole number'],
    ['NULL AS input_tokens', 'input_tokens is missing'],
    ['45 AS gap_from_seconds', 'gap_from_seconds is 45; buckets begin at 0, 30, 60'],
    ['CAST(NULL AS INTEGER) AS gap_from_seconds, 5 AS reusable_tokens', 'it has reusable tokens, but no request'],
    ['input_tokens + cache_read_tokens + cache_write_tokens + 1 AS reusable_tokens', 'are more than those of its'],
    ["CAST('2026-03-01 05:00' AS TIMESTAMP) AS day", 'day is not a day'],
    ["CAST('NaN' AS DOUBLE) AS reported_usd", 'reported_usd is not an amount'],
    ['-0.5 AS reported_usd', 'reported_usd is not an amount'],
    ['4294967296 AS requests', 'it stands for 4294967296 requests'],
  ])('in one row has that row skipped: %s', async (replaced, reason) => {
    const log = await cubeLogOf(await parquetOf(rowsWith(replaced)));
    expect(log.cells).toHaveLength(3);
    expect(log.skippedLines).toBe(1);
    expect(log.skipped[0]).toEqual({ file: 0, line: 1, reason: expect.stringContaining(reason) as string });
  });

  test.each([
    [
      'SELECT 1 AS a, 2 AS b',
      /^The file is a Parquet file without the columns model, day, gap_from_seconds, .* of a cube; it has a, b\.$/,
    ],
    [
      'SELECT * EXCLUDE (day, requests) FROM cube',
      /without the columns day, requests of a cube; it has model, gap_from_seconds/,
    ],
    ['SELECT * REPLACE ([input_tokens] AS input_tokens) FROM cube', /whose column input_tokens holds lists/],
    ["SELECT * REPLACE ({'a': 1} AS requests) FROM cube", /whose column requests holds lists/],
    ['FROM cube WHERE false', /^The file cannot be read: it is empty/],
    [`SELECT ${Array.from({ length: 50 }, (_, at) => `${at} AS c${at}`).join(', ')}`, /c29 and 20 more\.$/],
  ])('is refused with the reason: %s', async (sql, reason) => {
    expect(await reasonOf(await parquetOf(sql))).toMatch(reason);
  });

  test.each(['brotli', 'lz4_raw'])('packed with %s says what to do', async (codec) => {
    const bytes = await written({ sql: 'FROM cube', options: `FORMAT parquet, COMPRESSION ${codec}` });
    expect(await reasonOf(bytes)).toMatch(
      /packed with (?:BROTLI|LZ4_RAW): export it with snappy, gzip, zstd or unpacked/,
    );
  });

  test('cut off anywhere is refused', async () => {
    const whole = await parquetOf('FROM cube');
    for (const share of [0.001, 0.1, 0.5, 0.9, 0.999]) {
      const reason = await reasonOf(whole.subarray(0, Math.max(4, Math.floor(share * whole.length))));
      expect(reason).toBe('The file is a Parquet file that is damaged or ends early.');
    }
    expect(await reasonOf(gzipSync(whole))).toContain('a Parquet file that was packed again');
  });

  test.each(['uncompressed', 'snappy', 'gzip'])(
    'with any one byte changed ends, and does not throw: %s',
    async (codec) => {
      const sql = 'FROM cube LIMIT 40';
      const whole = await written({ sql, options: `FORMAT parquet, COMPRESSION ${codec}` });
      let damaged = 0;
      for (let at = 4; at < whole.length; at += 5) {
        const bytes = Uint8Array.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
        const result = await readLogs({ files: [sourceOf({ bytes })] });
        if (result.state === 'refused') damaged++;
      }
      expect(damaged).toBeGreaterThan(whole.length / 50);
    },
    60_000,
  );

  test('in a folder is left out where it is another table, and not where it is a damaged cube', async () => {
    const cube = await parquetOf('FROM cube');
    const other = { ...sourceOf({ bytes: await parquetOf('SELECT 1 AS a') }), mayBeOther: true };
    const result = await readLogs({ files: [sourceOf({ bytes: cube }), other] });
    expect(result.state === 'read' && result.log.notes.join()).toContain(
      'File 2: it is a Parquet file without the columns model, day',
    );
    const cut = { ...sourceOf({ bytes: cube.subarray(0, 900) }), mayBeOther: true };
    expect(await readLogs({ files: [sourceOf({ bytes: cube }), cut] })).toEqual({
      state: 'refused',
      reason: 'File 2 of 2: The file is a Parquet file that is damaged or ends early.',
      file: 1,
    });
  });

  test('above 512 MB is refused while it comes, and reading it can be stopped', async () => {
    const chunk = new Uint8Array(8_000_000);
    let given = 0;
    const endless: LogSource = {
      *chunks() {
        yield new TextEncoder().encode('PAR1');
        for (;;) {
          given += chunk.length;
          yield chunk;
        }
      },
    };
    const result = await readLogs({ files: [endless] });
    expect(result).toMatchObject({ state: 'refused', reason: expect.stringContaining('above 512 MB') as string });
    expect(given).toBeLessThan(540_000_000);
    const signal = { aborted: false };
    const onProgress = ({ doneBytes }: { doneBytes: number }) => void (signal.aborted = doneBytes > 20_000_000);
    await expect(readLogs({ files: [endless], control: { signal, onProgress } })).rejects.toThrow(ReadingCancelled);
  });
});
