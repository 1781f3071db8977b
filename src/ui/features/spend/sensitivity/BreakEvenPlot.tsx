import { useMemo, useState } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { BreakEven, ToldFinder } from '../../../../evaluate/uncertainty/questions.ts';
import {
  formatNumber,
  formatPercent,
  formatSeconds,
  formatSignificant,
  formatTokensShort,
  formatUsd,
} from '../../../format/number.ts';
import { AXIS, GRID, MARGIN, SECOND_TICKS, SERIES } from '../../../shared/chart-theme.ts';
import { ChartTooltip } from '../../../shared/ChartTooltip.tsx';
import { logAxis } from '../../../shared/log-axis.ts';
import { placeMarks } from '../../../shared/mark-levels.ts';
import { marksHeightPx, VerticalMark } from '../../../shared/VerticalMark.tsx';
import { ticksOf } from './axis.ts';
import { ratioInWords, valueInWords } from './words.ts';
import styles from './Sensitivity.module.css';
import { formatPriceTo, formatUsdShort } from '../../../format/money.ts';

export const SAVING_COLOR = 'var(--th-accent)';
const RATIO_AXIS_PX = 56;
const NARROW_PX = 340;

/** The saving over one input, with the zero line, today's value and every change of sign. */
export function BreakEvenPlot({ found, title }: { readonly found: BreakEven; readonly title: string }) {
  const [widthPx, setWidthPx] = useState(NARROW_PX);
  const view = useMemo(() => viewOf(found), [found]);
  const { placed, margin } = useMemo(() => {
    const levels = placeMarks({ marks: view?.positions ?? [], plotPx: widthPx - RATIO_AXIS_PX - MARGIN.right });
    return { placed: levels, margin: { ...MARGIN, top: marksHeightPx(levels) } };
  }, [view, widthPx]);
  if (!view) return null;
  const { input } = found;
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%" onResize={setWidthPx}>
        <LineChart data={view.data} margin={margin} aria-label={`Chart: ${title}`}>
          <CartesianGrid {...GRID} />
          <XAxis
            {...AXIS}
            dataKey="value"
            type="number"
            scale={input.scale === 'log' ? 'log' : 'linear'}
            domain={view.x.domain}
            ticks={view.x.ticks}
            tickFormatter={(value: number) => tickInWords({ value, unit: input.unit })}
          />
          <YAxis
            {...AXIS}
            type="number"
            domain={view.y.domain}
            ticks={view.y.ticks}
            tickFormatter={(ratio: number) => `${formatNumber(ratio * 100, 1).replace('-', '−')} %`}
            width={RATIO_AXIS_PX}
          />
          <ReferenceLine y={0} stroke="var(--th-muted)" />
          {view.marks.map(({ at, label, color }, i) => (
            <VerticalMark key={label} x={at} label={label} color={color} placed={placed[i]} />
          ))}
          <Tooltip isAnimationActive={false} content={<PointTooltip input={input} />} />
          <Line {...SERIES} dataKey="ratio" stroke={SAVING_COLOR} />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

function viewOf({ input, points, crossings }: BreakEven) {
  const { from, to, scale, now, unit } = input;
  const data = points.map((point) => ({ ...point }));
  const ratios = data.flatMap(({ ratio }) => ratio ?? []);
  if (ratios.length === 0) return null;
  const [least, most] = [Math.min(0, ...ratios), Math.max(0, ...ratios)];
  const isLog = scale === 'log';
  const marks = [
    ...(now !== null && now >= from && now <= to ? [{ at: now, label: 'today', color: 'var(--th-muted)' }] : []),
    ...crossings.map(({ at }) => ({ at, label: valueInWords({ value: at, unit }), color: 'var(--th-warn)' })),
  ];
  const share = (value: number): number =>
    isLog ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  return {
    data,
    x: isLog
      ? {
          domain: [from, to] satisfies [number, number],
          ticks: unit === 'seconds' ? secondTicks({ from, to }) : logAxis({ min: from, max: to }).ticks,
        }
      : { domain: [from, to] satisfies [number, number], ticks: [...ticksOf({ from, to })] },
    y:
      most > least
        ? { domain: [least, most] satisfies [number, number], ticks: [...ticksOf({ from: least, to: most })] }
        : { domain: [-1, 1] satisfies [number, number], ticks: [-1, 0, 1] },
    marks,
    positions: marks.map(({ at, label }) => ({ position: share(at), label })),
  };
}

function secondTicks({ from, to }: { from: number; to: number }): number[] {
  return SECOND_TICKS.filter((tick) => tick >= from && tick <= to);
}

function tickInWords({ value, unit }: { value: number; unit: ToldFinder['unit'] }): string {
  switch (unit) {
    case 'seconds':
      return formatSeconds(value);
    case 'ratio':
      return formatPercent(value).replace('.0', '');
    case 'times':
      return `${formatSignificant(value, 2)}×`;
    case 'count':
      return formatTokensShort(value);
    default:
      return value < 1 ? formatPriceTo({ usd: value, digits: 2 }) : formatUsdShort(value);
  }
}

interface PointTooltipProps {
  readonly input: ToldFinder;
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: BreakEven['points'][number] }[];
}

function PointTooltip({ input, active, payload }: PointTooltipProps) {
  const point = payload?.[0]?.payload;
  if (active !== true || !point) return null;
  return (
    <ChartTooltip
      title={valueInWords({ value: point.value, unit: input.unit })}
      rows={[
        {
          label: 'saving',
          value: point.savingUsd === null ? 'no figure' : `${formatUsd(point.savingUsd)} a month`,
          color: SAVING_COLOR,
        },
        { label: 'of the bill', value: ratioInWords(point.ratio) },
      ]}
    />
  );
}
