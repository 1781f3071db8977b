import type { Reuse } from '../retention/reuse.ts';
import { splitTokens, splitUncached, type Reach, type TokenSplit } from '../retention/token-split.ts';
import type { LengthThreshold } from '../retention/turn-range.ts';
import { tasksPerMonth, type Swarm } from '../swarm/swarm.ts';

/**
 * What `splitTokens` and `splitUncached` give, role by role, remembered. Offers of one seller have the same lives, minimums and bands, so a
 * ranking of all offers asks for most splits many times over: with it, half the time.
 *
 * Remembered with the reuse of a role, and no longer than that; results are never changed in place.
 */
export function rememberedSplits({
  swarm,
  reuse,
  reach,
  thresholds,
}: {
  readonly swarm: Swarm;
  readonly reuse: readonly Reuse[];
  /** `null`: no cache at all. */
  readonly reach: Reach | null;
  readonly thresholds: readonly LengthThreshold[];
}): readonly TokenSplit[] {
  const key = keyOf({ swarm, reach, thresholds });
  const parts = swarm.roles.map((role) => {
    const chances = reuse.find((candidate) => candidate.role === role);
    if (!chances) throw new Error(`No reuse chances for role "${role.name}"`);
    const known = splitsByReuse.get(chances) ?? new Map<string, readonly TokenSplit[]>();
    splitsByReuse.set(chances, known);
    const remembered = known.get(key);
    if (remembered) return remembered;
    const alone = { ...swarm, roles: [role] };
    const splits = reach
      ? splitTokens({ swarm: alone, reuse: [chances], reach, thresholds })
      : splitUncached({ swarm: alone, thresholds });
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, splits);
    return splits;
  });
  const [only] = parts;
  return parts.length === 1 && only ? only : parts.flat();
}

const splitsByReuse = new WeakMap<Reuse, Map<string, readonly TokenSplit[]>>();
/** Of one role: four times as many as all offers ask for. */
const MOST_REMEMBERED = 2_000;

/** All that a role's split depends on, apart from the role and its chances. */
function keyOf({
  swarm,
  reach,
  thresholds,
}: {
  swarm: Swarm;
  reach: Reach | null;
  thresholds: readonly LengthThreshold[];
}): string {
  let key = `${swarm.launch} ${tasksPerMonth(swarm)}`;
  if (reach) {
    key += ` ${reach.prefixWindowSeconds} ${reach.ownWindowSeconds} ${reach.renewedByReads}`;
    key += ` ${reach.sharesPrefixes} ${reach.cachesHistory} ${reach.minPrefixTokens}`;
    key += ` ${reach.granularityTokens} ${reach.hitRatio}`;
  }
  for (const { thresholdTokens, comparison } of thresholds) key += ` ${comparison}${thresholdTokens}`;
  return key;
}
