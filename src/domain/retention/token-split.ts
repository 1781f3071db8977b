import { prefixTokensOf, tasksPerMonth, type Role, type Swarm } from '../swarm/swarm.ts';
import type { Ratio, Seconds, Tokens } from '../units.ts';
import type { Reuse, RoleReuse } from './reuse.ts';
import {
  followsCompaction,
  promptTokensOver,
  requestsPerAgent,
  shortestPromptOver,
  startsAgent,
  turnRanges,
  type LengthThreshold,
  type TurnRange,
} from './turn-range.ts';

/** What a cache lets a swarm read back. */
export interface Reach {
  /** How long shared and task prefixes survive untouched. */
  readonly prefixWindowSeconds: Seconds;
  /** How long an agent's own history does; at most the prefix window. */
  readonly ownWindowSeconds: Seconds;
  /** Whether a read starts the windows again. */
  readonly renewedByReads: boolean;
  /** Whether one agent can read a prefix another has written. */
  readonly sharesPrefixes: boolean;
  /** Whether an agent's own part is cached at all; where not it is plain input, every turn. */
  readonly cachesHistory: boolean;
  readonly minPrefixTokens: Tokens;
  readonly granularityTokens: Tokens;
  /** Chance that a prefix within its window is found. */
  readonly hitRatio: Ratio;
}

/** Where the prompt tokens of a month go. `read + prefixWritten + ownWritten + uncached = prompt`, exactly. */
export interface TokenSplit {
  readonly role: Role;
  readonly range: TurnRange;
  readonly requests: number;
  readonly promptTokens: Tokens;
  readonly readTokens: Tokens;
  /** The same by part of the prompt. */
  readonly read: ReadParts;
  /** Missed tokens of the shared and task prefixes, written again. */
  readonly prefixWrittenTokens: Tokens;
  /** Missed tokens of the agents' own parts, written. */
  readonly ownWrittenTokens: Tokens;
  readonly uncachedTokens: Tokens;
  readonly outputTokens: Tokens;
}

/** What is read from cache, by whose it is. */
export interface ReadParts {
  readonly sharedTokens: Tokens;
  readonly taskTokens: Tokens;
  readonly ownTokens: Tokens;
}

const NOTHING_READ: ReadParts = { sharedTokens: 0, taskTokens: 0, ownTokens: 0 };

/** A cache that keeps everything for `windowSeconds` and shares every prefix: a warehouse, or a curve's abscissa. */
export function idealReach(windowSeconds: Seconds): Reach {
  return {
    prefixWindowSeconds: windowSeconds,
    ownWindowSeconds: windowSeconds,
    renewedByReads: true,
    sharesPrefixes: true,
    cachesHistory: true,
    minPrefixTokens: 0,
    granularityTokens: 1,
    hitRatio: 1,
  };
}

/** No cache at all: every prompt token is uncached. */
export function splitUncached({
  swarm,
  thresholds,
}: {
  swarm: Swarm;
  thresholds: readonly LengthThreshold[];
}): readonly TokenSplit[] {
  return eachRange({ swarm, thresholds, minPrefixTokens: 0 }).map((base) => ({
    ...base,
    readTokens: 0,
    read: NOTHING_READ,
    prefixWrittenTokens: 0,
    ownWrittenTokens: 0,
    uncachedTokens: base.promptTokens,
  }));
}

/**
 * Splits a month's prompt tokens by what a cache does with them, per role and range of turns.
 *
 * With P = shared + task, and the chances of `Reuse` at the prefix window (ε) and the own window (S):
 *
 *     k = 0   E[read] = shared × P(warm at task start), P in groups that start later     simultaneous launch
 *             and P for every agent but the first of a task                              staggered launch
 *     compacted   E[read] = (1 − ε_task)(shared + task) + (ε_task − ε_shared) shared
 *     other k   E[read] = (1 − S) L(k−1) + (S − ε_task)(shared + task) + (ε_task − ε_shared) shared
 *
 * because an agent whose own last request is within the window finds everything it sent then; else it falls back to
 * what siblings keep warm, else to what other tasks do. Without shared prefixes only the first term is left. Every
 * token that is not read is written, in a prompt of at least the minimum; shorter prompts are not cached at all.
 * Reads lose (granularity − 1) ÷ 2 tokens each, the mean of rounding down.
 *
 * Example: one agent, two turns, 1,000 tokens then 1,200, infinite window: 0 + 1,000 read of 2,200.
 */
