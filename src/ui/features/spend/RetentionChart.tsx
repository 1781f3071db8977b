import { memo, useMemo } from 'react';
import { retentionCurve, type RetentionCurve } from '../../../evaluate/retention-curve.ts';
import type { SpendEvaluation } from '../../../evaluate/spend.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { formatPercent, formatRoughSeconds, formatSeconds, formatUsd } from '../../format/number.ts';
import { windowMarkName } from '../../format/window-mark.ts';
import { ChartFigure } from '../../shared/ChartFigure.tsx';
import table from '../../shared/table.module.css';
import { RETENTION_HINT, RETENTION_TITLE, RetentionLegend, RetentionPlot } from './RetentionPlot.tsx';
import { useTierMarks, type KnownTiers } from './use-tier-marks.ts';
import styles from './RetentionChart.module.css';
import { moneySign } from '../../format/money.ts';

/** Hit rate and cost against the time a prefix is kept, with the windows that are sold drawn on it. */
export const RetentionChart = memo(function RetentionChart({
  evaluation,
  scenario,
}: {
  readonly evaluation: SpendEvaluation;
  readonly scenario: ScenarioState['scenario'];
}) {
  const known = useTierMarks(scenario);
  const curve = useMemo(() => retentionCurve(evaluation), [evaluation]);
  return (
    <ChartFigure
      title={RETENTION_TITLE}
      hint={RETENTION_HINT}
      summary={`${summaryOf(curve)} ${windowsInWords({ curve, known })}`}
      chart={
        <>
          <RetentionPlot curve={curve} {...(known ? { tiers: known.marks } : {})} />
          <p className={styles.windows}>{known && known.marks.length > 0 && known.note}</p>
        </>
      }
      legend={<RetentionLegend curve={curve} />}
      table={() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Kept for</th>
              <th scope="col" className={table.number}>
                hit rate
              </th>
              <th scope="col" className={table.number}>
                with warehouse, {moneySign()} a month
              </th>
            </tr>
          </thead>
          <tbody>
            {curve.points.map((point) => (
              <tr key={point.windowSeconds}>
                <th scope="row">{formatSeconds(point.windowSeconds)}</th>
                <td className={table.number}>{formatPercent(point.hitRatio)}</td>
                <td className={table.number}>
                  {point.usdPerMonth === null ? 'no price' : formatUsd(point.usdPerMonth)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  );
});

function windowsInWords({ curve, known }: { curve: RetentionCurve; known: KnownTiers | null }): string {
  const names = [...curve.marks, ...(known?.marks ?? [])]
    .toSorted((a, b) => a.windowSeconds - b.windowSeconds)
    .map(windowMarkName);
  return `Windows: ${names.join(', ')}.`;
}

function summaryOf({ points, cheapest, ceilingRatio }: RetentionCurve): string {
  const first = points[0];
  const last = points.at(-1);
  const range =
    first && last
      ? `The hit rate rises from ${formatPercent(first.hitRatio)} at ${formatSeconds(first.windowSeconds)} to ${formatPercent(last.hitRatio)} at ${formatSeconds(last.windowSeconds)}`
      : '';
  const ceiling = ceilingRatio === null ? '' : `; the logical ceiling is ${formatPercent(ceilingRatio)}`;
  const best =
    cheapest?.usdPerMonth == null
      ? ''
      : `. The warehouse costs least, ${formatUsd(cheapest.usdPerMonth)} a month, when it keeps prefixes for about ${formatRoughSeconds(cheapest.windowSeconds)}`;
  return `${range}${ceiling}${best}.`;
}
