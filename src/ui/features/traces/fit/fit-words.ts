import { meanGapSeconds, gapQuantileSeconds } from '../../../../domain/swarm/gap-mixture.ts';
import type { RoleInputs } from '../../../../domain/swarm/workload.ts';
import type { RoleFit, WindowFit, WorkloadFit } from '../../../../state/trace-types.ts';
import {
  formatNumber,
  formatPercent,
  formatRoughSeconds,
  formatSeconds,
  formatSignificant,
  formatTokens,
} from '../../../format/number.ts';
import { formatPoints } from '../../../format/share.ts';
import { counted, groundOf } from '../trace-words.ts';

type Workload = WorkloadFit['workload'];

/** `One person, 6.2 tasks a day on 21 days a month, within 8 h.` */
export function workloadInWords({ people, tasksPerPersonPerDay, daysPerMonth, hoursPerDay }: Workload): string {
  const who = people === 1 ? 'One person' : `${formatNumber(people, 0)} people`;
  const tasks = `${formatSignificant(tasksPerPersonPerDay, 3)} ${tasksPerPersonPerDay === 1 ? 'task' : 'tasks'}`;
  return `${who}, ${tasks} a day on ${formatSignificant(daysPerMonth, 3)} days a month, within ${formatSignificant(hoursPerDay, 3)} h of the day.`;
}

/** A fitted role in a sentence: how it is launched, its turns, its prompt and its gaps. */
export function roleInWords({ role, index }: { role: RoleInputs; index: number }): string {
  const { name, launchedBy, fanOut, turnsPerAgent, toolTokens, systemTokens, taskPrefixTokens, firstInputTokens, gap } =
    role;
  const by = launchedBy === null ? 'each task' : `each agent of role ${formatNumber(launchedBy + 1, 0)}`;
  const shared = toolTokens + systemTokens;
  const prefixes = [
    ...(shared > 0 ? [`${formatTokens(shared)} shared by all`] : []),
    ...(taskPrefixTokens > 0 ? [`${formatTokens(taskPrefixTokens)} shared in a task`] : []),
    `${formatTokens(firstInputTokens)} of its own`,
  ];
  const parts = [
    `${formatNumber(fanOut, 0)} for ${by}`,
    counted({ count: turnsPerAgent, one: 'turn' }),
    `first prompt of ${formatTokens(shared + taskPrefixTokens + firstInputTokens)} tokens (${prefixes.join(', ')})`,
    growthInWords(role),
    ...(turnsPerAgent > 1 && gap.length > 0
      ? [
          `gaps with a median of ${formatRoughSeconds(gapQuantileSeconds({ gap, ratio: 0.5 }))} and a mean of ${formatRoughSeconds(meanGapSeconds(gap))}`,
        ]
      : []),
  ];
  return `${name || `Role ${index + 1}`}: ${parts.join('; ')}.`;
}

function growthInWords({
  inputTokensPerTurn,
  outputTokensPerTurn,
  reasoningTokensPerTurn,
  compaction,
}: RoleInputs): string {
  const answers = outputTokensPerTurn + reasoningTokensPerTurn;
  const grows = `then ${formatTokens(inputTokensPerTurn)} new tokens a turn, answers of ${formatTokens(answers)}`;
  return compaction
    ? `${grows}, compacted above ${formatTokens(compaction.atTokens)} to ${formatTokens(compaction.toTokens)}`
    : grows;
}

/** What is compared of each role, log beside fit. */
export const PAIRS = [
  { key: 'turnsPerAgent', label: 'turns per agent' },
  { key: 'firstPromptTokens', label: 'first prompt, tokens' },
  { key: 'promptTokens', label: 'mean prompt, tokens' },
  { key: 'firstTouchTokens', label: 'of it never sent before' },
  { key: 'outputTokens', label: 'mean answer, tokens' },
] as const satisfies readonly { key: keyof RoleFit; label: string }[];

/** Means keep a digit where they are small. */
export function meanText(value: number): string {
  return value < 100 ? formatNumber(value, 1) : formatTokens(Math.round(value));
}

/** `5 min` · `without limit`. */
export function fitWindowText({ windowSeconds }: WindowFit): string {
  return windowSeconds === Infinity ? 'without limit' : formatSeconds(windowSeconds);
}

const POINT_DECIMALS = 2;

/** Fitted less log, in points: `+1.20` · `−0.29` · `0` below a two-hundredth. */
export function differenceText({ differenceRatio }: WindowFit): string {
  if (differenceRatio === null) return '–';
  const points = Math.abs(differenceRatio * 100).toFixed(POINT_DECIMALS);
  if (Number(points) === 0) return '0';
  return `${differenceRatio > 0 ? '+' : '−'}${points}`;
}

/** How near the fitted swarm comes, in a sentence. */
export function qualityInWords(fitQuality: WorkloadFit['fitQuality']): string {
  const told = fitQuality.filter(({ differenceRatio }) => differenceRatio !== null);
  const [first] = told;
  if (!first) return 'The log does not tell what could be reused, so nothing can be held against the fitted swarm.';
  const size = ({ differenceRatio }: WindowFit): number => Math.abs(differenceRatio ?? 0);
  const worst = told.reduce((most, each) => (size(each) > size(most) ? each : most), first);
  if (size(worst) === 0) return `The fitted swarm’s hit rate is the log’s (${groundOf(worst.basis)}) at every life.`;
  const rough = worst.trust === 'rough' ? ', where the closed form is rough' : '';
  return `The fitted swarm’s hit rate is at most ${formatPoints(size(worst))} from the log’s (${groundOf(worst.basis)}), at a life ${worst.windowSeconds === Infinity ? 'without limit' : `of ${formatSeconds(worst.windowSeconds)}`}${rough}.`;
}

export function ratioText(ratio: number | null): string {
  return ratio === null ? '–' : formatPercent(ratio);
}
