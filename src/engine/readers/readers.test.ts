import { describe, expect, test } from 'vitest';
import { cellOf, sumGrids } from '../hit-grid.ts';
import { replay } from '../replay.ts';
import { sumTotals, totalsOf } from '../request-stream.ts';
import { streamOfLetters } from '../testing/random-requests.ts';
import { beginsInSlots, sessionsStream } from './arrange-sessions.ts';
import { readCodingSession } from './coding-session.ts';
import { LogError } from './json-fields.ts';
import { mooncakeStream, parseMooncake } from './mooncake.ts';

const MOONCAKE = `{"timestamp": 0, "input_length": 1100, "output_length": 5, "hash_ids": [0, 1, 2]}

{"timestamp": 61500, "input_length": 1500, "output_length": 7, "hash_ids": [0, 1, 3]}
`;

describe('a Mooncake trace', () => {
  test('is read line by line, milliseconds as seconds', () => {
    const rows = parseMooncake(MOONCAKE);
    expect(rows[1]).toEqual({ startSeconds: 61.5, inputTokens: 1_500, outputTokens: 7, blockIds: [0, 1, 3] });
    const { stream, chaining } = mooncakeStream({ rows });
    expect(chaining.state).toBe('chained');
    expect(totalsOf(stream)).toMatchObject({ blocks: 6, fullBlocks: 4, uniqueBlocks: 4, inputTokens: 2_600 });
    expect([...replay({ stream, windowsSeconds: [61, 61.5] }).grid.hitTokens]).toEqual([0, 1_024]);
  });

  test.each([
    ['{"timestamp": 0}', 'Line 1: input_length is missing, not a number'],
    [`${MOONCAKE}nonsense`, 'Line 4 is not JSON'],
    ['[1]', 'Line 1 is not an object'],
    [
      '{"timestamp": 0, "input_length": 9, "output_length": 1, "hash_ids": "0"}',
      'Line 1: hash_ids is a text, not a list',
    ],
    ['{"timestamp": 0, "input_length": 9, "output_length": 1, "hash_ids": [null]}', 'hash_ids holds null'],
    ['\n', 'The text holds no request'],
  ])('that is broken says where: %j', (text, message) => {
    expect(() => parseMooncake(text)).toThrow(LogError);
    expect(() => parseMooncake(text)).toThrow(message);
  });

  test('read with the wrong size of block is refused', () => {
    expect(() => mooncakeStream({ rows: parseMooncake(MOONCAKE), blockTokens: 1_024 })).toThrow('at most 2');
  });
});

/** A main agent at 0, 10 and 20 s; a sub-agent from 10 s on, whose first request ties with the main agent's second. */
const SESSION = {
  id: 'tiny',
  block_size: 64,
  requests: [
    { t: 0, type: 'n', in: 130, out: 3, hash_ids: [1, 2], api_time: 4 },
    {
      t: 10,
      type: 'subagent',
      agent_id: 'agent_001',
      requests: [
        { t: 0, type: 'n', in: 64, out: 2, hash_ids: [9], api_time: 1 },
        { t: 5, type: 'n', in: 128, out: 2, hash_ids: [9, 10], api_time: 40 },
      ],
    },
    { t: 10, type: 's', in: 200, out: 3, hash_ids: [1, 2, 3] },
    { t: 20, type: 's', in: 200, out: 3, hash_ids: [1, 2, 3], api_time: null },
  ],
};

