import { memo, useMemo, useState } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatNumber, formatTokensShort } from '../../../format/number.ts';
import { AXIS, GRID, MARGIN, SERIES } from '../../../shared/chart-theme.ts';
import { ChartTooltip } from '../../../shared/ChartTooltip.tsx';
import { logAxis } from '../../../shared/log-axis.ts';
import { placeMarks } from '../../../shared/mark-levels.ts';
import { marksHeightPx, VerticalMark } from '../../../shared/VerticalMark.tsx';
import { formatPace } from '../bench-words.ts';
import { boundRows, type BoundRow, type BoundSeries } from './bound-series.ts';
import { CLAIM_WORDS } from './meaning-words.ts';
import styles from './meaning.module.css';

const Y_AXIS_PX = 56;
/** Until the chart has been measured. */
const NARROW_PX = 340;

/** Tokens a second over context, both in the log: measured curves solid, those of data sheets, which are bounds, dashed. */
export const BoundPlot = memo(function BoundPlot({
  label,
  series,
  contextTokens,
}: {
  readonly label: string;
  readonly series: readonly BoundSeries[];
  readonly contextTokens: number;
}) {
  const [widthPx, setWidthPx] = useState(NARROW_PX);
  const view = useMemo(() => {
    const rows = boundRows(series);
    const contexts = rows.map((row) => row.contextTokens);
    const paces = series.flatMap(({ curve }) => curve.map(({ tokensPerSecond }) => tokensPerSecond));
    const from = contexts[0] ?? 1;
    const x = logAxis({ min: from, max: Math.max(contexts.at(-1) ?? 1, from * 2) });
    const y = logAxis({ min: Math.min(...paces), max: Math.max(...paces), round: true });
    return { rows, x, y };
  }, [series]);
  const mark = `this context: ${formatTokensShort(contextTokens)}`;
  const [from, to] = view.x.domain;
  const placed = placeMarks({
    marks: [{ position: Math.log(contextTokens / from) / Math.log(to / from), label: mark }],
    plotPx: widthPx - Y_AXIS_PX - MARGIN.right,
  });
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%" onResize={setWidthPx}>
        <LineChart
          data={[...view.rows]}
          margin={{ ...MARGIN, top: marksHeightPx(placed) }}
          aria-label={`Chart: ${label}`}
        >
          <CartesianGrid {...GRID} />
          <XAxis
            {...AXIS}
            dataKey="contextTokens"
            type="number"
            scale="log"
            domain={view.x.domain}
            ticks={view.x.ticks}
            tickFormatter={formatTokensShort}
            height={36}
            label={{
              value: 'tokens of context',
              position: 'insideBottomRight',
              offset: 0,
              fontSize: 11.5,
              fill: 'var(--th-muted)',
            }}
          />
          <YAxis
            {...AXIS}
            type="number"
            scale="log"
            domain={view.y.domain}
            ticks={view.y.ticks}
            tickFormatter={formatTokensShort}
            width={Y_AXIS_PX}
          />
          {contextTokens >= from && contextTokens <= to && (
            <VerticalMark x={contextTokens} label={mark} placed={placed[0]} color="var(--th-muted)" />
          )}
          <Tooltip isAnimationActive={false} content={<PointTooltip series={series} />} />
          {series.map(({ key, color, isDataSheet }) => (
            <Line
              {...SERIES}
              key={key}
              // By hand: a name with a dot in it would be taken for a path.
              dataKey={(row: BoundRow) => row[key]}
              name={key}
              stroke={color}
              strokeWidth={isDataSheet ? 1.5 : 2.5}
              {...(isDataSheet ? { strokeDasharray: '5 4' } : {})}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
});

interface PointTooltipProps {
  readonly series: readonly BoundSeries[];
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: BoundRow }[];
}

function PointTooltip({ series, active, payload }: PointTooltipProps) {
  const row = payload?.[0]?.payload;
  if (active !== true || !row) return null;
  return (
    <ChartTooltip
      title={`${formatNumber(row.contextTokens, 0)} tokens`}
      rows={series.flatMap(({ key, label, color, isDataSheet }) => {
        const pace = row[key];
        if (pace === undefined) return [];
        const claim = CLAIM_WORDS[isDataSheet ? 'data-sheet' : 'measured'];
        return [
          {
            label: isDataSheet ? `${label}, data sheet` : label,
            value: `${claim} ${formatPace(pace)} tokens/s`,
            color,
          },
        ];
      })}
    />
  );
}
