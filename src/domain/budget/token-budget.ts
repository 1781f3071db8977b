import type { Ratio, Tokens, Usd, UsdPerMTok } from '../units.ts';
import { rateOf } from '../units.ts';

const MONTHS_PER_YEAR = 12;

/** A sum per person and year set aside for tokens, against what a workload costs. */
export interface TokenBudgetRequest {
  readonly people: number;
  readonly budgetUsdPerPersonYear: Usd;
  readonly compensationUsdPerPersonYear: Usd;
  readonly spendUsdPerMonth: Usd;
  readonly promptTokensPerMonth: Tokens;
}

export interface TokenBudget {
  readonly budgetUsdPerMonth: Usd;
  /** Spend ÷ budget: 1 uses it up. */
  readonly usedRatio: Ratio;
  readonly spendUsdPerPersonYear: Usd;
  /** Tokens ÷ (tokens + compensation): the part of what a person costs that is compute. */
  readonly shareOfCompensation: Ratio;
  /** What a million prompt tokens of this mix cost, output and everything else included; `null` without prompts. */
  readonly blendedUsdPerMTok: UsdPerMTok | null;
  /** Prompt tokens a person's budget buys in a year at that mix; `null` where they cost nothing. */
  readonly promptTokensPerPersonYear: Tokens | null;
}

/**
 * What a budget buys at this mix of prompts, hits and output.
 *
 *     blended = spend ÷ prompt tokens           tokens = budget ÷ blended
 *     share   = budget ÷ (budget + compensation)
 *
 * Example: $100,000 beside a salary of $375,000 is 21.1 % of what an engineer costs, "roughly $1 in $5"; at $1 a million
 * it buys 100 billion prompt tokens a year. Source of the example: Theory Ventures' figures as quoted by WEKA (2026).
 * Ignores that a larger budget would be spent on another mix.
 */
export function tokenBudget({
  people,
  budgetUsdPerPersonYear,
  compensationUsdPerPersonYear,
  spendUsdPerMonth,
  promptTokensPerMonth,
}: TokenBudgetRequest): TokenBudget {
  const budgetUsdPerMonth = (people * budgetUsdPerPersonYear) / MONTHS_PER_YEAR;
  const blended = rateOf({ usd: spendUsdPerMonth, tokens: promptTokensPerMonth }) ?? null;
  const whole = budgetUsdPerPersonYear + compensationUsdPerPersonYear;
  return {
    budgetUsdPerMonth,
    usedRatio: budgetUsdPerMonth > 0 ? spendUsdPerMonth / budgetUsdPerMonth : Infinity,
    spendUsdPerPersonYear: (spendUsdPerMonth * MONTHS_PER_YEAR) / people,
    shareOfCompensation: whole > 0 ? budgetUsdPerPersonYear / whole : 0,
    blendedUsdPerMTok: blended,
    promptTokensPerPersonYear: blended !== null && blended > 0 ? (budgetUsdPerPersonYear / blended) * 1e6 : null,
  };
}
