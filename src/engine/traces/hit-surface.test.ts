import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naiveHits } from '../testing/naive-cache.ts';
import { BLOCK_TOKENS } from '../testing/random-requests.ts';
import { hitSurface, hitSurfaceSteps, type HitSurface, type SurfacePoint } from './hit-surface.ts';
import { logCases } from './testing/random-logs.ts';
import { blockLogOf } from './testing/small-logs.ts';

const TWO = blockLogOf({
  requests: [
    { startSeconds: 0, blocks: 'AB', outputTokens: 4 },
    { startSeconds: 60, blocks: 'ABC', inputTokens: 25 },
  ],
});

describe('a surface', () => {
  test('over time alone is the same in any order of touching', () => {
    fc.assert(
      fc.property(logCases, ({ log }) => {
        const [leaf, sequential] = (['leaf-first', 'sequential'] as const).map((order) => hitSurface({ log, order }));
        expect(sequential?.retention).toEqual(leaf?.retention);
        const timeOnly = (points: HitSurface['map'] | undefined) => points?.map((row) => row.at(-1)?.missedTokens);
        expect(timeOnly(sequential?.map)).toEqual(timeOnly(leaf?.map));
      }),
      { numRuns: 40 },
    );
  });

  test('asks for the sizes of the curve and of the map in one replay, and keeps them apart', () => {
    const { capacity, map } = hitSurface({ log: TWO, capacitiesTokens: [70] });
    expect(capacity.map(({ capacityTokens }) => capacityTokens)).toContain(70);
    expect(map.flat().map(({ capacityTokens }) => capacityTokens)).not.toContain(70);
    expect(capacity.every(({ windowSeconds }) => windowSeconds === Infinity)).toBe(true);
    // Each replay tells once that it is done; a sequential one is slow.
    const ends = [...hitSurfaceSteps({ log: TWO, order: 'sequential' })].filter(
      ({ doneRequests, requests }) => doneRequests === requests,
    );
    expect(ends).toHaveLength(2);
  });

  test('by hand', () => {
    const { retention, capacity, unlimited, map } = hitSurface({
      log: TWO,
      windowsSeconds: [59, 60],
      capacitiesTokens: [19, 20],
    });
    const at = (points: readonly SurfacePoint[], field: 'windowSeconds' | 'capacityTokens', value: number) =>
      points.find((point) => point[field] === value)?.rates.ofTokens;
    expect(at(retention, 'windowSeconds', 59)).toBe(0);
    expect(at(retention, 'windowSeconds', 60)).toBe(20 / 45);
    expect(at(capacity, 'capacityTokens', 10)).toBe(10 / 45);
    expect(at(capacity, 'capacityTokens', 20)).toBe(20 / 45);
    expect(unlimited).toMatchObject({ missedTokens: 25, amplification: 1, rates: { ofBlocks: 2 / 5 } });
    expect(retention[0]?.amplification).toBe(45 / 25);
    expect(map.at(-1)?.at(-1)).toEqual(unlimited);
    expect(retention.at(-1)).toEqual(unlimited);
    expect(capacity.at(-1)).toEqual(unlimited);
  });

  test('without partial blocks cannot hold what stands in them', () => {
    const log = blockLogOf({
      requests: [
        { startSeconds: 0, blocks: 'ABC', inputTokens: 25 },
        { startSeconds: 1, blocks: 'ABC', inputTokens: 25 },
      ],
    });
    expect(hitSurface({ log }).unlimited.missedTokens).toBe(25);
    const whole = hitSurface({ log, blockCount: 'floor' });
    expect([whole.blockCount, whole.unlimited.missedTokens]).toEqual(['floor', 30]);
  });

  test('says where a log cannot be counted otherwise', () => {
    const surface = hitSurface({ log: { ...TWO, blockCount: 'floor' }, blockCount: 'ceil' });
    expect([surface.blockCount, surface.blockCountNote]).toEqual(['floor', expect.stringContaining('whole blocks')]);
    expect(hitSurface({ log: TWO }).blockCountNote).toBeNull();
  });

  test('says how much answers could add', () => {
    // 20 tokens, an answer of 4, then 25 in three blocks: at most 4 more than the first prompt's blocks.
    const { outputs } = hitSurface({ log: TWO });
    expect([outputs.state, outputs.atMostTokens, outputs.atMostRatio]).toEqual(['not-inserted', 4, 4 / 45]);
  });

  test('of sessions in slots has fewer of them open at a time', () => {
    const turns = (session: number) =>
      [0, 10, 20].map((startSeconds) => ({ startSeconds, blocks: [session * 10, session * 10 + 1], session }));
    const log = blockLogOf({
      requests: [0, 1, 2, 3].flatMap(turns).toSorted((a, b) => a.startSeconds - b.startSeconds),
      sharesBlocksAcrossFiles: false,
    });
    const atTwoBlocks = (slots?: number) =>
      hitSurface({ log, slots, capacitiesTokens: [20] }).capacity.find(({ capacityTokens }) => capacityTokens === 20)
        ?.missedTokens;
    expect(atTwoBlocks()).toBe(240);
    expect(atTwoBlocks(1)).toBe(80);
  });

  test('is that of the slow cache, rises with window and capacity, and is small', () => {
    fc.assert(
      fc.property(
        logCases,
        fc.constantFrom('leaf-first' as const, 'sequential' as const),
        ({ log, requests }, order) => {
          const { map, retention, capacity } = hitSurface({ log, order, windowsSeconds: [2], capacitiesTokens: [50] });
          expect(Math.max(retention.length, capacity.length)).toBeLessThanOrEqual(150);
          expect(Math.max(map.length, map[0]?.length ?? 0)).toBeLessThanOrEqual(24);
          const missed = (points: readonly SurfacePoint[]) => points.map(({ missedTokens }) => missedTokens);
          const falls = (values: readonly number[]) =>
            values.every((value, index) => index === 0 || value <= (values[index - 1] ?? 0));
          expect(falls(missed(retention)) && falls(missed(capacity))).toBe(true);
          for (const [row, points] of map.entries()) {
            expect(falls(missed(points))).toBe(true);
            for (const [column, point] of points.entries())
              expect(point.missedTokens).toBeLessThanOrEqual(map[row - 1]?.[column]?.missedTokens ?? Infinity);
          }
          const point = capacity.find(({ capacityTokens }) => capacityTokens === 50);
          const hits = naiveHits({ requests, windowSeconds: Infinity, capacityBlocks: 5, order });
          const all = requests.reduce((sum, { inputTokens }) => sum + inputTokens, 0);
          const read = requests.reduce(
            (sum, { inputTokens }, row) => sum + Math.min((hits[row] ?? 0) * BLOCK_TOKENS, inputTokens),
            0,
          );
          expect(point?.missedTokens).toBe(all - read);
        },
      ),
      { numRuns: 60 },
    );
  });
});
