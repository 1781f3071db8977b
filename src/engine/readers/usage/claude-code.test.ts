import { describe, expect, test } from 'vitest';
import { GAP_CAUSE_CODES } from '../log.ts';
import { linesOf, readTexts, rowsOf } from './testing/read-all.ts';

/** 2026-03-01T00:00:00Z. */
const BASE = 1_772_323_200;
const at = (seconds: number): string => new Date((BASE + seconds) * 1_000).toISOString();

interface Part {
  readonly seconds: number;
  readonly id?: string;
  readonly requestId?: string;
  readonly usage?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

const USAGE = {
  input_tokens: 3,
  cache_creation_input_tokens: 500,
  cache_read_input_tokens: 9_000,
  cache_creation: { ephemeral_5m_input_tokens: 400, ephemeral_1h_input_tokens: 100 },
  output_tokens: 70,
  service_tier: 'standard',
};
const answer = ({ seconds, id = 'msg_1', requestId = 'req_1', usage = USAGE, ...fields }: Part) => ({
  type: 'assistant',
  sessionId: 's1',
  timestamp: at(seconds),
  requestId,
  isSidechain: false,
  message: { id, role: 'assistant', model: 'claude-opus-4-8', usage, content: [{ type: 'text', text: 'secret' }] },
  ...fields,
});
const prompt = ({ seconds, ...fields }: { readonly seconds: number; readonly [field: string]: unknown }) => ({
  type: 'user',
  sessionId: 's1',
  timestamp: at(seconds),
  isSidechain: false,
  message: { role: 'user', content: 'a person writes' },
  ...fields,
});
const toolResult = { message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'x' }] } };
const read = (...files: readonly (readonly unknown[])[]) =>
  readTexts({ format: 'claude-code', texts: files.map(linesOf) });

