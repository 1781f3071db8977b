import type { Outlook } from '../domain/budget/projection.ts';
import type { Fact } from '../domain/fact.ts';
import type { Usd } from '../domain/units.ts';
import { published } from './provenance.ts';

/** Sums and factors that people quote for token budgets. Quoted, not endorsed. */

const WEKA_TOKEN_DEMAND = {
  text: 'WEKA, “Token Demand Went Exponential” (2026), quoting Tomasz Tunguz (Theory Ventures) and Jensen Huang (NVIDIA)',
  checkedOn: '2026-11-20',
};
const WEKA_PODCAST = {
  text: 'WEKA, conversation with Val Bercovici (2026): price fell about 1,000-fold, reasoning and agents each multiply tokens by 100',
  checkedOn: '2026-11-20',
};

export interface BudgetPreset {
  readonly id: string;
  readonly name: string;
  readonly usdPerPersonYear: Fact<Usd>;
}

export const BUDGET_PRESETS: readonly BudgetPreset[] = [
  {
    id: 'tunguz',
    name: '$100K',
    usdPerPersonYear: published(100_000, WEKA_TOKEN_DEMAND, 'Beside a top-quartile salary of $375,000.'),
  },
  {
    id: 'huang',
    name: '$250K',
    usdPerPersonYear: published(250_000, WEKA_TOKEN_DEMAND, 'Suggested per developer and year.'),
  },
];

export const SALARY_USD_PER_YEAR: Fact<Usd> = published(
  375_000,
  WEKA_TOKEN_DEMAND,
  'Top-quartile software engineer in the United States, salary alone.',
);

export const RHETORICAL_OUTLOOK: Fact<Outlook> = published(
  { reasoningFactor: 100, agentsFactor: 100, priceDeclineFactor: 1_000 },
  WEKA_PODCAST,
  'Round figures of a talk; over which time each holds is not said. Here all three take 24 months.',
);
