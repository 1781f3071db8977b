import { capacityWindow } from '../domain/retention/capacity.ts';
import { hitRatioOf, splitCeiling, sumOf } from '../domain/retention/ceiling.ts';
import { hitRatioWithReplicas } from '../domain/retention/replicas.ts';
import { reuseOf, type Reuse } from '../domain/retention/reuse.ts';
import { idealReach, splitTokens, splitUncached, type Reach, type ReadParts } from '../domain/retention/token-split.ts';
import type { StoredStrategy } from '../domain/offer/strategy.ts';
import { createdAhead, objectSplit } from '../domain/spend/price-stored.ts';
import { reachUnder } from '../domain/spend/price-strategy.ts';
import type { Role, Swarm } from '../domain/swarm/swarm.ts';
import type { Ratio, Seconds, Tokens } from '../domain/units.ts';
import type { SpendEvaluation } from './spend.ts';

/**
 * Why a prompt token that was sent before is prefilled again, in the order in which the causes are counted:
 *
 * - `launch`: siblings sent out at once, before any could read what the others write.
 * - `uncached`: the policy does not cache that part, or does not share it between agents.
 * - `expired`: it was in cache once, and its window has run out.
 * - `evicted`: it was pushed out of a cache that is full.
 * - `misrouted`: it is in the cache of another replica.
 * - `belowMinimum`: the prompt is shorter than the offer caches at all.
 * - `rounding`: what the offer's granularity and its chance of a hit take away.
 */
export type LossCause = (typeof CAUSES)[number];

const CAUSES = ['launch', 'uncached', 'expired', 'evicted', 'misrouted', 'belowMinimum', 'rounding'] as const;

/** Where the prompt tokens of a month go, as shares that add up to 1. */
export interface ReuseLosses {
  readonly readRatio: Ratio;
  /** What is read, by part of the prompt; adds up to `readRatio`. */
  readonly sources: ReadSources;
  /** Sent for the first time: no cache can help. */
  readonly firstTouchRatio: Ratio;
  /** In the order of their counting; none is left out, 0 or not. */
  readonly lost: readonly { readonly cause: LossCause; readonly ratio: Ratio }[];
  /** `rough`: capacity near the knee, or routing, where the form may be points off. */
  readonly trust: 'good' | 'rough';
}

export interface ReadSources {
  readonly toolRatio: Ratio;
  readonly systemRatio: Ratio;
  readonly taskRatio: Ratio;
  readonly historyRatio: Ratio;
}

/** A cache of one's own: all agents share it, or each replica has its part of it. */
export interface OwnCache {
  readonly windowSeconds: Seconds;
  /** Of all replicas together; `null` is no limit. */
  readonly capacityTokens: Tokens | null;
  readonly replicas: number;
  /** Share of agents whose requests all go to the same replica. */
  readonly affinityRatio: Ratio;
}

/**
 * From the logical hit rate down to that of a cache of one's own, in closed form: first its window takes its share, then its
 * size, then routing. Counted one after another: what siblings miss at launch is not counted as expired, and what has expired
 * is not counted as evicted. A cache of so many tokens amounts to a window (`capacity.ts`), the shorter of the two counts.
 * Ignores that replicas hold shared prefixes once each, which leaves them less room.
 */
export function lossesAtCache({
  swarm,
  cache: { windowSeconds, capacityTokens, replicas, affinityRatio },
}: {
  swarm: Swarm;
  cache: OwnCache;
}): ReuseLosses {
  const reuse = reuseOf(swarm);
  const size =
    capacityTokens === null
      ? { windowSeconds: Infinity, trust: 'good' as const }
      : capacityWindow({ swarm, reuse, capacityTokens });
  const held = idealReach(Math.min(windowSeconds, size.windowSeconds));
  const routed = hitRatioWithReplicas({
    swarm,
    reuse,
    windowSeconds: held.prefixWindowSeconds,
    replicas,
    affinityRatio,
  });
  const unrouted = hitRatioOf(splitTokens({ swarm, reuse, reach: held, thresholds: [] }));
  const found = unrouted > 0 ? routed.hitRatio / unrouted : 1;
  const stages = swarm.roles.map((role): Stages => {
    const alone = { ...swarm, roles: [role] };
    const launched = idealReach(Infinity);
    const kept = idealReach(windowSeconds);
    return stagesOf({
      swarm: alone,
      reuse,
      reaches: [launched, launched, kept, held, held, held, held],
      foundRatios: [1, 1, 1, 1, found, found, found],
    });
  });
  const isRough = (size.trust === 'knee' && size.windowSeconds < windowSeconds) || routed.trust === 'rough';
  return { ...sharesOf(stages), trust: isRough ? 'rough' : 'good' };
}

