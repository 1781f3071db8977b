import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hitsAt } from './capacity-curve.ts';
import { cellOf } from './hit-grid.ts';
import { hitRatesOf } from './hit-rates.ts';
import { beladyHits } from './policies/belady.ts';
import { fifoHits } from './policies/fifo.ts';
import { windowWithoutRefresh } from './policies/window-without-refresh.ts';
import { beginsInSlots, sessionsStream } from './readers/arrange-sessions.ts';
import { readCodingSession } from './readers/coding-session.ts';
import { mooncakeStream, parseMooncake } from './readers/mooncake.ts';
import { replay } from './replay.ts';
import type { RequestStream } from './request-stream.ts';
import { finish } from './run-control.ts';

/**
 * Replays public traces and compares them with hit counts that other programs found, where traces and counts lie beside
 * the checkout. They are not part of the project, so elsewhere these tests are skipped.
 */

const SHARED = resolve(import.meta.dirname, '../../../shared');
const TRUTHS = resolve(SHARED, 'facts/hit-truths.json');
const SESSIONS = resolve(SHARED, 'traces/claude-code');
const CONVERSATIONS = resolve(SHARED, 'traces/mooncake/conversation_trace.jsonl');

interface SessionTruth {
  readonly requests: number;
  readonly subagents: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly blocks: number;
  readonly unique_blocks: number;
  readonly hit_blocks: { readonly inf: number; readonly ttl300: number; readonly ttl3600: number };
}
interface Truths {
  readonly claude_code_per_session: Readonly<Record<string, SessionTruth>>;
  readonly claude_code_16_slots: {
    readonly files: readonly string[];
    readonly lru_leaf_first: readonly {
      readonly capacity_blocks: number;
      readonly hit_blocks: number;
      readonly total_blocks: number;
      readonly hit_ratio: number;
    }[];
  };
  readonly mooncake_conversation: {
    readonly requests: number;
    readonly input_tokens: number;
    readonly blocks: number;
    readonly unique_blocks: number;
    readonly infinite: { readonly block: number; readonly token: number };
    readonly lru_sequential_block: Readonly<Record<string, number>>;
    readonly lru_leaf_first_block: Readonly<Record<string, number>>;
    readonly ttl_refresh_block: Readonly<Record<string, number>>;
  };
}

const hasTraces = [TRUTHS, SESSIONS, CONVERSATIONS].every((path) => existsSync(path));
const truths = (hasTraces ? JSON.parse(readFileSync(TRUTHS, 'utf8')) : undefined) as Truths;
const suite = hasTraces ? describe : describe.skip;
const skipped = hasTraces ? '' : ' (skipped: not beside this checkout)';

const sessionOf = (file: string) => readCodingSession(JSON.parse(readFileSync(resolve(SESSIONS, file), 'utf8')));

suite(`recorded coding sessions${skipped}`, () => {
  test.each(Object.entries(truths?.claude_code_per_session ?? {}))('%s', (name, truth) => {
    const session = sessionOf(`${name}.json`);
    const { stream, chaining } = sessionsStream({ sessions: [session] });
    expect(chaining.state).toBe('chained');
    const { grid, totals } = replay({ stream, windowsSeconds: [300, 3_600, Infinity] });
    expect(totals).toEqual({
      requests: truth.requests,
      inputTokens: truth.input_tokens,
      outputTokens: truth.output_tokens,
      blocks: truth.blocks,
      fullBlocks: truth.blocks,
      uniqueBlocks: truth.unique_blocks,
    });
    expect(session.subAgents).toBe(truth.subagents);
    const { ttl300, ttl3600, inf } = truth.hit_blocks;
    expect([...grid.hitBlocks]).toEqual([ttl300, ttl3600, inf]);
    expect([...grid.hitTokens]).toEqual([ttl300 * 64, ttl3600 * 64, inf * 64]);
  });

  test('in 16 slots that share a cache, at every capacity', () => {
    const { files, lru_leaf_first: rows } = truths.claude_code_16_slots;
    const sessions = files.map(sessionOf);
    const { stream } = sessionsStream({ sessions, beginSeconds: beginsInSlots({ sessions, slots: 16 }) });
    const capacitiesBlocks = rows.map(({ capacity_blocks: capacity }) => capacity);
    const { method, grid, curves, totals } = replay({ stream, capacitiesBlocks });
    expect(method).toBe('runs');
    for (const { capacity_blocks: capacityBlocks, ...row } of rows) {
      const hits = cellOf({ grid, windowSeconds: Infinity, capacityBlocks });
      expect(hits.hitBlocks).toBe(row.hit_blocks);
      expect(totals.blocks).toBe(row.total_blocks);
      expect(printed({ ratio: hitRatesOf({ hits, totals }).ofBlocks, digits: 6 })).toBe(row.hit_ratio);
      expect(curves[0] && hitsAt({ curve: curves[0].hitBlocks, capacityBlocks })).toBe(row.hit_blocks);
    }
  });
});

