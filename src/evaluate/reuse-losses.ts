import type { Strategy } from '../domain/offer/strategy.ts';
import { splitCeiling, sumOf } from '../domain/retention/ceiling.ts';
import { reuseOf, type Reuse } from '../domain/retention/reuse.ts';
import { idealReach, splitTokens, splitUncached, type Reach } from '../domain/retention/token-split.ts';
import { reachOf } from '../domain/spend/price-strategy.ts';
import type { Swarm } from '../domain/swarm/swarm.ts';
import type { Ratio, Seconds, Tokens } from '../domain/units.ts';
import type { SpendEvaluation } from './spend.ts';

/**
 * Why a prompt token that was sent before is prefilled again, in the order in which the causes are counted:
 *
 * - `launch`: siblings sent out at once, before any could read what the others write.
 * - `uncached`: the policy does not cache that part, or does not share it between agents.
 * - `expired`: it was in cache once, and its window has run out.
 * - `belowMinimum`: the prompt is shorter than the offer caches at all.
 * - `rounding`: what the offer's granularity and its chance of a hit take away.
 */
export type LossCause = 'launch' | 'uncached' | 'expired' | 'belowMinimum' | 'rounding';

/** Where the prompt tokens of a month go, as shares that add up to 1. */
export interface ReuseLosses {
  readonly readRatio: Ratio;
  /** Sent for the first time: no cache can help. */
  readonly firstTouchRatio: Ratio;
  /** In the order of their counting; none is left out, 0 or not. */
  readonly lost: readonly { readonly cause: LossCause; readonly ratio: Ratio }[];
}

const CAUSES: readonly LossCause[] = ['launch', 'uncached', 'expired', 'belowMinimum', 'rounding'];

/**
 * From the logical hit rate down to that of a cache that keeps everything for a window, in closed form.
 * Counted one after another: what siblings miss at launch is not counted as expired.
 * Ignores capacity, eviction and routing: the scenario says nothing of them.
 */
export function lossesAtWindow({ swarm, windowSeconds }: { swarm: Swarm; windowSeconds: Seconds }): ReuseLosses {
  const reuse = reuseOf(swarm);
  const reach = idealReach(windowSeconds);
  return sharesOf(swarm.roles.map((role) => stagesOf({ swarm: { ...swarm, roles: [role] }, reuse, reach })));
}

/** From the logical hit rate down to that of the best policy sold, role by role as the policy is. */
export function lossesAtBestPolicy({ context, ladder }: SpendEvaluation): ReuseLosses | null {
  const { swarm, reuse, offer } = context;
  const { best } = ladder;
  if (best.status !== 'priced') return null;
  const reachUnder = ({ strategy, pings }: { strategy: Strategy; pings: number }): Reach | null =>
    strategy.kind === 'none' ? null : reachOf({ offer, strategy, pings });
  return sharesOf(
    swarm.roles.map((role, i) => {
      const choice = best.choices[i];
      if (!choice) throw new Error(`No choice for role "${role.name}"`);
      return stagesOf({ swarm: { ...swarm, roles: [role] }, reuse, reach: reachUnder(choice) });
    }),
  );
}

/** Tokens a role reads as one cause after another takes effect. */
interface Stages {
  readonly promptTokens: Tokens;
  /** What no cause takes: first the ceiling, then what is left after each of `CAUSES`. */
  readonly readTokens: readonly Tokens[];
}

function stagesOf({ swarm, reuse, reach }: { swarm: Swarm; reuse: readonly Reuse[]; reach: Reach | null }): Stages {
  const promptTokens = sumOf({ splits: splitUncached({ swarm, thresholds: [] }), field: 'promptTokens' });
  const logical = sumOf({ splits: splitCeiling({ swarm, thresholds: [] }), field: 'readTokens' });
  const under = (limited: Reach): Tokens =>
    sumOf({ splits: splitTokens({ swarm, reuse, reach: limited, thresholds: [] }), field: 'readTokens' });
  const launched = idealReach(Infinity);
  if (reach === null) return { promptTokens, readTokens: [logical, under(launched), 0, 0, 0, 0] };
  const { sharesPrefixes, cachesHistory, prefixWindowSeconds, ownWindowSeconds, minPrefixTokens } = reach;
  const cached: Reach = { ...launched, sharesPrefixes, cachesHistory };
  const limited: Reach = { ...cached, prefixWindowSeconds, ownWindowSeconds };
  const long: Reach = { ...limited, minPrefixTokens };
  return { promptTokens, readTokens: [logical, ...[launched, cached, limited, long, reach].map(under)] };
}

function sharesOf(stages: readonly Stages[]): ReuseLosses {
  const total = (tokens: (role: Stages) => Tokens): Tokens => stages.reduce((sum, role) => sum + tokens(role), 0);
  const prompt = total(({ promptTokens }) => promptTokens);
  const readAfter = (stage: number): Ratio => total(({ readTokens }) => readTokens[stage] ?? 0) / prompt;
  return {
    readRatio: readAfter(CAUSES.length),
    firstTouchRatio: 1 - readAfter(0),
    // A cause takes nothing away where rounding in the last digits says it gives.
    lost: CAUSES.map((cause, i) => ({ cause, ratio: Math.max(0, readAfter(i) - readAfter(i + 1)) })),
  };
}