/** From the logical hit rate down to that of the best policy sold, role by role as the policy is. */
export function lossesAtBestPolicy({ groups }: SpendEvaluation): ReuseLosses | null {
  const stages: Stages[] = [];
  for (const { context, ladder } of groups) {
    const { swarm, reuse } = context;
    const { best } = ladder;
    if (best.status !== 'priced') return null;
    const { choices } = best;
    swarm.roles.forEach((role, i) => {
      const choice = choices[i];
      if (!choice) throw new Error(`No choice for role "${role.name}"`);
      const { strategy, pings } = choice;
      stages.push(
        stagesOf({
          swarm: { ...swarm, roles: [role] },
          reuse,
          reaches: reachesUnder(reachUnder({ context, strategy, pings })),
          ...(strategy.kind === 'stored' && { objects: strategy.holds }),
        }),
      );
    });
  }
  return { ...sharesOf(stages), trust: 'good' };
}

/** A reach as it comes about cause by cause; `null` caches nothing. */
function reachesUnder(reach: Reach | null): readonly (Reach | null)[] {
  const launched = idealReach(Infinity);
  if (reach === null) return [launched, null, null, null, null, null, null];
  const { sharesPrefixes, cachesHistory, prefixWindowSeconds, ownWindowSeconds, renewedByReads, minPrefixTokens } =
    reach;
  const cached: Reach = { ...launched, sharesPrefixes, cachesHistory };
  const limited: Reach = { ...cached, prefixWindowSeconds, ownWindowSeconds, renewedByReads };
  // Sellers' caches are not known to be full, nor their routing to miss, but for the chance of a hit.
  return [launched, cached, limited, limited, limited, { ...limited, minPrefixTokens }, reach];
}

/** Tokens that one role reads as one cause after another takes effect. */
interface Stages {
  readonly role: Role;
  readonly promptTokens: Tokens;
  /** What no cause takes: first the ceiling, then what is left after each of `CAUSES`. */
  readonly readTokens: readonly Tokens[];
  /** What is read in the end. */
  readonly read: ReadParts;
}

function stagesOf({
  swarm,
  reuse,
  reaches,
  foundRatios = [],
  objects,
}: {
  swarm: Swarm;
  reuse: readonly Reuse[];
  reaches: readonly (Reach | null)[];
  foundRatios?: readonly Ratio[];
  /** Set where prefixes are stored as objects: what is found is then one object's. */
  objects?: StoredStrategy['holds'];
}): Stages {
  const [role] = swarm.roles;
  if (!role) throw new Error('A swarm has at least one role');
  const promptTokens = sumOf({ splits: splitUncached({ swarm, thresholds: [] }), field: 'promptTokens' });
  const logical = sumOf({ splits: splitCeiling({ swarm, thresholds: [] }), field: 'readTokens' });
  const splits = reaches.map((reach, stage) => {
    if (!reach) return [];
    const all = splitTokens({ swarm, reuse, reach, thresholds: [] });
    if (objects === undefined) return all;
    const created = all.map((split) => createdAhead({ split, swarm }));
    return stage === 0 ? created : created.map((split) => objectSplit({ split, holds: objects }));
  });
  const found = foundRatios.at(-1) ?? 1;
  const part = (of: keyof ReadParts): Tokens =>
    (splits.at(-1) ?? []).reduce((sum, { read }) => sum + found * read[of], 0);
  return {
    role,
    promptTokens,
    readTokens: [
      logical,
      ...splits.map((stage, i) => (foundRatios[i] ?? 1) * sumOf({ splits: stage, field: 'readTokens' })),
    ],
    read: { sharedTokens: part('sharedTokens'), taskTokens: part('taskTokens'), ownTokens: part('ownTokens') },
  };
}

function sharesOf(stages: readonly Stages[]): Omit<ReuseLosses, 'trust'> {
  const total = (tokens: (role: Stages) => Tokens): Tokens => stages.reduce((sum, role) => sum + tokens(role), 0);
  const prompt = total(({ promptTokens }) => promptTokens);
  const readAfter = (stage: number): Ratio => total(({ readTokens }) => readTokens[stage] ?? 0) / prompt;
  const toolTokens = total(({ role, read }) =>
    role.sharedPrefixTokens > 0 ? (read.sharedTokens * role.toolTokens) / role.sharedPrefixTokens : 0,
  );
  return {
    readRatio: readAfter(CAUSES.length),
    sources: {
      toolRatio: toolTokens / prompt,
      systemRatio: (total(({ read }) => read.sharedTokens) - toolTokens) / prompt,
      taskRatio: total(({ read }) => read.taskTokens) / prompt,
      historyRatio: total(({ read }) => read.ownTokens) / prompt,
    },
    firstTouchRatio: 1 - readAfter(0),
    // A cause takes nothing away where rounding in the last digits says it gives.
    lost: CAUSES.map((cause, i) => ({ cause, ratio: Math.max(0, readAfter(i) - readAfter(i + 1)) })),
  };
}
