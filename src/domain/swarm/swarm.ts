import type { Seconds, Tokens } from '../units.ts';
import type { LognormalComponent } from './gap-mixture.ts';

/**
 * A swarm: people start tasks; a task runs agents of one or more roles; an agent is a chain of turns over a growing
 * prompt.
 *
 * The prompt of turn k (k = 0 … turns − 1) of an agent is, in this order,
 *
 *     L(k) = shared + task + own + k × (input per turn + output per turn)      [tokens]
 *
 * where `shared` (system prompt, tool definitions) is the same for every agent of the role, `task` (repository, brief)
 * for every agent of the role within one task, and the rest is the agent's own. Output re-enters the prompt of the next
 * turn and is a first touch there. Roles have different shared parts, so nothing is reused across roles.
 */
export interface Role {
  readonly name: string;
  readonly agentsPerTask: number;
  readonly turnsPerAgent: number;
  readonly sharedPrefixTokens: Tokens;
  readonly taskPrefixTokens: Tokens;
  /** The agent's own part of its first prompt. */
  readonly firstInputTokens: Tokens;
  /** New input per turn after the first: tool results, messages. */
  readonly inputTokensPerTurn: Tokens;
  /** Everything decoded per turn, reasoning included. All of it re-enters the next prompt. */
  readonly outputTokensPerTurn: Tokens;
  /** Time between the starts of two successive requests of one agent. */
  readonly gap: readonly LognormalComponent[];
}

export interface Swarm {
  /** Who starts tasks: engineers, chat users, clients of a service. */
  readonly people: number;
  readonly tasksPerPersonPerDay: number;
  /** 21 for people at work; 365 ÷ 12 = 30.42 for a service that never closes. */
  readonly daysPerMonth: number;
  /** Hours of the day over which the tasks spread. */
  readonly hoursPerDay: number;
  /** `simultaneous`: the agents of a role start at once, before any has written a prefix the others could read. */
  readonly launch: 'simultaneous' | 'staggered';
  readonly roles: readonly Role[];
}

/** Tokens a prompt gains from one turn to the next. */
export function growthTokensPerTurn(role: Role): Tokens {
  return role.inputTokensPerTurn + role.outputTokensPerTurn;
}

/** L(k), the prompt of turn `turn` (from 0). */
export function promptTokens({ role, turn }: { role: Role; turn: number }): Tokens {
  return role.sharedPrefixTokens + role.taskPrefixTokens + role.firstInputTokens + turn * growthTokensPerTurn(role);
}

/** The longest prompt any agent of the swarm sends. */
export function longestPromptTokens(swarm: Swarm): Tokens {
  return Math.max(...swarm.roles.map((role) => promptTokens({ role, turn: role.turnsPerAgent - 1 })));
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
      taskPrefixTokens: role.taskPrefixTokens * factor,
      firstInputTokens: role.firstInputTokens * factor,
      inputTokensPerTurn: role.inputTokensPerTurn * factor,
      outputTokensPerTurn: role.outputTokensPerTurn * factor,
    })),
  };
}

/** Mean of the time from an agent's first request to its last. */
export function meanLifetimeSeconds({ role, meanGapSeconds }: { role: Role; meanGapSeconds: Seconds }): Seconds {
  return (role.turnsPerAgent - 1) * meanGapSeconds;
}
