import type { Explanation } from '../domain/explain.ts';
import type { Problem } from '../domain/field-limits.ts';
import { hitRatioOf, splitCeiling, sumOf } from '../domain/retention/ceiling.ts';
import { reuseOf } from '../domain/retention/reuse.ts';
import { splitUncached } from '../domain/retention/token-split.ts';
import type { Offer } from '../domain/offer/rate-card.ts';
import { compactionsOf } from '../domain/swarm/segments.ts';
import { gapQuantileSeconds, gapsAtWindow, meanGapSeconds } from '../domain/swarm/gap-mixture.ts';
import {
  growthTokensPerTurn,
  longestPromptTokens,
  meanLifetimeSeconds,
  tasksPerMonth,
  tasksPerSecond,
  type Role,
  type Swarm,
} from '../domain/swarm/swarm.ts';
import { swarmOf } from '../domain/swarm/workload.ts';
import { SECONDS_PER_HOUR, type Ratio, type Seconds, type Tokens } from '../domain/units.ts';
import type { Scenario } from '../scenario/schema.ts';
import { windowMarks, type WindowMark } from './window-marks.ts';
import { growthOf, type GrowthPoint } from './prompt-growth.ts';
import { problemsOfWorkload } from './workload-problems.ts';

/** What a swarm asks of its provider in a month, before any cache: in reference tokens, whatever the offer. */
export interface SwarmEvaluation {
  readonly status: 'ok';
  /** The swarm the figures are of: the last good one while the open one cannot be computed. */
  readonly swarm: Swarm;
  readonly tasksPerMonth: number;
  readonly requestsPerMonth: number;
  readonly promptTokensPerMonth: Tokens;
  readonly outputTokensPerMonth: Tokens;
  /** Prompt tokens ÷ output tokens; `null` where nothing is decoded. */
  readonly promptPerOutput: number | null;
  readonly longestPromptTokens: Tokens;
  /** Prompt tokens a month that no earlier prompt contained. */
  readonly firstTouchTokensPerMonth: Tokens;
  /** Logical hit rate: what an unlimited cache would serve. */
  readonly logicalRatio: Ratio;
  /** Agents between their first and last request at a mean working moment: rate × lifetime (Little). */
  readonly openAgents: number;
  readonly roles: readonly RoleEvaluation[];
  readonly explanations: {
    readonly prompt: Explanation;
    readonly logical: Explanation;
    readonly openAgents: Explanation;
  };
}

export interface RoleEvaluation {
  readonly role: Role;
  readonly agentsPerMonth: number;
  readonly requestsPerMonth: number;
  readonly promptTokensPerMonth: Tokens;
  readonly outputTokensPerMonth: Tokens;
  readonly logicalRatio: Ratio;
  readonly lifetimeSeconds: Seconds;
  readonly openAgents: number;
  readonly gapMedianSeconds: Seconds;
  readonly gapP95Seconds: Seconds;
  readonly gapMeanSeconds: Seconds;
  /** Times an agent's history is replaced by a summary. */
  readonly compactions: number;
  /** Parts of the prompt per turn, at most 150 turns of it. */
  readonly growth: readonly GrowthPoint[];
}

/** Share of gaps that outlast a window, for every role. */
export interface GapPoint {
  readonly windowSeconds: Seconds;
  readonly outlastingRatios: readonly Ratio[];
}

/** A window with the share of gaps that outlast it. */
export interface GapMark extends GapPoint, WindowMark {}

const GAP_POINTS = 61;

