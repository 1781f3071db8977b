import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idleGaps } from './idle-gaps.ts';
import { reuseTable } from './reuse-table.ts';
import { sessionTable } from './session-table.ts';
import { logCases } from './testing/random-logs.ts';
import { blockLogOf, lengthLogOf, usageLogOf } from './testing/small-logs.ts';
import { summaryOf } from './trace-summary.ts';

/** Two sessions. The first pauses for 400 s and for 2,000 s, the second for 500 s; a sub-agent sends A only. */
const LOG = blockLogOf({
  requests: [
    { startSeconds: 0, blocks: 'AB' },
    { startSeconds: 50, blocks: 'XYZ', session: 1, agent: 1 },
    { startSeconds: 400, blocks: 'ABC' },
    { startSeconds: 550, blocks: 'XYZ', session: 1, agent: 1 },
    { startSeconds: 1_000, blocks: 'A', session: 1, agent: 2 },
    { startSeconds: 2_400, blocks: 'ABC' },
  ],
});

describe('idle gaps', () => {
  test('by hand', () => {
    const found = idleGaps({ log: LOG, windowSeconds: 300 });
    // AB again after 400 s, XYZ after 500 s, ABC after 2,000 s; A, which the sub-agent finds expired, has no gap of its own.
    expect(found).toMatchObject({ basis: 'exact', gaps: 3, againTokens: 90, otherAgainTokens: 10 });
    expect(found.dearest.map(({ session, gapSeconds, againTokens }) => [session, gapSeconds, againTokens])).toEqual([
      [1, 500, 30],
      [0, 2_000, 30],
      [0, 400, 20],
    ]);
    expect(found.buckets.filter(({ gaps }) => gaps > 0)).toEqual([
      { aboveSeconds: 300, upToSeconds: 600, gaps: 2, againTokens: 50 },
      { aboveSeconds: 1_800, upToSeconds: 3_600, gaps: 1, againTokens: 30 },
    ]);
    expect(found.sessions).toEqual([
      { session: 0, gaps: 2, againTokens: 50 },
      { session: 1, gaps: 1, againTokens: 30 },
    ]);
  });

  test('of usage stand beside what was written', () => {
    const log = usageLogOf({
      rows: [
        { startSeconds: 0, cacheWrite5mTokens: 100 },
        { startSeconds: 400, cacheWrite5mTokens: 110, cacheWriteOtherTokens: 5 },
      ],
    });
    expect(idleGaps({ log, windowSeconds: 300 }).dearest).toMatchObject([
      { againTokens: 100, observedWriteTokens: 115 },
    ]);
  });

  test('are what tables of reuse and of sessions say', () => {
    fc.assert(
      fc.property(logCases, fc.constantFrom(0, 1, 4, 20), ({ log }, windowSeconds) => {
        const found = idleGaps({ log, windowSeconds });
        const table = reuseTable({ log, windowsSeconds: [windowSeconds], thresholds: [] });
        expect(found.againTokens).toBe(table.windows[0]?.againTokens[0]);
        const inBuckets = found.buckets.reduce((sum, { againTokens }) => sum + againTokens, 0);
        expect(inBuckets + found.otherAgainTokens).toBe(found.againTokens);
        expect(found.buckets.reduce((sum, { gaps }) => sum + gaps, 0)).toBe(found.gaps);
        const inSessions = found.sessions.reduce((sum, { againTokens }) => sum + againTokens, 0);
        expect(inSessions + found.otherSessions.againTokens).toBe(inBuckets);

        const sessions = sessionTable({ log, windowSeconds });
        const summary = summaryOf(log);
        const sum = (valueOf: (row: NonNullable<typeof sessions>['rows'][number]) => number) =>
          (sessions?.rows ?? []).reduce((total, row) => total + valueOf(row), 0);
        expect(sum(({ requests }) => requests)).toBe(summary.requests);
        expect(sum(({ promptTokens }) => promptTokens)).toBe(summary.promptTokens);
        expect(sum(({ agents }) => agents)).toBe(summary.agents);
        expect(sum(({ againTokens }) => againTokens)).toBe(found.againTokens);
      }),
      { numRuns: 100 },
    );
  });

  test('are none where agents are not known', () => {
    const log = lengthLogOf([{ startSeconds: 0, inputTokens: 5, outputTokens: 1 }]);
    expect(idleGaps({ log, windowSeconds: 300 })).toMatchObject({ basis: 'none', gaps: 0, againTokens: 0 });
    expect(sessionTable({ log, windowSeconds: 300 })).toBeNull();
    expect(() => idleGaps({ log, windowSeconds: Infinity })).toThrow(RangeError);
  });
});

describe('a table of sessions', () => {
  test('by hand', () => {
    expect(sessionTable({ log: LOG, windowSeconds: 300 })).toEqual({
      basis: 'exact',
      windowSeconds: 300,
      rows: [
        {
          session: 0,
          startSeconds: 0,
          spanSeconds: 2_400,
          requests: 3,
          agents: 1,
          promptTokens: 80,
          outputTokens: 0,
          unlimitedRatio: 50 / 80,
          windowRatio: 0,
          againTokens: 50,
          longestGapSeconds: 2_000,
        },
        {
          session: 1,
          startSeconds: 50,
          spanSeconds: 950,
          requests: 3,
          agents: 2,
          promptTokens: 70,
          outputTokens: 0,
          unlimitedRatio: 40 / 70,
          windowRatio: 0,
          againTokens: 40,
          longestGapSeconds: 500,
        },
      ],
      others: null,
    });
  });

  test('lists 500 and adds up the others', () => {
    const requests = Array.from({ length: 502 }, (_, session) => ({
      startSeconds: session,
      blocks: [session, session + 1_000].slice(0, session < 2 ? 1 : 2),
      session,
    }));
    const table = sessionTable({ log: blockLogOf({ requests }), windowSeconds: 300 });
    expect(table?.rows).toHaveLength(500);
    expect(table?.others).toEqual({
      sessions: 2,
      requests: 2,
      agents: 2,
      promptTokens: 20,
      outputTokens: 0,
      unlimitedRatio: 0,
      windowRatio: 0,
      againTokens: 0,
      longestGapSeconds: null,
    });
  });
});
