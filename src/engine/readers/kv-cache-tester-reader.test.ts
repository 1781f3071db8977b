import { describe, expect, test } from 'vitest';
import { totalsOf } from '../request-stream.ts';
import { GAP_CAUSE_CODES } from './log.ts';
import { blockLogOf, hitBlocksOf, readable, readTexts } from './testing/sources.ts';

const { unknown, tool, person } = GAP_CAUSE_CODES;

describe('kv-cache-tester sessions', () => {
  const row = (t: number, ids: readonly number[], more: object = {}) => ({
    t,
    type: 'n',
    in: 64 * ids.length + 5,
    out: 3,
    hash_ids: ids,
    ...more,
  });
  const session = (...requests: readonly unknown[]) => JSON.stringify({ id: 'a', block_size: 64, requests });
  const withSubAgent = session(
    row(0, [1, 2], { stop: 'tool_use', api_time: 4 }),
    {
      t: 10,
      type: 'subagent',
      agent_id: 'x',
      tool_tokens: 8,
      requests: [row(0, [9], { stop: 'tool_use' }), row(5, [9, 10])],
    },
    row(10, [1, 2, 3], { stop: 'end_turn', api_time: null }),
    row(20, [1, 2, 3, 4], { stop: 'sideways', api_time: 2 }),
    row(30, [1, 2, 3, 4]),
  );

  test('have agents, causes and ends beside their blocks', async () => {
    const log = await blockLogOf(withSubAgent);
    expect(log).toMatchObject({ format: 'kv-cache-tester', files: 1, sessions: 1, agents: 2, duplicates: 0 });
    expect(log).toMatchObject({ skippedLines: 0, blockCount: 'floor', sharesBlocksAcrossFiles: false });
    expect([...log.stream.startSeconds]).toEqual([0, 10, 10, 15, 20, 30]);
    expect([...log.labels.agent]).toEqual([0, 0, 1, 1, 0, 0]);
    expect([...log.labels.session]).toEqual([0, 0, 0, 0, 0, 0]);
    // The sub-agent's second request follows a tool; the main agent's last follows a stop that is not known.
    expect([...log.labels.cause]).toEqual([unknown, tool, unknown, tool, person, unknown]);
    expect([...log.labels.endSeconds]).toEqual([4, NaN, NaN, NaN, 22, NaN]);
    // 2 of 3, 1 of 2, 3 of 4, 4 of 4.
    expect(hitBlocksOf(log)).toBe(10);
    expect(totalsOf(log.stream)).toMatchObject({ requests: 6, blocks: 16, uniqueBlocks: 6 });
  });

  test('of two files have no block in common, and number sessions and agents on', async () => {
    const other = session(row(0, [1, 2]), row(50, [1, 2]));
    const log = await blockLogOf(withSubAgent, other.replace('"id"', '"tool_tokens":5,"system_tokens":7,"id"'));
    expect(log).toMatchObject({ sessions: 2, agents: 3, files: 2 });
    expect([...(log.recordedPrefixTokens?.tool ?? [])]).toEqual([NaN, 8, 5]);
    expect([...(log.recordedPrefixTokens?.system ?? [])]).toEqual([NaN, NaN, 7]);
    expect([...log.labels.session]).toEqual([0, 1, 0, 0, 0, 0, 0, 1]);
    expect(hitBlocksOf(log)).toBe(12);
    expect(log.notes.join(' ')).toContain('Every session numbers its own blocks');
  });

  test('that repeat another are found, whatever their names, and left out unless asked for', async () => {
    const copy = withSubAgent.replace('"a"', '"b"');
    const log = await blockLogOf(withSubAgent, copy);
    expect(log).toMatchObject({ sessions: 1, duplicates: 1, duplicatesKept: false, files: 2 });
    expect(log.notes.join(' ')).toContain('1 of 2 sessions repeat the requests of another; they are left out');
    const kept = readable(await readTexts({ texts: [withSubAgent, copy], keepDuplicates: true }));
    expect(kept).toMatchObject({ sessions: 2, duplicates: 1, duplicatesKept: true });
    const later = withSubAgent.replace('"t":30', '"t":31');
    expect(await blockLogOf(withSubAgent, later)).toMatchObject({ sessions: 2, duplicates: 0 });
    const otherIds = withSubAgent.replace('[1,2,3,4]}]', '[1,2,3,5]}]');
    expect(otherIds).not.toBe(withSubAgent);
    expect(await blockLogOf(withSubAgent, otherIds)).toMatchObject({ sessions: 2, duplicates: 0 });
  });

  test('skip an entry that is broken and keep the rest', async () => {
    const log = await blockLogOf(
      session(row(0, [1]), { t: 1 }, row(2, [1, 2], { in: 'a secret' }), row(3, [1, 2]), row(4, [1, -2]), {
        t: 5,
        type: 'subagent',
        requests: [row(0, [7]), 7, row(1, [7, 8])],
      }),
    );
    expect(totalsOf(log.stream).requests).toBe(4);
    expect(log.skippedLines).toBe(4);
    expect(log.skipped.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'Request 1: in is missing, not a number'],
      [3, 'Request 2: in is a text, not a number'],
      [5, 'Request 4: hash_ids holds -2, not only whole numbers from 0'],
      [6, 'Request 5, its request 1 is not an object'],
    ]);
  });

  test('that end early are read as far as they go', async () => {
    const whole = session(row(0, [1]), row(1, [1, 2]), row(2, [1, 2, 3]));
    const log = await blockLogOf(whole.slice(0, whole.indexOf('"t":2') + 30));
    expect(totalsOf(log.stream).requests).toBe(2);
    expect(log.skipped).toEqual([{ file: 0, line: 3, reason: 'The file ends early; what was whole of it is read' }]);
    const afterList = await blockLogOf(whole.slice(0, -1));
    expect(totalsOf(afterList.stream).requests).toBe(3);
    expect(afterList.skippedLines).toBe(1);
  });

  test('are read whole where they are laid out in another way', async () => {
    const expected = await blockLogOf(withSubAgent);
    for (const text of [
      JSON.stringify(JSON.parse(withSubAgent), null, 2),
      withSubAgent.replace('{"id"', '{"models":["]","\\"requests\\":[{"],"x":{"requests":[3]},"id"'),
      withSubAgent.replaceAll('"type":"n"', '"note":{"hash_ids":[7]},"type":"n"'),
      withSubAgent.replaceAll('"out":3', '"out":3,"said":"\\"hash_ids\\":[1]"'),
      withSubAgent.replaceAll('"hash_ids":[', '"hash_ids" : [ ').replaceAll(',2', ' ,\n2'),
    ]) {
      expect(text).not.toBe(withSubAgent);
      const log = await blockLogOf(text);
      expect(log.stream).toEqual(expected.stream);
      expect(log.labels).toEqual(expected.labels);
    }
  });

  test('with blocks of another size than the files before are skipped', async () => {
    const other = JSON.stringify({ id: 'b', block_size: 32, requests: [row(0, [1])] });
    const log = await blockLogOf(withSubAgent, other);
    expect(log).toMatchObject({ sessions: 1, skippedLines: 1 });
    expect(log.skipped[0]).toMatchObject({ file: 1, line: 1, reason: expect.stringContaining('blocks of 32 tokens') });
  });

  test('whose ids are not prefix-chained are still read', async () => {
    const log = await blockLogOf(session(row(0, [1, 2]), row(1, [3, 2])), session(row(5, [1]), row(6, [1])));
    expect(log.chaining).toMatchObject({ state: 'broken', request: 1 });
    expect(totalsOf(log.stream)).toMatchObject({ blocks: 6, uniqueBlocks: 4 });
    expect(log).toMatchObject({ sessions: 2 });
    expect(log.notes.join(' ')).toContain('do not name whole prefixes');
  });
});
