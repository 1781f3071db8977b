import type { Scenario } from '../../scenario/schema.ts';
import { evaluateBudget, type BudgetEvaluation } from '../budget.ts';
import { proveTimes } from '../cluster/time-proof.ts';
import { explainSpend } from '../explain-spend.ts';
import type { OfferBook } from '../offer-book.ts';
import { rungNamed, type SpendEvaluation } from '../spend.ts';
import { found, isAbout, known, ours, publishedTime, said, type ClaimTest } from './claim-helpers.ts';
import { onCluster, onSpend } from './claim-looks.ts';
import { clusterOf, scenarioOf, spendOf, withRoles } from './claim-scenarios.ts';

/** Budgets, bills and margins. */

const HAIKU = 'anthropic/claude-haiku-5-5';

function budgetOf({ scenario, book }: { scenario: Scenario; book: OfferBook }): {
  readonly budget: BudgetEvaluation;
  readonly evaluation: SpendEvaluation;
} {
  const evaluation = spendOf({ scenario, book });
  return { budget: evaluateBudget({ evaluation, scenario }), evaluation };
}

export const BUDGET_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'one-dollar-in-five',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title, {
        budget: { usdPerPersonYear: 100_000, compensationUsdPerPersonYear: 375_000 },
      });
      const { budget, evaluation } = budgetOf({ scenario, book });
      const value = found({ value: budget.without.shareOfCompensation, id: 'a share' });
      return {
        figures: [
          ours('Tokens ÷ tokens and salary', value, 'ratio'),
          ours('Of the budget this swarm uses', found({ value: budget.without.usedRatio, id: 'a share' }), 'ratio'),
        ],
        said: said(0.2, 'ratio', '“Roughly $1 in $5.”'),
        agrees: isAbout({ value, of: 0.2, within: 0.1 }),
        explanation: explainSpend(evaluation).without,
        lookAt: onSpend({
          scenario,
          shows: 'The budget card: 21.1 % of pay and tokens together, and 12.7 % of the budget used.',
        }),
      };
    },
  },
  {
    claimId: 'quarter-million-of-tokens',
    test: ({ title, book }) => {
      const usdPerPersonYear = 250_000;
      const scenario = scenarioOf(title, {
        budget: { usdPerPersonYear, compensationUsdPerPersonYear: 500_000 },
      });
      const { budget, evaluation } = budgetOf({ scenario, book });
      const { blendedUsdPerMTok, spendUsdPerPersonYear, promptTokensPerPersonYear } = budget.without;
      return {
        figures: [
          ours('Prompt tokens that $250,000 buy', found({ value: promptTokensPerPersonYear, id: 'tokens' }), 'tokens'),
          ours('All in, a million prompt tokens', found({ value: blendedUsdPerMTok, id: 'a price' }), 'usd-per-mtok'),
          ours('What a person of this swarm spends a year', spendUsdPerPersonYear, 'usd'),
          ours('The budget ÷ that', usdPerPersonYear / spendUsdPerPersonYear, 'times'),
        ],
        said: null,
        agrees: null,
        explanation: explainSpend(evaluation).without,
        lookAt: onSpend({
          scenario,
          shows: 'The budget card with $250,000 a year: it buys 302 billion prompt tokens, and $12,731 are used.',
        }),
      };
    },
  },
  {
    claimId: 'uncached-insane',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title);
      const evaluation = spendOf({ scenario, book });
      const none = rungNamed({ ladder: evaluation.ladder, rung: 'no-cache' });
      if (none.status !== 'priced') throw new Error(none.reason);
      const { usdPerMonth } = evaluation.without;
      return {
        figures: [
          ours('No cache ÷ best policy sold', none.usdPerMonth / usdPerMonth, 'times'),
          ours('Without any cache', none.usdPerMonth, 'usd-per-month'),
          ours('With the best policy sold', usdPerMonth, 'usd-per-month'),
        ],
        said: null,
        agrees: none.usdPerMonth > 2 * usdPerMonth,
        explanation: explainSpend(evaluation).without,
        lookAt: onSpend({
          scenario,
          shows: 'The ladder: $214,800 without any cache, $42,435 with the best policy sold, a fifth.',
        }),
      };
    },
  },
  {
    claimId: 'route-each-subtask',
    test: ({ title, book }) => {
      const { workload } = scenarioOf(title);
      const scenario = scenarioOf(title, {
        workload: withRoles({ workload, change: ({ launchedBy }) => (launchedBy === null ? {} : { offerId: HAIKU }) }),
      });
      const evaluation = spendOf({ scenario, book });
      const alone = spendOf({ scenario: scenarioOf(title), book }).without.usdPerMonth;
      const routed = evaluation.without.usdPerMonth;
      return {
        figures: [
          ours('One model for all ÷ routed', alone / routed, 'times'),
          ours('Claude Opus 5.5 for all', alone, 'usd-per-month'),
          ours('Haiku 5.5 for the 50', routed, 'usd-per-month'),
        ],
        said: null,
        agrees: routed < alone,
        explanation: explainSpend(evaluation).without,
        lookAt: onSpend({
          scenario,
          shows:
            'The best policy sold, $3,189 a month. With the sub-agents’ own offer taken away, on Swarm, it is $42,435.',
        }),
      };
    },
  },
  {
    claimId: 'cheaper-tokens-dearer-ai',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title, {
        budget: { reasoningFactor: 100, agentsFactor: 100, priceDeclineFactor: 1_000 },
      });
      const { budget, evaluation } = budgetOf({ scenario, book });
      const first = found({ value: budget.months[0], id: 'a month' });
      const last = found({ value: budget.months.at(-1), id: 'a month' });
      const value = last.withoutUsd / first.withoutUsd;
      return {
        figures: [
          ours('Bill in 24 months ÷ today’s', value, 'times'),
          ours('Today', first.withoutUsd, 'usd-per-month'),
          ours('In 24 months', last.withoutUsd, 'usd-per-month'),
        ],
        said: said(10, 'times', '10,000 ÷ 1,000.'),
        agrees: isAbout({ value, of: 10 }),
        explanation: explainSpend(evaluation).without,
        lookAt: onSpend({ scenario, shows: 'The projection over 24 months: from $42,435 to $424,400 a month.' }),
      };
    },
  },
  {
    claimId: 'negative-unit-cost',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title, {
        cluster: { modelId: 'DeepSeek-V3', acceleratorId: 'h800', usdPerGpuHour: 2, warehouseTierId: '3fs' },
      });
      const cases = ['deepseek-day/revenue', 'deepseek-day/rent', 'deepseek-day/nodes'].map((id) => publishedTime(id));
      const [revenue, rent, nodes] = proveTimes(cases).map(
        (result) => found({ value: result.ours, id: result.proofCase.id }).typical,
      );
      const billed = found({ value: revenue, id: 'revenue' });
      const paid = found({ value: rent, id: 'rent' });
      return {
        figures: [
          ours('DeepSeek’s day: billed at list ÷ rent of its nodes', billed / paid, 'times'),
          ours('Billed at list', billed, 'usd'),
          ours('Rent at $2 an hour', paid, 'usd'),
          ours('Nodes', found({ value: nodes, id: 'nodes' }), 'nodes'),
          known('Nodes, as published', publishedTime('deepseek-day/nodes').published, 'nodes'),
        ],
        said: said(1, 'times', 'Below 1: “net unit cost is negative”.'),
        agrees: billed < paid,
        explanation: clusterOf({ scenario, book }).explanations.cost,
        lookAt: onCluster({
          view: 'proof',
          scenario,
          shows: 'The last group, DeepSeek’s day: $562,100 of revenue at list price, $87,072 of rent.',
        }),
      };
    },
  },
];
