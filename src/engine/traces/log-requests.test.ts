import { describe, expect, test } from 'vitest';
import { requestsOf } from './log-requests.ts';
import { blockLogOf, lengthLogOf, usageLogOf } from './testing/small-logs.ts';

describe('the requests of a log', () => {
  test('of blocks follow each other within an agent', () => {
    const log = blockLogOf({
      requests: [
        { startSeconds: 0, blocks: 'AB', agent: 0 },
        { startSeconds: 4, blocks: 'X', agent: 1 },
        { startSeconds: 10, blocks: 'ABC', agent: 0 },
      ],
    });
    const { knowsAgents, previous, gapSeconds, promptTokens } = requestsOf(log);
    expect([knowsAgents, [...previous], [...gapSeconds], [...promptTokens]]).toEqual([
      true,
      [-1, -1, 0],
      [NaN, NaN, 10],
      [20, 10, 30],
    ]);
  });

  test('of usage follow each other within an agent and model, and prompts are all classes together', () => {
    const log = usageLogOf({
      models: ['large', 'small'],
      rows: [
        { startSeconds: 0, inputTokens: 5, cacheWrite5mTokens: 95 },
        { startSeconds: 1, inputTokens: 7, model: 1 },
        { startSeconds: 9, cacheReadTokens: 100, cacheWrite1hTokens: 20, cacheWriteOtherTokens: 3 },
        { startSeconds: 12, inputTokens: 1, cacheReadTokens: NaN, model: 1 },
      ],
    });
    const { previous, gapSeconds, promptTokens } = requestsOf(log);
    expect([[...previous], [...gapSeconds], [...promptTokens]]).toEqual([
      [-1, -1, 0, 1],
      [NaN, NaN, 9, 11],
      [100, 7, 123, 1],
    ]);
  });

  test.each([
    ['of lengths', lengthLogOf([{ startSeconds: 0, inputTokens: 5, outputTokens: 1 }])],
    ['of a report', usageLogOf({ rows: [{ startSeconds: 0, inputTokens: 5, requests: 3 }], isPerRequest: false })],
    ['of usage without sessions', usageLogOf({ rows: [{ startSeconds: 0, inputTokens: 5 }], knowsSessions: false })],
    [
      'of ids that are not chained, so that nothing tells sessions apart',
      blockLogOf({
        requests: [
          { startSeconds: 0, blocks: 'AB' },
          { startSeconds: 1, blocks: 'BA' },
        ],
      }),
    ],
  ])('%s know no agents', (_, log) => {
    const { knowsAgents, previous } = requestsOf(log);
    expect(knowsAgents).toBe(false);
    expect(previous.every((before) => before === -1)).toBe(true);
  });
});
