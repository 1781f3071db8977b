import { compactionsOf, segmentsOf, type Segment } from '../swarm/segments.ts';
import {
  growthTokensPerTurn,
  meanLifetimeSeconds,
  prefixTokensOf,
  tasksPerMonth,
  tasksPerSecond,
  type Role,
  type Swarm,
} from '../swarm/swarm.ts';
import type { Ratio, Seconds, Tokens } from '../units.ts';
import { coldTaskStartsPerMonth } from './cold-starts.ts';
import { sumsWithin, visitGaps } from './gap-sums.ts';
import { quietSiblings } from './replica-siblings.ts';
import type { Reuse } from './reuse.ts';

/** A role whose requests are spread over k replicas, each with a cache that keeps everything for a window. */
export interface ReplicaQuestion {
  readonly swarm: Swarm;
  readonly chances: Reuse;
  readonly windowSeconds: Seconds;
  /** At least 2. */
  readonly replicas: number;
}

/** Chances below this count as none. */
const NEGLIGIBLE = 1e-12;
/** Time between visits is looked at up to so many lifetimes; later ones are those of an exponential tail. */
const LONGEST_LIVES = 4;

/**
 * Tokens that a task's agents of one role read where each stays on one replica. `splitTokens` with a sibling on the same
 * replica only one time in k, quiet or not, and so with other tasks:
 *
 *     ε_task = S (1 − 1/k + q/k)^(m − 1),  q = (quiet of all m − 1 siblings)^(1 / (m − 1))
 *     U      = W (1 − (1 − 1/k + R/k)^m) + T (1 − (1 − 1/k)^m)
 */
export function affineReads({ swarm, chances, windowSeconds, replicas }: ReplicaQuestion): Tokens {
  const { role } = chances;
  const { agentsPerTask: agents, turnsPerAgent, sharedPrefixTokens } = role;
  const { gaps, ownColdRatio, taskColdRatio } = chances.at(windowSeconds);
  const elsewhere = 1 - 1 / replicas;
  const quietOne = agents > 1 && ownColdRatio > 0 ? (taskColdRatio / ownColdRatio) ** (1 / (agents - 1)) : 1;
  const taskCold = ownColdRatio * (elsewhere + quietOne / replicas) ** (agents - 1);
  const presence: Presence = {
    touchedRatio: 1 - elsewhere ** agents,
    cachedSeconds:
      meanLifetimeSeconds(chances) * (1 - (elsewhere + gaps.quietRatio / replicas) ** agents) +
      windowSeconds * (1 - elsewhere ** agents),
  };
  const compactions = compactionsOf(role);
  const continued = turnsPerAgent - 1 - compactions;
  const histories = segmentsOf(role).reduce(
    (sum, segment) => sum + segment.times * firstPromptsTokens({ role, segment, turns: segment.turns - 1 }),
    0,
  );
  const withPrefix = continued * (ownColdRatio - taskCold) + compactions * (1 - taskCold);
  const withShared = (turnsPerAgent - 1) * taskCold * (1 - othersQuietRatio({ swarm, presence }));
  return (
    agents * ((1 - ownColdRatio) * histories + withPrefix * prefixTokensOf(role) + withShared * sharedPrefixTokens) +
    firstTurnReads({ swarm, chances, windowSeconds, replicas, presence })
  );
}

/**
 * Tokens that a task's agents of one role read where every request is drawn one of k replicas. A request finds the agent's
 * own prompt of j turns ago with P(j) = (1/k)(1 − 1/k)^(j − 1), if the sum of j gaps is within the window: its whole history up
 * to there, or only the prefix where a compaction lies between. Else it finds what siblings have left on that replica, else
 * what other tasks have.
 *
 *     U = W (1 − (1 − v)^m) + T (1 − (1 − 1/k)^(m × turns)),  v = (turns ÷ k − P(ever there)) E[min(Γ, T)] ÷ W
 *
 * is how long a task keeps its prefixes cached on one replica.
 */
