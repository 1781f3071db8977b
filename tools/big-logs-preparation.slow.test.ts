import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readUsage } from '../src/domain/usage/read-usage.ts';
import { readLogs } from '../src/engine/readers/read-logs.ts';
import type { UsageLog } from '../src/engine/readers/log.ts';
import { documentedSql, embeddedEngine, rowsOf } from './big-logs-engine.ts';
import { cubeIn, queriedCube } from './big-logs-requests.ts';

const engine = await embeddedEngine();
const absence = 'absence' in engine ? ` (skipped: ${engine.absence})` : '';
const { query, timeZone, preparations } = documentedSql();
const folder = mkdtempSync(join(tmpdir(), 'tokenhouse-preparation-'));
let connection: DuckDBConnection;

beforeAll(async () => {
  if ('connect' in engine) connection = await engine.connect(folder);
});
afterAll(() => {
  connection?.closeSync();
  rmSync(folder, { recursive: true });
});

const BASE = Date.parse('2026-03-01T23:58:00Z') / 1_000;
const at = (seconds: number): string => new Date((BASE + seconds) * 1_000).toISOString();
const jsonLines = (entries: readonly unknown[]) =>
  entries.map((entry) => `${typeof entry === 'string' ? entry : JSON.stringify(entry)}\n`).join('');

async function prepare({ sql, files }: { sql: string; files: Readonly<Record<string, string>> }): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  await connection.run(timeZone);
  await connection.run(sql);
}

async function readDirectly(texts: readonly string[]): Promise<UsageLog> {
  const files = texts.map((text) => ({ chunks: () => [new TextEncoder().encode(text)] }));
  const result = await readLogs({ files });
  if (result.state === 'refused' || result.log.evidence !== 'usage') throw new Error(JSON.stringify(result));
  return result.log;
}

const suite = absence === '' ? describe : describe.skip;

suite(`preparation of Claude Code’s sessions in DuckDB${absence}`, () => {
  const usage = (input: number, read: number, written: number, output = 5) => ({
    input_tokens: input,
    cache_read_input_tokens: read,
    cache_creation_input_tokens: written,
    output_tokens: output,
  });
  const answer = (seconds: number, id: string, body: object, fields: object = {}) => ({
    type: 'assistant',
    sessionId: 's1',
    timestamp: at(seconds),
    requestId: `req ${id}`,
    isSidechain: false,
    message: { id, role: 'assistant', model: 'model-a', usage: body, content: [{ type: 'text', text: 'private' }] },
    ...fields,
  });
  const prompt = (seconds: number, fields: object = {}) => ({
    type: 'user',
    sessionId: 's1',
    timestamp: at(seconds),
    isSidechain: false,
    message: { role: 'user', content: 'private' },
    ...fields,
  });
  const aside = { isSidechain: true, agentId: 'a1' };
  const first = [
    { type: 'summary', summary: 'private', leafUuid: 'x' },
    prompt(0.5),
    answer(4, 'm1', usage(3, 0, 900, 1)),
    // The last part of an answer says what it used; a tool's result came in between.
    prompt(5),
    answer(6, 'm1', usage(3, 0, 900, 70)),
    answer(40, 'm2', usage(10, 900, 100)),
    prompt(41, aside),
    answer(45, 'm3', usage(2_000, 0, 0), aside),
    prompt(90, { isMeta: true }),
    prompt(100),
    prompt(105, aside),
    answer(110, 'm4', usage(2_100, 0, 0), aside),
    answer(129, 'm5', usage(500, 0, 0)),
    answer(130, 'own', usage(0, 0, 0), { message: { id: 'x', model: '<synthetic>', usage: usage(0, 0, 0) } }),
    answer(131, 'failed', usage(9, 0, 0), { isApiErrorMessage: true }),
    'not JSON',
    answer(500, 'm6', usage(700, 0, 0), { costUSD: 0.25 }),
    // A clock that was set back.
    prompt(900),
    answer(890, 'm7', usage(800, 0, 0), { message: { id: 'm7', model: 'model-b', usage: usage(800, 0, 0) } }),
  ];
  const resumed = [
    ...[first[1], first[2], first[4], first[5]].map((entry) => ({ ...(entry as object), sessionId: 's2' })),
    prompt(2_000, { sessionId: 's2' }),
    answer(2_010, 'm8', usage(20, 1_000, 30), { sessionId: 's2' }),
    answer(6_000, 'm9', usage(20, 1_050, 30), { sessionId: 's2' }),
  ];

  test('gives the cube that reading the files gives, copies and parts counted once', async () => {
    const files = { 'sessions/a/one.jsonl': jsonLines(first), 'sessions/b/two.jsonl': jsonLines(resumed) };
    await prepare({ sql: preparations.claudeCode, files });
    const log = await readDirectly(Object.values(files));
    expect(log.duplicates).toBe(2);
    const cells = await queriedCube({ connection, query });
    expect(cells).toEqual(cubeIn(log));
    expect(cells.reduce((sum, { requests }) => sum + requests, 0)).toBe(9);
    expect(new Set(cells.map(({ day }) => day)).size).toBe(2);
  });

  test('keeps no word of a conversation', async () => {
    const rows = await rowsOf({ connection, sql: 'SELECT * FROM requests' });
    expect(JSON.stringify(rows)).not.toContain('private');
  });
});

