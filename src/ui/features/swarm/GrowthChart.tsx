import { memo, useMemo, useState } from 'react';
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { GrowthPoint, RoleEvaluation, SwarmEvaluation } from '../../../evaluate/swarm.ts';
import { formatNumber, formatTokens, formatTokensShort } from '../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../shared/ChartFigure.tsx';
import { AXIS, GRID, MARGIN } from '../../shared/chart-theme.ts';
import { ChartTooltip } from '../../shared/ChartTooltip.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import table from '../../shared/table.module.css';
import styles from './charts.module.css';
import { turnTicks } from './turn-ticks.ts';

const TITLE = 'How does a prompt grow, and what of it was sent before?';

/** From the bottom up, as the prompt is written. */
const PARTS = [
  {
    key: 'sharedTokens',
    label: 'shared prefix, sent by every agent of the role',
    short: 'shared prefix',
    color: 'var(--th-accent)',
  },
  {
    key: 'taskTokens',
    label: 'task prefix, sent by every agent of the task',
    short: 'task prefix',
    color: 'var(--th-storage)',
  },
  {
    key: 'historyTokens',
    label: 'own history, sent before by this agent',
    short: 'own history',
    color: 'var(--th-read)',
  },
  {
    key: 'newTokens',
    label: 'new in this turn, never sent before',
    short: 'new in this turn',
    color: 'var(--th-write)',
  },
] as const satisfies readonly { key: keyof GrowthPoint; label: string; short: string; color: string }[];

/** The prompt of a role turn by turn, by what an earlier prompt already contained. */
export const GrowthChart = memo(function GrowthChart({ evaluation }: { readonly evaluation: SwarmEvaluation }) {
  const { roles } = evaluation;
  const most = roles.reduce(
    (best, { role }, i) => (role.agentsPerTask > (roles[best]?.role.agentsPerTask ?? 0) ? i : best),
    0,
  );
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = chosen !== null && chosen < roles.length ? chosen : most;
  const evaluated = roles[shown];
  if (!evaluated) return null;
  const nameOf = (i: number): string => roles[i]?.role.name || `Role ${i + 1}`;
  return (
    <ChartFigure
      title={TITLE}
      hint="Tokens of one prompt, turn by turn. Only the top layer must be prefilled if everything below it is still in a cache."
      summary={summaryOf({ evaluated, name: nameOf(shown) })}
      chart={
        <>
          {roles.length > 1 && (
            <Segmented
              label="Role"
              hideLabel
              options={roles.map((_, i) => ({ value: `${i}`, label: nameOf(i) }))}
              value={`${shown}`}
              onChange={(value) => setChosen(Number(value))}
            />
          )}
          {evaluated.growth.length > 1 ? (
            <Plot growth={evaluated.growth} />
          ) : (
            <>
              <p className={styles.note}>An agent of this role sends one prompt only.</p>
              <GrowthTable growth={evaluated.growth} />
            </>
          )}
        </>
      }
      legend={
        <Legend>
          {PARTS.toReversed().map(({ key, label, color }) => (
            <LegendItem key={key} color={color} label={label} />
          ))}
        </Legend>
      }
      table={<GrowthTable growth={evaluated.growth} caption={nameOf(shown)} />}
    />
  );
});

function totalOf({ sharedTokens, taskTokens, historyTokens, newTokens }: GrowthPoint): number {
  return sharedTokens + taskTokens + historyTokens + newTokens;
}

function summaryOf({ evaluated, name }: { evaluated: RoleEvaluation; name: string }): string {
  const first = evaluated.growth[0];
  const last = evaluated.growth.at(-1);
  if (!first || !last) return '';
  return `${name}: from ${formatNumber(totalOf(first), 0)} tokens in the first turn to ${formatNumber(totalOf(last), 0)} in turn ${last.turn}, of which ${formatNumber(last.newTokens, 0)} are new.`;
}

function GrowthTable({ growth, caption }: { readonly growth: readonly GrowthPoint[]; readonly caption?: string }) {
  return (
    <table className={table.table}>
      {caption !== undefined && <caption className={styles.caption}>{caption}, tokens</caption>}
      <thead>
        <tr>
          <th scope="col">Turn</th>
          {PARTS.map(({ key, short }) => (
            <th key={key} scope="col" className={table.number}>
              {short}
            </th>
          ))}
          <th scope="col" className={table.number}>
            whole prompt
          </th>
        </tr>
      </thead>
      <tbody>
        {growth.map((point) => (
          <tr key={point.turn}>
            <th scope="row">{formatNumber(point.turn, 0)}</th>
            {PARTS.map(({ key }) => (
              <td key={key} className={table.number}>
                {formatNumber(point[key], 0)}
              </td>
            ))}
            <td className={table.number}>{formatNumber(totalOf(point), 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Plot({ growth }: { readonly growth: readonly GrowthPoint[] }) {
  const data = useMemo(() => growth.map((point) => ({ ...point })), [growth]);
  const ticks = useMemo(() => turnTicks(growth.at(-1)?.turn ?? 1), [growth]);
  return (
    <div className={styles.plot}>
      <ResponsiveContainer width="100%" height="100%">
        <AreaChart data={data} margin={MARGIN} aria-label={`Chart: ${TITLE}`}>
          <CartesianGrid {...GRID} />
          <XAxis
            {...AXIS}
            dataKey="turn"
            type="number"
            domain={['dataMin', 'dataMax']}
            ticks={ticks}
            interval={0}
            height={36}
            label={{ value: 'turn', position: 'insideBottomRight', offset: 0, fontSize: 11.5, fill: 'var(--th-muted)' }}
          />
          <YAxis {...AXIS} tickFormatter={formatTokensShort} width={46} />
          <Tooltip isAnimationActive={false} content={<PointTooltip />} />
          {PARTS.map(({ key, color }) => (
            <Area
              key={key}
              dataKey={key}
              stackId="prompt"
              type="linear"
              isAnimationActive={false}
              dot={false}
              activeDot={false}
              stroke="var(--th-surface)"
              strokeWidth={1}
              fill={color}
              fillOpacity={0.85}
            />
          ))}
        </AreaChart>
      </ResponsiveContainer>
    </div>
  );
}

interface PointTooltipProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: GrowthPoint }[];
}

function PointTooltip({ active, payload }: PointTooltipProps) {
  const point = payload?.[0]?.payload;
  if (active !== true || !point) return null;
  return (
    <ChartTooltip
      title={`turn ${formatNumber(point.turn, 0)}: ${formatTokens(totalOf(point))} tokens`}
      rows={PARTS.toReversed().map(({ key, short, color }) => ({
        label: short,
        value: formatTokens(point[key]),
        color,
      }))}
    />
  );
}
