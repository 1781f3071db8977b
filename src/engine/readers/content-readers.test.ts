import { describe, expect, test } from 'vitest';
import { totalsOf } from '../request-stream.ts';
import { GAP_CAUSE_CODES } from './log.ts';
import { SAMPLES } from './testing/samples.ts';
import { blockLogOf, hitBlocksOf, lengthLogOf, linesOf } from './testing/sources.ts';

const { tool } = GAP_CAUSE_CODES;

describe('LLMServingSim workloads', () => {
  const tokens = (...runs: readonly (readonly [token: number, count: number])[]) =>
    runs.flatMap(([token, count]) => Array.from({ length: count }, () => token));
  const flat = (seconds: number, ids: readonly number[] | undefined, length = ids?.length ?? 9) => ({
    input_toks: length,
    output_toks: 2,
    arrival_time_ns: seconds * 1e9,
    ...(ids ? { input_tok_ids: ids } : {}),
  });

  test('with token ids share blocks where all tokens up to there are equal', async () => {
    const log = await blockLogOf(
      linesOf(
        flat(0, tokens([1, 64], [2, 64], [3, 10])),
        flat(1, tokens([1, 64], [2, 63], [4, 1], [3, 64])), // differs in the last token of its second block
        flat(2, tokens([1, 64], [2, 64], [3, 64])), // goes on the first
        flat(3, tokens([2, 64], [1, 64])), // the same tokens in another place are other blocks
      ),
    );
    expect(log).toMatchObject({ chaining: { state: 'chained' }, blockCount: 'floor', sessions: 3 });
    expect(totalsOf(log.stream)).toMatchObject({ blocks: 10, uniqueBlocks: 7, inputTokens: 138 + 192 + 192 + 128 });
    expect(hitBlocksOf(log)).toBe(1 + 2);
    expect([...log.labels.session]).toEqual([0, 1, 0, 2]);
  });

  test('without them are lengths', async () => {
    const log = await lengthLogOf(linesOf(flat(3, undefined, 5), flat(1, undefined, 7)));
    expect([...log.startSeconds, ...log.inputTokens, ...log.outputTokens]).toEqual([1, 3, 7, 5, 2, 2]);
    expect(log.notes.join(' ')).toContain('no token ids');
  });

  test('with and without leave out what cannot be compared, and say so', async () => {
    const log = await blockLogOf(linesOf(flat(0, undefined), flat(1, tokens([1, 64])), flat(2, undefined)));
    expect(totalsOf(log.stream).requests).toBe(1);
    expect(log).toMatchObject({ skippedLines: 2, skipped: [{ line: 1 }, { line: 3 }] });
    expect(log.notes.join(' ')).toContain('2 requests list no token ids and are left out');
  });

  test('of sessions wait for tools, and are equal only where all of a session is', async () => {
    const call = (ids: readonly number[], tool = 0) => ({
      input_toks: ids.length,
      output_toks: 1,
      tool_duration_ns: tool * 1e9,
      input_tok_ids: ids,
    });
    const session = (name: string, at: number) => ({
      session_id: name,
      arrival_time_ns: at * 1e9,
      sub_requests: [call(tokens([1, 64]), 30), call(tokens([1, 128]), 5), call(tokens([1, 64], [2, 64]))],
    });
    const log = await blockLogOf(linesOf(session('a', 10), session('a', 10), session('b', 10), session('a', 20)));
    expect(log).toMatchObject({ sessions: 3, duplicates: 1, duplicatesKept: false });
    expect([...log.stream.startSeconds]).toEqual([10, 10, 20, 40, 40, 45, 45, 50, 55]);
    expect([...log.labels.session]).toEqual([0, 1, 2, 0, 1, 0, 1, 2, 2]);
    expect([...log.labels.cause]).toEqual([0, 0, 0, tool, tool, tool, tool, tool, tool]);
    expect(log.notes.join(' ')).toContain('as if answers took no time');
  });

  test('skip a session with a broken call whole', async () => {
    const log = await blockLogOf(
      linesOf(flat(0, tokens([1, 64])), {
        session_id: 's',
        arrival_time_ns: 0,
        sub_requests: [flat(0, tokens([1, 64])), { input_toks: 3.5, output_toks: 1 }],
      }),
    );
    expect(totalsOf(log.stream).requests).toBe(1);
    expect(log.skipped[0]?.reason).toBe('Its call 1: input_toks is 3.5, not a whole number from 0');
  });
});

