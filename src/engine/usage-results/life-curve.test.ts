import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UsageColumns } from '../readers/log.ts';
import { logOf, requestLogs } from '../testing/usage-logs.ts';
import { ceilingOf, hitRatioAtLife, lifeCurveOf, observedLife } from './life-curve.ts';
import { chainOf, promptTokensAt } from './request-chain.ts';
import { usageTotals } from './totals.ts';

/** 2026-03-01T00:00:00Z. */
const BASE = 1_772_323_200;
const at = (seconds: number, fields: Parameters<typeof logOf>[0][number] | object = {}) => ({
  startSeconds: BASE + seconds,
  ...fields,
});
const prompts = (columns: UsageColumns) => Array.from(columns.model, (_, row) => promptTokensAt({ columns, row }));

describe('the curve of lives', () => {
  test('is the documented example', () => {
    const { columns } = logOf([
      at(0, { inputTokens: 100 }),
      at(60, { inputTokens: 150 }),
      at(400, { inputTokens: 200 }),
    ]);
    const curve = lifeCurveOf({ columns, chain: chainOf(columns) });
    const ratio = (lifeSeconds: number) => hitRatioAtLife({ curve, lifeSeconds });
    expect([0, 59, 60, 339, 340, Infinity].map(ratio)).toEqual([0, 0, 100 / 450, 100 / 450, 250 / 450, 250 / 450]);
  });

  test('is what request after request gives, for any life; it rises with it up to the session’s part of the ceiling', () => {
    fc.assert(
      fc.property(
        requestLogs,
        fc.array(fc.oneof(fc.nat({ max: 100_000 }), fc.constantFrom(30, 300, Infinity))),
        (rows, lives) => {
          const { columns } = logOf(rows);
          const curve = lifeCurveOf({ columns, chain: chainOf(columns) });
          const all = prompts(columns);
          const sum = all.reduce((total, prompt) => total + prompt, 0);
          for (const lifeSeconds of lives) {
            let read = 0;
            for (const [row, prompt] of all.entries()) {
              const before = all.findLastIndex(
                (_, other) =>
                  other < row &&
                  columns.agent[other] === columns.agent[row] &&
                  columns.model[other] === columns.model[row],
              );
              const gap = (columns.startSeconds[row] ?? 0) - (columns.startSeconds[before] ?? NaN);
              if (lifeSeconds > 0 && gap <= lifeSeconds) read += Math.min(prompt, all[before] ?? 0);
            }
            expect(hitRatioAtLife({ curve, lifeSeconds })).toBe(sum === 0 ? 0 : read / sum);
          }
          const rising = lives.toSorted((a, b) => a - b).map((lifeSeconds) => hitRatioAtLife({ curve, lifeSeconds }));
          expect(rising).toEqual(rising.toSorted((a, b) => a - b));
          expect(rising.every((ratio) => ratio <= 1)).toBe(true);
        },
      ),
    );
  });
});

