import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitShape, sumsOf, type Shape } from './fit-shape.ts';
import type { RoleFigures } from './role-figures.ts';

function figures(of: Partial<RoleFigures>): RoleFigures {
  return {
    agents: 100,
    requests: 1_000,
    turnsPerAgent: 10,
    promptTokens: 1_500,
    outputTokens: 50,
    firstTouchTokens: 200,
    firstPromptTokens: 1_000,
    shrinks: null,
    ...of,
  };
}

const NO_PREFIX = { prefixTokens: 0, savedTokens: 0 };

describe('the shape of a life', () => {
  test('by hand: 10 turns from 1,000 growing by 111', () => {
    const shape = fitShape({ figures: figures({}), ...NO_PREFIX });
    expect(shape).toEqual({ turns: 10, firstTokens: 1_000, growthTokens: expect.closeTo(111.1, 1), compaction: null });
  });

  test('of one turn is its prompt', () => {
    const shape = fitShape({ figures: figures({ turnsPerAgent: 1 }), ...NO_PREFIX });
    expect(shape).toEqual({ turns: 1, firstTokens: 1_500, growthTokens: 0, compaction: null });
  });

  test('of mostly one turn has two where only that explains what is read again', () => {
    // Half the agents send 1,000 tokens once, half 1,000 and then 1,400: L = 3,400 ÷ 3, u = 2,400 ÷ 3.
    const measured = figures({ turnsPerAgent: 1.5, promptTokens: 3_400 / 3, firstTouchTokens: 800 });
    expect(fitShape({ figures: measured, ...NO_PREFIX })).toEqual({
      turns: 2,
      firstTokens: expect.closeTo((2 * 3_400) / 3 - 1_600, 9),
      growthTokens: expect.closeTo(2 * (1_600 - 3_400 / 3), 9),
      compaction: null,
    });
  });

  test('of lives of different lengths keeps mean prompt and first touches, and moves turns', () => {
    // Lives of 2 and of 20 turns, from 1,000 growing by 100: 22 requests, 2 × 1,050 and 20 × 1,950; 1,100 and 2,900 new.
    const measured = figures({
      turnsPerAgent: 11,
      promptTokens: (2 * 1_050 + 20 * 1_950) / 22,
      firstTouchTokens: 4_000 / 22,
    });
    const shape = fitShape({ figures: measured, ...NO_PREFIX });
    expect(shape.turns).toBe(15);
    const sums = sumsOf({ shape, ...NO_PREFIX });
    expect(sums.promptTokens).toBeCloseTo(measured.promptTokens, 9);
    expect(sums.firstTouchTokens).toBeCloseTo(measured.firstTouchTokens, 9);
  });

  test('of lives that are compacted is found again', () => {
    const truth: Shape = {
      turns: 60,
      firstTokens: 20_000,
      growthTokens: 2_000,
      compaction: { atTokens: 100_000, toTokens: 25_000 },
    };
    const saved = { prefixTokens: 5_000, savedTokens: 0 };
    const { promptTokens, firstTouchTokens } = sumsOf({ shape: truth, ...saved });
    const shape = fitShape({
      figures: figures({
        turnsPerAgent: 60,
        requests: 6_000,
        promptTokens,
        firstTouchTokens,
        firstPromptTokens: 20_000,
        shrinks: { count: 100, fromTokens: 99_000, toTokens: 30_000 },
      }),
      ...saved,
    });
    expect(shape).toMatchObject({ turns: 60, firstTokens: 20_000, compaction: { toTokens: 25_000 } });
    const sums = sumsOf({ shape, ...saved });
    expect(Math.abs(sums.promptTokens / promptTokens - 1)).toBeLessThan(0.02);
    expect(Math.abs(sums.firstTouchTokens / firstTouchTokens - 1)).toBeLessThan(0.01);
    expect(Math.abs((shape.compaction?.atTokens ?? 0) / 100_000 - 1)).toBeLessThan(0.1);
  });

  test('has both sums wherever some number of turns near the measured one allows it', () => {
    const arbitrary = fc.record({
      turns: fc.integer({ min: 2, max: 200 }),
      firstTokens: fc.integer({ min: 1_000, max: 100_000 }),
      growthTokens: fc.integer({ min: 0, max: 5_000 }),
      prefixTokens: fc.integer({ min: 0, max: 1_000 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ prefixTokens, ...life }) => {
        const saved = { prefixTokens, savedTokens: prefixTokens / 2 };
        const truth = sumsOf({ shape: { ...life, compaction: null }, ...saved });
        const measured = figures({ turnsPerAgent: life.turns, firstPromptTokens: life.firstTokens, ...truth });
        const shape = fitShape({ figures: measured, ...saved });
        const sums = sumsOf({ shape, ...saved });
        expect(shape.turns).toBe(life.turns);
        expect(sums.promptTokens / truth.promptTokens).toBeCloseTo(1, 6);
        expect(sums.firstTouchTokens / truth.firstTouchTokens).toBeCloseTo(1, 6);
      }),
    );
  });
});