describe('a session of Claude Code', () => {
  test('begins a request with its prompt, which is the cause of the gap, and ends it with the answer', () => {
    const { log, refused } = read([
      { type: 'summary', summary: 'nothing' },
      prompt({ seconds: 0 }),
      answer({ seconds: 8 }),
      prompt({ seconds: 20, ...toolResult }),
      answer({ seconds: 25, id: 'msg_2', requestId: 'req_2' }),
      { type: 'system', timestamp: at(30), content: 'x' },
      answer({ seconds: 40, id: 'msg_3', requestId: 'req_3' }),
    ]);
    expect(refused).toEqual([]);
    expect(rowsOf(log)).toEqual([
      [BASE, 3, 9_000, 400, 100, 0, 70],
      [BASE + 20, 3, 9_000, 400, 100, 0, 70],
      [BASE + 40, 3, 9_000, 400, 100, 0, 70],
    ]);
    expect([...log.columns.endSeconds]).toEqual([BASE + 8, BASE + 25, BASE + 40]);
    const { person, tool, unknown } = GAP_CAUSE_CODES;
    expect([...log.columns.cause]).toEqual([person, tool, unknown]);
    expect(log).toMatchObject({
      models: ['claude-opus-4-8'],
      sessions: 1,
      agents: 1,
      isPerRequest: true,
      knowsSessions: true,
      duplicates: 0,
      notes: [],
    });
  });

  test('has answers in parts: the last says what was used, and a tool’s result between them is the next prompt', () => {
    const { log } = read([
      prompt({ seconds: 0 }),
      answer({ seconds: 5, usage: { ...USAGE, output_tokens: 1 } }),
      prompt({ seconds: 6, ...toolResult }),
      answer({ seconds: 7, usage: { ...USAGE, output_tokens: 90 } }),
      answer({ seconds: 30, id: 'msg_2', requestId: 'req_2' }),
    ]);
    expect(rowsOf(log).map(([start, , , , , , output]) => [start, output])).toEqual([
      [BASE, 90],
      [BASE + 6, 70],
    ]);
    expect(log.columns.endSeconds[0]).toBe(BASE + 7);
    expect(log.duplicates).toBe(0);
  });

  test('that was resumed carries a copy of what came before, which counts once and however many parts it has', () => {
    const original = [prompt({ seconds: 0 }), answer({ seconds: 5 }), answer({ seconds: 6 })];
    const resumed = [
      ...original,
      prompt({ seconds: 900 }),
      answer({ seconds: 905, id: 'msg_2', requestId: 'req_2' }),
    ].map((entry) => ({ ...entry, sessionId: 's2' }));
    const { log } = read(original, resumed);
    expect([log.columns.startSeconds.length, log.duplicates, log.sessions]).toEqual([2, 1, 2]);
    const kept = readTexts({ format: 'claude-code', texts: [original, resumed].map(linesOf), keepDuplicates: true });
    expect([kept.log.columns.startSeconds.length, kept.log.duplicates]).toEqual([3, 1]);
  });

  test('in another order counts the same', () => {
    const original = [prompt({ seconds: 0 }), answer({ seconds: 5 })];
    const copy = original.map((entry) => ({ ...entry, sessionId: 's2' }));
    expect(rowsOf(read(copy, original).log)).toEqual(rowsOf(read(original, copy).log));
  });

  test.each([
    ['parent first', false],
    ['sidechain first', true],
  ])('drops a sidechain’s replay of a parent’s message under another request id: %s', (_, isReversed) => {
    const parent = [prompt({ seconds: 0 }), answer({ seconds: 5 })];
    const sidechain = [
      answer({
        seconds: 6,
        requestId: 'req_other',
        isSidechain: true,
        agentId: 'a1',
        usage: { ...USAGE, input_tokens: 99 },
      }),
      prompt({ seconds: 7, isSidechain: true, agentId: 'a1' }),
      answer({ seconds: 9, id: 'msg_own', requestId: 'req_9', isSidechain: true, agentId: 'a1' }),
    ];
    const { log } = isReversed ? read(sidechain, parent) : read(parent, sidechain);
    expect(rowsOf(log).map(([start, input]) => [start, input])).toEqual([
      [BASE, 3],
      [BASE + 7, 3],
    ]);
    expect([...log.columns.agent]).toEqual([0, 1]);
    expect([log.duplicates, log.agents, log.sessions]).toEqual([1, 2, 1]);
  });

  test('may meet an id again: other sessions’ without request ids, and other requests’ of the main agent, are others', () => {
    const bare = (session: string, seconds: number) => {
      const { requestId: _none, ...entry } = answer({ seconds });
      return { ...entry, sessionId: session };
    };
    expect(read([bare('s1', 1), bare('s1', 2), bare('s2', 3)]).log.columns.startSeconds.length).toBe(2);
    expect(read([answer({ seconds: 1 }), answer({ seconds: 2, requestId: 'req_2' })]).log.columns.agent.length).toBe(2);
  });

  test('of an old version tells sidechains of one file apart by their parents, and says what it cost', () => {
    const side = (seconds: number, uuid: string, parentUuid: string | null) =>
      answer({ seconds, id: uuid, requestId: uuid, isSidechain: true, uuid, parentUuid, costUSD: 0.25 });
    const { log } = read([side(1, 'a', null), side(2, 'b', null), side(3, 'a2', 'a'), side(4, 'b2', 'b')]);
    expect([...log.columns.agent]).toEqual([0, 1, 0, 1]);
    expect([...log.columns.reportedUsd]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  test.each([[{}], [{ cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 } }]])(
    'without a split keeps writes apart and says what that means for the cost: %j',
    (split) => {
      const { cache_creation: _split, ...flat } = USAGE;
      const { log } = read([answer({ seconds: 0, usage: { ...flat, ...split } })]);
      expect(rowsOf(log)).toEqual([[BASE, 3, 9_000, 0, 0, 500, 70]]);
      expect(log.notes).toEqual([expect.stringContaining('For 500 tokens written')]);
      expect(log.notes[0]).toContain('37.5 %');
    },
  );

  test('says which sub-agents’ files are missing', () => {
    const progress = {
      type: 'progress',
      sessionId: 's1',
      timestamp: at(3),
      data: { type: 'agent_progress', agentId: 'a7' },
    };
    expect(read([answer({ seconds: 1 }), progress, progress]).log.notes).toEqual([
      '1 sub-agents are mentioned whose own files are not among those read: their tokens are missing.',
    ]);
    const own = answer({ seconds: 2, id: 'm7', requestId: 'r7', isSidechain: true, agentId: 'a7' });
    expect(read([answer({ seconds: 1 }), progress], [own]).log.notes).toEqual([]);
  });

  test('has sidechains that only tools speak to, and prompts that Claude Code put in, which nobody wrote', () => {
    const aside = { isSidechain: true, agentId: 'a1' };
    const { log } = read([
      prompt({ seconds: 0, ...aside }),
      answer({ seconds: 1, id: 'm1', requestId: 'r1', ...aside }),
      prompt({ seconds: 2, ...toolResult }),
      prompt({ seconds: 3, isMeta: true }),
      prompt({ seconds: 4, isCompactSummary: true }),
      answer({ seconds: 5, id: 'm2', requestId: 'r2' }),
    ]);
    expect([...log.columns.cause]).toEqual([GAP_CAUSE_CODES.tool, GAP_CAUSE_CODES.tool]);
    expect([...log.columns.startSeconds]).toEqual([BASE, BASE + 2]);
  });

  test('leaves out what Claude Code wrote itself', () => {
    const { log, refused } = read([
      answer({ seconds: 0, message: { id: 'x', model: '<synthetic>', usage: { input_tokens: 0, output_tokens: 0 } } }),
      answer({ seconds: 1 }),
    ]);
    expect([log.columns.startSeconds.length, refused.length]).toEqual([1, 0]);
  });

  test.each([
    ['{"type":"assistant","mess', 'it is not JSON'],
    ['[]', 'it is not an object'],
    [JSON.stringify({ type: 'assistant', timestamp: at(0) }), 'it holds no message'],
    [JSON.stringify({ type: 'assistant', timestamp: at(0), message: {} }), 'an answer without usage'],
    [JSON.stringify({ ...answer({ seconds: 0 }), timestamp: 'yesterday' }), 'timestamp is not a time'],
    [JSON.stringify(answer({ seconds: 0, usage: { ...USAGE, input_tokens: -1 } })), 'input_tokens is -1'],
    [
      JSON.stringify(answer({ seconds: 0, usage: { input_tokens: 'a secret', output_tokens: 1 } })),
      'input_tokens is a text',
    ],
    [JSON.stringify(answer({ seconds: 0, usage: { input_tokens: 0, output_tokens: 0 } })), 'it has no tokens'],
    [
      JSON.stringify(answer({ seconds: 0, usage: { ...USAGE, cache_creation_input_tokens: 7 } })),
      'its split comes to 500',
    ],
  ])('skips a line that is not one, and says why without its text: %s', (line, reason) => {
    const { log, refused } = readTexts({
      format: 'claude-code',
      texts: [`${line}\n${JSON.stringify(answer({ seconds: 1, id: 'msg_9', requestId: 'req_9' }))}`],
    });
    expect(log.columns.startSeconds.length).toBe(1);
    expect(refused).toEqual([{ file: 0, line: 1, reason: expect.stringContaining(reason) as string }]);
    expect(refused[0]?.reason).not.toContain('secret');
  });

  test('without any answer is refused', () => {
    expect(() => read([prompt({ seconds: 0 })])).toThrow('No request of the format claude-code was found');
  });
});
