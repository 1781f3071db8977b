import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { replay } from '../replay.ts';
import { beginsInSlots, sessionsStream } from './arrange-sessions.ts';
import { readCodingSession } from './coding-session.ts';
import { streamInSlots } from './log-in-slots.ts';
import { blockLogOf } from './testing/sources.ts';

const REQUEST = fc.record({
  t: fc.nat({ max: 6 }),
  blocks: fc.nat({ max: 5 }),
  api_time: fc.option(fc.nat({ max: 9 })),
  fork: fc.boolean(),
});
const SESSION = fc.array(REQUEST, { minLength: 1, maxLength: 6 });

/** A session whose prompts go on one chain of blocks, or leave it for one of their own. */
function sessionOf(
  requests: readonly { t: number; blocks: number; api_time: number | null; fork: boolean }[],
  id: number,
  isChained: boolean,
) {
  return {
    id: `s${id}`,
    block_size: 64,
    requests: requests.map(({ t, blocks, api_time, fork }, index) => ({
      t,
      in: 64 * blocks + 1,
      out: id,
      api_time,
      hash_ids: Array.from({ length: blocks }, (_, depth) =>
        fork && depth > 1 ? (isChained ? 100 * (index + 1) + depth : 7 - depth) : depth,
      ),
    })),
  };
}

test('a log in slots is the sessions in slots', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(SESSION, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      async (list, slots, isChained) => {
        const json = list.map((requests, index) => sessionOf(requests, index, isChained));
        const log = await blockLogOf(...json.map((session) => JSON.stringify(session)));
        const sessions = json.map((session) => readCodingSession(session));
        const { stream: expected } = sessionsStream({ sessions, beginSeconds: beginsInSlots({ sessions, slots }) });
        const stream = streamInSlots({ log, slots });
        expect(stream.form).toBe(expected.form);
        for (const column of ['startSeconds', 'inputTokens', 'outputTokens'] as const)
          expect(stream[column]).toEqual(expected[column]);
        const questions = { windowsSeconds: [3, Infinity], capacitiesBlocks: [2, 5, Infinity] };
        expect(replay({ stream, ...questions })).toEqual(replay({ stream: expected, ...questions }));
      },
    ),
    { numRuns: 150 },
  );
});

test('slots are whole and above 0', async () => {
  const log = await blockLogOf(JSON.stringify(sessionOf([{ t: 0, blocks: 1, api_time: 1, fork: false }], 0, true)));
  for (const slots of [0, -1, 1.5, NaN]) expect(() => streamInSlots({ log, slots })).toThrow(RangeError);
  expect(streamInSlots({ log, slots: 3 })).toEqual(log.stream);
});
