import { growthTokensPerTurn, tasksPerMonth, type Role, type Swarm } from '../swarm/swarm.ts';
import type { Ratio, Tokens } from '../units.ts';
import {
  followsCompaction,
  promptTokensOver,
  requestsPerAgent,
  startsAgent,
  turnRanges,
  type LengthThreshold,
  type TurnRange,
} from './turn-range.ts';
import type { ReadParts, TokenSplit } from './token-split.ts';

/**
 * The logical ceiling: what a cache without limits would serve. Each distinct prefix token is paid for once a month and
 * role: the shared prefix once, the task prefix once per task, an agent's own part once as it appears; what is kept at each of
 * an agent's c compactions is new text. Launch order,
 * minimum prefixes and rounding do not matter to it.
 *
 *     first touches = shared + tasks × (task + agents × (own first + (turns − 1 − c) × growth + c × kept at compaction))
 *
 * First touches stand in `uncachedTokens`: the ceiling pays the input price for them and writes nothing.
 */
export function splitCeiling({
  swarm,
  thresholds,
}: {
  swarm: Swarm;
  thresholds: readonly LengthThreshold[];
}): readonly TokenSplit[] {
  const tasks = tasksPerMonth(swarm);
  return swarm.roles.flatMap((role) => {
    const agents = tasks * role.agentsPerTask;
    return turnRanges({ role, thresholds }).map((range) => {
      const requests = agents * requestsPerAgent(range);
      const prompt = agents * range.segment.times * promptTokensOver({ role, range });
      const firstTouches = firstTouchTokens({ role, range, tasks, requests });
      return {
        role,
        range,
        requests,
        promptTokens: prompt,
        readTokens: prompt - firstTouches,
        read: readParts({ role, range, tasks, requests, promptTokens: prompt }),
        prefixWrittenTokens: 0,
        ownWrittenTokens: 0,
        uncachedTokens: firstTouches,
        outputTokens: requests * role.outputTokensPerTurn,
      };
    });
  });
}

/** What of a prompt was sent before, by part. */
function readParts({
  role,
  range,
  tasks,
  requests,
  promptTokens: prompt,
}: {
  role: Role;
  range: TurnRange;
  tasks: number;
  requests: number;
  promptTokens: Tokens;
}): ReadParts {
  const { sharedPrefixTokens: shared, taskPrefixTokens: task } = role;
  const starts = startsAgent(range);
  const newOwn = starts || followsCompaction(range) ? range.segment.ownTokens : growthTokensPerTurn(role);
  return {
    sharedTokens: (requests - (starts ? Math.min(tasks, 1) : 0)) * shared,
    taskTokens: (requests - (starts ? tasks : 0)) * task,
    ownTokens: prompt - requests * (shared + task + newOwn),
  };
}

function firstTouchTokens({
  role,
  range,
  tasks,
  requests,
}: {
  role: Role;
  range: TurnRange;
  tasks: number;
  requests: number;
}): Tokens {
  if (followsCompaction(range)) return requests * range.segment.ownTokens;
  if (!startsAgent(range)) return requests * growthTokensPerTurn(role);
  return (
    Math.min(tasks, 1) * role.sharedPrefixTokens + tasks * role.taskPrefixTokens + requests * role.firstInputTokens
  );
}

/** Share of prompt tokens a split reads from cache: the hit rate, first touches included in the denominator. */
export function hitRatioOf(splits: readonly TokenSplit[]): Ratio {
  const prompt = sumOf({ splits, field: 'promptTokens' });
  return prompt > 0 ? sumOf({ splits, field: 'readTokens' }) / prompt : 0;
}

export function sumOf({
  splits,
  field,
}: {
  splits: readonly TokenSplit[];
  field: Exclude<keyof TokenSplit, 'role' | 'range' | 'read'>;
}): Tokens {
  return splits.reduce((sum, split) => sum + split[field], 0);
}