export function splitTokens(options: {
  readonly swarm: Swarm;
  readonly reuse: readonly Reuse[];
  readonly reach: Reach;
  readonly thresholds: readonly LengthThreshold[];
}): readonly TokenSplit[] {
  const { swarm, reuse, reach } = options;
  const tasks = tasksPerMonth(swarm);
  return eachRange({ swarm, thresholds: options.thresholds, minPrefixTokens: reach.minPrefixTokens }).map((base) => {
    const { role, range } = base;
    if (shortestPromptOver({ role, range }) < reach.minPrefixTokens) {
      return {
        ...base,
        readTokens: 0,
        read: NOTHING_READ,
        prefixWrittenTokens: 0,
        ownWrittenTokens: 0,
        uncachedTokens: base.promptTokens,
      };
    }
    const chances = reuse.find((candidate) => candidate.role === role);
    if (!chances) throw new Error(`No reuse chances for role "${role.name}"`);
    const reads = startsAgent(range)
      ? firstTurnReads({ swarm, chances, reach, tasks })
      : laterTurnReads({ base, chances, reach });
    const prefixLength = prefixTokensOf(role);
    const prefixTokens = prefixLength * base.requests;
    const prefixRead = reads.both + reads.shared;
    const ownTokens = base.promptTokens - prefixTokens - reads.own;
    const taskRead = prefixLength > 0 ? (reads.both * role.taskPrefixTokens) / prefixLength : 0;
    const read = { sharedTokens: prefixRead - taskRead, taskTokens: taskRead, ownTokens: reads.own };
    if (reach.cachesHistory) {
      return {
        ...base,
        readTokens: prefixRead + reads.own,
        read,
        prefixWrittenTokens: prefixTokens - prefixRead,
        ownWrittenTokens: ownTokens,
        uncachedTokens: 0,
      };
    }
    // A prefix shorter than the minimum is not cached, however long the prompt that follows it.
    const missedPrefix = prefixTokens - prefixRead;
    const isCacheable = prefixLength >= reach.minPrefixTokens;
    return {
      ...base,
      readTokens: prefixRead,
      read,
      prefixWrittenTokens: isCacheable ? missedPrefix : 0,
      ownWrittenTokens: 0,
      uncachedTokens: ownTokens + (isCacheable ? 0 : missedPrefix),
    };
  });
}

interface Reads {
  /** Of prefixes read to the end of the task's part. */
  readonly both: Tokens;
  /** Of prefixes read to the end of the shared part only. */
  readonly shared: Tokens;
  readonly own: Tokens;
}

/** Expected tokens of one read after rounding down to the granularity. */
function readable({ tokens, reach }: { tokens: Tokens; reach: Reach }): Tokens {
  if (tokens < reach.minPrefixTokens) return 0;
  return Math.max(0, tokens - (reach.granularityTokens - 1) / 2) * reach.hitRatio;
}

function firstTurnReads({
  swarm,
  chances,
  reach,
  tasks,
}: {
  swarm: Swarm;
  chances: Reuse;
  reach: Reach;
  tasks: number;
}): Reads {
  const { role } = chances;
  if (!reach.sharesPrefixes || reach.prefixWindowSeconds <= 0) return { both: 0, shared: 0, own: 0 };
  const shared = readable({ tokens: role.sharedPrefixTokens, reach });
  const { coldTaskStartsPerMonth, coldGroupRatio } = chances.at(reach.prefixWindowSeconds);
  const warmStarts = tasks - coldTaskStartsPerMonth;
  const both = readable({ tokens: prefixTokensOf(role), reach });
  if (swarm.launch === 'staggered')
    return { both: tasks * (role.agentsPerTask - 1) * both, shared: warmStarts * shared, own: 0 };
  // Launched at once, each pays for what no earlier request has finished writing; groups that start later can read it.
  const laterAgents = (1 - coldGroupRatio) * role.agentsPerTask;
  return {
    both: tasks * laterAgents * both,
    shared: warmStarts * (role.agentsPerTask - laterAgents) * shared,
    own: 0,
  };
}

