import { memo, useMemo, useState } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { ClusterEvaluation, PrefillOrLoad } from '../../../../evaluate/cluster/cluster-view.ts';
import { prefillOrLoad } from '../../../../evaluate/cluster/prefill-or-load.ts';
import { formatTokensShort } from '../../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import { AXIS, GRID, MARGIN, SERIES } from '../../../shared/chart-theme.ts';
import { ChartTooltip } from '../../../shared/ChartTooltip.tsx';
import { logAxis } from '../../../shared/log-axis.ts';
import { placeMarks } from '../../../shared/mark-levels.ts';
import table from '../../../shared/table.module.css';
import { marksHeightPx, VerticalMark } from '../../../shared/VerticalMark.tsx';
import page from '../ClusterPage.module.css';
import { crossingInWords, formatBand, formatLength, formatTime } from './time-words.ts';

const TITLE = 'From what length on is loading faster than computing?';
const Y_AXIS_PX = 56;
/** Until the chart has been measured. */
const NARROW_PX = 340;
const COMPUTE = { color: 'var(--th-write)', label: 'compute the prompt' } as const;
const LOAD = { color: 'var(--th-read)', label: 'load it from the warehouse' } as const;
const BOUND = { color: 'var(--th-muted)', label: 'both at once, the least any system could take' } as const;

type Point = PrefillOrLoad['points'][number];

/** Both ways to a first token over the length of the prompt, in the log of both; shaded: what errors and MFU allow. */
export const PrefillOrLoadChart = memo(function PrefillOrLoadChart({
  evaluation,
}: {
  readonly evaluation: ClusterEvaluation;
}) {
  const { plan } = evaluation;
  const lines = useMemo(() => prefillOrLoad(plan), [plan]);
  const hasLoad = lines.points.some(({ load }) => load !== null);
  return (
    <ChartFigure
      title={TITLE}
      hint="Time to first token of one request alone on an instance, all of its prompt computed or all of it loaded. Logarithmic; shaded is the range of MFU and measured error."
      summary={crossingInWords(lines)}
      lead={<p data-testid="crossing">{crossingInWords(lines)}</p>}
      chart={<Plot lines={lines} />}
      legend={
        <Legend>
          <LegendItem color={COMPUTE.color} label={COMPUTE.label} />
          {hasLoad && <LegendItem color={LOAD.color} label={LOAD.label} />}
          {hasLoad && <LegendItem color={BOUND.color} label={BOUND.label} dashed />}
        </Legend>
      }
      table={<PointsTable points={lines.points} />}
    />
  );
});

function PointsTable({ points }: { readonly points: readonly Point[] }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Prompt, tokens</th>
          {['compute', 'from … to', 'load', 'from … to', 'both at once'].map((label, i) => (
            <th key={i} scope="col" className={table.number}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map(({ contextTokens, recompute, load, overlapped }) => (
          <tr key={contextTokens}>
            <th scope="row">{formatLength(contextTokens)}</th>
            <td className={table.number}>{formatTime(recompute.typical)}</td>
            <td className={table.number}>{formatBand(recompute, formatTime)}</td>
            <td className={table.number}>{load ? formatTime(load.typical) : 'not known'}</td>
            <td className={table.number}>{load ? formatBand(load, formatTime) : '–'}</td>
            <td className={table.number}>{overlapped === null ? '–' : formatTime(overlapped)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function viewOf({ points, crossing, promptTokens }: PrefillOrLoad) {
  const data = points.map(({ contextTokens, recompute, load, overlapped }) => ({
    contextTokens,
    compute: recompute.typical,
    computeBand: [recompute.low, recompute.high],
    load: load?.typical ?? null,
    loadBand: load ? [load.low, load.high] : null,
    overlapped,
  }));
  const lengths = points.map(({ contextTokens }) => contextTokens);
  const times = points
    .flatMap(({ recompute, load, overlapped }) => [recompute.low, recompute.high, load?.low, load?.high, overlapped])
    .filter((time): time is number => typeof time === 'number' && time > 0);
  const x = logAxis({ min: Math.min(...lengths), max: Math.max(...lengths) });
  const y = logAxis({ min: Math.min(...times), max: Math.max(...times), round: true });
  const [from, to] = x.domain;
  const marks = [
    { x: promptTokens, label: `mean prompt: ${formatTokensShort(promptTokens)}`, color: 'var(--th-muted)' },
    ...(crossing && 'value' in crossing
      ? [{ x: crossing.value, label: `N*: ${formatTokensShort(crossing.value)}`, color: 'var(--th-accent)' }]
      : []),
  ].filter((mark) => mark.x >= from && mark.x <= to);
  const positions = marks.map(({ x: at, label }) => ({ position: Math.log(at / from) / Math.log(to / from), label }));
  return { data, x, y, marks, positions };
}

function Plot({ lines }: { readonly lines: PrefillOrLoad }) {
  const [widthPx, setWidthPx] = useState(NARROW_PX);
  const view = useMemo(() => viewOf(lines), [lines]);
  const { placed, margin } = useMemo(() => {
    const levels = placeMarks({ marks: view.positions, plotPx: widthPx - Y_AXIS_PX - MARGIN.right });
    return { placed: levels, margin: { ...MARGIN, top: marksHeightPx(levels) } };
  }, [view, widthPx]);
  return (
    <div className={page.plot}>
      <ResponsiveContainer width="100%" height="100%" onResize={setWidthPx}>
        <ComposedChart data={view.data} margin={margin} aria-label={`Chart: ${TITLE}`}>
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
              value: 'prompt, tokens',
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
            tickFormatter={formatTime}
            width={Y_AXIS_PX}
          />
          {view.marks.map(({ x, label, color }, i) => (
            <VerticalMark key={label} x={x} label={label} color={color} placed={placed[i]} />
          ))}
          <Tooltip isAnimationActive={false} content={<PointTooltip points={lines.points} />} />
          <Area {...BAND} dataKey="computeBand" fill={COMPUTE.color} />
          <Area {...BAND} dataKey="loadBand" fill={LOAD.color} />
          <Line {...SERIES} dataKey="overlapped" stroke={BOUND.color} strokeDasharray="5 4" strokeWidth={1.5} />
          <Line {...SERIES} dataKey="compute" stroke={COMPUTE.color} />
          <Line {...SERIES} dataKey="load" stroke={LOAD.color} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

const BAND = { isAnimationActive: false, stroke: 'none', fillOpacity: 0.16, activeDot: false } as const;

interface PointTooltipProps {
  readonly points: readonly Point[];
  readonly active?: boolean;
  readonly label?: number | string;
}

function PointTooltip({ points, active, label }: PointTooltipProps) {
  const point = points.find(({ contextTokens }) => contextTokens === label);
  if (active !== true || !point) return null;
  const { recompute, load, overlapped, contextTokens } = point;
  return (
    <ChartTooltip
      title={`${formatLength(contextTokens)} tokens`}
      rows={[
        { ...COMPUTE, value: `${formatTime(recompute.typical)} (${formatBand(recompute, formatTime)})` },
        ...(load ? [{ ...LOAD, value: `${formatTime(load.typical)} (${formatBand(load, formatTime)})` }] : []),
        ...(overlapped === null ? [] : [{ ...BOUND, label: 'both at once', value: formatTime(overlapped) }]),
      ]}
    />
  );
}
