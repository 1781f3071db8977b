import { useMemo } from 'react';
import { CartesianGrid, ComposedChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Comparison, HitCurves, WindowPoint } from '../../../../evaluate/hit-curves.ts';
import { formatSeconds } from '../../../format/number.ts';
import { formatWholePercent } from '../../../format/share.ts';
import { windowMarkColor } from '../../../format/window-mark.ts';
import { AXIS, GRID, SECOND_TICKS } from '../../../shared/chart-theme.ts';
import { ChartTooltip } from '../../../shared/ChartTooltip.tsx';
import { useWindowMarks } from '../../../shared/use-window-marks.ts';
import { VerticalMark } from '../../../shared/VerticalMark.tsx';
import { HitRateSeries } from './HitRateSeries.tsx';
import { rateRows, rowsOf, shareDomain, type Row } from './rows.ts';
import styles from './HitRateCard.module.css';

const X_DOMAIN: [number, number] = [10, 2_592_000];
const Y_AXIS_PX = 48;

interface PlotProps {
  readonly curves: HitCurves;
  readonly comparison: Comparison | null;
}

/** Hit rate against the time a prefix is kept. */
export function WindowPlot({ curves, comparison }: PlotProps) {
  const { windows, marks, logicalRatio } = curves;
  const { drawn, margin, onResize } = useWindowMarks({ marks, domain: X_DOMAIN, axesPx: Y_AXIS_PX });
  const rows = useMemo(
    () =>
      rowsOf({
        points: windows.filter(({ windowSeconds }) => windowSeconds <= X_DOMAIN[1]),
        simulatedRatios: comparison?.windowRatios,
        xOf: ({ windowSeconds }) => windowSeconds,
      }),
    [windows, comparison],
  );
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%" onResize={onResize}>
        <ComposedChart data={rows} margin={margin} aria-label="Chart: hit rate against the time a prefix is kept">
          <CartesianGrid {...GRID} />
          <XAxis
            {...AXIS}
            dataKey="x"
            type="number"
            scale="log"
            domain={X_DOMAIN}
            ticks={[...SECOND_TICKS]}
            tickFormatter={formatSeconds}
          />
          <YAxis {...AXIS} domain={shareDomain(rows)} tickFormatter={formatWholePercent} width={Y_AXIS_PX} />
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
          <Tooltip isAnimationActive={false} content={<PointTooltip />} />
          <HitRateSeries logicalRatio={logicalRatio} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

interface PointTooltipProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: Row<WindowPoint> }[];
}

function PointTooltip({ active, payload }: PointTooltipProps) {
  const row = payload?.[0]?.payload;
  if (active !== true || !row) return null;
  return <ChartTooltip title={`kept ${formatSeconds(row.x)}`} rows={rateRows(row)} />;
}
