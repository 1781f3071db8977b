import { segmentsOf, type Segment } from '../../domain/swarm/segments.ts';
import { growthTokensPerTurn, prefixTokensOf, tasksPerMonth, type Role, type Swarm } from '../../domain/swarm/swarm.ts';
import type { Tokens } from '../../domain/units.ts';

/** Some requests of a month that are taken as alike. */
export interface SampledPrompt {
  readonly requestsPerMonth: number;
  readonly contextTokens: Tokens;
  /** What no earlier prompt held: its end. */
  readonly freshTokens: Tokens;
}

/** A segment's turns after its first are stood for by this many pairs of lengths. */
const PAIRS = 3;

/**
 * Prompts that stand for all of a swarm's, so that what depends on their lengths need not be summed over every turn: at most 23
 * for a role, however many turns it has.
 *
 * First turns of agents and after compactions are themselves. Of the others each third is stood for by two lengths, one
 * standard deviation below and above its mean: any cubic in the length has the same sum over them as over all turns, so
 * requests, prompt tokens, first touches and the FLOPs of full attention are exact; windows and top-k to 0.2 %, chunks to 1 %.
 * Example: 13 turns from 10,000 growing by 1,000: the first itself, then six lengths with weight 2, the lowest 11,382 and 13,618.
 */
export function sampledPrompts(swarm: Swarm): readonly SampledPrompt[] {
  const tasks = tasksPerMonth(swarm);
  return swarm.roles.flatMap((role) =>
    segmentsOf(role).flatMap((segment) => [
      ...firstTurns({ role, segment, tasks }),
      ...laterTurns({ role, segment, agents: tasks * role.agentsPerTask * segment.times }),
    ]),
  );
}

/** As the ceiling counts: a role's shared prefix is new once a month, a task's once per task, an agent's own part always. */
function firstTurns({
  role,
  segment,
  tasks,
}: {
  role: Role;
  segment: Segment;
  tasks: number;
}): readonly SampledPrompt[] {
  const own = segment.ownTokens;
  const contextTokens = prefixTokensOf(role) + own;
  const agents = tasks * role.agentsPerTask;
  if (segment.firstTurn > 0) return [{ requestsPerMonth: agents * segment.times, contextTokens, freshTokens: own }];
  const ofMonth = Math.min(tasks, 1);
  return [
    { requestsPerMonth: ofMonth, contextTokens, freshTokens: contextTokens },
    { requestsPerMonth: tasks - ofMonth, contextTokens, freshTokens: role.taskPrefixTokens + own },
    { requestsPerMonth: agents - tasks, contextTokens, freshTokens: own },
  ].filter(({ requestsPerMonth }) => requestsPerMonth > 0);
}

function laterTurns({
  role,
  segment,
  agents,
}: {
  role: Role;
  segment: Segment;
  agents: number;
}): readonly SampledPrompt[] {
  const growth = growthTokensPerTurn(role);
  const start = prefixTokensOf(role) + segment.ownTokens;
  const turns = segment.turns - 1;
  const pairs = Math.min(PAIRS, turns);
  return Array.from({ length: pairs }, (_, i) => {
    const from = 1 + Math.floor((i * turns) / pairs);
    const count = 1 + Math.floor(((i + 1) * turns) / pairs) - from;
    const mean = from + (count - 1) / 2;
    const deviation = Math.sqrt((count ** 2 - 1) / 12);
    const at = (turn: number, weight: number): SampledPrompt => ({
      requestsPerMonth: agents * weight,
      contextTokens: start + turn * growth,
      freshTokens: growth,
    });
    return count === 1 ? [at(mean, 1)] : [at(mean - deviation, count / 2), at(mean + deviation, count / 2)];
  }).flat();
}
