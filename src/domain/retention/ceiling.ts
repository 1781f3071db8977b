import { growthTokensPerTurn, tasksPerMonth, type Swarm } from '../swarm/swarm.ts';
import type { Ratio, Tokens } from '../units.ts';
import { promptTokensOver, turnRanges, type LengthThreshold } from './turn-range.ts';
import type { TokenSplit } from './token-split.ts';

/**
 * The logical ceiling: what a cache without limits would serve. Each distinct prefix token is paid for once a month and
 * role: the shared prefix once, the task prefix once per task, an agent's own part once as it appears. Launch order,
 * minimum prefixes and rounding do not matter to it.
 *
 *     first touches = shared + tasks × (task + agents × (own first + (turns − 1) × growth))
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
      const requests = agents * (range.to - range.from);
      const prompt = agents * promptTokensOver({ role, range });
      const firstTouches =
        range.from === 0
          ? Math.min(tasks, 1) * role.sharedPrefixTokens +
            tasks * role.taskPrefixTokens +
            agents * role.firstInputTokens
          : requests * growthTokensPerTurn(role);
      return {
        role,
        range,
        requests,
        promptTokens: prompt,
        readTokens: prompt - firstTouches,
        prefixWrittenTokens: 0,
        ownWrittenTokens: 0,
        uncachedTokens: firstTouches,
        outputTokens: requests * role.outputTokensPerTurn,
      };
    });
  });
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
  field: Exclude<keyof TokenSplit, 'role' | 'range'>;
}): Tokens {
  return splits.reduce((sum, split) => sum + split[field], 0);
}
