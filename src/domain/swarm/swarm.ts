import type { Seconds, Tokens } from '../units.ts';
import type { LognormalComponent } from './gap-mixture.ts';
import { segmentAt, segmentsOf } from './segments.ts';

/**
 * A swarm: people start tasks; a task runs agents of one or more roles; an agent is a chain of turns over a growing
 * prompt.
 *
 * The prompt of turn k (k = 0 … turns − 1) of an agent is, in this order,
 *
 *     L(k) = shared + task + own + k × growth,  growth = input per turn + output per turn − dropped per turn    [tokens]
 *
 * where `shared` (tool definitions, system prompt) is the same for every agent of the role, `task` (repository, brief)
 * for every agent of the role within one task, and the rest is the agent's own. Output re-enters the prompt of the next
 * turn and is a first touch there, but for what is dropped (reasoning, with some models). Where histories are compacted,
 * the own part starts again at what is kept and grows as before (`segments.ts`). Roles have different shared parts, so
 * nothing is reused across roles.
 */
export interface Role {
  readonly name: string;
  /** Index in the swarm of the role that launches this one's agents; `null`: the task does. */
  readonly launchedBy: number | null;
  /** Agents, or the task itself, that launch a group of this role's agents each. */
  readonly launchersPerTask: number;
  /** From a launching agent's first request to the start of its group; `null`: groups start with the task. */
  readonly launchGap: readonly LognormalComponent[] | null;
  /** In all groups together. */
  readonly agentsPerTask: number;
  readonly turnsPerAgent: number;
  readonly sharedPrefixTokens: Tokens;
  /** Of the shared prefix, tool definitions; the rest is the system prompt. */
  readonly toolTokens: Tokens;
  readonly taskPrefixTokens: Tokens;
  /** The agent's own part of its first prompt. */
  readonly firstInputTokens: Tokens;
  /** New input per turn after the first: tool results, messages. */
  readonly inputTokensPerTurn: Tokens;
  /** Everything decoded per turn, reasoning included. */
  readonly outputTokensPerTurn: Tokens;
  /** Of that, what does not re-enter the next prompt. */
  readonly droppedTokensPerTurn: Tokens;
  readonly compaction: Compaction | null;
  /** Time between the starts of two successive requests of one agent. */
  readonly gap: readonly LognormalComponent[];
}

/** When and to what a long history is replaced by a summary of it. */
export interface Compaction {
  /** A prompt that would be longer than this is compacted before it is sent. */
  readonly atTokens: Tokens;
  /** The agent's own part afterwards: summary, what is kept, and the turn's new input. */
  readonly toTokens: Tokens;
}

/** `simultaneous`: agents launched by one agent start at once, before any has written a prefix the others could read. */
export type Launch = 'simultaneous' | 'staggered';

export interface Swarm {
  /** Who starts tasks: engineers, chat users, clients of a service. */
  readonly people: number;
  readonly tasksPerPersonPerDay: number;
  /** 21 for people at work; 365 ÷ 12 = 30.42 for a service that never closes. */
  readonly daysPerMonth: number;
  /** Hours of the day over which the tasks spread. */
  readonly hoursPerDay: number;
  readonly launch: Launch;
  readonly roles: readonly Role[];
}

/** Tokens a prompt gains from one turn to the next, where it is not compacted. */
export function growthTokensPerTurn(role: Role): Tokens {
  return role.inputTokensPerTurn + role.outputTokensPerTurn - role.droppedTokensPerTurn;
}

/** Shared and task prefix: what other agents send too. */
export function prefixTokensOf(role: Role): Tokens {
  return role.sharedPrefixTokens + role.taskPrefixTokens;
}

/** L(k), the prompt of turn `turn` (from 0). */
export function promptTokens({ role, turn }: { role: Role; turn: number }): Tokens {
  return prefixTokensOf(role) + ownTokens({ role, turn });
}

/** The agent's own part of the prompt of a turn. */
export function ownTokens({ role, turn }: { role: Role; turn: number }): Tokens {
  const { segment, at } = segmentAt({ role, turn });
  return segment.ownTokens + at * growthTokensPerTurn(role);
}

/** The longest prompt any agent of the swarm sends. */
export function longestPromptTokens(swarm: Swarm): Tokens {
  return Math.max(...swarm.roles.map(longestPromptOf));
}

/** The longest prompt an agent of the role sends: the last one before a compaction, or the last of all. */
export function longestPromptOf(role: Role): Tokens {
  const growth = growthTokensPerTurn(role);
  return (
    prefixTokensOf(role) +
    Math.max(...segmentsOf(role).map((segment) => segment.ownTokens + (segment.turns - 1) * growth))
  );
}

export function tasksPerMonth(swarm: Swarm): number {
  return swarm.people * swarm.tasksPerPersonPerDay * swarm.daysPerMonth;
}

/** Tasks started per second while people are at work. */
export function tasksPerSecond(swarm: Swarm): number {
  return (swarm.people * swarm.tasksPerPersonPerDay) / (swarm.hoursPerDay * 3_600);
}

/**
 * The same swarm counted in another tokenizer's tokens: every token count times `factor`, everything else as it is.
 * Applied before bands, minimum prefixes and context limits look at a length.
 */
export function scaleTokens({ swarm, factor }: { swarm: Swarm; factor: number }): Swarm {
  if (factor === 1) return swarm;
  return {
    ...swarm,
    roles: swarm.roles.map((role) => ({
      ...role,
      sharedPrefixTokens: role.sharedPrefixTokens * factor,
      toolTokens: role.toolTokens * factor,
      taskPrefixTokens: role.taskPrefixTokens * factor,
      firstInputTokens: role.firstInputTokens * factor,
      inputTokensPerTurn: role.inputTokensPerTurn * factor,
      outputTokensPerTurn: role.outputTokensPerTurn * factor,
      droppedTokensPerTurn: role.droppedTokensPerTurn * factor,
      compaction: role.compaction && {
        atTokens: role.compaction.atTokens * factor,
        toTokens: role.compaction.toTokens * factor,
      },
    })),
  };
}

/** Mean of the time from an agent's first request to its last. */
export function meanLifetimeSeconds({ role, meanGapSeconds }: { role: Role; meanGapSeconds: Seconds }): Seconds {
  return (role.turnsPerAgent - 1) * meanGapSeconds;
}
