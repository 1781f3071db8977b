import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReplayReport } from './replay-report.ts';
import { runReplay } from './replay-verb.ts';

async function* nothing(): AsyncGenerator<string> {}

const run = (args: readonly string[]): Promise<ReplayReport> =>
  runReplay({ args, stdin: nothing(), note: () => undefined });

/** Public traces and hit counts that other programs found, where they lie beside the checkout; skipped elsewhere. */
const SHARED = resolve(import.meta.dirname, '../../shared');
const SESSIONS = resolve(SHARED, 'traces/claude-code');
const CONVERSATIONS = resolve(SHARED, 'traces/mooncake/conversation_trace.jsonl');
const TRUTHS = resolve(SHARED, 'facts/hit-truths.json');

interface Truths {
  readonly claude_code_per_session: Readonly<
    Record<
      string,
      {
        readonly requests: number;
        readonly input_tokens: number;
        readonly output_tokens: number;
        readonly blocks: number;
        readonly unique_blocks: number;
        readonly hit_blocks: { readonly inf: number; readonly ttl300: number; readonly ttl3600: number };
      }
    >
  >;
  readonly claude_code_16_slots: {
    readonly files: readonly string[];
    readonly lru_leaf_first: readonly { readonly capacity_blocks: number; readonly hit_blocks: number }[];
  };
  readonly mooncake_conversation: {
    readonly requests: number;
    readonly input_tokens: number;
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

suite(`public traces through the verb${hasTraces ? '' : ' (skipped: not beside this checkout)'}`, () => {
  test.each(Object.entries(truths?.claude_code_per_session ?? {}))('%s', async (name, truth) => {
    const report = await run([join(SESSIONS, `${name}.json`), '--ttl', '300,3600']);
    expect(report).toMatchObject({
      format: 'kv-cache-tester',
      requests: truth.requests,
      inputTokens: truth.input_tokens,
      outputTokens: truth.output_tokens,
      blocks: truth.blocks,
      uniqueBlocks: truth.unique_blocks,
      duplicates: 0,
      infinite: { hitBlocks: truth.hit_blocks.inf, tokenRatio: (64 * truth.hit_blocks.inf) / truth.input_tokens },
      ttl: { '300': { hitBlocks: truth.hit_blocks.ttl300 }, '3600': { hitBlocks: truth.hit_blocks.ttl3600 } },
      skippedLines: 0,
    });
  });

  test('54 sessions in 16 slots, at every capacity', async () => {
    const { lru_leaf_first: rows } = truths.claude_code_16_slots;
    const tokens = rows.map(({ capacity_blocks: blocks }) => 64 * blocks);
    const { capacity, requests } = await run([SESSIONS, '--slots', '16', '--capacity-tokens', tokens.join(',')]);
    expect(requests).toBe(3_362);
    expect(Object.values(capacity ?? {}).map(({ hitBlocks }) => hitBlocks)).toEqual(
      rows.map(({ hit_blocks: found }) => found),
    );
  });

  test.each(['leaf-first', 'sequential'] as const)('the Mooncake conversation, %s', async (order) => {
    const truth = truths.mooncake_conversation;
    const ratios = order === 'sequential' ? truth.lru_sequential_block : truth.lru_leaf_first_block;
    const tokens = Object.keys(ratios).map((blocks) => 512 * Number(blocks));
    const ttl = Object.keys(truth.ttl_refresh_block).join(',');
    const report = await run([CONVERSATIONS, '--order', order, '--capacity-tokens', tokens.join(','), '--ttl', ttl]);
    const { requests, input_tokens: inputTokens, unique_blocks: uniqueBlocks } = truth;
    expect(report).toMatchObject({ format: 'mooncake', requests, inputTokens, uniqueBlocks, skippedLines: 0 });
    const printed = (digits: number) => (ratio: number) => Number(ratio.toFixed(digits));
    const blockRatios = (found: ReplayReport['ttl']) =>
      Object.values(found ?? {}).map((hits) => hits?.blockRatio ?? NaN);
    expect(blockRatios(report.capacity).map(printed(6))).toEqual(Object.values(ratios));
    expect(blockRatios(report.ttl).map(printed(4))).toEqual(Object.values(truth.ttl_refresh_block));
    expect(printed(6)(report.infinite?.blockRatio ?? 0)).toBe(truth.infinite.block);
    expect(printed(6)(report.infinite?.tokenRatio ?? 0)).toBe(truth.infinite.token);
  });
});
