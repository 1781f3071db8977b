import { useMemo, useState } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceDot, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatNumber, formatTokens, formatTokensShort, formatUsd } from '../../../format/number.ts';
import { AXIS, GRID, MARGIN, SERIES } from '../../../shared/chart-theme.ts';
import { ChartTooltip } from '../../../shared/ChartTooltip.tsx';
import { logAxis } from '../../../shared/log-axis.ts';
import { placeMarks } from '../../../shared/mark-levels.ts';
import { marksHeightPx, VerticalMark } from '../../../shared/VerticalMark.tsx';
import { counted, RUNG_NAMES } from '../../cluster/cluster-words.ts';
import styles from './Run.module.css';
import type { Volume } from './volume.ts';
import { peopleInWords } from './volume-words.ts';
import { formatUsdShort } from '../../../format/money.ts';

export const BUY_COLOR = 'var(--th-write)';
export const RUN_COLOR = 'var(--th-accent)';
const USD_AXIS_PX = 52;
const NARROW_PX = 340;

interface DrawnPoint {
  readonly tokens: number;
  readonly people: number;
  readonly buy: number;
  readonly run: number | null;
  readonly fleet: string | null;
}

/** Both bills over tokens a month, with today's volume and the break-even on it. */
export function VolumePlot({ volume, title }: { readonly volume: Volume; readonly title: string }) {
  const [widthPx, setWidthPx] = useState(NARROW_PX);
  const view = useMemo(() => viewOf(volume), [volume]);
  const { placed, margin } = useMemo(() => {
    const levels = placeMarks({ marks: view?.positions ?? [], plotPx: widthPx - USD_AXIS_PX - MARGIN.right });
    return { placed: levels, margin: { ...MARGIN, top: marksHeightPx(levels) } };
  }, [view, widthPx]);
  if (!view) return null;
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%" onResize={setWidthPx}>
        <LineChart data={view.data} margin={margin} aria-label={`Chart: ${title}`}>
          <CartesianGrid {...GRID} />
          <XAxis
            {...AXIS}
            dataKey="tokens"
            type="number"
            scale="log"
            domain={view.x.domain}
            ticks={view.x.ticks}
            tickFormatter={formatTokensShort}
            height={36}
            label={{
              value: 'tokens a month',
              position: 'insideBottomRight',
              offset: 0,
              fontSize: 11.5,
              fill: 'var(--th-muted)',
            }}
          />
          <YAxis
            {...AXIS}
            type="number"
            scale="log"
            domain={view.y.domain}
            ticks={view.y.ticks}
            tickFormatter={formatUsdShort}
            width={USD_AXIS_PX}
          />
          {view.marks.map(({ x, label, color }, i) => (
            <VerticalMark key={label} x={x} label={label} color={color} placed={placed[i]} />
          ))}
          <Tooltip isAnimationActive={false} content={<PointTooltip />} />
          <Line {...SERIES} dataKey="buy" stroke={BUY_COLOR} />
          <Line {...SERIES} dataKey="run" type="stepAfter" stroke={RUN_COLOR} />
          {view.crossing && (
            <ReferenceDot
              x={view.crossing.tokens}
              y={view.crossing.usd}
              r={4}
              fill={RUN_COLOR}
              stroke="var(--th-surface)"
              strokeWidth={2}
            />
          )}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

function viewOf({ comparison, people, tokensPerMonth }: Volume) {
  const data = comparison.points.map(({ volumeRatio, buyUsdPerMonth, runUsdPerMonth, nodes, rung }): DrawnPoint => ({
    tokens: tokensPerMonth * volumeRatio,
    people: people * volumeRatio,
    buy: buyUsdPerMonth,
    run: runUsdPerMonth,
    fleet:
      nodes === null || rung === null
        ? null
        : `${counted({ count: nodes, one: 'node', many: 'nodes' })}, ${RUNG_NAMES[rung]}`,
  }));
  const sums = data.flatMap(({ buy, run }) => [buy, run ?? buy]).filter((usd) => usd > 0);
  const [first, last] = [data[0], data.at(-1)];
  if (!first || !last || sums.length === 0 || !(first.tokens > 0)) return null;
  const x = logAxis({ min: first.tokens, max: last.tokens });
  const y = logAxis({ min: Math.min(...sums), max: Math.max(...sums), round: true });
  const [from, to] = x.domain;
  const { breakEven } = comparison;
  const ratio = breakEven?.status === 'value' ? breakEven.value : null;
  const marks = [
    { x: tokensPerMonth, label: `today: ${peopleInWords(people)}`, color: 'var(--th-muted)' },
    ...(ratio === null
      ? []
      : [{ x: tokensPerMonth * ratio, label: `break-even: ${peopleInWords(people * ratio)}`, color: RUN_COLOR }]),
  ];
  return {
    data,
    x,
    y,
    marks,
    positions: marks.map(({ x: at, label }) => ({ position: Math.log(at / from) / Math.log(to / from), label })),
    crossing: ratio === null ? null : crossingAt({ data, tokens: tokensPerMonth * ratio }),
  };
}

/** Where the API's bill is at that volume, along the straight line that the chart draws. */
function crossingAt({
  data,
  tokens,
}: {
  data: readonly DrawnPoint[];
  tokens: number;
}): { readonly tokens: number; readonly usd: number } | null {
  const after = data.findIndex((point) => point.tokens >= tokens);
  const [low, high] = [data[after - 1], data[after]];
  if (!low || !high || low.buy <= 0 || high.buy <= 0) return null;
  const share = Math.log(tokens / low.tokens) / Math.log(high.tokens / low.tokens);
  return { tokens, usd: low.buy * (high.buy / low.buy) ** share };
}

interface PointTooltipProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: DrawnPoint }[];
}

function PointTooltip({ active, payload }: PointTooltipProps) {
  const point = payload?.[0]?.payload;
  if (active !== true || !point) return null;
  return (
    <ChartTooltip
      title={`${formatTokens(point.tokens)} tokens a month, ${formatNumber(point.people, point.people < 10 ? 1 : 0)} people`}
      rows={[
        { label: 'buy', value: formatUsd(point.buy), color: BUY_COLOR },
        ...(point.run === null
          ? []
          : [{ label: `run (${point.fleet ?? ''})`, value: formatUsd(point.run), color: RUN_COLOR }]),
      ]}
    />
  );
}
