import { describe, expect, test } from 'vitest';
import { totalsOf } from '../request-stream.ts';
import { SAMPLES } from './testing/samples.ts';
import { blockLogOf, hitBlocksOf, linesOf, readable, readTexts } from './testing/sources.ts';

describe('Mooncake traces', () => {
  const row = (timestamp: number, ids: readonly number[], tokens = 512 * ids.length - 12) => ({
    timestamp,
    input_length: tokens,
    output_length: 4,
    hash_ids: ids,
  });

  test('have sessions where a prompt begins with all full blocks of an earlier one', async () => {
    const log = await blockLogOf(
      linesOf(
        row(0, [0, 1, 2]), // 2 full blocks and a part
        row(1_000, [0, 3, 4]), // shares only the first: another session
        row(2_000, [0, 1, 5, 6]), // goes on the first
        row(3_000, [0, 1, 5, 7, 8]), // goes on that
        row(4_000, [0, 3, 9]), // goes on the second
        row(5_000, [20]),
        row(6_000, [0, 1, 2]), // the first again
      ),
    );
    expect([...log.labels.session]).toEqual([0, 1, 0, 0, 1, 2, 0]);
    expect([...log.labels.agent]).toEqual([0, 1, 0, 0, 1, 2, 0]);
    expect(log).toMatchObject({ sessions: 3, agents: 3, blockCount: 'ceil', sharesBlocksAcrossFiles: true });
    expect(log.notes.join(' ')).toContain('does not name sessions');
    expect([...log.labels.endSeconds]).toEqual(Array.from({ length: 7 }, () => NaN));
  });

  test('share their blocks over files; rows out of order are sorted with what belongs to them', async () => {
    const log = await blockLogOf(linesOf(row(9_000, [0, 1])), linesOf(row(5_000, [7]), row(1_000, [0, 1, 2])));
    expect([...log.stream.startSeconds]).toEqual([1, 5, 9]);
    expect([...log.labels.session]).toEqual([0, 1, 0]);
    expect(hitBlocksOf(log)).toBe(2);
  });

  test('keep equal rows, since they may be two requests, and count them', async () => {
    const twice = linesOf(row(0, [0, 1]), row(0, [0, 1]), row(0, [0, 2]));
    expect(totalsOf((await blockLogOf(twice)).stream).requests).toBe(3);
    expect(await blockLogOf(twice)).toMatchObject({ duplicates: 1, duplicatesKept: true });
    const dropped = readable(await readTexts({ texts: [twice], keepDuplicates: false }));
    expect(dropped).toMatchObject({ duplicates: 1, duplicatesKept: false, sessions: 1 });
  });

  test('whose ids break the rule have no sessions to tell apart', async () => {
    const log = await blockLogOf(linesOf(row(0, [0, 1]), row(1, [2, 3]), row(2, [3, 0])));
    expect(log).toMatchObject({ sessions: 1, agents: 1, chaining: { state: 'broken' } });
    expect(log.notes.join(' ')).toContain('cannot be told apart');
  });
});

describe('Qwen-Bailian traces', () => {
  const row = (chat: number | string, parent: number | string | null, ids: readonly number[], timestamp = 0) => ({
    chat_id: chat,
    parent_chat_id: parent,
    timestamp,
    input_length: 16 * ids.length,
    output_length: 1,
    type: 'text',
    turn: 1,
    hash_ids: ids,
  });

  test('name the request before, in seconds and blocks of 16 tokens rounded up', async () => {
    const log = await blockLogOf(SAMPLES['qwen-bailian']);
    expect(log).toMatchObject({ format: 'qwen-bailian', sessions: 1, agents: 1, blockCount: 'ceil', notes: [] });
    expect(log.stream.startSeconds[0]).toBe(61.114);
    expect(log.stream.blockTokens).toBe(16);
    expect(hitBlocksOf(log)).toBe(2);
  });

  test('keep the children of a request that is not in the log together', async () => {
    const log = await blockLogOf(
      linesOf(row(5, 2, [1], 0), row(6, 2, [2], 1), row(7, -1, [3], 2), row(8, 6, [4], 3), row(2, -1, [5], 4)),
    );
    expect([...log.labels.session]).toEqual([0, 0, 1, 0, 0]);
    expect(log.notes.join(' ')).toContain('2 requests go on one that is not read before them');
  });

  test('drop a row whose chat was read, unless asked to keep it', async () => {
    const twice = linesOf(row('a', null, [1]), row('a', null, [1]), row('b', 'a', [1, 2]));
    expect(await blockLogOf(twice)).toMatchObject({ duplicates: 1, sessions: 1 });
    expect(totalsOf((await blockLogOf(twice)).stream).requests).toBe(2);
    const kept = readable(await readTexts({ texts: [twice], keepDuplicates: true }));
    expect(kept).toMatchObject({ duplicates: 1, duplicatesKept: true, sessions: 1 });
  });

  test('skip rows without a name', async () => {
    const log = await blockLogOf(
      SAMPLES['qwen-bailian'] + linesOf({ ...row(1, -1, [1]), chat_id: null }, row(2, -1, [1])),
    );
    expect(log.skipped).toEqual([{ file: 0, line: 3, reason: 'The row has no chat_id' }]);
  });
});