export function spreadReads({ swarm, chances, windowSeconds, replicas }: ReplicaQuestion): Tokens {
  const { role, meanGapSeconds } = chances;
  const { agentsPerTask: agents, turnsPerAgent: turns, sharedPrefixTokens } = role;
  const elsewhere = 1 - 1 / replicas;
  const lifeSeconds = meanLifetimeSeconds(chances);
  const visits = visitGaps({
    gap: role.gap,
    replicas,
    seconds: Math.min(windowSeconds, LONGEST_LIVES * Math.max(lifeSeconds, meanGapSeconds)),
  });
  const againThere = Math.max(0, turns / replicas - (1 - elsewhere ** turns));
  const covered = lifeSeconds > 0 ? (againThere * visits.limitedMeanSeconds(windowSeconds)) / lifeSeconds : 0;
  const touchedRatio = 1 - elsewhere ** (agents * turns);
  const presence: Presence = {
    touchedRatio,
    cachedSeconds: lifeSeconds * (1 - Math.max(0, 1 - covered) ** agents) + windowSeconds * touchedRatio,
  };
  const othersQuiet = othersQuietRatio({ swarm, presence });
  const siblingsQuiet = quietSiblings({ chances, windowSeconds, replicas, visits });
  const prefix = prefixTokensOf(role);
  let reads = 0;
  let ownFound = 0;
  historyChances({ chances, windowSeconds, replicas }).forEach((found, index) => {
    const turn = index + 1;
    reads += found * historyTokens({ role, back: turn });
    // An agent's turn (from 0) can look back on as many turns.
    ownFound += found;
    const quiet = siblingsQuiet[turn] ?? 1;
    reads += (1 - ownFound) * ((1 - quiet) * prefix + quiet * (1 - othersQuiet) * sharedPrefixTokens);
  });
  return agents * reads + firstTurnReads({ swarm, chances, windowSeconds, replicas, presence });
}

/** Chance that the agent's last request to the same replica was j turns ago and within the window, at index j − 1. */
function historyChances({ chances: { role }, windowSeconds, replicas }: Omit<ReplicaQuestion, 'swarm'>): Float64Array {
  const elsewhere = 1 - 1 / replicas;
  const laterTurns = role.turnsPerAgent - 1;
  const most = Math.min(laterTurns, Math.ceil(Math.log(NEGLIGIBLE) / Math.log(elsewhere)));
  const found = new Float64Array(laterTurns);
  sumsWithin({ gap: role.gap, windowSeconds, most }).forEach((within, index) => {
    found[index] = (elsewhere ** index / replicas) * within;
  });
  return found;
}

/** What all turns of an agent that reach `back` turns back have in common with the prompt there, added up. */
function historyTokens({ role, back }: { role: Role; back: number }): Tokens {
  let tokens = 0;
  let overCompaction = role.turnsPerAgent - back;
  for (const segment of segmentsOf(role)) {
    const turns = Math.max(0, segment.turns - back);
    overCompaction -= segment.times * turns;
    tokens += segment.times * firstPromptsTokens({ role, segment, turns });
  }
  return tokens + overCompaction * prefixTokensOf(role);
}

/** The first so many prompts of a segment, added up: turns × L(0) + growth × turns (turns − 1) ÷ 2. */
export function firstPromptsTokens({ role, segment, turns }: { role: Role; segment: Segment; turns: number }): Tokens {
  const first = prefixTokensOf(role) + segment.ownTokens;
  return turns * first + (growthTokensPerTurn(role) * turns * (turns - 1)) / 2;
}

/** What a task leaves on one replica. */
interface Presence {
  /** Share of replicas it comes to at all. */
  readonly touchedRatio: Ratio;
  /** U: how long it keeps its prefixes cached there, mean over all replicas. */
  readonly cachedSeconds: Seconds;
}

function othersQuietRatio({ swarm, presence }: { swarm: Swarm; presence: Presence }): Ratio {
  return Math.exp(-tasksPerSecond(swarm) * presence.cachedSeconds);
}

/**
 * What a task's agents read at their first turn: the task prefix where an agent that started before has come to the same
 * replica, else the shared prefix where another task has kept it there. An agent of a later group has half of the task's
 * agents before it; later turns of agents that started before are not counted.
 */
function firstTurnReads({
  swarm,
  chances,
  windowSeconds,
  replicas,
  presence,
}: ReplicaQuestion & { readonly presence: Presence }): Tokens {
  const { role } = chances;
  const { agentsPerTask: agents } = role;
  const elsewhere = 1 - 1 / replicas;
  const tasks = tasksPerMonth(swarm);
  // Each replica has a first touch of its own.
  const coldStarts = Math.max(
    1 / presence.touchedRatio,
    coldTaskStartsPerMonth({ swarm, taskCachedSeconds: presence.cachedSeconds }),
  );
  const warmRatio = 1 - Math.min(1, coldStarts / tasks);
  const later = (1 - chances.at(windowSeconds).coldGroupRatio) * agents;
  const found =
    swarm.launch === 'staggered'
      ? agents - (1 - elsewhere ** agents) * replicas
      : later * (1 - elsewhere ** (agents / 2));
  return found * prefixTokensOf(role) + (agents - found) * warmRatio * role.sharedPrefixTokens;
}
