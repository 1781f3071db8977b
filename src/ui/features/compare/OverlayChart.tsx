import { memo, useMemo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceDot, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { overlayCurves, type Overlay } from '../../../evaluate/compare/overlay.ts';
import { formatPercent, formatSeconds } from '../../format/number.ts';
import { AXIS, GRID, MARGIN, SECOND_TICKS, SERIES } from '../../shared/chart-theme.ts';
import { ChartFigure, Legend } from '../../shared/ChartFigure.tsx';
import { ChartTooltip } from '../../shared/ChartTooltip.tsx';
import { useBook } from '../../shared/use-offers.ts';
import table from '../../shared/table.module.css';
import { lookOf, type Column } from './columns.ts';
import { LookMark } from './LookMark.tsx';
import styles from './OverlayChart.module.css';

const TITLE = 'How does each scenario’s hit rate grow with retention?';
const X_DOMAIN: [number, number] = [10, 2_592_000];
const HIT_AXIS_PX = 48;

interface Series {
  readonly key: string;
  readonly name: string;
  readonly index: number;
  readonly curve: Overlay['curves'][number];
  /** The letter of an earlier scenario with the very same curve. */
  readonly sameAs: string | null;
}

/** The retention curves of all scenarios on one axis, each with a dot where its own warehouse stands. */
export const OverlayChart = memo(function OverlayChart({ columns }: { readonly columns: readonly Column[] }) {
  const book = useBook();
  const overlay = useMemo(
    () => overlayCurves({ scenarios: columns.map(({ scenario }) => scenario), book }),
    [columns, book],
  );
  const series = useMemo(() => seriesOf({ overlay, columns }), [overlay, columns]);
  return (
    <ChartFigure
      title={TITLE}
      hint="Share of prompt tokens read from a cache that keeps and shares every prefix for so long after its last use (log scale), in closed form; the dot is each scenario’s own retention."
      summary={summaryOf(series)}
      chart={<Plot overlay={overlay} series={series} />}
      legend={
        <Legend>
          {series.map(({ key, name, index, curve, sameAs }) => (
            <span key={key} className={styles.legend}>
              <LookMark look={lookOf(index)} />
              {lookOf(index).letter} {name}
              {sameAs !== null && ` (on the line of ${sameAs})`}
              {curve.hitRatios === null && ` (no curve: ${curve.problem ?? 'not known'})`}
            </span>
          ))}
        </Legend>
      }
      table={<PointTable overlay={overlay} series={series} />}
    />
  );
});

function seriesOf({ overlay, columns }: { overlay: Overlay; columns: readonly Column[] }): readonly Series[] {
  const texts = overlay.curves.map(({ hitRatios }) => hitRatios?.map((ratio) => ratio.toPrecision(9)).join());
  return overlay.curves.map((curve, index) => {
    const first = texts.indexOf(texts[index]);
    return {
      key: `hit${index}`,
      name: columns[index]?.scenario.name ?? '',
      index,
      curve,
      sameAs: curve.hitRatios !== null && first < index ? lookOf(first).letter : null,
    };
  });
}

function summaryOf(series: readonly Series[]): string {
  return series
    .map(({ name, curve: { own, hitRatios } }) => {
      if (hitRatios === null) return `${name} has no curve.`;
      const range = `from ${formatPercent(hitRatios[0] ?? 0)} to ${formatPercent(hitRatios.at(-1) ?? 0)}`;
      return `${name} rises ${range}${own ? `, ${formatPercent(own.hitRatio)} at its own ${formatSeconds(own.windowSeconds)}` : ''}.`;
    })
    .join(' ');
}

function Plot({ overlay, series }: { readonly overlay: Overlay; readonly series: readonly Series[] }) {
  const data = useMemo(
    () =>
      overlay.windowSeconds.map((windowSeconds, at) => ({
        windowSeconds,
        ...Object.fromEntries(series.map(({ key, curve }) => [key, curve.hitRatios?.[at] ?? null])),
      })),
    [overlay, series],
  );
  const all = series.flatMap(({ curve }) => curve.hitRatios ?? []);
  const floor = all.length === 0 ? 0 : Math.max(0, Math.floor(Math.min(...all) * 10) / 10);
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={data} margin={MARGIN} aria-label={`Chart: ${TITLE}`}>
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
          <Tooltip isAnimationActive={false} content={<PointTooltip series={series} />} />
          {series.map(({ key, index }) => {
            const { color, dashes } = lookOf(index);
            return (
              <Line
                key={key}
                {...SERIES}
                dataKey={key}
                stroke={color}
                {...(dashes !== undefined && { strokeDasharray: dashes })}
              />
            );
          })}
          {series.map(({ key, index, curve: { own } }) =>
            own && own.windowSeconds >= X_DOMAIN[0] && own.windowSeconds <= X_DOMAIN[1] ? (
              <ReferenceDot
                key={key}
                x={own.windowSeconds}
                y={own.hitRatio}
                r={4.5}
                fill={lookOf(index).color}
                stroke="var(--th-surface)"
                strokeWidth={1.5}
                label={{ value: dotName({ index, series }), position: 'top', fill: 'var(--th-ink)', fontSize: 11.5 }}
              />
            ) : null,
          )}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

/** Letters of the scenarios whose dots cover each other, at the first of them. */
function dotName({ index, series }: { index: number; series: readonly Series[] }): string {
  const own = series[index]?.curve.own;
  const isClose = ({ curve }: Series): boolean =>
    curve.own != null &&
    own != null &&
    Math.abs(Math.log(curve.own.windowSeconds / own.windowSeconds)) < 0.2 &&
    Math.abs(curve.own.hitRatio - own.hitRatio) < 0.02;
  const together = series.filter(isClose);
  return together[0]?.index === index ? together.map((each) => lookOf(each.index).letter).join(' ') : '';
}

interface PointTooltipProps {
  readonly series: readonly Series[];
  /** Given by the chart. */
  readonly active?: boolean;
  readonly label?: number | string;
  readonly payload?: readonly { readonly dataKey?: unknown; readonly value?: unknown }[];
}

function PointTooltip({ series, active = false, label, payload = [] }: PointTooltipProps) {
  if (!active || typeof label !== 'number') return null;
  return (
    <ChartTooltip
      title={`Kept ${formatSeconds(label)}`}
      rows={series.flatMap(({ key, name, index }) => {
        const value = payload.find(({ dataKey }) => dataKey === key)?.value;
        const { letter, color } = lookOf(index);
        return typeof value === 'number' ? [{ label: `${letter} ${name}`, value: formatPercent(value), color }] : [];
      })}
    />
  );
}

function PointTable({ overlay, series }: { readonly overlay: Overlay; readonly series: readonly Series[] }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Kept for</th>
          {series.map(({ key, name, index }) => (
            <th key={key} scope="col" className={table.number}>
              {lookOf(index).letter} {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {overlay.windowSeconds.map((windowSeconds, at) => (
          <tr key={windowSeconds}>
            <th scope="row">{formatSeconds(windowSeconds)}</th>
            {series.map(({ key, curve }) => {
              const ratio = curve.hitRatios?.[at];
              return (
                <td key={key} className={table.number}>
                  {ratio === undefined ? '–' : formatPercent(ratio)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
