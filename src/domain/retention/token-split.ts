import { promptTokens, tasksPerMonth, type Role, type Swarm } from '../swarm/swarm.ts';
import type { Ratio, Seconds, Tokens } from '../units.ts';
import type { Reuse } from './reuse.ts';
import { promptTokensOver, turnRanges, type LengthThreshold, type TurnRange } from './turn-range.ts';

/** What a cache lets a swarm read back. */
export interface Reach {
  /** How long shared and task prefixes survive untouched. */
  readonly prefixWindowSeconds: Seconds;
  /** How long an agent's own history does; at most the prefix window. */
  readonly ownWindowSeconds: Seconds;
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
  /** Missed tokens of the shared and task prefixes, written again. */
  readonly prefixWrittenTokens: Tokens;
  /** Missed tokens of the agents' own parts, written. */
  readonly ownWrittenTokens: Tokens;
  readonly uncachedTokens: Tokens;
  readonly outputTokens: Tokens;
}

/** A cache that keeps everything for `windowSeconds` and shares every prefix: a warehouse, or a curve's abscissa. */
export function idealReach(windowSeconds: Seconds): Reach {
  return {
    prefixWindowSeconds: windowSeconds,
    ownWindowSeconds: windowSeconds,
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
 *     k = 0   E[read] = shared × P(warm at task start)                                   simultaneous launch
 *             and P for every agent but the first of a task                              staggered launch
 *     k ≥ 1   E[read] = (1 − S) L(k−1) + (S − ε_task)(shared + task) + (ε_task − ε_shared) shared
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
    if (promptTokens({ role, turn: range.from }) < reach.minPrefixTokens) {
      return { ...base, readTokens: 0, prefixWrittenTokens: 0, ownWrittenTokens: 0, uncachedTokens: base.promptTokens };
    }
    const chances = reuse.find((candidate) => candidate.role === role);
    if (!chances) throw new Error(`No reuse chances for role "${role.name}"`);
    const reads =
      range.from === 0 ? firstTurnReads({ swarm, chances, reach, tasks }) : laterTurnReads({ base, chances, reach });
    const prefixLength = role.sharedPrefixTokens + role.taskPrefixTokens;
    const prefixTokens = prefixLength * base.requests;
    const ownTokens = base.promptTokens - prefixTokens - reads.own;
    if (reach.cachesHistory) {
      return {
        ...base,
        readTokens: reads.prefix + reads.own,
        prefixWrittenTokens: prefixTokens - reads.prefix,
        ownWrittenTokens: ownTokens,
        uncachedTokens: 0,
      };
    }
    // A prefix shorter than the minimum is not cached, however long the prompt that follows it.
    const missedPrefix = prefixTokens - reads.prefix;
    const isCacheable = prefixLength >= reach.minPrefixTokens;
    return {
      ...base,
      readTokens: reads.prefix,
      prefixWrittenTokens: isCacheable ? missedPrefix : 0,
      ownWrittenTokens: 0,
      uncachedTokens: ownTokens + (isCacheable ? 0 : missedPrefix),
    };
  });
}

interface Reads {
  readonly prefix: Tokens;
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
  if (!reach.sharesPrefixes || reach.prefixWindowSeconds <= 0) return { prefix: 0, own: 0 };
  const shared = readable({ tokens: role.sharedPrefixTokens, reach });
  const warmStarts = tasks - chances.at(reach.prefixWindowSeconds).coldTaskStartsPerMonth;
  if (swarm.launch === 'simultaneous') {
    // Launched at once, each agent pays for what no earlier request has finished writing.
    return { prefix: warmStarts * role.agentsPerTask * shared, own: 0 };
  }
  const both = readable({ tokens: role.sharedPrefixTokens + role.taskPrefixTokens, reach });
  return { prefix: warmStarts * shared + tasks * (role.agentsPerTask - 1) * both, own: 0 };
}

function laterTurnReads({ base, chances, reach }: { base: RangeBase; chances: Reuse; reach: Reach }): Reads {
  const { role, range } = base;
  const agents = base.requests / (range.to - range.from);
  const prefixLength = role.sharedPrefixTokens + role.taskPrefixTokens;
  const warmOwn = reach.cachesHistory ? 1 - chances.at(reach.ownWindowSeconds).ownColdRatio : 0;
  // The history read at turns from … to − 1 is the prompt of turns from − 1 … to − 2.
  const history: TurnRange = { from: range.from - 1, to: range.to - 1 };
  const historyReadable = promptTokens({ role, turn: history.from }) >= reach.minPrefixTokens;
  const historyTokens = historyReadable ? promptTokensOver({ role, range: history }) * agents : 0;
  const rounding = ((reach.granularityTokens - 1) / 2) * (historyReadable ? base.requests : 0);
  const wholeHistory = warmOwn * reach.hitRatio * Math.max(0, historyTokens - rounding);
  const prefixOfHistory = warmOwn * reach.hitRatio * (historyReadable ? prefixLength * base.requests : 0);
  let prefix = Math.min(wholeHistory, prefixOfHistory);
  const own = wholeHistory - prefix;
  if (reach.sharesPrefixes) {
    const { taskColdRatio, sharedColdRatio } = chances.at(reach.prefixWindowSeconds);
    const both = readable({ tokens: prefixLength, reach });
    const shared = readable({ tokens: role.sharedPrefixTokens, reach });
    prefix += base.requests * ((1 - warmOwn - taskColdRatio) * both + (taskColdRatio - sharedColdRatio) * shared);
  }
  return { prefix, own };
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
      const requests = agents * (range.to - range.from);
      return {
        role,
        range,
        requests,
        promptTokens: agents * promptTokensOver({ role, range }),
        outputTokens: requests * role.outputTokensPerTurn,
      };
    });
  });
}
