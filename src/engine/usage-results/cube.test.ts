import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CUBE_COLUMNS } from '../readers/usage/cube.ts';
import { readTexts } from '../readers/usage/testing/read-all.ts';
import { logOf, requestLogs } from '../testing/usage-logs.ts';
import { cubeOf, GAP_EDGES_SECONDS, gapFromSecondsOf, hitRateAtEdge } from './cube.ts';
import { hitRatioAtLife, lifeCurveOf } from './life-curve.ts';
import { chainOf } from './request-chain.ts';
import { usageTotals } from './totals.ts';

const cubeIn = (rows: Parameters<typeof logOf>[0]) => {
  const { columns, models } = logOf(rows);
  return cubeOf({ columns, chain: chainOf(columns), models });
};

describe('a cube', () => {
  test.each([
    [0, 0],
    [30, 0],
    [30.001, 30],
    [300, 60],
    [300.1, 300],
    [86_400, 14_400],
    [1e9, 86_400],
  ])('has a gap of %d s in the bucket from %d s', (gap, from) => {
    expect(gapFromSecondsOf(gap)).toBe(from);
  });

  test('sums requests by model, day and bucket', () => {
    const cells = cubeIn([
      { startSeconds: 86_000, inputTokens: 100, reportedUsd: 0.5 },
      { startSeconds: 86_060, inputTokens: 20, cacheReadTokens: 100, cacheWrite5mTokens: 5 },
      { startSeconds: 86_100, inputTokens: 30, cacheReadTokens: 120, cacheWrite1hTokens: 5, reportedUsd: 0.25 },
      { startSeconds: 86_450, inputTokens: 10, cacheWriteOtherTokens: 100 },
    ]);
    const cell = { model: 'm', day: '1970-01-01', requests: 1, outputTokens: 1, reportedUsd: null };
    expect(cells).toEqual([
      {
        ...cell,
        gapFromSeconds: null,
        inputTokens: 100,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        reusableTokens: 0,
        reportedUsd: 0.5,
      },
      {
        ...cell,
        gapFromSeconds: 30,
        requests: 2,
        inputTokens: 50,
        cacheReadTokens: 220,
        cacheWriteTokens: 10,
        outputTokens: 2,
        reusableTokens: 225,
        reportedUsd: 0.25,
      },
      {
        ...cell,
        day: '1970-01-02',
        gapFromSeconds: 300,
        inputTokens: 10,
        cacheReadTokens: 0,
        cacheWriteTokens: 100,
        reusableTokens: 110,
      },
    ]);
  });

  test('gives the hit rates that the rows give, at every edge', () => {
    fc.assert(
      fc.property(requestLogs, (rows) => {
        const { columns } = logOf(rows);
        const curve = lifeCurveOf({ columns, chain: chainOf(columns) });
        const direct = [...GAP_EDGES_SECONDS, Infinity].map((lifeSeconds) => ({
          lifeSeconds,
          hitRatio: hitRatioAtLife({ curve, lifeSeconds }),
        }));
        expect(hitRateAtEdge(cubeIn(rows))).toEqual(direct);
      }),
    );
  });

  test('written as CSV is read as it was, and comes to the same totals', () => {
    fc.assert(
      fc.property(requestLogs, (rows) => {
        const cells = cubeIn(rows);
        const text = [
          CUBE_COLUMNS.join(','),
          ...cells.map((cell) =>
            [
              cell.model,
              cell.day,
              cell.gapFromSeconds ?? '',
              cell.requests,
              cell.inputTokens,
              cell.cacheReadTokens,
              cell.cacheWriteTokens,
              cell.outputTokens,
              cell.reusableTokens,
              cell.reportedUsd ?? '',
            ].join(','),
          ),
        ].join('\n');
        const { log, refused } = readTexts({ format: 'cube', texts: [text] });
        expect(refused).toEqual([]);
        expect(log.cells).toEqual(cells);
        const totals = usageTotals(log.columns);
        const expected = usageTotals(logOf(rows).columns);
        for (const field of ['requests', 'promptTokens', 'cacheReadTokens', 'outputTokens'] as const)
          expect(totals[field]).toBe(expected[field]);
      }),
    );
  });

  test.each([
    ['m,2026-03-01,60,1,100,0,0,1,101,', 'its reusable tokens are more than those of its prompts'],
    ['m,2026-03-01,,1,100,0,0,1,50,', 'it has reusable tokens, but no request before it'],
    ['m,2026-03-01T05:00,60,1,100,0,0,1,50,', 'day is not a day'],
    ['m,2026-03-01,60,,100,0,0,1,50,', 'requests is missing'],
    ['m,2026-03-01,60,1,100,-1,0,1,50,', 'cache_read_tokens is not a whole number'],
  ])('skips a cell that cannot be: %s', (row, reason) => {
    const good = 'm,2026-03-02,60,1,100,0,0,1,100,';
    const { log, refused } = readTexts({
      format: 'cube',
      texts: [[CUBE_COLUMNS.join(','), row, good, good].join('\n')],
    });
    expect(refused).toEqual([{ file: 0, line: 2, reason: expect.stringContaining(reason) as string }]);
    expect([log.cells?.length, log.duplicates]).toEqual([1, 1]);
  });

  test('without all of its columns is refused', () => {
    expect(() => readTexts({ format: 'cube', texts: ['model,day\nm,2026-03-01'] })).toThrow('No request');
  });
});
