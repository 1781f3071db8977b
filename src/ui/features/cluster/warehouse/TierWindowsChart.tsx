import { memo, useMemo, useState } from 'react';
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
import type { ClusterEvaluation, PlannedTier, TierWindowsView } from '../../../../evaluate/cluster/cluster-view.ts';
import { tierWindows } from '../../../../evaluate/cluster/tier-windows-view.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { formatPercent, formatSeconds } from '../../../format/number.ts';
import { formatWholePercent } from '../../../format/share.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import { AXIS, GRID, MARGIN, SERIES } from '../../../shared/chart-theme.ts';
import { ChartTooltip } from '../../../shared/ChartTooltip.tsx';
import { placeMarks } from '../../../shared/mark-levels.ts';
import table from '../../../shared/table.module.css';
import { marksHeightPx, VerticalMark } from '../../../shared/VerticalMark.tsx';
import page from '../ClusterPage.module.css';
import { windowsInWords } from './warehouse-words.ts';

const TITLE = 'How far back does each tier reach?';
const Y_AXIS_PX = 48;
/** Until the chart has been measured. */
const NARROW_PX = 340;
const TICKS = [1, 10, 60, 300, 3_600, 21_600, 86_400, 604_800, 2_592_000];
const ROLE_WORDS: Readonly<Record<PlannedTier['role'], string>> = {
  hbm: 'HBM',
  dram: 'memory',
  warehouse: 'warehouse',
};

/** The retention curve with the window of every tier on it. */
export const TierWindowsChart = memo(function TierWindowsChart({
  scenario,
  evaluation,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly evaluation: ClusterEvaluation;
}) {
  const view = useMemo(() => tierWindows({ scenario, evaluation }), [scenario, evaluation]);
  return (
    <ChartFigure
      title={TITLE}
      hint="Hit rate against the time a prefix is kept after its last use (log scale); lines mark what each tier of the fleet has room for. Closed form, rough below 30 s."
      summary={windowsInWords(view)}
      lead={<p>{windowsInWords(view)}</p>}
      chart={<Plot view={view} />}
      legend={
        <Legend>
          <LegendItem color="var(--th-accent)" label="hit rate" />
          <LegendItem color="var(--th-muted)" dashed label="logical ceiling" />
        </Legend>
      }
      table={<CurveTable view={view} />}
    />
  );
});

function CurveTable({ view: { curve, marks } }: { readonly view: TierWindowsView }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Kept for</th>
          <th scope="col" className={table.number}>
            hit rate
          </th>
        </tr>
      </thead>
      <tbody>
        {marks.map(({ role, name, windowSeconds, isBeyond, hitRatio }) => (
          <tr key={role} className={table.current}>
            <th scope="row">
              {name}: {isBeyond && 'more than '}
              {windowSeconds > 0 ? formatSeconds(windowSeconds) : 'nothing'}
            </th>
            <td className={table.number}>{formatPercent(hitRatio)}</td>
          </tr>
        ))}
        {curve.map(({ windowSeconds, hitRatio }) => (
          <tr key={windowSeconds}>
            <th scope="row">{formatSeconds(windowSeconds)}</th>
            <td className={table.number}>{formatPercent(hitRatio)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Plot({ view: { curve, marks, ceilingRatio } }: { readonly view: TierWindowsView }) {
  const [widthPx, setWidthPx] = useState(NARROW_PX);
  const from = curve[0]?.windowSeconds ?? 1;
  const to = curve.at(-1)?.windowSeconds ?? 1;
  const drawn = useMemo(
    () =>
      marks
        .filter(({ windowSeconds }) => windowSeconds >= from && windowSeconds <= to)
        .map((mark) => ({
          ...mark,
          label: `${ROLE_WORDS[mark.role]} ${mark.isBeyond ? '> ' : ''}${formatSeconds(mark.windowSeconds)}`,
        })),
    [marks, from, to],
  );
  const { placed, margin } = useMemo(() => {
    const levels = placeMarks({
      marks: drawn.map(({ windowSeconds, label }) => ({
        position: Math.log(windowSeconds / from) / Math.log(to / from),
        label,
      })),
      plotPx: widthPx - Y_AXIS_PX - MARGIN.right,
    });
    return { placed: levels, margin: { ...MARGIN, top: marksHeightPx(levels) } };
  }, [drawn, from, to, widthPx]);
  const data = useMemo(() => curve.map((point) => ({ ...point })), [curve]);
  const lowest = Math.min(...curve.map(({ hitRatio }) => hitRatio));
  return (
    <div className={page.plot}>
      <ResponsiveContainer width="100%" height="100%" onResize={setWidthPx}>
        <LineChart data={data} margin={margin} aria-label={`Chart: ${TITLE}`}>
          <CartesianGrid {...GRID} />
          <XAxis
            {...AXIS}
            dataKey="windowSeconds"
            type="number"
            scale="log"
            domain={[from, to]}
            ticks={TICKS.filter((tick) => tick >= from && tick <= to)}
            tickFormatter={formatSeconds}
          />
          <YAxis
            {...AXIS}
            domain={[Math.max(0, Math.floor(lowest * 10) / 10), 1]}
            tickFormatter={formatWholePercent}
            width={Y_AXIS_PX}
          />
          <ReferenceLine y={ceilingRatio} stroke="var(--th-muted)" strokeDasharray="2 3" />
          {drawn.map(({ role, windowSeconds, label }, i) => (
            <VerticalMark
              key={role}
              x={windowSeconds}
              label={label}
              placed={placed[i]}
              color={role === 'warehouse' ? 'var(--th-accent)' : 'var(--th-warn)'}
            />
          ))}
          <Tooltip isAnimationActive={false} content={<PointTooltip />} />
          <Line {...SERIES} dataKey="hitRatio" stroke="var(--th-accent)" />
          {drawn.map(({ role, windowSeconds, hitRatio }) => (
            <ReferenceDot
              key={role}
              x={windowSeconds}
              y={hitRatio}
              r={4}
              fill={role === 'warehouse' ? 'var(--th-accent)' : 'var(--th-warn)'}
              stroke="var(--th-surface)"
              strokeWidth={2}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

interface PointTooltipProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: TierWindowsView['curve'][number] }[];
}

function PointTooltip({ active, payload }: PointTooltipProps) {
  const point = payload?.[0]?.payload;
  if (active !== true || !point) return null;
  return (
    <ChartTooltip
      title={`kept ${formatSeconds(point.windowSeconds)}`}
      rows={[{ label: 'hit rate', value: formatPercent(point.hitRatio), color: 'var(--th-accent)' }]}
    />
  );
}
