import { memo } from 'react';
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatPercent, formatTokens, formatTokensShort } from '../../../format/number.ts';
import { formatWholePercent } from '../../../format/share.ts';
import { AXIS, GRID, MARGIN, SERIES } from '../../../shared/chart-theme.ts';
import { ChartTooltip } from '../../../shared/ChartTooltip.tsx';
import type { DayRow } from './days.ts';
import styles from './usage.module.css';

const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** A line for the rate over bars for the tokens; a day of little weight is seen to be one. */
export const DaysPlot = memo(function DaysPlot({ rows }: { readonly rows: readonly DayRow[] }) {
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={[...rows]} margin={MARGIN} aria-label="Chart: observed hit rate by day">
          <CartesianGrid {...GRID} />
          <XAxis {...AXIS} dataKey="day" minTickGap={24} tickFormatter={(day: string) => day.slice(5)} />
          <YAxis {...AXIS} domain={[0, 1]} ticks={SHARES} tickFormatter={formatWholePercent} width={48} />
          <YAxis {...AXIS} yAxisId="tokens" orientation="right" tickFormatter={formatTokensShort} width={52} />
          <Tooltip isAnimationActive={false} content={<PointTooltip />} />
          <Bar
            yAxisId="tokens"
            dataKey="promptTokens"
            fill="var(--th-uncached)"
            fillOpacity={0.35}
            isAnimationActive={false}
          />
          {/* A single day between two without a rate is a point and no line. */}
          <Line {...SERIES} dataKey="ratio" stroke="var(--th-accent)" dot={{ r: 2.5, fill: 'var(--th-accent)' }} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
});

interface PointTooltipProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: DayRow }[];
}

function PointTooltip({ active, payload }: PointTooltipProps) {
  const row = payload?.[0]?.payload;
  if (active !== true || !row) return null;
  return (
    <ChartTooltip
      title={row.day}
      rows={[
        {
          label: 'hit rate',
          value: row.ratio === null ? 'not told' : formatPercent(row.ratio),
          color: 'var(--th-accent)',
        },
        { label: 'prompt tokens', value: formatTokens(row.promptTokens), color: 'var(--th-uncached)' },
      ]}
    />
  );
}
