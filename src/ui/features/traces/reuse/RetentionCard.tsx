import { memo, Suspense, useMemo } from 'react';
import type { WindowMark } from '../../../../evaluate/window-marks.ts';
import type { HitSurface, TraceRules } from '../../../../state/trace-types.ts';
import { formatPercent, formatSeconds } from '../../../format/number.ts';
import { windowMarkName } from '../../../format/window-mark.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { lazyPart } from '../../../shared/lazy-part.ts';
import { Evidence } from '../Evidence.tsx';
import { rateOf, SHARE_WORDS } from '../trace-words.ts';
import { RatesTable } from './RatesTable.tsx';
import { curveRows, pointAtLife } from './reuse-rows.ts';
import { rateAtLifeText, reuseInWords, timesText } from './reuse-words.ts';
import styles from './reuse.module.css';

// The charts bring a library of their own; the answer in words must not wait for it.
const LifePlot = lazyPart(() => import('../trace-charts.ts').then((m) => ({ default: m.LifePlot })));

interface RetentionCardProps {
  readonly surface: HitSurface;
  readonly lifeSeconds: number;
  readonly denominator: TraceRules['denominator'];
  /** The lives that are sold, and the warehouse’s. */
  readonly marks: readonly WindowMark[];
}

/** Hit rate of a log of blocks against the time everything is kept, exactly, by replay. */
export const RetentionCard = memo(function RetentionCard({
  surface,
  lifeSeconds,
  denominator,
  marks,
}: RetentionCardProps) {
  const rows = useMemo(
    () => curveRows({ points: surface.retention, of: 'windowSeconds', denominator }),
    [surface, denominator],
  );
  const answer = reuseInWords({ surface, lifeSeconds, denominator });
  const at = pointAtLife({ retention: surface.retention, lifeSeconds });
  const dot =
    at?.isExact === true && at.point.windowSeconds !== Infinity
      ? { x: at.point.windowSeconds, ratio: rateOf({ rates: at.point.rates, denominator }) }
      : null;
  return (
    <ChartFigure
      title="What could be reused, and what would be?"
      hint={
        <Evidence ground="computed">
          Share of {SHARE_WORDS[denominator]} against the time everything is kept after its last use (log scale), by
          exact replay of the log.
        </Evidence>
      }
      summary={answer}
      lead={<p className={styles.lead}>{answer}</p>}
      chart={
        <Suspense fallback={<div className={styles.plotSpace} />}>
          <LifePlot
            rows={rows}
            ceilingRatio={rateOf({ rates: surface.unlimited.rates, denominator })}
            dot={dot}
            marks={marks}
          />
        </Suspense>
      }
      legend={
        <>
          <Legend>
            <LegendItem color="var(--th-accent)" label="hit rate" />
            {dot && (
              <LegendItem color="var(--th-accent)" dot label={`the life of the rules, ${formatSeconds(lifeSeconds)}`} />
            )}
            <LegendItem color="var(--th-muted)" dashed label="lives that are sold, and the ceiling" />
          </Legend>
          <MarksTable surface={surface} marks={marks} denominator={denominator} />
          <RatesTable surface={surface} lifeSeconds={lifeSeconds} />
        </>
      }
      table={<CurveTable surface={surface} denominator={denominator} />}
    />
  );
});

/** The answer at the lives that are sold. */
function MarksTable({ surface, marks, denominator }: Pick<RetentionCardProps, 'surface' | 'marks' | 'denominator'>) {
  return (
    <div className={styles.rates}>
      <TableScroll label="hit rate at each life">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Life</th>
                <th scope="col" className={table.number}>
                  hit rate
                </th>
                <th scope="col" className={table.number}>
                  prefilled ÷ unavoidable
                </th>
              </tr>
            </thead>
            <tbody>
              {marks.map((mark, i) => {
                const lifeSeconds = mark.windowSeconds;
                const found = pointAtLife({ retention: surface.retention, lifeSeconds });
                return (
                  <tr key={i}>
                    <th scope="row">{windowMarkName(mark)}</th>
                    <td className={table.number}>{rateAtLifeText({ surface, lifeSeconds, denominator })}</td>
                    <td className={table.number}>
                      {found && !found.isExact && 'at most '}
                      {timesText(found?.point.amplification ?? null)}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </TableScroll>
    </div>
  );
}

function CurveTable({ surface, denominator }: Pick<RetentionCardProps, 'surface' | 'denominator'>) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Kept for</th>
          <th scope="col" className={table.number}>
            hit rate
          </th>
          <th scope="col" className={table.number}>
            prefilled ÷ unavoidable
          </th>
        </tr>
      </thead>
      <tbody>
        {surface.retention.map(({ windowSeconds, rates, amplification }) => (
          <tr key={windowSeconds}>
            <th scope="row">{formatSeconds(windowSeconds)}</th>
            <td className={table.number}>{formatPercent(rateOf({ rates, denominator }))}</td>
            <td className={table.number}>{timesText(amplification)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
