import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { bench, describe } from 'vitest';
import { blockIdRequests, BLOCK_TOKENS, syntheticTurns } from '../testing/synthetic-sessions.ts';
import { readLogs, type LogSource } from './read-logs.ts';

/**
 * How long reading takes beside `JSON.parse` of the same texts, which are already decoded. The bar: at least 70 % of its
 * speed, bytes to columns. Recorded sessions are read where they lie beside the checkout, made-up ones elsewhere; both
 * are printed as megabytes per second and as a share of `JSON.parse` in the same run.
 */

const SESSIONS = resolve(import.meta.dirname, '../../../../shared/traces/claude-code');
const CHUNK_BYTES = 65_536;
const RUNS = { iterations: 9, time: 0, warmupIterations: 3, warmupTime: 0 };

const isThere = existsSync(SESSIONS);
const recorded = isThere
  ? readdirSync(SESSIONS)
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFileSync(resolve(SESSIONS, name)))
  : [];

benchReading({ name: `${recorded.length} recorded sessions`, files: recorded });
benchReading({ name: 'made-up sessions', files: madeUpSessions(5_000_000).map((text) => Buffer.from(text)) });
benchReading({ name: 'a made-up Mooncake trace', files: [Buffer.from(madeUpMooncake(1_000_000))] });

function benchReading({ name, files }: { name: string; files: readonly Buffer[] }): void {
  if (files.length === 0) return;
  const texts = files.map((file) => file.toString('utf8'));
  const isLines = texts[0]?.includes('\n') === true;
  const sources = files.map(sourceOf);
  const bytes = files.reduce((sum, file) => sum + file.length, 0);
  const seconds = { parse: [] as number[], read: [] as number[] };
  const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? NaN;
  const timed = (kind: 'parse' | 'read', run: () => unknown) => async () => {
    const since = performance.now();
    await run();
    seconds[kind].push((performance.now() - since) / 1_000);
  };
  const parseAll = () => {
    for (const text of texts)
      if (isLines) for (const line of text.split('\n')) JSON.parse(line || '0');
      else JSON.parse(text);
  };
  const print = (_: unknown, mode?: string) => {
    if (mode !== 'run') return;
    const rate = (kind: 'parse' | 'read') => `${(bytes / median(seconds[kind]) / 1e6).toFixed(0)} MB/s`;
    const share = median(seconds.parse) / median(seconds.read);
    console.log(`${name}: read ${rate('read')}, JSON.parse ${rate('parse')}, ${(100 * share).toFixed(0)} %`);
  };
  describe(`${name}, ${(bytes / 1e6).toFixed(1)} MB`, () => {
    bench('JSON.parse', timed('parse', parseAll), RUNS);
    bench(
      'readLogs',
      timed('read', async () => {
        const result = await readLogs({ files: sources });
        if (result.state !== 'read') throw new Error(result.reason);
      }),
      { ...RUNS, teardown: print },
    );
  });
}

function sourceOf(file: Buffer): LogSource {
  return {
    bytes: file.length,
    *chunks() {
      for (let from = 0; from < file.length; from += CHUNK_BYTES) yield file.subarray(from, from + CHUNK_BYTES);
    },
  };
}

function madeUpSessions(references: number): readonly string[] {
  const turns = syntheticTurns({ slots: 16, references });
  const requests = blockIdRequests(turns);
  const bySession = new Map<number, object[]>();
  for (const [index, { session, startSeconds, blocks }] of turns.entries()) {
    const rows = bySession.get(session) ?? [];
    bySession.set(session, rows);
    const ids = Array.from(requests[index]?.blockIds ?? []);
    rows.push({ t: startSeconds, type: 'n', in: blocks * BLOCK_TOKENS, out: 100, hash_ids: ids, api_time: 4.2 });
  }
  return [...bySession].map(([id, rows]) => JSON.stringify({ id: `s${id}`, block_size: BLOCK_TOKENS, requests: rows }));
}

function madeUpMooncake(references: number): string {
  const turns = syntheticTurns({ slots: 64, references });
  const requests = blockIdRequests(turns);
  return requests
    .map(({ startSeconds, blockIds }) =>
      JSON.stringify({
        timestamp: Math.round(1_000 * startSeconds),
        input_length: blockIds.length * 512,
        output_length: 100,
        hash_ids: Array.from(blockIds),
      }),
    )
    .join('\n');
}
