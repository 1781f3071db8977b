import { memo, useMemo, useState } from 'react';
import { formatTokens, formatTokensShort } from '../../../format/number.ts';
import { MARGIN } from '../../../shared/chart-theme.ts';
import { logAxis } from '../../../shared/log-axis.ts';
import { placeMarks } from '../../../shared/mark-levels.ts';
import { marksHeightPx, VerticalMark } from '../../../shared/VerticalMark.tsx';
import type { CapacityMark } from './capacity-marks.ts';
import { CurvePlot, Y_AXIS_PX } from './CurvePlot.tsx';
import type { CurveRow } from './reuse-rows.ts';

/** Until the chart has been measured. */
const NARROW_PX = 340;

interface CapacityPlotProps {
  readonly rows: readonly CurveRow[];
  readonly ceilingRatio: number;
  readonly marks: readonly CapacityMark[];
}

/** Hit rate against the size of a cache that everybody shares, with tiers of memory. */
export const CapacityPlot = memo(function CapacityPlot({ rows, ceilingRatio, marks }: CapacityPlotProps) {
  const [widthPx, onResize] = useState(NARROW_PX);
  const first = rows[0]?.x ?? 1;
  const last = Math.max(rows.at(-1)?.x ?? 1, first * 2);
  const { domain, ticks } = useMemo(() => logAxis({ min: first, max: last }), [first, last]);
  const { drawn, margin } = useMemo(() => {
    const inside = marks.filter(({ capacityTokens }) => capacityTokens >= first && capacityTokens <= last);
    const placed = placeMarks({
      marks: inside.map(({ capacityTokens, label }) => ({
        position: Math.log(capacityTokens / first) / Math.log(last / first),
        label,
      })),
      plotPx: widthPx - Y_AXIS_PX - MARGIN.right,
    });
    return {
      drawn: inside.map((mark, i) => ({ ...mark, placed: placed[i] })),
      margin: { ...MARGIN, top: marksHeightPx(placed) },
    };
  }, [marks, first, last, widthPx]);
  return (
    <CurvePlot
      label="hit rate against the size of the cache"
      rows={rows}
      ceilingRatio={ceilingRatio}
      dot={null}
      domain={domain}
      ticks={ticks}
      formatX={formatTokensShort}
      titleOf={(x) => `room for ${formatTokens(x)} tokens`}
      margin={margin}
      onResize={onResize}
      marks={drawn.map(({ capacityTokens, label, isOwn, placed }) => (
        <VerticalMark
          key={label}
          x={capacityTokens}
          label={label}
          placed={placed}
          color={isOwn ? 'var(--th-accent)' : 'var(--th-muted)'}
        />
      ))}
    />
  );
});
