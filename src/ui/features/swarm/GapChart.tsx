import { memo, useMemo } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { gapCurve, gapMarks, type GapMark, type GapPoint } from '../../../evaluate/swarm.ts';
import type { Offer } from '../../../domain/offer/rate-card.ts';
import type { Swarm } from '../../../domain/swarm/swarm.ts';
import { formatSeconds } from '../../format/number.ts';
import { formatShare, formatWholePercent } from '../../format/share.ts';
import { windowMarkColor, windowMarkName } from '../../format/window-mark.ts';
import { ChartFigure, Legend, LegendItem } from '../../shared/ChartFigure.tsx';
import { AXIS, GRID, SERIES, SERIES_COLORS } from '../../shared/chart-theme.ts';
import { ChartTooltip } from '../../shared/ChartTooltip.tsx';
import { useWindowMarks } from '../../shared/use-window-marks.ts';
import table from '../../shared/table.module.css';
import { TableScroll } from '../../shared/TableScroll.tsx';
import { VerticalMark } from '../../shared/VerticalMark.tsx';
import styles from './charts.module.css';
import { causesOf, titleOf } from './roles/role-words.ts';

const TITLE = 'How many gaps outlast a cache window?';
const DAY_SECONDS = 86_400;
const X_DOMAIN: [number, number] = [1, DAY_SECONDS];
const X_TICKS = [1, 10, 60, 300, 1_800, 10_800, DAY_SECONDS];
const Y_AXIS_PX = 48;
const SHARES = [0, 0.25, 0.5, 0.75, 1];

interface GapChartProps {
  readonly swarm: Swarm;
  readonly offer: Offer | undefined;
  readonly retentionSeconds: number;
}

interface View {
  readonly names: readonly string[];
  readonly points: readonly GapPoint[];
  readonly marks: readonly GapMark[];
}

/** Share of gaps longer than a window, for every role, with the windows that are sold. */
export const GapChart = memo(function GapChart({ swarm, offer, retentionSeconds }: GapChartProps) {
  const view = useMemo((): View => {
    const drawn = { ...swarm, roles: curvesOf(swarm.roles) };
    return {
      names: drawn.roles.map(({ name }, index) => titleOf({ name, index })),
      points: gapCurve(drawn),
      marks: gapMarks({ swarm: drawn, offer, retentionSeconds }),
    };
  }, [swarm, offer, retentionSeconds]);
  return (
    <ChartFigure
      title={TITLE}
      hint="Share of an agent’s gaps that are longer than a window (log scale). After such a gap the agent’s own history is gone from the cache."
      summary={summaryOf(view)}
      chart={
        <>
          <Plot view={view} />
          <WindowTable view={view} />
        </>
      }
      table={() => (
        <>
          <WindowTable view={view} />
          <CurveTable view={view} />
        </>
      )}
    />
  );
});

/** A curve per role; of an only role one for each cause of its gaps too, where causes are told apart. */
function curvesOf(roles: Swarm['roles']): Swarm['roles'] {
  const [only] = roles;
  if (!only || roles.length > 1) return roles;
  const causes = causesOf(only.gap);
  return causes.length < 2 ? roles : [only, ...causes.map(({ label, gap }) => ({ ...only, name: label, gap }))];
}

function colorOf(i: number): string {
  return SERIES_COLORS[i % SERIES_COLORS.length] ?? 'var(--th-accent)';
}

/** More roles than colours: the colours come round again, dashed. */
function isDashed(i: number): boolean {
  return i >= SERIES_COLORS.length;
}

function summaryOf({ names, marks }: View): string {
  return marks
    .map(
      (mark) =>
        `${windowMarkName(mark)}: ${names.map((name, i) => `${formatShare(mark.outlastingRatios[i] ?? 0)} of gaps, ${name}`).join(', ')} are longer.`,
    )
    .join(' ');
}

function Plot({ view }: { readonly view: View }) {
  const { points, marks, names } = view;
  const { drawn, margin, onResize } = useWindowMarks({
    marks: marks,
    domain: X_DOMAIN,
    axesPx: Y_AXIS_PX,
  });
  const data = useMemo(() => points.map((point) => ({ ...point })), [points]);
  return (
    <>
      <div className={styles.plot}>
        <ResponsiveContainer width="100%" height="100%" onResize={onResize}>
          <LineChart data={data} margin={margin} aria-label={`Chart: ${TITLE}`}>
            <CartesianGrid {...GRID} />
            <XAxis
              {...AXIS}
              dataKey="windowSeconds"
              type="number"
              scale="log"
              domain={X_DOMAIN}
              ticks={X_TICKS}
              tickFormatter={formatSeconds}
            />
            <YAxis {...AXIS} domain={[0, 1]} ticks={SHARES} tickFormatter={formatWholePercent} width={Y_AXIS_PX} />
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
            <Tooltip isAnimationActive={false} content={<PointTooltip names={names} />} />
            {names.map((name, i) => (
              <Line
                key={i}
                {...SERIES}
                dataKey={(point: GapPoint) => point.outlastingRatios[i]}
                name={name}
                stroke={colorOf(i)}
                {...(isDashed(i) ? { strokeDasharray: '6 3' } : {})}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
      <Legend>
        {names.map((name, i) => (
          <LegendItem key={i} color={colorOf(i)} label={name} dashed={isDashed(i)} />
        ))}
      </Legend>
    </>
  );
}

/** The answer at the windows that matter. */
function WindowTable({ view }: { readonly view: View }) {
  const { names, marks } = view;
  return (
    <div className={styles.windows}>
      <TableScroll label="gaps that outlast each window">
        {() => (
          <table className={table.table}>
            <caption className="visually-hidden">Share of gaps that outlast each window</caption>
            <thead>
              <tr>
                <th scope="col">Gaps that outlast</th>
                {names.map((name, i) => (
                  <th key={i} scope="col" className={table.number}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {marks.map((mark, row) => (
                <tr key={row}>
                  <th scope="row">{windowMarkName(mark)}</th>
                  {names.map((_, i) => (
                    <td key={i} className={table.number}>
                      {formatShare(mark.outlastingRatios[i] ?? 0)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </div>
  );
}

function CurveTable({ view }: { readonly view: View }) {
  const { names, points } = view;
  return (
    <table className={table.table}>
      <caption className="visually-hidden">Share of gaps that outlast any window</caption>
      <thead>
        <tr>
          <th scope="col">Window</th>
          {names.map((name, i) => (
            <th key={i} scope="col" className={table.number}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map(({ windowSeconds, outlastingRatios }) => (
          <tr key={windowSeconds}>
            <th scope="row">{formatSeconds(windowSeconds)}</th>
            {names.map((_, i) => (
              <td key={i} className={table.number}>
                {formatShare(outlastingRatios[i] ?? 0)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PointTooltipProps {
  readonly names: readonly string[];
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: GapPoint }[];
}

function PointTooltip({ names, active, payload }: PointTooltipProps) {
  const point = payload?.[0]?.payload;
  if (active !== true || !point) return null;
  return (
    <ChartTooltip
      title={`longer than ${formatSeconds(point.windowSeconds)}`}
      rows={names.map((name, i) => ({
        label: name,
        value: formatShare(point.outlastingRatios[i] ?? 0),
        color: colorOf(i),
      }))}
    />
  );
}
