import { useMemo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { RetentionCurve } from '../../../evaluate/retention-curve.ts';
import type { TierMark } from '../../../evaluate/window-marks.ts';
import { formatPercent, formatRoughSeconds, formatSeconds, formatUsd } from '../../format/number.ts';
import { AXIS, GRID, SECOND_TICKS, SERIES } from '../../shared/chart-theme.ts';
import { windowMarkColor } from '../../format/window-mark.ts';
import { ChartTooltip } from '../../shared/ChartTooltip.tsx';
import { Legend, LegendItem } from '../../shared/Legend.tsx';
import { useWindowMarks } from '../../shared/use-window-marks.ts';
import { VerticalMark } from '../../shared/VerticalMark.tsx';
import styles from './RetentionChart.module.css';
import { moneySign } from '../../format/money.ts';

export const RETENTION_TITLE = 'How long must a prefix survive?';
export const RETENTION_HINT =
  'Hit rate and warehouse spend against the time every prefix is kept after its last use (log scale). Closed form, rough below 30 s; time is the only limit.';
const X_DOMAIN: [number, number] = [10, 2_592_000];
const HIT_AXIS_PX = 48;
const USD_AXIS_PX = 72;

function isPriced({ points }: RetentionCurve): boolean {
  return points.some(({ usdPerMonth }) => usdPerMonth !== null);
}

export function RetentionLegend({ curve }: { readonly curve: RetentionCurve }) {
  return (
    <Legend>
      <LegendItem color="var(--th-accent)" label="hit rate" />
      {isPriced(curve) && <LegendItem color="var(--th-write)" label={`${moneySign()} a month with the warehouse`} />}
      <LegendItem color="var(--th-muted)" dashed label="windows and ceiling" />
    </Legend>
  );
}

const NO_TIERS: readonly TierMark[] = [];

/** The curve with the windows that are sold drawn on it, and those of machines of one's own where they are known. */
export function RetentionPlot({
  curve,
  tiers = NO_TIERS,
}: {
  readonly curve: RetentionCurve;
  readonly tiers?: readonly TierMark[];
}) {
  const priced = isPriced(curve);
  const marks = useMemo(() => [...curve.marks, ...tiers], [curve, tiers]);
  const { drawn, margin, onResize } = useWindowMarks({
    marks,
    domain: X_DOMAIN,
    axesPx: HIT_AXIS_PX + (priced ? USD_AXIS_PX : 0),
  });
  const data = useMemo(() => curve.points.map((point) => ({ ...point })), [curve]);
  const lowest = Math.min(...curve.points.map(({ hitRatio }) => hitRatio));
  const floor = Math.max(0, Math.floor(lowest * 10) / 10);
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%" onResize={onResize}>
        <LineChart data={data} margin={margin} aria-label={`Chart: ${RETENTION_TITLE}`}>
          <CartesianGrid {...GRID} />
          <XAxis
            {...AXIS}
            dataKey="windowSeconds"
            type="number"
            scale="log"
            domain={X_DOMAIN}
            ticks={[...SECOND_TICKS]}
            tickFormatter={formatSeconds}
          />
          <YAxis
            {...AXIS}
            domain={[floor, 1]}
            tickFormatter={(value: number) => `${Math.round(value * 100)} %`}
            width={HIT_AXIS_PX}
          />
          {priced && (
            <YAxis
              {...AXIS}
              yAxisId="usd"
              orientation="right"
              domain={['auto', 'auto']}
              tickFormatter={(value: number) => formatUsd(value)}
              width={USD_AXIS_PX}
            />
          )}
          {curve.ceilingRatio !== null && (
            <ReferenceLine y={curve.ceilingRatio} stroke="var(--th-muted)" strokeDasharray="2 3" />
          )}
          {drawn.map(({ mark, name, placed }) => (
            <VerticalMark
              key={name}
              x={mark.windowSeconds}
              label={name}
              placed={placed}
              color={windowMarkColor(mark)}
              assumed={mark.assumed}
            />
          ))}
          <Tooltip isAnimationActive={false} content={<PointTooltip />} />
          <Line {...SERIES} dataKey="hitRatio" stroke="var(--th-accent)" />
          {priced && (
            <Line {...SERIES} yAxisId="usd" dataKey="usdPerMonth" stroke="var(--th-write)" strokeWidth={1.5} />
          )}
        </LineChart>
      </ResponsiveContainer>
      {curve.ceilingRatio !== null && (
        <p className={styles.ceiling}>
          Logical ceiling {formatPercent(curve.ceilingRatio)}
          {curve.cheapest?.usdPerMonth != null &&
            ` · the warehouse costs least when it keeps prefixes for about ${formatRoughSeconds(curve.cheapest.windowSeconds)}: ${formatUsd(curve.cheapest.usdPerMonth)} a month`}
        </p>
      )}
    </div>
  );
}

interface PointTooltipProps {
  readonly active?: boolean;
  readonly payload?: readonly {
    readonly payload?: {
      readonly windowSeconds: number;
      readonly hitRatio: number;
      readonly usdPerMonth: number | null;
    };
  }[];
}

function PointTooltip({ active, payload }: PointTooltipProps) {
  const point = payload?.[0]?.payload;
  if (active !== true || !point) return null;
  return (
    <ChartTooltip
      title={`kept ${formatSeconds(point.windowSeconds)}`}
      rows={[
        { label: 'hit rate', value: formatPercent(point.hitRatio), color: 'var(--th-accent)' },
        ...(point.usdPerMonth === null
          ? []
          : [{ label: `${moneySign()} a month`, value: formatUsd(point.usdPerMonth), color: 'var(--th-write)' }]),
      ]}
    />
  );
}
