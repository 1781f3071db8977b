import { memo, useMemo, useState } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceDot, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { KvEvaluation, SizePoint } from '../../../evaluate/kv.ts';
import { formatBinaryBytes, formatBytes, formatNumber, formatTokensShort } from '../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../shared/ChartFigure.tsx';
import { AXIS, GRID, MARGIN, SERIES } from '../../shared/chart-theme.ts';
import { ChartTooltip } from '../../shared/ChartTooltip.tsx';
import { logAxis } from '../../shared/log-axis.ts';
import { placeMarks } from '../../shared/mark-levels.ts';
import table from '../../shared/table.module.css';
import { marksHeightPx, VerticalMark } from '../../shared/VerticalMark.tsx';
import styles from './SizeChart.module.css';

const TITLE = 'How does one sequence’s cache grow with its length?';
const Y_AXIS_PX = 58;
/** Until the chart has been measured. */
const NARROW_PX = 340;

/** Bytes of one sequence against its length, both in the log. */
export const SizeChart = memo(function SizeChart({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { growth, contextTokens, geometry } = evaluation;
  return (
    <ChartFigure
      title={TITLE}
      hint="Bytes of one sequence against its tokens, both axes logarithmic: a straight line grows in proportion, a flat part is windows that are full."
      summary={summaryOf(evaluation)}
      chart={<Plot evaluation={evaluation} />}
      legend={
        <Legend>
          <LegendItem color="var(--th-accent)" label={geometry.model?.name ?? 'typed geometry'} />
        </Legend>
      }
      table={
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Context, tokens</th>
              <th scope="col" className={table.number}>
                decimal
              </th>
              <th scope="col" className={table.number}>
                binary
              </th>
            </tr>
          </thead>
          <tbody>
            {growth.map((point) => (
              <tr
                key={point.contextTokens}
                className={point.contextTokens === contextTokens ? table.current : undefined}
              >
                <th scope="row">
                  {formatNumber(point.contextTokens, 0)}
                  {point.contextTokens === contextTokens && ' (this context)'}
                </th>
                <td className={table.number}>{formatBytes(point.bytes)}</td>
                <td className={table.number}>{formatBinaryBytes(point.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
});

function summaryOf({ growth, contextTokens, bytesPerSequence }: KvEvaluation): string {
  const first = growth[0];
  const last = growth.at(-1);
  if (!first || !last) return '';
  return `From ${formatBytes(first.bytes)} at ${formatNumber(first.contextTokens, 0)} tokens to ${formatBytes(last.bytes)} at ${formatNumber(last.contextTokens, 0)}; ${formatBytes(bytesPerSequence)} at the ${formatNumber(contextTokens, 0)} tokens of this scenario.`;
}

function Plot({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { growth, contextTokens, bytesPerSequence, geometry } = evaluation;
  const [widthPx, setWidthPx] = useState(NARROW_PX);
  const view = useMemo(() => {
    const lengths = growth.map((point) => point.contextTokens);
    const sizes = growth.map(({ bytes }) => bytes);
    const x = logAxis({ min: Math.min(...lengths), max: Math.max(...lengths) });
    const y = logAxis({ min: Math.min(...sizes), max: Math.max(...sizes), round: true });
    const [from, to] = x.domain;
    const maximum = geometry.model?.maxContextTokens.value;
    const marks = [
      { x: contextTokens, label: `this context: ${formatTokensShort(contextTokens)}`, color: 'var(--th-accent)' },
      ...(maximum === undefined
        ? []
        : [{ x: maximum, label: `the model’s maximum: ${formatTokensShort(maximum)}`, color: 'var(--th-muted)' }]),
    ];
    const positions = marks.map(({ x: at, label }) => ({ position: Math.log(at / from) / Math.log(to / from), label }));
    return { data: growth.map((point) => ({ ...point })), x, y, marks, positions };
  }, [growth, contextTokens, geometry]);
  const { placed, margin } = useMemo(() => {
    const levels = placeMarks({ marks: view.positions, plotPx: widthPx - Y_AXIS_PX - MARGIN.right });
    return { placed: levels, margin: { ...MARGIN, top: marksHeightPx(levels) } };
  }, [view, widthPx]);
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%" onResize={setWidthPx}>
        <LineChart data={view.data} margin={margin} aria-label={`Chart: ${TITLE}`}>
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
              value: 'tokens',
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
            tickFormatter={formatBytes}
            width={Y_AXIS_PX}
          />
          {view.marks.map(({ x, label, color }, i) => (
            <VerticalMark key={label} x={x} label={label} color={color} placed={placed[i]} />
          ))}
          <Tooltip isAnimationActive={false} content={<PointTooltip />} />
          <Line {...SERIES} dataKey="bytes" stroke="var(--th-accent)" />
          <ReferenceDot
            x={contextTokens}
            y={bytesPerSequence}
            r={4.5}
            fill="var(--th-accent)"
            stroke="var(--th-surface)"
            strokeWidth={2}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

interface PointTooltipProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: SizePoint }[];
}

function PointTooltip({ active, payload }: PointTooltipProps) {
  const point = payload?.[0]?.payload;
  if (active !== true || !point) return null;
  return (
    <ChartTooltip
      title={`${formatNumber(point.contextTokens, 0)} tokens`}
      rows={[
        {
          label: 'one sequence',
          value: `${formatBytes(point.bytes)} = ${formatBinaryBytes(point.bytes)}`,
          color: 'var(--th-accent)',
        },
      ]}
    />
  );
}