export function evaluateSwarm(
  scenario: Scenario,
): SwarmEvaluation | { readonly status: 'impossible'; readonly problems: readonly Problem[] } {
  const problems = problemsOfWorkload(scenario.workload);
  if (problems.length > 0) return { status: 'impossible', problems };
  const swarm = swarmOf(scenario.workload);
  const all = splitUncached({ swarm, thresholds: [] });
  const promptTokensPerMonth = sumOf({ splits: all, field: 'promptTokens' });
  const ceiling = splitCeiling({ swarm, thresholds: [] });
  const reuse = reuseOf(swarm);
  const tasks = tasksPerMonth(swarm);
  const roles = swarm.roles.map((role, i): RoleEvaluation => {
    const own = all.filter((split) => split.role === role);
    const gapMean = reuse[i]?.meanGapSeconds ?? meanGapSeconds(role.gap);
    const lifetimeSeconds = meanLifetimeSeconds({ role, meanGapSeconds: gapMean });
    return {
      role,
      agentsPerMonth: tasks * role.agentsPerTask,
      requestsPerMonth: sumOf({ splits: own, field: 'requests' }),
      promptTokensPerMonth: sumOf({ splits: own, field: 'promptTokens' }),
      outputTokensPerMonth: sumOf({ splits: own, field: 'outputTokens' }),
      logicalRatio: hitRatioOf(ceiling.filter((split) => split.role === role)),
      lifetimeSeconds,
      openAgents: tasksPerSecond(swarm) * role.agentsPerTask * lifetimeSeconds,
      gapMedianSeconds: gapQuantileSeconds({ gap: role.gap, ratio: 0.5 }),
      gapP95Seconds: gapQuantileSeconds({ gap: role.gap, ratio: 0.95 }),
      gapMeanSeconds: gapMean,
      compactions: compactionsOf(role),
      growth: growthOf(role),
    };
  });
  const outputTokensPerMonth = sumOf({ splits: all, field: 'outputTokens' });
  const requestsPerMonth = sumOf({ splits: all, field: 'requests' });
  const logicalRatio = hitRatioOf(ceiling);
  const openAgents = roles.reduce((sum, role) => sum + role.openAgents, 0);
  return {
    status: 'ok',
    swarm,
    tasksPerMonth: tasks,
    requestsPerMonth,
    promptTokensPerMonth,
    outputTokensPerMonth,
    promptPerOutput: outputTokensPerMonth > 0 ? promptTokensPerMonth / outputTokensPerMonth : null,
    longestPromptTokens: longestPromptTokens(swarm),
    firstTouchTokensPerMonth: sumOf({ splits: ceiling, field: 'uncachedTokens' }),
    logicalRatio,
    openAgents,
    roles,
    explanations: {
      prompt: explainPrompt({ roles, promptTokensPerMonth }),
      logical: explainLogical({ swarm, promptTokensPerMonth, logicalRatio }),
      openAgents: explainOpenAgents({ swarm, roles, openAgents }),
    },
  };
}

/** From 1 second to 1 day, evenly spaced in the log. */
export function gapCurve(swarm: Swarm): readonly GapPoint[] {
  return Array.from({ length: GAP_POINTS }, (_, i) =>
    gapPoint({ swarm, windowSeconds: 86_400 ** (i / (GAP_POINTS - 1)) }),
  );
}

/** The windows the scenario's offer sells and the warehouse's retention, shortest first. An unknown offer sells none. */
export function gapMarks({
  swarm,
  offer,
  retentionSeconds,
}: {
  swarm: Swarm;
  offer: Offer | undefined;
  retentionSeconds: Seconds;
}): readonly GapMark[] {
  return windowMarks({ offer, retentionSeconds }).map((mark) => ({
    ...mark,
    ...gapPoint({ swarm, windowSeconds: mark.windowSeconds }),
  }));
}

function gapPoint({ swarm, windowSeconds }: { swarm: Swarm; windowSeconds: Seconds }): GapPoint {
  return {
    windowSeconds,
    outlastingRatios: swarm.roles.map(({ gap }) => gapsAtWindow({ gap, windowSeconds }).survivalRatio),
  };
}

function explainPrompt({
  roles,
  promptTokensPerMonth,
}: {
  roles: readonly RoleEvaluation[];
  promptTokensPerMonth: Tokens;
}): Explanation {
  const n = indexOf(roles.length);
  return {
    title: 'Prompt tokens a month',
    value: promptTokensPerMonth,
    unit: 'tokensPerMonth',
    formula: roles.map((_, i) => `requests${n(i)} × mean prompt${n(i)}`).join(' + '),
    terms: roles.flatMap(({ role, requestsPerMonth, promptTokensPerMonth: prompt }, i) => [
      {
        symbol: `requests${n(i)}`,
        meaning: `tasks × agents × turns of ${role.name}`,
        value: requestsPerMonth,
        unit: 'count' as const,
      },
      {
        symbol: `mean prompt${n(i)}`,
        meaning: 'whole prompt of every turn, cached or not',
        value: prompt / requestsPerMonth,
        unit: 'tokens' as const,
      },
    ]),
    notCounted: [
      'requests that fail and are sent again',
      'the requests that write the summaries of compacted histories',
      'the offer’s own tokenizer: these are reference tokens',
    ],
  };
}