suite(`preparation of LiteLLM’s spend logs in DuckDB${absence}`, () => {
  const row = (index: number, fields: object) => ({
    request_id: `r${index}`,
    startTime: `2026-03-01T00:0${index}:00.250`,
    endTime: '2026-03-01T01:00:00',
    model: 'some-model',
    session_id: 's',
    prompt_tokens: 1_000,
    completion_tokens: 50,
    spend: 0.75,
    cache_hit: 'False',
    metadata: '{}',
    ...fields,
  });
  const parts = { cache_read_input_tokens: 600, cache_creation_input_tokens: 300 };

  test('gives the cube that reading the logs gives, whatever prompt tokens count', async () => {
    const rows = [
      row(0, {}),
      row(1, { metadata: JSON.stringify({ usage_object: parts }) }),
      row(2, { metadata: { usage_object: parts }, prompt_tokens: 700 }),
      row(3, { metadata: { usage_object: parts }, prompt_tokens: 100 }),
      row(4, { metadata: { usage_object: { ...parts, prompt_tokens_details: { text_tokens: 1_000 } } } }),
      row(5, { metadata: { usage_object: { prompt_tokens_details: { cached_tokens: 640 } } } }),
      row(6, { cache_hit: 'True' }),
      row(7, { session_id: null }),
      row(5, { metadata: { usage_object: { prompt_tokens_details: { cached_tokens: 640 } } } }),
    ];
    const text = jsonLines(rows);
    await prepare({ sql: preparations.liteLlm, files: { 'spend-logs.jsonl': text } });
    const log = await readDirectly([text]);
    expect(log.duplicates).toBe(1);
    expect(await queriedCube({ connection, query })).toEqual(cubeIn(log));
    const found = await rowsOf({
      connection,
      sql: 'SELECT input_tokens, cache_read_tokens, cache_write_tokens FROM requests ORDER BY log_order',
    });
    expect(found.map((counts) => Object.values(counts).map(Number))).toEqual([
      [1_000, 0, 0],
      [100, 600, 300],
      [100, 600, 300],
      [100, 600, 300],
      [1_000, 600, 300],
      [360, 640, 0],
      [1_000, 0, 0],
    ]);
  });
});

suite(`preparation of usage objects in DuckDB${absence}`, () => {
  const BODIES = resolve(import.meta.dirname, '../../shared/traces/usage-bodies.json');
  const classes = async (bodies: readonly unknown[]) => {
    const lines = bodies.map((usage, index) => ({ time: at(index), id: `a${index}`, model: 'm', usage }));
    await prepare({ sql: preparations.usageObjects, files: { 'answers.jsonl': jsonLines([...lines, lines[0]]) } });
    const columns = ['input_tokens', 'cache_read_tokens', 'cache_write_tokens', 'output_tokens'];
    const found = await rowsOf({ connection, sql: `SELECT ${columns.join(', ')} FROM requests ORDER BY log_order` });
    return found.map((counts) => Object.values(counts).map(Number));
  };

  test('makes disjoint classes of both ways of counting, each answer once', async () => {
    expect(
      await classes([
        { input_tokens: 200, cache_read_input_tokens: 2_000, cache_creation_input_tokens: 400, output_tokens: 9 },
        {
          input_tokens: 2_600,
          input_tokens_details: { cached_tokens: 2_000, cache_write_tokens: 400 },
          output_tokens: 9,
        },
        {
          prompt_tokens: 2_600,
          prompt_tokens_details: { cached_tokens: 2_000 },
          completion_tokens: 9,
          total_tokens: 2_609,
        },
        { prompt_tokens: 2_600, prompt_cache_hit_tokens: 2_000, prompt_cache_miss_tokens: 600, completion_tokens: 9 },
        { input_tokens: 7, output_tokens: 1 },
      ]),
    ).toEqual([
      [200, 2_000, 400, 9],
      [200, 2_000, 400, 9],
      [600, 2_000, 0, 9],
      [600, 2_000, 0, 9],
      [7, 0, 0, 1],
    ]);
  });

  const hasBodies = existsSync(BODIES);
  test.skipIf(!hasBodies)(
    `agrees with the reader of usage on recorded bodies${hasBodies ? '' : ' (skipped: not beside this checkout)'}`,
    async () => {
      const recorded = JSON.parse(readFileSync(BODIES, 'utf8')) as readonly {
        readonly body: { readonly usage: unknown };
      }[];
      const read = recorded.flatMap(({ body }) => {
        const reading = readUsage(body.usage);
        if (reading.status !== 'read') return [];
        if (!['anthropic', 'openai-responses', 'chat-completions'].includes(reading.shape)) return [];
        const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens } = reading.usage;
        const written = Object.values(cacheWriteTokens).reduce((sum, tokens) => sum + tokens, 0);
        return [{ usage: body.usage, classes: [inputTokens, cacheReadTokens, written, outputTokens] }];
      });
      expect(read.length).toBeGreaterThan(100);
      const found = await classes(read.map(({ usage }) => usage));
      // An answer that Anthropic made in several steps has the sums in a list, which SQL leaves alone.
      const plain = read.map(({ usage, classes }, index) => ({ usage, classes, found: found[index] }));
      const differing = plain.filter((body) => body.classes.join() !== body.found?.join());
      expect(differing.filter(({ usage }) => !('iterations' in (usage as object)))).toEqual([]);
      expect(differing.length).toBeLessThan(3);
    },
  );
});
