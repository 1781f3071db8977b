import { memo, Suspense, useMemo } from 'react';
import type { WindowMark } from '../../../../evaluate/window-marks.ts';
import type { UsageReport } from '../../../../state/trace-types.ts';
import { formatPercent, formatSeconds } from '../../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import table from '../../../shared/table.module.css';
import { lazyPart } from '../../../shared/lazy-part.ts';
import { Evidence } from '../Evidence.tsx';
import { observedPoint } from './life-curve.ts';
import { lifeCurveInWords } from './usage-words.ts';
import styles from './usage.module.css';

const LifePlot = lazyPart(() => import('../trace-charts.ts').then((m) => ({ default: m.LifePlot })));

/** What would be read if everything lived so long: inferred from lengths and gaps, and marked with what was observed. */
export const LifeCurveCard = memo(function LifeCurveCard({
  usage,
  marks,
}: {
  readonly usage: UsageReport;
  readonly marks: readonly WindowMark[];
}) {
  const { lifeCurve, ceiling } = usage;
  const rows = useMemo(
    () => (lifeCurve ?? []).flatMap(({ lifeSeconds, ratio }) => (lifeSeconds > 0 ? [{ x: lifeSeconds, ratio }] : [])),
    [lifeCurve],
  );
  if (!lifeCurve || rows.length === 0) return null;
  const dot = observedPoint(usage);
  const summary = lifeCurveInWords({ lifeCurve, ceiling });
  return (
    <ChartFigure
      title="How long would things have to be kept?"
      hint={
        <Evidence ground="inferred">
          Share of prompt tokens if everything lived so long after its last use (log scale): a prompt repeats the
          agent’s last one as far as both are long. Prefixes that agents share are not seen.
        </Evidence>
      }
      summary={summary}
      lead={<p className={styles.lead}>{summary}</p>}
      chart={
        <Suspense fallback={<div className={styles.plotSpace} />}>
          <LifePlot rows={rows} ceilingRatio={ceiling?.ratio ?? null} dot={dot} marks={marks} />
        </Suspense>
      }
      legend={
        <Legend>
          <LegendItem color="var(--th-accent)" label="hit rate, inferred" />
          {dot && <LegendItem color="var(--th-accent)" dot label="observed, at the effective life" />}
          <LegendItem color="var(--th-muted)" dashed label="lives that are sold, and the inferred ceiling" />
        </Legend>
      }
      table={() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Kept for</th>
              <th scope="col" className={table.number}>
                hit rate, inferred
              </th>
            </tr>
          </thead>
          <tbody>
            {lifeCurve.map(({ lifeSeconds, ratio }) => (
              <tr key={lifeSeconds}>
                <th scope="row">{formatSeconds(lifeSeconds)}</th>
                <td className={table.number}>{formatPercent(ratio)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  );
});