describe('agent traces with texts', () => {
  const row = (seconds: number, session: string, input: string, output = '') => ({
    timestamp: seconds * 1e6,
    input,
    output,
    session_id: session,
  });
  const system = 's'.repeat(256);

  test('are blocks of 256 characters, equal where all text up to there is, in any session and file', async () => {
    const log = await blockLogOf(
      linesOf(row(0, 'a', `${system}hello`, 'four'), row(1, 'b', `${system}${'x'.repeat(300)}`)),
      linesOf(row(2, 'a', `${system}hello${'y'.repeat(400)}`), row(3, 'c', `${'x'.repeat(256)}${system}`)),
    );
    expect(log).toMatchObject({ format: 'agent-text', sessions: 3, agents: 3, sharesBlocksAcrossFiles: true });
    expect([...log.stream.inputTokens]).toEqual([66, 139, 166, 128]);
    expect([...log.stream.outputTokens]).toEqual([1, 0, 0, 0]);
    expect(totalsOf(log.stream)).toMatchObject({ blocks: 7, uniqueBlocks: 5 });
    expect(hitBlocksOf(log)).toBe(2);
    expect([...log.labels.session]).toEqual([0, 1, 0, 2]);
    expect(log.notes.join(' ')).toContain('assumed at 4 characters');
  });

  test('count a row again that has the same session, time and text', async () => {
    const log = await blockLogOf(linesOf(row(0, 'a', 'x'), row(0, 'a', 'x'), row(1, 'a', 'x'), row(0, 'b', 'x')));
    expect(log).toMatchObject({ duplicates: 1, duplicatesKept: false });
    expect(totalsOf(log.stream).requests).toBe(3);
  });

  test('skip what is no row without repeating any of it', async () => {
    const secret = 'my password is hunter2';
    const log = await blockLogOf(
      linesOf(
        row(0, 'a', 'x'),
        { ...row(0, 'a', secret), timestamp: secret },
        { timestamp: 1, session_id: secret, input: [secret] },
      ) + `${secret}\n`,
    );
    expect(log.skippedLines).toBe(3);
    expect(JSON.stringify(log)).not.toContain('hunter2');
  });
});

describe('Azure traces', () => {
  test('are lengths at times of seven decimals, with or without an offset', async () => {
    const log = await lengthLogOf(
      'TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023-11-16 18:17:04.0319600,3180,8\r\n2023-11-16 18:17:03.9799600,4808,10\r\n',
      'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 19:17:05.5+01:00,1,2\n',
    );
    const second = Date.UTC(2023, 10, 16, 18, 17, 0) / 1_000;
    expect(log.startSeconds[0]).toBeCloseTo(second + 3.97996, 6);
    expect(log.startSeconds[2]).toBe(second + 5.5);
    expect([...log.inputTokens]).toEqual([4_808, 3_180, 1]);
    expect([...log.outputTokens]).toEqual([10, 8, 2]);
    expect(log.notes.join(' ')).toContain('lengths and no contents');
  });

  test('skip rows that are none', async () => {
    const log = await lengthLogOf(
      `${SAMPLES['azure-llm']}2023-13-16 18:17:04,1,2\n2023-11-16 18:17:04,-1,2\n2023-11-16 18:17:04,99999999999,2\n,,\n`,
    );
    expect(log.startSeconds).toHaveLength(1);
    expect(log.skipped.map(({ line }) => line)).toEqual([3, 4, 5, 6]);
    expect(log.skipped[2]?.reason).toContain('The request has 99999999999 input tokens');
  });
});
