import { memo, Suspense, useMemo } from 'react';
import type { UsageReport } from '../../../../state/trace-types.ts';
import { formatTokens, formatUsd } from '../../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import table from '../../../shared/table.module.css';
import { lazyPart } from '../../../shared/lazy-part.ts';
import { Evidence } from '../Evidence.tsx';
import { dayRows, daysInWords } from './days.ts';
import { leftOutInWords, observedText } from './usage-words.ts';
import styles from './usage.module.css';
import { moneySign } from '../../../format/money.ts';

const DaysPlot = lazyPart(() => import('../trace-charts.ts').then((m) => ({ default: m.DaysPlot })));

/** The observed hit rate day by day, with the tokens it is a rate of. */
export const DaysCard = memo(function DaysCard({ usage }: { readonly usage: UsageReport }) {
  const { byDay, daysLeftOut, totals } = usage;
  const rows = useMemo(() => dayRows(byDay), [byDay]);
  const summary = [daysInWords(byDay), leftOutInWords({ count: daysLeftOut, one: 'day' })].join(' ').trim();
  return (
    <ChartFigure
      title="How did the hit rate change from day to day?"
      hint={
        <Evidence ground="observed">
          By the day, in UTC, on which requests began. Days without requests are gaps.
        </Evidence>
      }
      summary={summary}
      lead={<p className={styles.lead}>{summary}</p>}
      chart={
        <Suspense fallback={<div className={styles.plotSpace} />}>
          <DaysPlot rows={rows} />
        </Suspense>
      }
      legend={
        <Legend>
          <LegendItem color="var(--th-accent)" label="hit rate" />
          <LegendItem color="var(--th-uncached)" label="prompt tokens" />
        </Legend>
      }
      table={() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" className={table.number}>
                hit rate
              </th>
              <th scope="col" className={table.number}>
                prompt tokens
              </th>
              <th scope="col" className={table.number}>
                output tokens
              </th>
              {totals.reportedUsd !== null && (
                <th scope="col" className={table.number}>
                  reported, {moneySign()}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {byDay.map((day) => (
              <tr key={day.day}>
                <th scope="row">{day.day}</th>
                <td className={table.number}>{observedText(day)}</td>
                <td className={table.number}>{formatTokens(day.promptTokens)}</td>
                <td className={table.number}>{formatTokens(day.outputTokens)}</td>
                {totals.reportedUsd !== null && (
                  <td className={table.number}>{day.reportedUsd === null ? '–' : formatUsd(day.reportedUsd)}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  );
});
