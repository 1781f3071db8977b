import { memo, useMemo } from 'react';
import { useMediaQuery } from '@mantine/hooks';
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { retentionCurve, type RetentionCurve } from '../../../evaluate/retention-curve.ts';
import type { SpendEvaluation } from '../../../evaluate/spend.ts';
import { formatPercent, formatSeconds, formatUsd } from '../../format/number.ts';
import { AXIS, GRID, SECOND_TICKS, SERIES } from '../../shared/chart-theme.ts';
import { ChartFigure, Legend, LegendItem } from '../../shared/ChartFigure.tsx';
import { ChartTooltip } from '../../shared/ChartTooltip.tsx';
import table from '../../shared/table.module.css';
import styles from './RetentionChart.module.css';

const MARGIN = { top: 40, right: 12, bottom: 4, left: 4 };
/** Marks nearer to each other than this factor would have overlapping labels, on a wide and on a narrow chart. */
const LABEL_APART_FACTOR = { wide: 12, narrow: 80 };
const NARROW = '(max-width: 620px)';
const LABEL_LINE_PX = 14;
const X_DOMAIN = [10, 2_592_000];

/** Hit rate and cost against the time a prefix is kept, with the windows that are sold drawn on it. */
export const RetentionChart = memo(function RetentionChart({ evaluation }: { readonly evaluation: SpendEvaluation }) {
  const curve = useMemo(() => retentionCurve(evaluation), [evaluation]);
  const priced = curve.points.some(({ usdPerMonth }) => usdPerMonth !== null);
  return (
    <ChartFigure
      title="How long must a prefix survive?"
      hint="Hit rate and warehouse spend against the time every prefix is kept after its last use (log scale). Closed form; time is the only limit."
      summary={summaryOf(curve)}
      chart={<Plot curve={curve} priced={priced} />}
      legend={
        <Legend>
          <LegendItem color="var(--th-accent)" label="hit rate" />
          {priced && <LegendItem color="var(--th-write)" label="$ a month with the warehouse" />}
          <LegendItem color="var(--th-muted)" dashed label="windows and ceiling" />
        </Legend>
      }
      table={
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Kept for</th>
              <th scope="col" className={table.number}>hit rate</th>
              <th scope="col" className={table.number}>with warehouse, $ a month</th>
            </tr>
          </thead>
          <tbody>
            {curve.points.map((point) => (
              <tr key={point.windowSeconds}>
                <th scope="row">{formatSeconds(point.windowSeconds)}</th>
                <td className={table.number}>{formatPercent(point.hitRatio)}</td>
                <td className={table.number}>{point.usdPerMonth === null ? 'no price' : formatUsd(point.usdPerMonth)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
});

function summaryOf({ points, cheapest, ceilingRatio }: RetentionCurve): string {
  const first = points[0];
  const last = points.at(-1);
  const range = first && last ? `The hit rate rises from ${formatPercent(first.hitRatio)} at ${formatSeconds(first.windowSeconds)} to ${formatPercent(last.hitRatio)} at ${formatSeconds(last.windowSeconds)}` : '';
  const ceiling = ceilingRatio === null ? '' : `; the logical ceiling is ${formatPercent(ceilingRatio)}`;
  const best = cheapest?.usdPerMonth == null ? '' : `. The warehouse costs least, ${formatUsd(cheapest.usdPerMonth)} a month, when it keeps prefixes for ${formatSeconds(cheapest.windowSeconds)}`;
  return `${range}${ceiling}${best}.`;
}

/** The marks with the line their label stands on: each goes as low as no earlier label is in its way. */
function labelled({ marks, apart }: { marks: RetentionCurve['marks']; apart: number }): readonly (RetentionCurve['marks'][number] & { readonly line: number })[] {
  const lastOnLine: number[] = [];
  return marks.toSorted((a, b) => a.windowSeconds - b.windowSeconds).map((mark) => {
    const free = lastOnLine.findIndex((seconds) => mark.windowSeconds / seconds >= apart);
    const line = free >= 0 ? free : lastOnLine.length;
    lastOnLine[line] = mark.windowSeconds;
    return { ...mark, line };
  });
}

function Plot({ curve, priced }: { readonly curve: RetentionCurve; readonly priced: boolean }) {
  const narrow = useMediaQuery(NARROW) ?? false;
  const data = useMemo(() => curve.points.map((point) => ({ ...point })), [curve]);
  const lowest = Math.min(...curve.points.map(({ hitRatio }) => hitRatio));
  const floor = Math.max(0, Math.floor(lowest * 10) / 10);
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={data} margin={MARGIN} title="Hit rate and spend against retention">
          <CartesianGrid {...GRID} />
          <XAxis {...AXIS} dataKey="windowSeconds" type="number" scale="log" domain={X_DOMAIN} ticks={[...SECOND_TICKS]} tickFormatter={formatSeconds} />
          <YAxis {...AXIS} yAxisId="hit" domain={[floor, 1]} tickFormatter={(value: number) => `${Math.round(value * 100)} %`} width={48} />
          {priced && <YAxis {...AXIS} yAxisId="usd" orientation="right" domain={['auto', 'auto']} tickFormatter={(value: number) => formatUsd(value)} width={72} />}
          {curve.ceilingRatio !== null && (
            <ReferenceLine yAxisId="hit" y={curve.ceilingRatio} stroke="var(--th-muted)" strokeDasharray="2 3" />
          )}
          {labelled({ marks: curve.marks, apart: LABEL_APART_FACTOR[narrow ? 'narrow' : 'wide'] }).map((mark) => (
            <ReferenceLine
              key={`${mark.label}-${mark.windowSeconds}`}
              yAxisId="hit"
              x={Math.min(X_DOMAIN[1] ?? Infinity, Math.max(X_DOMAIN[0] ?? 0, mark.windowSeconds))}
              stroke={mark.kind === 'warehouse' ? 'var(--th-accent)' : 'var(--th-warn)'}
              strokeDasharray={mark.assumed ? '2 4' : '5 3'}
              label={{ value: `${mark.label}${mark.assumed ? ' (assumed)' : ''}`, position: 'top', dy: -2 - LABEL_LINE_PX * mark.line, fontSize: 11.5, fill: mark.kind === 'warehouse' ? 'var(--th-accent)' : 'var(--th-warn)' }}
            />
          ))}
          <Tooltip isAnimationActive={false} content={<PointTooltip />} />
          <Line {...SERIES} yAxisId="hit" dataKey="hitRatio" stroke="var(--th-accent)" />
          {priced && <Line {...SERIES} yAxisId="usd" dataKey="usdPerMonth" stroke="var(--th-write)" strokeWidth={1.5} />}
        </LineChart>
      </ResponsiveContainer>
      {curve.ceilingRatio !== null && <p className={styles.ceiling}>Logical ceiling {formatPercent(curve.ceilingRatio)}{curve.cheapest?.usdPerMonth != null && ` · the warehouse costs least when it keeps prefixes for ${formatSeconds(curve.cheapest.windowSeconds)}: ${formatUsd(curve.cheapest.usdPerMonth)} a month`}</p>}
    </div>
  );
}

interface PointTooltipProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: { readonly windowSeconds: number; readonly hitRatio: number; readonly usdPerMonth: number | null } }[];
}

function PointTooltip({ active, payload }: PointTooltipProps) {
  const point = payload?.[0]?.payload;
  if (active !== true || !point) return null;
  return (
    <ChartTooltip
      title={`kept ${formatSeconds(point.windowSeconds)}`}
      rows={[
        { label: 'hit rate', value: formatPercent(point.hitRatio), color: 'var(--th-accent)' },
        ...(point.usdPerMonth === null ? [] : [{ label: '$ a month', value: formatUsd(point.usdPerMonth), color: 'var(--th-write)' }]),
      ]}
    />
  );
}