function laterTurnReads({ base, chances, reach }: { base: RangeBase; chances: Reuse; reach: Reach }): Reads {
  const { role, range } = base;
  const prefixLength = prefixTokensOf(role);
  const finds = followsCompaction(range) ? noHistory() : historyReads({ base, chances, reach });
  const { warmOwn, own } = finds;
  let { both: bothRead, shared: sharedRead } = finds;
  if (reach.sharesPrefixes) {
    const { taskColdRatio, sharedColdRatio } = prefixChances({ chances, reach });
    const both = readable({ tokens: prefixLength, reach });
    const shared = readable({ tokens: role.sharedPrefixTokens, reach });
    bothRead += base.requests * (1 - warmOwn - taskColdRatio) * both;
    sharedRead += base.requests * (taskColdRatio - sharedColdRatio) * shared;
  }
  return { both: bothRead, shared: sharedRead, own };
}

interface HistoryReads extends Reads {
  /** Chance that a request finds what it reads of its history, prefix included. */
  readonly warmOwn: Ratio;
}

/** After a compaction nothing of the agent's own is found; its prefix is one of those that agents share. */
function noHistory(): HistoryReads {
  return { warmOwn: 0, both: 0, shared: 0, own: 0 };
}

/** What requests read of the prompt before, where the agent's own last request is within the window. */
function historyReads({ base, chances, reach }: { base: RangeBase; chances: Reuse; reach: Reach }): HistoryReads {
  const { role, range } = base;
  const agents = base.requests / requestsPerAgent(range);
  const warmOwn = reach.cachesHistory ? 1 - ownColdRatio({ chances, reach }) : 0;
  // The history read at turns from … to − 1 is the prompt of turns from − 1 … to − 2.
  const history: TurnRange = { segment: range.segment, from: range.from - 1, to: range.to - 1 };
  const historyReadable = shortestPromptOver({ role, range: history }) >= reach.minPrefixTokens;
  const historyTokens = historyReadable ? promptTokensOver({ role, range: history }) * range.segment.times * agents : 0;
  const rounding = ((reach.granularityTokens - 1) / 2) * (historyReadable ? base.requests : 0);
  const wholeHistory = warmOwn * reach.hitRatio * Math.max(0, historyTokens - rounding);
  const prefixOfHistory = warmOwn * reach.hitRatio * (historyReadable ? prefixTokensOf(role) * base.requests : 0);
  const both = Math.min(wholeHistory, prefixOfHistory);
  return { warmOwn, both, shared: 0, own: wholeHistory - both };
}

/** Under renewal only the gaps decide, and nothing of siblings need be known. */
function ownColdRatio({ chances, reach }: { chances: Reuse; reach: Reach }): Ratio {
  return reach.renewedByReads
    ? chances.gapsAt(reach.ownWindowSeconds).survivalRatio
    : chances.fixedAt(reach.ownWindowSeconds).ownColdRatio;
}

function prefixChances({ chances, reach }: { chances: Reuse; reach: Reach }): RoleReuse {
  return reach.renewedByReads ? chances.at(reach.prefixWindowSeconds) : chances.fixedAt(reach.prefixWindowSeconds);
}

type RangeBase = Pick<TokenSplit, 'role' | 'range' | 'requests' | 'promptTokens' | 'outputTokens'>;

function eachRange(options: {
  readonly swarm: Swarm;
  readonly thresholds: readonly LengthThreshold[];
  readonly minPrefixTokens: Tokens;
}): readonly RangeBase[] {
  const { swarm, ...cutting } = options;
  const tasks = tasksPerMonth(swarm);
  return swarm.roles.flatMap((role) => {
    const agents = tasks * role.agentsPerTask;
    return turnRanges({ role, ...cutting }).map((range) => {
      const requests = agents * requestsPerAgent(range);
      return {
        role,
        range,
        requests,
        promptTokens: agents * range.segment.times * promptTokensOver({ role, range }),
        outputTokens: requests * role.outputTokensPerTurn,
      };
    });
  });
}
