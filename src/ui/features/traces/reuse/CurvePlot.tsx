import type { ReactElement } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatPercent } from '../../../format/number.ts';
import { formatWholePercent } from '../../../format/share.ts';
import { AXIS, GRID, SERIES } from '../../../shared/chart-theme.ts';
import { ChartTooltip } from '../../../shared/ChartTooltip.tsx';
import { shareDomain, type CurveRow } from './reuse-rows.ts';
import styles from './reuse.module.css';

export const Y_AXIS_PX = 48;

export interface CurvePlotProps {
  readonly label: string;
  readonly rows: readonly CurveRow[];
  /** What a cache without limits serves. */
  readonly ceilingRatio: number | null;
  /** A point to show: the rules’ own. */
  readonly dot: CurveRow | null;
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly formatX: (x: number) => string;
  readonly titleOf: (x: number) => string;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  readonly onResize: (widthPx: number) => void;
  /** Vertical lines, drawn below the curve. */
  readonly marks: readonly ReactElement[];
}

/** A hit rate against time or size, with its ceiling. */
export function CurvePlot(props: CurvePlotProps) {
  const { label, rows, ceilingRatio, dot, domain, ticks, formatX, titleOf, margin, onResize, marks } = props;
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%" onResize={onResize}>
        <LineChart data={[...rows]} margin={{ ...margin }} aria-label={`Chart: ${label}`}>
          <CartesianGrid {...GRID} />
          <XAxis
            {...AXIS}
            dataKey="x"
            type="number"
            scale="log"
            domain={[...domain]}
            ticks={[...ticks]}
            tickFormatter={formatX}
          />
          <YAxis
            {...AXIS}
            domain={shareDomain([...rows.map(({ ratio }) => ratio), ceilingRatio ?? 1])}
            tickFormatter={formatWholePercent}
            width={Y_AXIS_PX}
          />
          {marks}
          {ceilingRatio !== null && (
            <ReferenceLine
              y={ceilingRatio}
              stroke="var(--th-muted)"
              strokeDasharray="2 3"
              label={{
                value: `ceiling ${formatPercent(ceilingRatio)}`,
                position: 'insideBottomLeft',
                fontSize: 11.5,
                fill: 'var(--th-muted)',
                offset: 4,
              }}
            />
          )}
          <Tooltip isAnimationActive={false} content={<PointTooltip titleOf={titleOf} />} />
          <Line {...SERIES} dataKey="ratio" stroke="var(--th-accent)" />
          {dot && (
            <ReferenceDot
              x={dot.x}
              y={dot.ratio}
              r={4.5}
              fill="var(--th-accent)"
              stroke="var(--th-surface)"
              strokeWidth={2}
            />
          )}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

interface PointTooltipProps {
  readonly titleOf: (x: number) => string;
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: CurveRow }[];
}

function PointTooltip({ titleOf, active, payload }: PointTooltipProps) {
  const row = payload?.[0]?.payload;
  if (active !== true || !row) return null;
  return (
    <ChartTooltip
      title={titleOf(row.x)}
      rows={[{ label: 'hit rate', value: formatPercent(row.ratio), color: 'var(--th-accent)' }]}
    />
  );
}