describe('a coding session', () => {
  test('is its requests in order of time, ties to the main agent', () => {
    const { rows, blockTokens, subAgents } = readCodingSession(SESSION);
    expect([blockTokens, subAgents]).toEqual([64, 1]);
    expect(rows.map(({ startSeconds, endSeconds, blockIds }) => [startSeconds, endSeconds, blockIds.length])).toEqual([
      [0, 4, 2],
      [10, 10, 3],
      [10, 11, 1],
      [15, 55, 2],
      [20, 20, 3],
    ]);
    const { stream } = sessionsStream({ sessions: [readCodingSession(SESSION)] });
    // 2 of 3, 0, 1 of 2, 3 of 3: the third block was first met at 10 s.
    const { grid, totals } = replay({ stream, windowsSeconds: [5, 10, Infinity] });
    expect([...grid.hitBlocks]).toEqual([1, 6, 6]);
    expect(totals.uniqueBlocks).toBe(5);
  });

  test.each([
    [{ ...SESSION, requests: undefined }, 'The session: requests is missing, not a list'],
    [{ ...SESSION, requests: [] }, 'The session holds no request'],
    [{ ...SESSION, block_size: '64' }, 'The session: block_size is a text, not a number'],
    [{ ...SESSION, block_size: 0 }, 'The session: block_size is 0, not a whole number above 0'],
    [{ ...SESSION, requests: [{ t: 0, in: 1, out: 1 }] }, 'Request 0: hash_ids is missing'],
    [
      { ...SESSION, requests: [{ t: 0, in: 64, out: 1, hash_ids: [1, 2] }] },
      'Request 0 has 2 blocks of 64 tokens; its 64 input tokens fill at most 1',
    ],
    [
      { ...SESSION, requests: [{ t: 0, in: 9, out: 1, hash_ids: [], api_time: -1 }] },
      'Request 0: api_time is -1, below 0',
    ],
    [
      { ...SESSION, requests: [{ t: 0, type: 'subagent', requests: [7] }] },
      'Request 0, its request 0 is not an object',
    ],
    [7, 'The file is not an object'],
  ])('that is broken says where', (json, message) => {
    expect(() => readCodingSession(json)).toThrow(LogError);
    expect(() => readCodingSession(json)).toThrow(message);
  });
});

describe('sessions in slots', () => {
  const session = readCodingSession(SESSION);

  test('begin when the last response of the one before has ended', () => {
    expect(beginsInSlots({ sessions: [session, session, session, session, session], slots: 2 })).toEqual([
      0, 0, 55, 55, 110,
    ]);
    expect(() => beginsInSlots({ sessions: [session], slots: 0 })).toThrow('0 slots');
  });

  test('share a cache and no block', () => {
    const { stream, chaining } = sessionsStream({ sessions: [session, session], beginSeconds: [0, 3] });
    expect(chaining.state).toBe('chained');
    const { grid, totals } = replay({ stream, capacitiesBlocks: [5, 10] });
    expect(totals).toMatchObject({ requests: 10, uniqueBlocks: 10 });
    expect(grid.hitBlocks[1]).toBe(12);
    expect(grid.hitBlocks[0]).toBeLessThan(12);
  });

  test('with a cache each find together what they find in one without limits', () => {
    const other = { ...session, rows: session.rows.slice(0, 3) };
    const questions = { windowsSeconds: [5, Infinity], capacitiesBlocks: [2, Infinity] };
    const alone = [session, other].map((one) =>
      replay({ stream: sessionsStream({ sessions: [one] }).stream, ...questions }),
    );
    const together = replay({ stream: sessionsStream({ sessions: [session, other] }).stream, ...questions });
    expect(sumTotals(alone.map(({ totals }) => totals))).toEqual(together.totals);
    const sum = sumGrids(alone.map(({ grid }) => grid));
    for (const windowSeconds of questions.windowsSeconds) {
      const at = { windowSeconds, capacityBlocks: Infinity };
      expect(cellOf({ grid: sum, ...at })).toEqual(cellOf({ grid: together.grid, ...at }));
    }
    // Two blocks for each find more than two blocks for both.
    expect(sum.hitBlocks[2]).toBeGreaterThan(together.grid.hitBlocks[2] ?? 0);
    expect(() => sumGrids([sum, replay({ stream: streamOfLetters('A') }).grid])).toThrow(RangeError);
    expect(() => sumGrids([])).toThrow(RangeError);
  });

  test('with blocks of another size are refused', () => {
    const other = { ...session, blockTokens: 16 };
    expect(() => sessionsStream({ sessions: [session, other] })).toThrow('tiny has blocks of 16 tokens, not 64');
  });
});
