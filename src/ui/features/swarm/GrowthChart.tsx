import { memo, useMemo, useState } from 'react';
import { Area, AreaChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { GrowthPoint } from '../../../evaluate/prompt-growth.ts';
import type { RoleEvaluation, SwarmEvaluation } from '../../../evaluate/swarm.ts';
import { formatNumber, formatTokens, formatTokensShort } from '../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../shared/ChartFigure.tsx';
import { AXIS, GRID, MARGIN } from '../../shared/chart-theme.ts';
import { ChartTooltip } from '../../shared/ChartTooltip.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import table from '../../shared/table.module.css';
import styles from './charts.module.css';
import { compactionInWords, titleOf } from './roles/role-words.ts';
import { turnTicks } from './turn-ticks.ts';

const TITLE = 'How does a prompt grow, and what of it was sent before?';

/** From the bottom up, as the prompt is written. Neighbours stay apart for the colour-blind too. */
const PARTS = [
  {
    key: 'toolTokens',
    label: 'tool definitions, sent by every agent of the role',
    short: 'tools',
    color: 'var(--th-uncached)',
  },
  {
    key: 'systemTokens',
    label: 'system prompt, sent by every agent of the role',
    short: 'system prompt',
    color: 'var(--th-accent)',
  },
  {
    key: 'taskTokens',
    label: 'task prefix, sent by every agent of the task',
    short: 'task prefix',
    color: 'var(--th-pings)',
  },
  {
    key: 'historyTokens',
    label: 'own history, sent before by this agent',
    short: 'own history',
    color: 'var(--th-storage)',
  },
  {
    key: 'newTokens',
    label: 'new in this turn, never sent before',
    short: 'new in this turn',
    color: 'var(--th-write)',
  },
] as const satisfies readonly { key: keyof GrowthPoint; label: string; short: string; color: string }[];

/** With more, lines would hide the teeth they point at. */
const MOST_LINES = 12;

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
  const nameOf = (i: number): string => titleOf({ name: roles[i]?.role.name ?? '', index: i });
  const { growth, compactions } = evaluated;
  const drawn = partsOf(growth);
  return (
    <ChartFigure
      title={TITLE}
      hint={`Tokens of one prompt, turn by turn. Only the top layer must be prefilled if everything below it is still in a cache.${compactionHint(evaluated)}`}
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
          {growth.length > 1 ? (
            <Plot growth={growth} />
          ) : (
            <>
              <p className={styles.note}>An agent of this role sends one prompt only.</p>
              <GrowthTable growth={growth} />
            </>
          )}
        </>
      }
      legend={
        <Legend>
          {drawn.toReversed().map(({ key, label, color }) => (
            <LegendItem key={key} color={color} label={label} />
          ))}
          {compactions > 0 && linesOf(growth).length > 0 && (
            <LegendItem color="var(--th-muted)" dashed label="first prompt after a compaction" />
          )}
        </Legend>
      }
      table={<GrowthTable growth={growth} caption={nameOf(shown)} />}
    />
  );
});

function totalOf(point: GrowthPoint): number {
  return PARTS.reduce((sum, { key }) => sum + point[key], 0);
}

/** Parts that are not empty in every turn. */
function partsOf(growth: readonly GrowthPoint[]): readonly (typeof PARTS)[number][] {
  return PARTS.filter(({ key }) => growth.some((point) => point[key] > 0));
}

/** Turns to mark: the first after each compaction, as long as they stay few. */
function linesOf(growth: readonly GrowthPoint[]): readonly number[] {
  const turns = growth.filter(({ isCompacted }) => isCompacted).map(({ turn }) => turn);
  return turns.length <= MOST_LINES ? turns : [];
}

function compactionHint({ role, compactions, growth }: RoleEvaluation): string {
  if (compactions === 0) return '';
  const shown = growth.filter(({ isCompacted }) => isCompacted).length;
  return ` Compacted ${compactionInWords(role)}: what is kept is new text.${
    shown < compactions ? ` Drawn are the first ${growth.length} of ${formatNumber(role.turnsPerAgent, 0)} turns.` : ''
  }`;
}

function summaryOf({ evaluated, name }: { evaluated: RoleEvaluation; name: string }): string {
  const first = evaluated.growth[0];
  const last = evaluated.growth.at(-1);
  if (!first || !last) return '';
  return `${name}: from ${formatNumber(totalOf(first), 0)} tokens in the first turn to ${formatNumber(totalOf(last), 0)} in turn ${last.turn}, of which ${formatNumber(last.newTokens, 0)} are new.${compactionHint(evaluated)}`;
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
            <th scope="row">
              {formatNumber(point.turn, 0)}
              {point.isCompacted && ', compacted'}
            </th>
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
  const parts = partsOf(growth);
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
          {parts.map(({ key, color }) => (
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
          {linesOf(growth).map((turn) => (
            <ReferenceLine key={turn} x={turn} stroke="var(--th-muted)" strokeDasharray="3 3" />
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
      title={`turn ${formatNumber(point.turn, 0)}${point.isCompacted ? ', compacted' : ''}: ${formatTokens(totalOf(point))} tokens`}
      rows={partsOf([point])
        .toReversed()
        .map(({ key, short, color }) => ({
          label: short,
          value: formatTokens(point[key]),
          color,
        }))}
    />
  );
}
