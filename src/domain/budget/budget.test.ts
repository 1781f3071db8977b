import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthOverBudget, projectSpend } from './projection.ts';
import { tokenBudget } from './token-budget.ts';

const FORTY_ENGINEERS = {
  people: 40,
  budgetUsdPerPersonYear: 100_000,
  compensationUsdPerPersonYear: 375_000,
  spendUsdPerMonth: 50_000,
  promptTokensPerMonth: 50e9,
};

describe('a token budget', () => {
  test('of $100,000 beside $375,000 is one dollar in five', () => {
    // 100 ÷ 475; quoted as "roughly $1 in $5".
    expect(tokenBudget(FORTY_ENGINEERS).shareOfCompensation).toBeCloseTo(0.2105, 4);
  });

  test('buys tokens at the price of the mix', () => {
    // $50,000 for 50 billion prompt tokens is $1 a million; $100,000 buy 100 billion.
    const budget = tokenBudget(FORTY_ENGINEERS);
    expect(budget.blendedUsdPerMTok).toBeCloseTo(1, 12);
    expect(budget.promptTokensPerPersonYear).toBeCloseTo(100e9, 0);
    expect(budget.budgetUsdPerMonth).toBeCloseTo(333_333.33, 2);
    expect(budget.usedRatio).toBeCloseTo(0.15, 12);
    expect(budget.spendUsdPerPersonYear).toBe(15_000);
  });

  test('that is zero is used up by anything, and tokens that cost nothing have no number', () => {
    expect(tokenBudget({ ...FORTY_ENGINEERS, budgetUsdPerPersonYear: 0 })).toMatchObject({
      usedRatio: Infinity,
      shareOfCompensation: 0,
    });
    expect(tokenBudget({ ...FORTY_ENGINEERS, spendUsdPerMonth: 0 }).promptTokensPerPersonYear).toBeNull();
    expect(tokenBudget({ ...FORTY_ENGINEERS, promptTokensPerMonth: 0 }).blendedUsdPerMTok).toBeNull();
  });
});

describe('the projection', () => {
  test('of reasoning × 100, agents × 100 and prices ÷ 1,000 ends at ten times the spend', () => {
    const projection = projectSpend({
      usdPerMonth: 1_000,
      outlook: { reasoningFactor: 100, agentsFactor: 100, priceDeclineFactor: 1_000 },
    });
    expect(projection).toHaveLength(25);
    expect(projection[0]).toEqual({ month: 0, usdPerMonth: 1_000 });
    expect(projection.at(-1)?.usdPerMonth).toBeCloseTo(10_000, 6);
    // √10 half-way.
    expect(projection[12]?.usdPerMonth).toBeCloseTo(3_162.28, 2);
  });

  test('passes a budget in the month that it does', () => {
    const projection = projectSpend({
      usdPerMonth: 1_000,
      outlook: { reasoningFactor: 2 ** 24, agentsFactor: 1, priceDeclineFactor: 1 },
    });
    // Doubles every month: 1,000 × 2³ is the first above 7,999.
    expect(monthOverBudget({ projection, budgetUsdPerMonth: 7_999 })).toBe(3);
    expect(monthOverBudget({ projection, budgetUsdPerMonth: 500 })).toBe(0);
    expect(monthOverBudget({ projection, budgetUsdPerMonth: 1e15 })).toBeNull();
  });

  test('rises with demand and falls with price, month by month', () => {
    const factor = fc.double({ min: 0.01, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(factor, factor, factor, (reasoningFactor, agentsFactor, priceDeclineFactor) => {
        const months = projectSpend({
          usdPerMonth: 100,
          outlook: { reasoningFactor, agentsFactor, priceDeclineFactor },
        });
        const rises = reasoningFactor * agentsFactor >= priceDeclineFactor;
        months.slice(1).forEach(({ usdPerMonth }, i) => {
          const before = months[i]?.usdPerMonth ?? 0;
          if (rises) expect(usdPerMonth).toBeGreaterThanOrEqual(before * (1 - 1e-12));
          else expect(usdPerMonth).toBeLessThanOrEqual(before * (1 + 1e-12));
        });
      }),
    );
  });
});
