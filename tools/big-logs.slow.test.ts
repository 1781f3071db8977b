import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLogs } from '../src/engine/readers/read-logs.ts';
import type { CubeCell, UsageLog } from '../src/engine/readers/log.ts';
import type { UsageRow } from '../src/engine/readers/usage/rows.ts';
import { replay } from '../src/engine/replay.ts';
import { requestLogs } from '../src/engine/testing/usage-logs.ts';
import { GAP_EDGES_SECONDS, hitRateAtEdge } from '../src/engine/usage-results/cube.ts';
import { hitRatioAtLife, lifeCurveOf } from '../src/engine/usage-results/life-curve.ts';
import { chainOf } from '../src/engine/usage-results/request-chain.ts';
import { documentedSql, embeddedEngine } from './big-logs-engine.ts';
import { cubeIn, queriedCube, tableOf, tableSql, usageLogOf } from './big-logs-requests.ts';

const engine = await embeddedEngine();
const absence = 'absence' in engine ? ` (skipped: ${engine.absence})` : '';
const suite = absence === '' ? describe : describe.skip;
const { query } = documentedSql();
const folder = mkdtempSync(join(tmpdir(), 'tokenhouse-big-logs-'));
let connection: DuckDBConnection;

beforeAll(async () => {
  if ('connect' in engine) connection = await engine.connect(folder);
});
afterAll(() => {
  connection?.closeSync();
  rmSync(folder, { recursive: true });
});

/** Hit rates as read off the rows of a log, without a cube. */
function directRates({ columns }: UsageLog) {
  const curve = lifeCurveOf({ columns, chain: chainOf(columns) });
  return [...GAP_EDGES_SECONDS, Infinity].map((lifeSeconds) => ({
    lifeSeconds,
    hitRatio: hitRatioAtLife({ curve, lifeSeconds }),
  }));
}

async function expectAgreement(rows: readonly UsageRow[]): Promise<readonly CubeCell[]> {
  const table = tableOf(rows);
  const path = join(folder, 'requests.csv');
  writeFileSync(path, table);
  await connection.run(tableSql(path));
  const log = await usageLogOf({ bytes: new TextEncoder().encode(table), isTable: true });
  const cells = await queriedCube({ connection, query });
  expect(cells).toEqual(cubeIn(log));
  expect(hitRateAtEdge(cells)).toEqual(directRates(log));
  return cells;
}

const SESSIONS = resolve(import.meta.dirname, '../../shared/traces/claude-code');
const hasSessions = existsSync(SESSIONS);

/** Recorded sessions as usage: what an hour's cache would have read of each request, the rest of its blocks written. */
async function recordedRequests(): Promise<readonly UsageRow[]> {
  const paths = readdirSync(SESSIONS).filter((name) => name.endsWith('.json'));
  const files = paths.map((name) => ({ chunks: () => [readFileSync(join(SESSIONS, name))] }));
  const result = await readLogs({ files });
  if (result.state === 'refused' || result.log.evidence !== 'blocks') throw new Error('The sessions were not read');
  const { stream, labels } = result.log;
  const perRequest = [{ windowSeconds: 3_600, capacityBlocks: Infinity }];
  const [hits] = replay({ stream, perRequest }).hitBlocksOfRequests;
  return Array.from(stream.startSeconds, (start, row) => {
    const inputTokens = stream.inputTokens[row] ?? 0;
    const whole = Math.floor(inputTokens / stream.blockTokens) * stream.blockTokens;
    const read = (hits?.[row] ?? 0) * stream.blockTokens;
    const session = labels.session[row] ?? 0;
    return {
      // Sessions all begin at 0; spread over two weeks they have days, and gaps within them stay as they are.
      startSeconds: 1_772_323_200 + session * 20_000 + start,
      model: 'recorded',
      session: `session ${session}`,
      agent: `agent ${labels.agent[row] ?? 0}`,
      inputTokens: inputTokens - whole,
      cacheReadTokens: read,
      cacheWrite5mTokens: 0,
      cacheWrite1hTokens: whole - read,
      cacheWriteOtherTokens: 0,
      outputTokens: stream.outputTokens[row] ?? 0,
    };
  });
}

