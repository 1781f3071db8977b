import { tokenBudget, type TokenBudget } from '../domain/budget/token-budget.ts';
import { monthOverBudget, projectSpend } from '../domain/budget/projection.ts';
import { sumOf } from '../domain/retention/ceiling.ts';
import type { PricedRung } from '../domain/spend/rung.ts';
import type { Usd } from '../domain/units.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { SpendEvaluation } from './spend.ts';

/** A scenario's spend against a budget, now and over 24 months, without and with the warehouse. */
export interface BudgetEvaluation {
  readonly without: TokenBudget;
  /** `null` where the warehouse has no price. */
  readonly with: TokenBudget | null;
  readonly months: readonly BudgetMonth[];
  /** First month above the budget; `null` where none of the 24 is. */
  readonly overBudgetMonth: { readonly without: number | null; readonly with: number | null };
}

export interface BudgetMonth {
  readonly month: number;
  readonly withoutUsd: Usd;
  readonly withUsd: Usd | null;
}

/**
 * Budget line and projection of the Spend page. Prompt tokens are the offer's own, as billed.
 * Ignores what a bigger bill would change: discounts, other models, other habits.
 */
export function evaluateBudget({
  evaluation,
  scenario,
}: {
  evaluation: SpendEvaluation;
  scenario: Pick<Scenario, 'budget' | 'workload'>;
}): BudgetEvaluation {
  const { budget, workload } = scenario;
  const kept = evaluation.with.status === 'priced' ? evaluation.with : null;
  const of = (rung: PricedRung): TokenBudget =>
    tokenBudget({
      people: workload.people,
      budgetUsdPerPersonYear: budget.usdPerPersonYear,
      compensationUsdPerPersonYear: budget.compensationUsdPerPersonYear,
      spendUsdPerMonth: rung.usdPerMonth,
      promptTokensPerMonth: sumOf({ splits: rung.splits, field: 'promptTokens' }),
    });
  const without = of(evaluation.without);
  const { budgetUsdPerMonth } = without;
  const projection = projectSpend({ usdPerMonth: evaluation.without.usdPerMonth, outlook: budget });
  const keptProjection = kept && projectSpend({ usdPerMonth: kept.usdPerMonth, outlook: budget });
  return {
    without,
    with: kept && of(kept),
    months: projection.map(({ month, usdPerMonth }, i) => ({
      month,
      withoutUsd: usdPerMonth,
      withUsd: keptProjection?.[i]?.usdPerMonth ?? null,
    })),
    overBudgetMonth: {
      without: monthOverBudget({ projection, budgetUsdPerMonth }),
      with: keptProjection && monthOverBudget({ projection: keptProjection, budgetUsdPerMonth }),
    },
  };
}
