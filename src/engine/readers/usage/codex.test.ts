import { describe, expect, test } from 'vitest';
import { GAP_CAUSE_CODES } from '../log.ts';
import { linesOf, readTexts, rowsOf } from './testing/read-all.ts';

/** 2026-03-01T00:00:00Z. */
const BASE = 1_772_323_200;
const line = (seconds: number, type: string, payload: unknown) => ({
  timestamp: new Date((BASE + seconds) * 1_000).toISOString(),
  type,
  payload,
});
type Counts = readonly [input: number, cached: number, output: number];
const usage = ([input, cached, output]: Counts) => ({
  input_tokens: input,
  cached_input_tokens: cached,
  output_tokens: output,
  reasoning_output_tokens: 0,
  total_tokens: input + output,
});
const count = ({ seconds, total, last }: { seconds: number; total?: Counts; last?: Counts }) =>
  line(seconds, 'event_msg', {
    type: 'token_count',
    info: {
      ...(total && { total_token_usage: usage(total) }),
      ...(last && { last_token_usage: usage(last) }),
      model_context_window: 272_000,
    },
    rate_limits: null,
  });
const meta = (id: string, fields: object = {}) => line(0, 'session_meta', { id, ...fields });
const model = (name: string) => line(0, 'turn_context', { model: name });
const person = line(0, 'event_msg', { type: 'user_message', message: 'secret' });
const toolOutput = line(0, 'response_item', { type: 'function_call_output', output: 'secret' });
const read = (...files: readonly (readonly unknown[])[]) => readTexts({ format: 'codex', texts: files.map(linesOf) });

describe('a session of Codex', () => {
  test('counts cached tokens within its input, and takes the last usage where it is told', () => {
    const { log, refused } = read([
      meta('s1'),
      model('gpt-5.6'),
      person,
      count({ seconds: 5, total: [1_000, 200, 10], last: [1_000, 200, 10] }),
      toolOutput,
      model('gpt-5.6-mini'),
      count({ seconds: 9, total: [3_500, 2_000, 30], last: [2_500, 1_800, 20] }),
      count({ seconds: 20, total: [6_000, 4_000, 60], last: [2_500, 2_000, 30] }),
    ]);
    expect(refused).toEqual([]);
    expect(rowsOf(log)).toEqual([
      [BASE + 5, 800, 200, 0, 0, 0, 10],
      [BASE + 9, 700, 1_800, 0, 0, 0, 20],
      [BASE + 20, 500, 2_000, 0, 0, 0, 30],
    ]);
    expect(log.models).toEqual(['gpt-5.6', 'gpt-5.6-mini']);
    const { person: asked, tool } = GAP_CAUSE_CODES;
    expect([...log.columns.cause]).toEqual([asked, tool, tool]);
    expect(log.knowsSessions).toBe(true);
  });

  test('without it takes the difference of totals, and what comes after they fell is a new count', () => {
    const { log } = read([
      count({ seconds: 1, total: [1_000, 200, 10] }),
      count({ seconds: 2, total: [3_500, 2_000, 30] }),
      count({ seconds: 3, total: [400, 0, 7] }),
    ]);
    expect(rowsOf(log).map(([, ...classes]) => classes)).toEqual([
      [800, 200, 0, 0, 0, 10],
      [700, 1_800, 0, 0, 0, 20],
      [400, 0, 0, 0, 0, 7],
    ]);
  });

  test('never takes both, and no request from an event that repeats the totals or has none', () => {
    const { log } = read([
      count({ seconds: 1, total: [1_000, 200, 10], last: [1_000, 200, 10] }),
      count({ seconds: 2, total: [1_000, 200, 10], last: [1_000, 200, 10] }),
      line(3, 'event_msg', { type: 'token_count', info: null }),
      count({ seconds: 4, total: [2_000, 1_100, 15], last: [1_000, 900, 5] }),
    ]);
    expect(rowsOf(log).map(([start]) => start)).toEqual([BASE + 1, BASE + 4]);
    expect(log.duplicates).toBe(0);
  });

  const parent = [
    meta('p'),
    count({ seconds: 10, total: [1_000, 0, 10], last: [1_000, 0, 10] }),
    count({ seconds: 20, total: [2_500, 900, 20], last: [1_500, 900, 10] }),
  ];
  const fork = [
    meta('c', { forked_from_id: 'p' }),
    meta('p'),
    count({ seconds: 500, total: [1_000, 0, 10], last: [1_000, 0, 10] }),
    count({ seconds: 500, total: [2_500, 900, 20], last: [1_500, 900, 10] }),
    count({ seconds: 600, total: [5_000, 3_000, 30], last: [2_500, 2_100, 10] }),
  ];

  test.each([
    ['parent first', [parent, fork]],
    ['fork first', [fork, parent]],
  ])('that was forked repeats its parent’s requests, at the time of the fork: %s', (_, files) => {
    const { log } = read(...files);
    expect(rowsOf(log).map(([start]) => start)).toEqual([BASE + 10, BASE + 20, BASE + 600]);
    expect([...log.columns.session]).toEqual([0, 0, 1]);
    expect(log.duplicates).toBe(2);
    expect(log.notes.join()).not.toContain('forked');
  });

  test('that was forked from one not at hand says so', () => {
    const { log } = read(fork);
    expect(log.columns.startSeconds.length).toBe(3);
    expect(log.notes.join()).toContain('1 sessions were forked whose own files are not among those read');
  });

  test('may begin as another did, by chance', () => {
    const first = count({ seconds: 1, total: [1_000, 0, 10], last: [1_000, 0, 10] });
    expect(read([meta('a'), first], [meta('b'), first]).log.columns.startSeconds.length).toBe(2);
  });

  test.each([
    [count({ seconds: 0, last: [100, 200, 1] }), 'less than its parts'],
    [count({ seconds: 0 }), 'a count of tokens without any'],
    [{ ...count({ seconds: 0, last: [1, 0, 1] }), timestamp: null }, 'timestamp is missing'],
  ])('skips a count that cannot be: %j', (entry, reason) => {
    const { refused } = read([entry, count({ seconds: 1, last: [5, 0, 1] })]);
    expect(refused).toEqual([{ file: 0, line: 1, reason: expect.stringContaining(reason) as string }]);
  });
});