describe('the documented query', () => {
  test('is portable: no function, type or clause that one engine has and another has not', () => {
    const words = new Set(query.match(/[A-Za-z_]+(?=\s*\()/g));
    expect([...words].sort()).toEqual(['AS', 'CAST', 'COUNT', 'LAG', 'OVER', 'SUM']);
    expect(new Set(query.match(/AS [A-Z][A-Z0-9]*/g))).toEqual(new Set(['AS BIGINT']));
    for (const sign of ['::', '[', ']', '{', '}', '"', '`', "'", '/', '%', '||', '->', ';', '@', '$', '--', '<>', '!='])
      expect(query).not.toContain(sign);
    const dialect =
      /\b(?:QUALIFY|FILTER|EXCLUDE|REPLACE|UNNEST|LATERAL|PIVOT|STRUCT|ARRAY|LIST|MAP|INTERVAL|EXTRACT|EPOCH|LEAST|GREATEST|IF|IFF|IFNULL|NVL|DECODE|COALESCE|SAFE_CAST|TRY_CAST|INT64|FLOAT64|HUGEINT|DOUBLE|STRING|LIMIT|USING|WINDOW|IGNORE|NULLS|WITHIN|ANY_VALUE|ARG_MAX|GROUP BY ALL|ORDER BY ALL|SELECT \*)\b/i;
    expect(dialect.exec(query)).toBeNull();
    // Grouping by a name that a sum also has is ambiguous in some engines.
    expect(query.trim().split('\n').at(-1)).toBe('GROUP BY model, day, gap_from_seconds');
  });

  test('has the edges of the buckets that readers know', () => {
    const edges = [...query.matchAll(/> (\d+) THEN (\d+)/g)].map(([, above, from]) => [Number(above), Number(from)]);
    expect(edges).toEqual(
      GAP_EDGES_SECONDS.filter((edge) => edge > 0)
        .map((edge) => [edge, edge])
        .reverse(),
    );
  });
});

suite(`the documented query in DuckDB${absence}`, () => {
  test('gives the page’s example', async () => {
    const base = { model: 'm', session: 's', cacheReadTokens: 0, cacheWrite5mTokens: 0, cacheWrite1hTokens: 0 };
    const row = (startSeconds: number, inputTokens: number): UsageRow => ({
      ...base,
      startSeconds: 1_772_323_200 + startSeconds,
      inputTokens,
      cacheWriteOtherTokens: 0,
      outputTokens: 1,
    });
    const cells = await expectAgreement([row(0, 100), row(60, 150), row(400, 120)]);
    expect(cells.map(({ gapFromSeconds, reusableTokens }) => [gapFromSeconds, reusableTokens])).toEqual([
      [null, 0],
      [30, 100],
      [300, 120],
    ]);
    const rates = new Map(hitRateAtEdge(cells).map(({ lifeSeconds, hitRatio }) => [lifeSeconds, hitRatio]));
    expect([30, 60, 300, 600].map((edge) => rates.get(edge))).toEqual([0, 100 / 370, 100 / 370, 220 / 370]);
  });

  test('gives the cube of direct reading, cell by cell, for logs with ties, edges and fractions of a second', async () => {
    await fc.assert(
      fc.asyncProperty(requestLogs, fc.constantFrom(0, 0.04, 1 / 3), async (rows, fraction) => {
        await expectAgreement(rows.map((row) => ({ ...row, startSeconds: row.startSeconds + fraction })));
      }),
      { numRuns: 40 },
    );
    const many = fc.sample(requestLogs, { numRuns: 400, seed: 7 });
    const rows = many.flatMap((log, index) => log.map((row) => ({ ...row, session: `${row.session ?? ''} ${index}` })));
    expect(rows.length).toBeGreaterThan(2_000);
    await expectAgreement(rows.sort((a, b) => a.startSeconds - b.startSeconds));
  });

  test.skipIf(!hasSessions)(
    `gives the cube of recorded sessions${hasSessions ? '' : ' (skipped: not beside this checkout)'}`,
    async () => {
      const rows = await recordedRequests();
      const cells = await expectAgreement(rows);
      const sum = (of: (cell: CubeCell) => number) => cells.reduce((total, cell) => total + of(cell), 0);
      const direct = (of: (row: UsageRow) => number) => rows.reduce((total, row) => total + of(row), 0);
      expect(sum(({ requests }) => requests)).toBe(3_362);
      expect(sum(({ inputTokens }) => inputTokens)).toBe(direct(({ inputTokens }) => inputTokens));
      expect(sum(({ cacheReadTokens }) => cacheReadTokens)).toBe(direct(({ cacheReadTokens }) => cacheReadTokens));
      expect(sum(({ cacheWriteTokens }) => cacheWriteTokens)).toBe(
        direct(({ cacheWrite1hTokens }) => cacheWrite1hTokens),
      );
      expect(sum(({ outputTokens }) => outputTokens)).toBe(direct(({ outputTokens }) => outputTokens));
      expect(new Set(cells.map(({ gapFromSeconds }) => gapFromSeconds)).size).toBeGreaterThan(6);
      expect(new Set(cells.map(({ day }) => day)).size).toBeGreaterThan(10);
    },
    60_000,
  );
});
