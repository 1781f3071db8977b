import { memo, useMemo, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { BUDGET_PRESETS, RHETORICAL_OUTLOOK, SALARY_USD_PER_YEAR } from '../../../catalog/budgets.ts';
import { BUDGET_LIMITS } from '../../../domain/field-limits.ts';
import { evaluateBudget, type BudgetEvaluation } from '../../../evaluate/budget.ts';
import type { SpendEvaluation } from '../../../evaluate/spend.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { useScenarioState } from '../../app-context.ts';
import { formatPercent, formatTokens, formatUsd } from '../../format/number.ts';
import { Card } from '../../shared/Card.tsx';
import { NumberField } from '../../shared/NumberField.tsx';
import { ProvenanceMark } from '../../shared/ProvenanceMark.tsx';
import { TableScroll } from '../../shared/TableScroll.tsx';
import { useClearErrors } from '../../shared/use-clear-errors.ts';
import table from '../../shared/table.module.css';
import { ProjectionChart } from './ProjectionChart.tsx';
import styles from './BudgetCard.module.css';
import { formatPriceTo } from '../../format/money.ts';

type Budget = ScenarioState['scenario']['budget'];

/** What a token budget buys at this workload's mix. */
export const BudgetCard = memo(function BudgetCard({
  scenario,
  evaluation,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly evaluation: SpendEvaluation;
}) {
  const result = useMemo(() => evaluateBudget({ evaluation, scenario }), [evaluation, scenario]);
  const { budget } = scenario;
  return (
    <Card
      title="Does it fit a token budget?"
      hint="A sum per person and year beside their pay, against what this workload costs. A person is whoever starts tasks."
    >
      <BudgetFields budget={budget} />
      <BudgetTable result={result} />
    </Card>
  );
});

/** How long the budget lasts if demand and prices move. */
export const OutlookCard = memo(function OutlookCard({
  scenario,
  evaluation,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly evaluation: SpendEvaluation;
}) {
  const result = useMemo(() => evaluateBudget({ evaluation, scenario }), [evaluation, scenario]);
  return <ProjectionChart result={result} outlook={<OutlookFields budget={scenario.budget} />} />;
});

function useBudgetChange(): (change: Partial<Budget>) => void {
  const budget = useScenarioState((state) => state.scenario.budget);
  const setField = useScenarioState((state) => state.setField);
  const clearErrors = useClearErrors();
  return (change) => {
    clearErrors('budget');
    setField({ path: 'budget', value: { ...budget, ...change } });
  };
}

function BudgetFields({ budget }: { readonly budget: Budget }) {
  const change = useBudgetChange();
  return (
    <div className={styles.fields}>
      <NumberField
        path="budget.usdPerPersonYear"
        value={budget.usdPerPersonYear}
        limits={BUDGET_LIMITS.usdPerPersonYear}
      />
      <NumberField
        path="budget.compensationUsdPerPersonYear"
        value={budget.compensationUsdPerPersonYear}
        limits={BUDGET_LIMITS.compensationUsdPerPersonYear}
        mark={
          budget.compensationUsdPerPersonYear === SALARY_USD_PER_YEAR.value && (
            <ProvenanceMark provenance={SALARY_USD_PER_YEAR} of="the compensation" />
          )
        }
      />
      <div className={styles.presets}>
        {BUDGET_PRESETS.map(({ id, name, usdPerPersonYear }) => (
          <span key={id} className={styles.preset}>
            <Button
              variant="default"
              size="compact-xs"
              aria-pressed={budget.usdPerPersonYear === usdPerPersonYear.value}
              onClick={() => change({ usdPerPersonYear: usdPerPersonYear.value })}
            >
              {name}
            </Button>{' '}
            <ProvenanceMark provenance={usdPerPersonYear} of={`the budget of ${name}`} />
          </span>
        ))}
      </div>
    </div>
  );
}

function OutlookFields({ budget }: { readonly budget: Budget }) {
  const change = useBudgetChange();
  return (
    <div className={styles.outlook}>
      <NumberField
        path="budget.reasoningFactor"
        value={budget.reasoningFactor}
        limits={BUDGET_LIMITS.reasoningFactor}
        label="Tokens per request"
      />
      <NumberField
        path="budget.agentsFactor"
        value={budget.agentsFactor}
        limits={BUDGET_LIMITS.agentsFactor}
        label="Requests"
      />
      <NumberField
        path="budget.priceDeclineFactor"
        value={budget.priceDeclineFactor}
        limits={BUDGET_LIMITS.priceDeclineFactor}
        unit="÷"
        label="Prices fall to 1 ÷"
      />
      <p className={styles.preset}>
        <Button variant="default" size="compact-xs" onClick={() => change(RHETORICAL_OUTLOOK.value)}>
          ×100, ×100, ÷1,000
        </Button>{' '}
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => change({ reasoningFactor: 1, agentsFactor: 1, priceDeclineFactor: 1 })}
        >
          No change
        </Button>{' '}
        <ProvenanceMark provenance={RHETORICAL_OUTLOOK} of="×100, ×100, ÷1,000" />
      </p>
    </div>
  );
}

function BudgetTable({ result }: { readonly result: BudgetEvaluation }) {
  const { without, with: kept } = result;
  const row = (label: string, of: (side: BudgetEvaluation['without']) => ReactNode): ReactNode => (
    <tr>
      <th scope="row">{label}</th>
      <td className={table.number}>{of(without)}</td>
      <td className={table.number}>{kept ? of(kept) : 'no price'}</td>
    </tr>
  );
  return (
    <>
      <TableScroll label="what the budget buys">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Per person and year</th>
                <th scope="col" className={table.number}>
                  without
                </th>
                <th scope="col" className={table.number}>
                  with warehouse
                </th>
              </tr>
            </thead>
            <tbody>
              {row('This workload costs', (side) => formatUsd(side.spendUsdPerPersonYear))}
              {row('Of the budget', (side) =>
                Number.isFinite(side.usedRatio) ? formatPercent(side.usedRatio) : 'no budget',
              )}
              {row('A million prompt tokens, all in', (side) =>
                side.blendedUsdPerMTok === null ? '–' : formatPriceTo({ usd: side.blendedUsdPerMTok, digits: 3 }),
              )}
              {row('Prompt tokens the budget buys', (side) =>
                side.promptTokensPerPersonYear === null ? '–' : formatTokens(side.promptTokensPerPersonYear),
              )}
            </tbody>
          </table>
        )}
      </TableScroll>
      <p className={styles.note}>
        The budget is {formatUsd(without.budgetUsdPerMonth)} a month for everybody, and{' '}
        {formatPercent(without.shareOfCompensation)} of pay and tokens together. “All in” divides the whole bill, output
        included, by prompt tokens.
      </p>
    </>
  );
}
