import { memo, useMemo } from 'react';
import type { WindowMark } from '../../../../evaluate/window-marks.ts';
import { formatSeconds } from '../../../format/number.ts';
import { windowMarkColor } from '../../../format/window-mark.ts';
import { useWindowMarks } from '../../../shared/use-window-marks.ts';
import { VerticalMark } from '../../../shared/VerticalMark.tsx';
import { CurvePlot, Y_AXIS_PX } from './CurvePlot.tsx';
import { secondsAxis, type CurveRow } from './reuse-rows.ts';

interface LifePlotProps {
  readonly rows: readonly CurveRow[];
  readonly ceilingRatio: number | null;
  readonly dot: CurveRow | null;
  readonly marks: readonly WindowMark[];
}

/** Hit rate against the time that everything is kept, with the lives that are sold. */
export const LifePlot = memo(function LifePlot({ rows, ceilingRatio, dot, marks }: LifePlotProps) {
  const { domain, ticks } = useMemo(() => secondsAxis(rows.map(({ x }) => x)), [rows]);
  const { drawn, margin, onResize } = useWindowMarks({ marks, domain, axesPx: Y_AXIS_PX });
  return (
    <CurvePlot
      label="hit rate against the time a prefix is kept"
      rows={rows}
      ceilingRatio={ceilingRatio}
      dot={dot}
      domain={domain}
      ticks={ticks}
      formatX={formatSeconds}
      titleOf={(x) => `kept ${formatSeconds(x)}`}
      margin={margin}
      onResize={onResize}
      marks={drawn.map(({ mark, name, placed }) => (
        <VerticalMark
          key={name}
          x={mark.windowSeconds}
          label={name}
          placed={placed}
          color={windowMarkColor(mark)}
          assumed={mark.assumed}
        />
      ))}
    />
  );
});
