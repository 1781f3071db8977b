import { describe, expect, test } from 'vitest';
import { roleWith } from '../domain/testing/builders.ts';
import { growthOf } from './prompt-growth.ts';

const ROLE = roleWith({
  sharedPrefixTokens: 15_000,
  toolTokens: 12_000,
  taskPrefixTokens: 20_000,
  firstInputTokens: 2_000,
  inputTokensPerTurn: 9_500,
  outputTokensPerTurn: 500,
  compaction: { atTokens: 100_000, toTokens: 10_000 },
});

describe('the growth of a prompt', () => {
  test('by hand: three parts stay, the history grows, a compaction is all new', () => {
    // 37,000, 47,000 … 97,000, then 45,000.
    const points = growthOf({ ...ROLE, turnsPerAgent: 9 });
    expect(points.slice(0, 2)).toEqual([
      {
        turn: 1,
        toolTokens: 12_000,
        systemTokens: 3_000,
        taskTokens: 20_000,
        historyTokens: 0,
        newTokens: 2_000,
        isCompacted: false,
      },
      expect.objectContaining({ turn: 2, historyTokens: 2_000, newTokens: 10_000 }),
    ]);
    expect(points.filter(({ isCompacted }) => isCompacted)).toEqual([
      expect.objectContaining({ turn: 8, historyTokens: 0, newTokens: 10_000 }),
    ]);
    expect(points.at(-1)).toMatchObject({ turn: 9, historyTokens: 10_000, newTokens: 10_000 });
  });

  test('of a long life is at most 150 turns, the first and the last among them', () => {
    const points = growthOf({ ...ROLE, compaction: null, turnsPerAgent: 5_000 });
    expect(points.length).toBeLessThanOrEqual(150);
    expect([points[0]?.turn, points.at(-1)?.turn]).toEqual([1, 5_000]);
  });

  test('of a life of a few compactions has the turns before and after each', () => {
    const points = growthOf({ ...ROLE, turnsPerAgent: 100 });
    for (const { turn } of points.filter(({ isCompacted }) => isCompacted))
      expect(points.some((point) => point.turn === turn - 1)).toBe(true);
    expect(points.at(-1)?.turn).toBe(100);
  });

  test('of a life of many compactions is its first 150 turns, one by one', () => {
    const points = growthOf({ ...ROLE, turnsPerAgent: 5_000 });
    expect(points.map(({ turn }) => turn)).toEqual(Array.from({ length: 150 }, (_, i) => i + 1));
  });
});
