import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naiveHits } from '../testing/naive-cache.ts';
import { BLOCK_TOKENS } from '../testing/random-requests.ts';
import { reuseTable } from './reuse-table.ts';
import { logCases } from './testing/random-logs.ts';
import { blockLogOf, lengthLogOf, usageLogOf } from './testing/small-logs.ts';
import { summaryOf } from './trace-summary.ts';

describe('a table of reuse', () => {
  test('of blocks, by hand', () => {
    const log = blockLogOf({
      requests: [
        { startSeconds: 0, blocks: 'AB', outputTokens: 3 },
        { startSeconds: 400, blocks: 'ABC', inputTokens: 35, outputTokens: 4 },
      ],
    });
    expect(reuseTable({ log, windowsSeconds: [300, Infinity], thresholds: [] })).toEqual({
      basis: 'exact',
      isCutByLength: true,
      buckets: [
        {
          fromTokens: 0,
          toTokens: Infinity,
          requests: 2,
          promptTokens: 55,
          outputTokens: 7,
          firstTokens: 35,
          observed: null,
        },
      ],
      windows: [
        { windowSeconds: 300, readTokens: [0], againTokens: [20] },
        { windowSeconds: Infinity, readTokens: [20], againTokens: [0] },
      ],
    });
  });

  test('puts a prompt at a threshold where its comparison says', () => {
    const log = lengthLogOf([19, 20, 21].map((inputTokens) => ({ startSeconds: 0, inputTokens, outputTokens: 0 })));
    const counts = (comparison: 'gt' | 'gte') =>
      reuseTable({ log, windowsSeconds: [], thresholds: [{ thresholdTokens: 20, comparison }] }).buckets.map(
        ({ fromTokens, requests }) => [fromTokens, requests],
      );
    expect(counts('gt')).toEqual([
      [0, 2],
      [21, 1],
    ]);
    expect(counts('gte')).toEqual([
      [0, 1],
      [20, 2],
    ]);
  });

  test('of usage is inferred from the prompt before, beside what was observed', () => {
    const log = usageLogOf({
      rows: [
        { startSeconds: 0, cacheWrite5mTokens: 100 },
        { startSeconds: 60, cacheReadTokens: 90, inputTokens: 60 },
        { startSeconds: 90, inputTokens: 40, cacheReadTokens: NaN },
      ],
    });
    const { basis, buckets, windows } = reuseTable({
      log,
      windowsSeconds: [59, 60],
      thresholds: [{ thresholdTokens: 100, comparison: 'gt' }],
    });
    expect(basis).toBe('inferred');
    expect(windows).toEqual([
      { windowSeconds: 59, readTokens: [40, 0], againTokens: [0, 100] },
      { windowSeconds: 60, readTokens: [40, 100], againTokens: [0, 0] },
    ]);
    expect(buckets.map(({ observed }) => observed)).toEqual([
      {
        inputTokens: 40,
        cacheReadTokens: 0,
        untoldReads: 1,
        cacheWrite5mTokens: 100,
        cacheWrite1hTokens: 0,
        cacheWriteOtherTokens: 0,
      },
      {
        inputTokens: 60,
        cacheReadTokens: 90,
        untoldReads: 0,
        cacheWrite5mTokens: 0,
        cacheWrite1hTokens: 0,
        cacheWriteOtherTokens: 0,
      },
    ]);
  });

  test('of a report is not cut by length, and nothing in it is read', () => {
    const log = usageLogOf({ rows: [{ startSeconds: 0, inputTokens: 500, requests: 9 }], isPerRequest: false });
    const table = reuseTable({
      log,
      windowsSeconds: [Infinity],
      thresholds: [{ thresholdTokens: 100, comparison: 'gt' }],
    });
    expect(table).toMatchObject({
      basis: 'none',
      isCutByLength: false,
      buckets: [{ requests: 9, promptTokens: 500, firstTokens: 500 }],
      windows: [{ readTokens: [0] }],
    });
  });

  test('equals the slow cache, keeps every token, and reads more the longer the window', () => {
    const windowsSeconds = [0, 2, 7, 60];
    fc.assert(
      fc.property(logCases, ({ log, requests }) => {
        const thresholds = [
          { thresholdTokens: 15, comparison: 'gt' as const },
          { thresholdTokens: 60, comparison: 'gte' as const },
        ];
        const { buckets, windows } = reuseTable({ log, windowsSeconds, thresholds });
        const summary = summaryOf(log);
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        expect(sum(buckets.map((bucket) => bucket.requests))).toBe(summary.requests);
        expect(sum(buckets.map(({ promptTokens }) => promptTokens))).toBe(summary.promptTokens);
        expect(sum(buckets.map(({ outputTokens }) => outputTokens))).toBe(summary.outputTokens);
        for (const [window, { windowSeconds, readTokens, againTokens }] of windows.entries()) {
          const hits = naiveHits({ requests, windowSeconds, capacityBlocks: Infinity, order: 'leaf-first' });
          for (const [bucket, { fromTokens, toTokens, promptTokens, firstTokens }] of buckets.entries()) {
            const own = requests.map(({ inputTokens }, row) =>
              inputTokens >= fromTokens && inputTokens < toTokens
                ? Math.min((hits[row] ?? 0) * BLOCK_TOKENS, inputTokens)
                : 0,
            );
            expect(readTokens[bucket]).toBe(sum(own));
            expect((readTokens[bucket] ?? NaN) + (againTokens[bucket] ?? NaN) + firstTokens).toBe(promptTokens);
            expect(readTokens[bucket]).toBeGreaterThanOrEqual(windows[window - 1]?.readTokens[bucket] ?? 0);
            expect(againTokens[bucket]).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('refuses a window below 0', () => {
    const log = lengthLogOf([]);
    expect(() => reuseTable({ log, windowsSeconds: [-1], thresholds: [] })).toThrow(RangeError);
  });
});
