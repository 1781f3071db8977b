import { memo, useMemo, type ReactNode } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { BudgetEvaluation, BudgetMonth } from '../../../evaluate/budget.ts';
import { formatUsd } from '../../format/number.ts';
import { AXIS, GRID, MARGIN, SERIES } from '../../shared/chart-theme.ts';
import { ChartFigure, Legend, LegendItem } from '../../shared/ChartFigure.tsx';
import { ChartTooltip } from '../../shared/ChartTooltip.tsx';
import { logAxis } from '../../shared/log-axis.ts';
import table from '../../shared/table.module.css';
import styles from './ProjectionChart.module.css';
import { moneySign } from '../../format/money.ts';

const TITLE = 'How does the bill move in 24 months?';
const MONTHS = [0, 6, 12, 18, 24];
const USD_AXIS_PX = 76;

/** Spend month by month under demand growth and price decline, with the budget drawn on it. */
export const ProjectionChart = memo(function ProjectionChart({
  result,
  outlook,
}: {
  readonly result: BudgetEvaluation;
  readonly outlook: ReactNode;
}) {
  return (
    <ChartFigure
      title={TITLE}
      hint="Factors at the end of 24 months, at a steady rate; the workload’s shape stays. Yours to set: nobody knows them."
      summary={summaryOf(result)}
      chart={
        <>
          {outlook}
          <Plot result={result} />
          <p className={styles.answer}>{summaryOf(result)}</p>
        </>
      }
      legend={
        <Legend>
          <LegendItem color="var(--th-write)" label="without" />
          {result.with && <LegendItem color="var(--th-accent)" label="with warehouse" />}
          <LegendItem color="var(--th-muted)" dashed label="budget" />
        </Legend>
      }
      table={() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Month</th>
              <th scope="col" className={table.number}>
                without, {moneySign()} a month
              </th>
              <th scope="col" className={table.number}>
                with warehouse, {moneySign()} a month
              </th>
            </tr>
          </thead>
          <tbody>
            {result.months.map(({ month, withoutUsd, withUsd }) => (
              <tr key={month}>
                <th scope="row">{month === 0 ? 'now' : month}</th>
                <td className={table.number}>{formatUsd(withoutUsd)}</td>
                <td className={table.number}>{withUsd === null ? 'no price' : formatUsd(withUsd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  );
});

function summaryOf({ months, overBudgetMonth }: BudgetEvaluation): string {
  const first = months[0];
  const last = months.at(-1);
  if (!first || !last) return '';
  const moves =
    first.withoutUsd === last.withoutUsd
      ? `The bill stays at ${formatUsd(first.withoutUsd)} a month`
      : `The bill moves from ${formatUsd(first.withoutUsd)} to ${formatUsd(last.withoutUsd)} a month`;
  const kept = last.withUsd === null ? '' : `; with the warehouse it ends at ${formatUsd(last.withUsd)}`;
  return `${moves}${kept}. ${budgetSentence(overBudgetMonth)}`;
}

function budgetSentence({ without, with: kept }: BudgetEvaluation['overBudgetMonth']): string {
  if (without === null && kept === null) return 'It stays within the budget.';
  const when = (month: number | null): string =>
    month === null ? 'not in 24 months' : month === 0 ? 'already now' : `in month ${month}`;
  return `It passes the budget ${when(without)} without and ${when(kept)} with the warehouse.`;
}

function Plot({ result }: { readonly result: BudgetEvaluation }) {
  const { budgetUsdPerMonth } = result.without;
  const { data, axis } = useMemo(() => {
    const sums = result.months
      .flatMap(({ withoutUsd, withUsd }) => [withoutUsd, withUsd ?? withoutUsd])
      .concat(budgetUsdPerMonth)
      .filter((usd) => usd > 0);
    return {
      data: result.months.map((month) => ({ ...month })),
      axis: sums.length > 0 ? logAxis({ min: Math.min(...sums), max: Math.max(...sums), round: true }) : null,
    };
  }, [result, budgetUsdPerMonth]);
  if (axis === null) return null;
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={data} margin={MARGIN} aria-label={`Chart: ${TITLE}`}>
          <CartesianGrid {...GRID} />
          <XAxis
            {...AXIS}
            dataKey="month"
            type="number"
            domain={[0, 24]}
            ticks={MONTHS}
            tickFormatter={(month: number) => (month === 0 ? 'now' : `month ${month}`)}
          />
          <YAxis
            {...AXIS}
            scale="log"
            type="number"
            domain={axis.domain}
            ticks={axis.ticks}
            tickFormatter={(usd: number) => formatUsd(usd)}
            width={USD_AXIS_PX}
          />
          {budgetUsdPerMonth > 0 && (
            <ReferenceLine y={budgetUsdPerMonth} stroke="var(--th-muted)" strokeDasharray="3 2" />
          )}
          <Tooltip isAnimationActive={false} content={<MonthTooltip />} />
          <Line {...SERIES} dataKey="withoutUsd" stroke="var(--th-write)" />
          {result.with && <Line {...SERIES} dataKey="withUsd" stroke="var(--th-accent)" />}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

interface MonthTooltipProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: BudgetMonth }[];
}

function MonthTooltip({ active, payload }: MonthTooltipProps) {
  const point = payload?.[0]?.payload;
  if (active !== true || !point) return null;
  return (
    <ChartTooltip
      title={point.month === 0 ? 'Now' : `Month ${point.month}`}
      rows={[
        { label: 'without', value: formatUsd(point.withoutUsd), color: 'var(--th-write)' },
        ...(point.withUsd === null
          ? []
          : [{ label: 'with warehouse', value: formatUsd(point.withUsd), color: 'var(--th-accent)' }]),
      ]}
    />
  );
}