describe('the ceiling', () => {
  test('is the documented example', () => {
    const { columns } = logOf([
      at(0, { inputTokens: 80, cacheReadTokens: 20 }),
      at(60, { inputTokens: 50, cacheReadTokens: 100 }),
      at(400, { cacheWriteOtherTokens: 200 }),
    ]);
    const ceiling = ceilingOf({ columns, chain: chainOf(columns) });
    expect(ceiling).toMatchObject({
      ownTokens: 250,
      sharedTokens: 20,
      ratio: 0.6,
      missTokens: 330,
      ceilingMissTokens: 180,
    });
    expect(ceiling.prefillAmplification).toBeCloseTo(330 / 180, 12);
  });

  test('is never below what was observed, nor above all', () => {
    fc.assert(
      fc.property(requestLogs, (rows) => {
        const { columns } = logOf(rows.map((row) => ({ ...row, cacheReadTokens: row.cacheReadTokens || 0 })));
        const { ratio, prefillAmplification } = ceilingOf({ columns, chain: chainOf(columns) });
        const { hitRatio } = usageTotals(columns);
        expect((ratio ?? 0) >= (hitRatio ?? 0) && (ratio ?? 0) <= 1).toBe(true);
        expect(prefillAmplification ?? 1).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test('is of the rows that tell reads, as the observed rate is, or it would lie below it', () => {
    const { columns } = logOf([
      at(0, { inputTokens: 10, cacheReadTokens: 90 }),
      at(10, { session: 1, inputTokens: 1_000, cacheReadTokens: NaN }),
    ]);
    expect([ceilingOf({ columns, chain: chainOf(columns) }).ratio, usageTotals(columns).hitRatio]).toEqual([0.9, 0.9]);
  });

  test('says nothing of an amplification where nobody tells reads, or nothing had to be missed', () => {
    const untold = logOf([at(0, { inputTokens: 10, cacheReadTokens: NaN })]).columns;
    expect(ceilingOf({ columns: untold, chain: chainOf(untold) }).prefillAmplification).toBeNull();
    const all = logOf([at(0, { cacheReadTokens: 10 })]).columns;
    expect(ceilingOf({ columns: all, chain: chainOf(all) })).toMatchObject({ ratio: 1, prefillAmplification: null });
  });
});

describe('the observed life', () => {
  /** Prompts of 100 tokens, each gap with whether they were read. */
  const lifeOf = (...gaps: readonly (readonly [gap: number, isKept: boolean])[]) => {
    let seconds = 0;
    const rows = gaps.map(([gap, isKept]) =>
      at((seconds += gap), isKept ? { cacheReadTokens: 100 } : { cacheWrite5mTokens: 100 }),
    );
    const { columns } = logOf([at(0, { inputTokens: 100 }), ...rows]);
    return observedLife({ columns, chain: chainOf(columns) });
  };

  test('is the longest gap after which most was read, where one life explains all', () => {
    expect(lifeOf([60, true], [310, false], [290, true], [900, false], [200, true])).toEqual({
      lifeSeconds: 290,
      explainedRatio: 1,
      longestKeptSeconds: 290,
      shortestLostSeconds: 310,
    });
  });

  test('is not moved by an exception', () => {
    const often = Array.from(
      { length: 5 },
      () =>
        [
          [200, true],
          [400, false],
        ] as const,
    ).flat();
    expect(lifeOf(...often, [5_000, true], [3, false])).toMatchObject({
      lifeSeconds: 200,
      explainedRatio: 10 / 12,
      longestKeptSeconds: 5_000,
      shortestLostSeconds: 3,
    });
  });

  test('is the longest of several that explain as much, and half of what could be read is most', () => {
    expect(lifeOf([60, true], [300, false], [500, true])).toMatchObject({ lifeSeconds: 500, explainedRatio: 2 / 3 });
    const half = (read: number) =>
      logOf([at(0, { inputTokens: 100 }), at(60, { cacheReadTokens: read, inputTokens: 100 - read })]).columns;
    expect(observedLife({ columns: half(50), chain: chainOf(half(50)) })?.lifeSeconds).toBe(60);
    expect(observedLife({ columns: half(49), chain: chainOf(half(49)) })?.lifeSeconds).toBe(0);
  });

  test('is 0 where nothing was kept, the longest gap where all was, and unknown without gaps', () => {
    expect(lifeOf([60, false])).toMatchObject({ lifeSeconds: 0, longestKeptSeconds: null });
    expect(lifeOf([60, true], [7_000, true])).toMatchObject({ lifeSeconds: 7_000, shortestLostSeconds: null });
    expect(lifeOf()).toBeNull();
  });

  test('explains as much as the best of all lives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(1, 30, 60, 300, 900), fc.boolean()), { minLength: 1, maxLength: 20 }),
        (gaps) => {
          const explained = (life: number) => gaps.filter(([gap, isKept]) => isKept === gap <= life).length;
          const best = Math.max(...[0, 1, 30, 60, 300, 900].map(explained));
          const life = lifeOf(...gaps);
          expect(life?.explainedRatio).toBeCloseTo(best / gaps.length, 12);
          expect(explained(life?.lifeSeconds ?? NaN)).toBe(best);
        },
      ),
    );
  });
});
