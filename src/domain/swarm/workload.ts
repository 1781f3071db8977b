import type { Tokens } from '../units.ts';
import type { GapMixture } from './gap-mixture.ts';
import type { Compaction, Launch, Role, Swarm } from './swarm.ts';

/**
 * A swarm as it is typed in, saved and shared. `swarmOf` works out from it what formulas and simulation need.
 */
export interface Workload {
  /** Who starts tasks: engineers, chat users, clients of a service. */
  readonly people: number;
  readonly tasksPerPersonPerDay: number;
  /** 21 for people at work; 365 ÷ 12 = 30.42 for a service that never closes. */
  readonly daysPerMonth: number;
  /** Hours of the day over which the tasks spread. */
  readonly hoursPerDay: number;
  readonly launch: Launch;
  readonly roles: readonly RoleInputs[];
}

export interface RoleInputs {
  readonly name: string;
  /** Offer that this role's requests go to; `null`: the scenario's. */
  readonly offerId: string | null;
  /** Index of the role, earlier in the list, whose agents launch this one's; `null`: the task itself does. */
  readonly launchedBy: number | null;
  /** Agents that each launching agent, or the task, starts. */
  readonly fanOut: number;
  readonly turnsPerAgent: number;
  /** Tool definitions, the same for every agent of the role. */
  readonly toolTokens: Tokens;
  /** System prompt, the same for every agent of the role. */
  readonly systemTokens: Tokens;
  /** Repository, brief: the same for every agent of the role within one task. */
  readonly taskPrefixTokens: Tokens;
  /** The agent's own part of its first prompt. */
  readonly firstInputTokens: Tokens;
  /** New input per turn after the first: tool results, messages. */
  readonly inputTokensPerTurn: Tokens;
  /** Answers and tool calls decoded per turn. They re-enter the next prompt. */
  readonly outputTokensPerTurn: Tokens;
  /** Reasoning decoded per turn, billed as output. */
  readonly reasoningTokensPerTurn: Tokens;
  /** Whether reasoning re-enters the next prompt. */
  readonly keepsReasoning: boolean;
  readonly compaction: Compaction | null;
  readonly gap: GapMixture;
}

const known = new WeakMap<Workload, Swarm>();

/**
 * The swarm of a workload: agents per task multiplied out along the chain of launches, prompt parts added up, reasoning
 * put with the output. Equal workloads, the same object included, give equal swarms; the same object gives the same one.
 *
 * Example: a planner that starts 5 executors, each of which starts 10 sub-agents: 1, 5 and 50 agents per task, the last in 5
 * groups.
 */
export function swarmOf(workload: Workload): Swarm {
  let swarm = known.get(workload);
  if (!swarm) {
    swarm = { ...workload, roles: rolesOf(workload.roles) };
    known.set(workload, swarm);
  }
  return swarm;
}

function rolesOf(inputs: readonly RoleInputs[]): readonly Role[] {
  const roles: Role[] = [];
  inputs.forEach((input) => {
    const {
      launchedBy,
      fanOut,
      systemTokens,
      reasoningTokensPerTurn,
      keepsReasoning,
      offerId: _offerId,
      ...same
    } = input;
    // A role can only be launched by an earlier one; `problemsOfSwarm` refuses any other, which counts as the task here.
    const launching = launchedBy === null ? undefined : roles[launchedBy];
    const launchersPerTask = launching?.agentsPerTask ?? 1;
    roles.push({
      ...same,
      launchedBy,
      launchersPerTask,
      // Sub-agents are sent out by the answer to a first request and come back before the second one.
      launchGap: launching && launching.turnsPerAgent > 1 ? launching.gap : null,
      agentsPerTask: launchersPerTask * fanOut,
      sharedPrefixTokens: input.toolTokens + systemTokens,
      outputTokensPerTurn: input.outputTokensPerTurn + reasoningTokensPerTurn,
      droppedTokensPerTurn: keepsReasoning ? 0 : reasoningTokensPerTurn,
    });
  });
  return roles;
}

/** How many launches lie between the task and the deepest role. Example: planner, executors, sub-agents: 3. */
export function depthOf(roles: readonly Pick<RoleInputs, 'launchedBy'>[]): number {
  const depths: number[] = [];
  for (const { launchedBy } of roles) depths.push(launchedBy === null ? 1 : 1 + (depths[launchedBy] ?? 0));
  return Math.max(0, ...depths);
}
