import { expect, test } from 'vitest';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { evaluateBudget } from './budget.ts';
import { CORE_BOOK } from './testing/core-book.ts';
import { evaluateSpend } from './spend.ts';

function evaluated(scenario = BASE_SCENARIO) {
  const evaluation = evaluateSpend(scenario, CORE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(JSON.stringify(evaluation.problems));
  return { evaluation, budget: evaluateBudget({ evaluation, scenario }) };
}

test('the budget of 40 people at $100,000 a year is $333,333 a month', () => {
  const { evaluation, budget } = evaluated();
  expect(budget.without.budgetUsdPerMonth).toBeCloseTo(4_000_000 / 12, 6);
  expect(budget.without.usedRatio).toBeCloseTo(evaluation.without.usdPerMonth / (4_000_000 / 12), 12);
});

test('a cheaper bill buys more tokens of the same mix', () => {
  const { budget } = evaluated();
  expect(budget.with?.promptTokensPerPersonYear).toBeGreaterThan(budget.without.promptTokensPerPersonYear ?? Infinity);
});

test('nothing changes in 24 months unless the scenario says so', () => {
  const { evaluation, budget } = evaluated();
  expect(new Set(budget.months.map(({ withoutUsd }) => withoutUsd))).toEqual(new Set([evaluation.without.usdPerMonth]));
  expect(budget.overBudgetMonth).toEqual({ without: null, with: null });
});

test('the warehouse puts the month above the budget off, never forward, where it is cheaper', () => {
  const outlook = { reasoningFactor: 100, agentsFactor: 100, priceDeclineFactor: 1_000 };
  const { budget } = evaluated({ ...BASE_SCENARIO, budget: { ...BASE_SCENARIO.budget, ...outlook } });
  const { without, with: kept } = budget.overBudgetMonth;
  // Spend now is an eighth of the budget and grows tenfold: it passes it, ln 8 ÷ ln 10 of the way, in month 22.
  expect(without).toBeGreaterThan(12);
  expect(kept).toBeGreaterThanOrEqual(without ?? Infinity);
});

test('a warehouse without a price has no figures', () => {
  // Cohere sells no cached reads, and the scenario sets none.
  const { evaluation, budget } = evaluated({ ...BASE_SCENARIO, offerId: 'cohere/command-a' });
  expect(evaluation.with.status).toBe('unavailable');
  expect(budget.with).toBeNull();
  expect(budget.months.every(({ withUsd }) => withUsd === null)).toBe(true);
});
