import { memo, useMemo, useState } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceDot, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { KvEvaluation, SizePoint } from '../../../../evaluate/kv/evaluate-kv.ts';
import { formatBinaryBytes, formatBytes, formatNumber, formatTokensShort } from '../../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import { AXIS, GRID, MARGIN, SERIES } from '../../../shared/chart-theme.ts';
import { ChartTooltip } from '../../../shared/ChartTooltip.tsx';
import { logAxis } from '../../../shared/log-axis.ts';
import { placeMarks } from '../../../shared/mark-levels.ts';
import table from '../../../shared/table.module.css';
import { marksHeightPx, VerticalMark } from '../../../shared/VerticalMark.tsx';
import styles from './SizeChart.module.css';

const TITLE = 'How does one sequence’s cache grow with its length?';
const Y_AXIS_PX = 58;
/** Until the chart has been measured. */
const NARROW_PX = 340;
const TOTAL = { color: 'var(--th-accent)', label: 'all of it' } as const;
const FIXED = { color: 'var(--th-write)', label: 'the fixed part' } as const;

/** Bytes of one sequence against its length, both in the log; the part that stops growing as a line of its own. */
export const SizeChart = memo(function SizeChart({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { growth, kv } = evaluation;
  const hasFixed = growth.some(({ fixedBytes }) => fixedBytes > 0);
  return (
    <ChartFigure
      title={TITLE}
      hint="Both axes are logarithmic: a straight rise grows in proportion, a flat part is windows and states that are full."
      summary={summaryOf(evaluation)}
      chart={
        growth.some(({ bytes }) => bytes > 0) ? (
          <Plot evaluation={evaluation} hasFixed={hasFixed} />
        ) : (
          <p className={styles.nothing}>Nothing is cached, whatever the length.</p>
        )
      }
      legend={
        <Legend>
          <LegendItem color={TOTAL.color} label={TOTAL.label} />
          {hasFixed && <LegendItem color={FIXED.color} label={FIXED.label} dashed />}
        </Legend>
      }
      table={<GrowthTable growth={growth} contextTokens={kv.contextTokens} hasFixed={hasFixed} />}
    />
  );
});

function GrowthTable({
  growth,
  contextTokens,
  hasFixed,
}: {
  readonly growth: readonly SizePoint[];
  readonly contextTokens: number;
  readonly hasFixed: boolean;
}) {
  return (
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
          {hasFixed && (
            <th scope="col" className={table.number}>
              of it fixed
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {growth.map((point) => {
          const isOwn = point.contextTokens === contextTokens;
          return (
            <tr key={point.contextTokens} className={isOwn ? table.current : undefined}>
              <th scope="row">
                {formatNumber(point.contextTokens, 0)}
                {isOwn && ' (this context)'}
              </th>
              <td className={table.number}>{formatBytes(point.bytes)}</td>
              <td className={table.number}>{formatBinaryBytes(point.bytes)}</td>
              {hasFixed && <td className={table.number}>{formatBytes(point.fixedBytes)}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function summaryOf({ growth, kv: { contextTokens }, footprint }: KvEvaluation): string {
  const first = growth[0];
  const last = growth.at(-1);
  if (!first || !last) return '';
  return `From ${formatBytes(first.bytes)} at ${formatNumber(first.contextTokens, 0)} tokens to ${formatBytes(last.bytes)} at ${formatNumber(last.contextTokens, 0)}; ${formatBytes(footprint.bytesPerSequence)} at the ${formatNumber(contextTokens, 0)} tokens of this scenario.`;
}

function Plot({ evaluation, hasFixed }: { readonly evaluation: KvEvaluation; readonly hasFixed: boolean }) {
  const { growth, kv, footprint, geometry } = evaluation;
  const { contextTokens } = kv;
  const { maxContextTokens } = geometry;
  const [widthPx, setWidthPx] = useState(NARROW_PX);
  const view = useMemo(() => {
    const lengths = growth.map((point) => point.contextTokens);
    // A logarithm has no place for nothing.
    const data = growth.map((point) => ({ ...point, fixedBytes: point.fixedBytes > 0 ? point.fixedBytes : null }));
    const sizes = growth.flatMap(({ bytes, fixedBytes }) => [bytes, fixedBytes]).filter((size) => size > 0);
    const x = logAxis({ min: Math.min(...lengths), max: Math.max(...lengths) });
    const y = logAxis({ min: Math.min(...sizes), max: Math.max(...sizes), round: true });
    const [from, to] = x.domain;
    const marks = [
      { x: contextTokens, label: `this context: ${formatTokensShort(contextTokens)}`, color: 'var(--th-accent)' },
      ...(maxContextTokens === null
        ? []
        : [
            {
              x: maxContextTokens,
              label: `the model’s maximum: ${formatTokensShort(maxContextTokens)}`,
              color: 'var(--th-muted)',
            },
          ]),
    ];
    const positions = marks.map(({ x: at, label }) => ({ position: Math.log(at / from) / Math.log(to / from), label }));
    return { data, x, y, marks, positions };
  }, [growth, contextTokens, maxContextTokens]);
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
          {hasFixed && <Line {...SERIES} dataKey="fixedBytes" stroke={FIXED.color} strokeDasharray="5 4" />}
          <Line {...SERIES} dataKey="bytes" stroke={TOTAL.color} />
          <ReferenceDot
            x={contextTokens}
            y={footprint.bytesPerSequence}
            r={4.5}
            fill={TOTAL.color}
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
          ...TOTAL,
          value: `${formatBytes(point.bytes)} = ${formatBinaryBytes(point.bytes)}`,
        },
        ...(point.fixedBytes ? [{ ...FIXED, value: formatBytes(point.fixedBytes) }] : []),
      ]}
    />
  );
}
