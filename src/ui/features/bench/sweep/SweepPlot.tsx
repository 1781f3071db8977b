import { useMemo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { SweepPoint } from '../../../../domain/bandwidth/measurement.ts';
import { AXIS, GRID, MARGIN, SERIES } from '../../../shared/chart-theme.ts';
import { ChartTooltip } from '../../../shared/ChartTooltip.tsx';
import { formatBuffer, formatRateBytes } from '../bench-words.ts';
import type { SweepShape } from '../sweep-shape.ts';
import styles from './SweepCard.module.css';

const Y_AXIS_PX = 72;
const POINT = { r: 3, fill: 'var(--th-accent)', strokeWidth: 0 } as const;
/** On a narrow screen every other size has room for its name. */
const TICK_GAP_PX = 14;

/** A rate for each size, with the plateau behind. */
export function SweepPlot({
  sweep,
  shape,
  isSoftware,
}: {
  readonly sweep: readonly SweepPoint[];
  readonly shape: SweepShape;
  readonly isSoftware: boolean;
}) {
  const sizes = useMemo(() => sweep.map(({ bufferBytes }) => bufferBytes), [sweep]);
  const [first = 1, last = 2] = [sizes[0], sizes.at(-1)];
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={[...sweep]} margin={MARGIN} aria-label="Chart: rate of reading against the size of the array">
          <CartesianGrid {...GRID} />
          <XAxis
            {...AXIS}
            dataKey="bufferBytes"
            type="number"
            scale="log"
            domain={[first, Math.max(last, first * 2)]}
            ticks={sizes}
            minTickGap={TICK_GAP_PX}
            interval="preserveStartEnd"
            tickFormatter={formatBuffer}
          />
          <YAxis {...AXIS} domain={[0, 'auto']} tickFormatter={formatRateBytes} width={Y_AXIS_PX} />
          {shape.plateau && !isSoftware && (
            <ReferenceLine y={shape.plateau.bytesPerSecond} stroke="var(--th-muted)" strokeDasharray="2 3" />
          )}
          <Tooltip isAnimationActive={false} content={<PointTooltip />} />
          <Line {...SERIES} dataKey="medianBytesPerSecond" stroke="var(--th-accent)" dot={POINT} />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

interface PointTooltipProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: SweepPoint }[];
}

function PointTooltip({ active, payload }: PointTooltipProps) {
  const point = payload?.[0]?.payload;
  if (active !== true || !point) return null;
  return (
    <ChartTooltip
      title={formatBuffer(point.bufferBytes)}
      rows={[{ label: 'read', value: formatRateBytes(point.medianBytesPerSecond), color: 'var(--th-accent)' }]}
    />
  );
}
