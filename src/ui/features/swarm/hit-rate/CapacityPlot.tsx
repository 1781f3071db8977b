import { useMemo } from 'react';
import { CartesianGrid, ComposedChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { CapacityPoint, Comparison, HitCurves } from '../../../../evaluate/hit-curves.ts';
import { formatRoughSeconds, formatTokens, formatTokensShort } from '../../../format/number.ts';
import { formatWholePercent } from '../../../format/share.ts';
import { AXIS, GRID, MARGIN } from '../../../shared/chart-theme.ts';
import { ChartTooltip } from '../../../shared/ChartTooltip.tsx';
import { logAxis } from '../../../shared/log-axis.ts';
import type { PlacedMark } from '../../../shared/mark-levels.ts';
import { marksHeightPx, VerticalMark } from '../../../shared/VerticalMark.tsx';
import { HitRateSeries } from './HitRateSeries.tsx';
import { rateRows, rowsOf, shareDomain, type Row } from './rows.ts';
import styles from './HitRateCard.module.css';

interface PlotProps {
  readonly curves: HitCurves;
  readonly comparison: Comparison | null;
}

/** Hit rate against the size of a cache that all agents share, told as room per open agent. */
export function CapacityPlot({ curves, comparison }: PlotProps) {
  const { capacities, logicalRatio, openAgents, own } = curves;
  // Agents of one request each are never open; then there is only the whole.
  const agents = openAgents > 0 ? openAgents : 1;
  const rows = useMemo(
    () =>
      rowsOf({
        points: capacities,
        simulatedRatios: comparison?.capacityRatios,
        xOf: ({ capacityTokens }) => capacityTokens / agents,
      }),
    [capacities, comparison, agents],
  );
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last) return null;
  const { domain, ticks } = logAxis({ min: first.x, max: last.x });
  const ownX = own.capacityTokens === null ? null : own.capacityTokens / agents;
  const isDrawn = ownX !== null && ownX >= domain[0] && ownX <= domain[1];
  const placed: PlacedMark = {
    level: 0,
    // Where the name has more room.
    anchor: ownX !== null && ownX > Math.sqrt(domain[0] * domain[1]) ? 'end' : 'start',
  };
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={rows}
          margin={{ ...MARGIN, top: isDrawn ? marksHeightPx([placed]) : MARGIN.top }}
          aria-label="Chart: hit rate against the size of the cache"
        >
          <CartesianGrid {...GRID} />
          <XAxis
            {...AXIS}
            dataKey="x"
            type="number"
            scale="log"
            domain={domain}
            ticks={ticks}
            tickFormatter={formatTokensShort}
          />
          <YAxis {...AXIS} domain={shareDomain(rows)} tickFormatter={formatWholePercent} width={48} />
          {isDrawn && (
            <VerticalMark
              x={ownX}
              label={`own cache ${formatTokens(own.capacityTokens ?? 0)}`}
              placed={placed}
              color="var(--th-accent)"
            />
          )}
          <Tooltip isAnimationActive={false} content={<PointTooltip isPerAgent={openAgents > 0} />} />
          <HitRateSeries logicalRatio={logicalRatio} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

interface PointTooltipProps {
  readonly isPerAgent: boolean;
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: Row<CapacityPoint> }[];
}

function PointTooltip({ isPerAgent, active, payload }: PointTooltipProps) {
  const row = payload?.[0]?.payload;
  if (active !== true || !row) return null;
  const { capacityTokens, windowSeconds } = row.point;
  return (
    <ChartTooltip
      title={`${formatTokens(row.x)} tokens${isPerAgent ? ' per open agent' : ''}`}
      rows={[
        ...rateRows(row),
        ...(isPerAgent ? [{ label: 'the whole cache', value: `${formatTokens(capacityTokens)} tokens` }] : []),
        { label: 'keeps a prefix about', value: formatRoughSeconds(windowSeconds) },
      ]}
    />
  );
}