function explainLogical({
  swarm,
  promptTokensPerMonth,
  logicalRatio,
}: {
  swarm: Swarm;
  promptTokensPerMonth: Tokens;
  logicalRatio: Ratio;
}): Explanation {
  const tasks = tasksPerMonth(swarm);
  const total = (tokens: (role: Role) => Tokens): Tokens => swarm.roles.reduce((sum, role) => sum + tokens(role), 0);
  const kept = tasks * total((role) => role.agentsPerTask * compactionsOf(role) * (role.compaction?.toTokens ?? 0));
  return {
    title: 'Logical hit rate',
    value: logicalRatio,
    unit: 'ratio',
    formula: `1 − (shared + task + first + growth${kept > 0 ? ' + kept' : ''}) ÷ prompt`,
    terms: [
      { symbol: 'prompt', meaning: 'all prompt tokens', value: promptTokensPerMonth, unit: 'tokensPerMonth' },
      {
        symbol: 'shared',
        meaning: 'shared prefixes, first touched once a month and role',
        value: Math.min(tasks, 1) * total((role) => role.sharedPrefixTokens),
        unit: 'tokensPerMonth',
      },
      {
        symbol: 'task',
        meaning: 'task prefixes, once per task and role',
        value: tasks * total((role) => role.taskPrefixTokens),
        unit: 'tokensPerMonth',
      },
      {
        symbol: 'first',
        meaning: 'first inputs, once per agent',
        value: tasks * total((role) => role.agentsPerTask * role.firstInputTokens),
        unit: 'tokensPerMonth',
      },
      {
        symbol: 'growth',
        meaning: 'new input and the output before it, once per further turn',
        value:
          tasks *
          total(
            (role) => role.agentsPerTask * (role.turnsPerAgent - 1 - compactionsOf(role)) * growthTokensPerTurn(role),
          ),
        unit: 'tokensPerMonth',
      },
      ...(kept > 0
        ? [
            {
              symbol: 'kept',
              meaning: 'what is kept of a history at each compaction: new text',
              value: kept,
              unit: 'tokensPerMonth' as const,
            },
          ]
        : []),
    ],
    notCounted: ['anything a real cache loses: windows, capacity, routing, launch order'],
  };
}

function explainOpenAgents({
  swarm,
  roles,
  openAgents,
}: {
  swarm: Swarm;
  roles: readonly RoleEvaluation[];
  openAgents: number;
}): Explanation {
  const n = indexOf(roles.length);
  const sum = roles.map((_, i) => `agents${n(i)} × lifetime${n(i)}`).join(' + ');
  return {
    title: 'Open agents in working hours',
    value: openAgents,
    unit: 'count',
    formula: `tasks per hour × ${roles.length > 1 ? `(${sum})` : sum} ÷ 1 h`,
    terms: [
      {
        symbol: 'tasks per hour',
        meaning: 'started while people work',
        value: tasksPerSecond(swarm) * SECONDS_PER_HOUR,
        unit: 'count',
      },
      ...roles.flatMap(({ role, lifetimeSeconds }, i) => [
        {
          symbol: `agents${n(i)}`,
          meaning: `${role.name}, per task`,
          value: role.agentsPerTask,
          unit: 'count' as const,
        },
        {
          symbol: `lifetime${n(i)}`,
          meaning: 'first to last request: (turns − 1) × mean gap',
          value: lifetimeSeconds,
          unit: 'seconds' as const,
        },
      ]),
    ],
    notCounted: ['the time the last answer takes', 'peaks: this is the mean over the working day'],
  };
}

/** Numbers the symbols of several roles; a single one needs none. */
function indexOf(count: number): (i: number) => string {
  return (i) => (count > 1 ? `${i + 1}` : '');
}
