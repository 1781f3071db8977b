import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { requestsOf } from './log-requests.ts';
import { pingTable } from './ping-table.ts';
import { logCases } from './testing/random-logs.ts';
import { blockLogOf, lengthLogOf } from './testing/small-logs.ts';

test('a ping reads what nothing has followed so far; the last request is followed by nothing', () => {
  const log = blockLogOf({
    requests: [
      { startSeconds: 0, blocks: 'A' },
      { startSeconds: 100, blocks: 'AB' },
    ],
  });
  expect(pingTable({ log, gapsSeconds: [100, 60] })).toEqual([
    { gapSeconds: 100, requests: 1, promptTokens: 20 },
    { gapSeconds: 60, requests: 2, promptTokens: 30 },
  ]);
});

test('is the sum over requests, one by one', () => {
  const gapsSeconds = [0, 1, 4, 5, 100];
  fc.assert(
    fc.property(logCases, ({ log }) => {
      const { rows, promptTokens, previous, startSeconds } = requestsOf(log);
      const naive = gapsSeconds.map((gapSeconds) => {
        let [requests, tokens] = [0, 0];
        for (let row = 0; row < rows; row++) {
          const next = previous.indexOf(row);
          const gap = next < 0 ? Infinity : (startSeconds[next] ?? 0) - (startSeconds[row] ?? 0);
          if (gap <= gapSeconds) continue;
          requests++;
          tokens += promptTokens[row] ?? 0;
        }
        return { gapSeconds, requests, promptTokens: tokens };
      });
      expect(pingTable({ log, gapsSeconds })).toEqual(naive);
    }),
  );
});

test('is not for logs without agents, nor for endless waits', () => {
  expect(pingTable({ log: lengthLogOf([]), gapsSeconds: [1] })).toBeNull();
  expect(() => pingTable({ log: lengthLogOf([]), gapsSeconds: [Infinity] })).toThrow(RangeError);
});