suite(`the Mooncake conversation trace${skipped}`, () => {
  const read = () => mooncakeStream({ rows: parseMooncake(readFileSync(CONVERSATIONS, 'utf8')) });
  let cached: RequestStream | undefined;
  const stream = () => (cached ??= read().stream);

  test('holds what it is said to hold, in chained ids', () => {
    const { requests, input_tokens, blocks, unique_blocks } = truths.mooncake_conversation;
    const { chaining } = read();
    expect(chaining.state).toBe('chained');
    expect(replay({ stream: stream() }).totals).toMatchObject({
      requests,
      inputTokens: input_tokens,
      outputTokens: 4_122_048,
      blocks,
      uniqueBlocks: unique_blocks,
    });
  });

  test('without limits, over every denominator', () => {
    const { grid, totals } = replay({ stream: stream() });
    const hits = cellOf({ grid, windowSeconds: Infinity, capacityBlocks: Infinity });
    const rates = hitRatesOf({ hits, totals });
    const { block, token } = truths.mooncake_conversation.infinite;
    expect(printed({ ratio: rates.ofBlocks, digits: 6 })).toBe(block);
    expect(printed({ ratio: rates.ofTokens, digits: 6 })).toBe(token);
    expect(printed({ ratio: rates.ofFullBlocks, digits: 4 })).toBe(0.3819);
    expect(printed({ ratio: rates.meanOfBlockRatios, digits: 4 })).toBe(0.3843);
    expect(printed({ ratio: rates.ofRequests, digits: 4 })).toBe(0.9999);
  });

  test('by capacity, leaf-first', () => {
    const { curves, totals } = replay({ stream: stream() });
    const [curve] = curves;
    if (!curve) throw new Error('No curve');
    const { lru_leaf_first_block: blocks } = truths.mooncake_conversation;
    for (const [capacity, ratio] of Object.entries({ ...blocks, 3_000: 0.065338, 5_859: 0.136076 }))
      expect(ratioAt({ hits: curve.hitBlocks, capacity: Number(capacity), total: totals.blocks, digits: 6 })).toBe(
        ratio,
      );
    const tokens = { 1_000: 0.0454, 3_000: 0.0666, 5_859: 0.1387, 10_000: 0.2157, 30_000: 0.3322, 50_000: 0.3615 };
    for (const [capacity, ratio] of Object.entries(tokens))
      expect(ratioAt({ hits: curve.hitTokens, capacity: Number(capacity), total: totals.inputTokens, digits: 4 })).toBe(
        ratio,
      );
  });

  test('by capacity, in sequential order', () => {
    const { curves, totals, method } = replay({ stream: stream(), order: 'sequential' });
    expect(method).toBe('blocks');
    const [curve] = curves;
    if (!curve) throw new Error('No curve');
    const listed = {
      ...truths.mooncake_conversation.lru_sequential_block,
      3_000: 0.065029,
      5_859: 0.135532,
      30_000: 0.325709,
      97_656: 0.363501,
    };
    for (const [capacity, ratio] of Object.entries(listed))
      expect(ratioAt({ hits: curve.hitBlocks, capacity: Number(capacity), total: totals.blocks, digits: 6 })).toBe(
        ratio,
      );
  });

  test('by window', () => {
    const listed = {
      ...truths.mooncake_conversation.ttl_refresh_block,
      10: 0.0428,
      30: 0.0586,
      120: 0.1916,
      600: 0.3434,
      1_800: 0.3635,
    };
    const windowsSeconds = Object.keys(listed).map(Number);
    const { grid, totals } = replay({ stream: stream(), windowsSeconds });
    const ratios = [...grid.hitBlocks].map((hits) => printed({ ratio: hits / totals.blocks, digits: 4 }));
    expect(ratios).toEqual(Object.values(listed));
  });

  test('by window without refresh', () => {
    const ratios = [60, 300, 600].map((windowSeconds) => {
      const hits = finish(windowWithoutRefresh({ stream: stream(), windowSeconds, writes: 'missing' }));
      return printed({ ratio: hits.reduce((sum, own) => sum + own, 0) / 288_500, digits: 4 });
    });
    expect(ratios).toEqual([0.0934, 0.2484, 0.3044]);
  });

  test('by capacity, with other policies', () => {
    const capacities = [1_000, 3_000, 5_859, 10_000];
    const ratio = (hits: number) => printed({ ratio: hits / 288_500, digits: 4 });
    const belady = capacities.map((capacityBlocks) =>
      ratio(finish(beladyHits({ stream: stream(), capacityBlocks, admission: 'always' }))),
    );
    expect(belady).toEqual([0.1906, 0.2944, 0.3531, 0.3664]);
    const fifo = capacities.map((capacityBlocks) => ratio(finish(fifoHits({ stream: stream(), capacityBlocks }))));
    expect(fifo).toEqual([0.0435, 0.0631, 0.127, 0.1865]);
  });
});

function ratioAt({
  hits,
  capacity,
  total,
  digits,
}: {
  hits: Parameters<typeof hitsAt>[0]['curve'];
  capacity: number;
  total: number;
  digits: number;
}): number {
  return printed({ ratio: hitsAt({ curve: hits, capacityBlocks: capacity }) / total, digits });
}

function printed({ ratio, digits }: { ratio: number; digits: number }): number {
  return Number(ratio.toFixed(digits));
}
