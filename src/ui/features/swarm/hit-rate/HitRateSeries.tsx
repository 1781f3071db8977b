import { Line, ReferenceLine } from 'recharts';
import { formatPercent } from '../../../format/number.ts';
import { SERIES } from '../../../shared/chart-theme.ts';
import { FORM_COLOR, SIMULATED_COLOR } from './rows.ts';

/** The ceiling, both parts of the closed form, and the simulated points on top. */
export function HitRateSeries({ logicalRatio }: { readonly logicalRatio: number }) {
  return (
    <>
      <ReferenceLine
        y={logicalRatio}
        stroke="var(--th-muted)"
        strokeDasharray="2 3"
        label={{
          value: `logical ${formatPercent(logicalRatio)}`,
          position: 'insideBottomLeft',
          fontSize: 11.5,
          fill: 'var(--th-muted)',
          offset: 4,
        }}
      />
      <Line {...SERIES} dataKey="rough" stroke={FORM_COLOR} strokeDasharray="5 4" activeDot={false} />
      <Line {...SERIES} dataKey="form" stroke={FORM_COLOR} activeDot={false} />
      <Line
        {...SERIES}
        dataKey="simulated"
        stroke={SIMULATED_COLOR}
        strokeWidth={0}
        activeDot={false}
        dot={{ r: 3.2, fill: SIMULATED_COLOR, stroke: 'var(--th-surface)', strokeWidth: 1 }}
      />
    </>
  );
}
