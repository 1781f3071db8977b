import { gapsAtWindow } from '../swarm/gap-mixture.ts';
import { segmentsOf } from '../swarm/segments.ts';
import { growthTokensPerTurn, prefixTokensOf, type Role } from '../swarm/swarm.ts';
import type { Ratio, Seconds } from '../units.ts';
import { cycleStarts, type CycleStarts } from './fixed-life/cycle-starts.ts';
import { gapsFitting } from './fixed-life/gaps-fitting.ts';
import { prefixCycle } from './fixed-life/prefix-cycle.ts';
import { prefixRewriteRatio } from './fixed-life/prefix-rewrites.ts';
import { promptTokensIn, promptTokensOver } from './turn-range.ts';

export interface FixedLife {
  readonly role: Role;
  /** Chances when an entry lives `windowSeconds` from its write, however often it is read. */
  at(windowSeconds: Seconds): FixedLifeRatios;
}

export interface FixedLifeRatios {
  /** A later request finds the life of what its agent sent before ended. Mean over turns, weighted by that history. */
  readonly ownColdRatio: Ratio;
  /** Nor has a sibling written the shared and task prefix again within the window. At most the former. */
  readonly taskColdRatio: Ratio;
}

/**
 * How likely an agent's later requests find nothing, where reads do not renew the life of a cache entry.
 *
 * An agent alone is a renewal process: turn 0 writes; all requests within T of a write read it, one at T included; the first
 * one later finds nothing, writes its whole prompt, which starts a new life, and so on (`cycle-starts.ts`).
 *
 *     own = Σ_k L(k−1) v_k ÷ Σ_k L(k−1)        k = 1 … turns − 1 but for turns after a compaction, which have no history
 *
 * With siblings launched at once the prefix has lives of its own, which all of them read and the first to come after one
 * renews (`prefix-rewrites.ts`). That one finds its history, though alive, behind a missing prefix, and writes it anew;
 *
 *     hidden = (1 − c ÷ v) × missable ÷ (T + wait)
 *
 * is the chance of that at a request within a life after the first: v and c are the mean chances that a later turn starts a
 * life of an agent alone, and of the prefix. The first factor is the share of an agent's lives that are not the prefix's as
 * well; the second the chance that a life of the prefix ends in a gap and nobody has come since. own − task is the chance,
 * over all turns alike, that the prefix is there and the history is not.
 *
 * Against exact replay, windows from 60 s to 1 h: agents alone within 0.1 points of hit rate; siblings with recorded gaps
 * within 1 (50 of 13 turns within 0.7), with gaps of an hour within 2.2, at 300 s.
 * With growing prompts `own` need not fall as T grows: fewer lives may begin at later, longer turns.
 * Example: gaps of 60 s, 150 s, 7 turns of equal length: turns 3 and 6 of six start a life; ⅓.
 * Ignores: capacity, staggered launches and groups that start later, other tasks (which may write the shared prefix again).
 * Siblings whose gaps are all the same and fixed take turns at each instant, unless the window is shorter than the gap.
 */
export function fixedLife(role: Role): FixedLife {
  const known = new Map<Seconds, FixedLifeRatios>();
  return {
    role,
    at(windowSeconds) {
      let ratios = known.get(windowSeconds);
      if (!ratios) {
        ratios = ratiosAt({ role, windowSeconds });
        known.set(windowSeconds, ratios);
      }
      return ratios;
    },
  };
}

/** No gap lies on a lattice as fine as this window would need; nothing survives it either. */
const SHORTEST_SECONDS = 1e-6;

function ratiosAt({ role, windowSeconds }: { role: Role; windowSeconds: Seconds }): FixedLifeRatios {
  const laterTurns = role.turnsPerAgent - 1;
  const { survivalRatio: leastRatio } = gapsAtWindow({ gap: role.gap, windowSeconds });
  const isAlone = role.agentsPerTask === 1;
  if (
    leastRatio === 1 ||
    windowSeconds < SHORTEST_SECONDS ||
    windowSeconds === Infinity ||
    laterTurns === 0 ||
    (isAlone && laterTurns === 1)
  )
    return { ownColdRatio: leastRatio, taskColdRatio: leastRatio };
  const fitting = gapsFitting({ gap: role.gap, windowSeconds, mostGaps: laterTurns });
  const alone = cycleStarts({ fitting, laterTurns, leastRatio });
  if (isAlone) {
    const ownColdRatio = historyMean({ role, starts: alone });
    return { ownColdRatio, taskColdRatio: ownColdRatio };
  }
  const aloneRatio = turnMean({ starts: alone, laterTurns });
  const cycle = prefixCycle({ role, windowSeconds });
  const taskRatio = Math.min(aloneRatio, prefixRewriteRatio({ role, windowSeconds, cycle }));
  const notPrefixes = aloneRatio > 0 ? 1 - taskRatio / aloneRatio : 0;
  const hiddenRatio = Math.min(1, (notPrefixes * cycle.missableSeconds) / (windowSeconds + cycle.waitSeconds));
  const starts = cycleStarts({ fitting, hiddenRatio, laterTurns, leastRatio });
  const ownColdRatio = historyMean({ role, starts });
  const onlyHistoryRatio = Math.max(0, turnMean({ starts, laterTurns }) - taskRatio);
  return { ownColdRatio, taskColdRatio: Math.max(0, ownColdRatio - onlyHistoryRatio) };
}

/** Mean of v_k over all later turns alike. */
function turnMean({
  starts: { ratios, settledRatio },
  laterTurns,
}: {
  starts: CycleStarts;
  laterTurns: number;
}): Ratio {
  const later = ratios.subarray(1);
  const known = later.reduce((sum, ratio) => sum + ratio, 0);
  return (known + settledRatio * (laterTurns - later.length)) / laterTurns;
}

/** Mean of v_k over turns with a history, weighted by its length. */
function historyMean({ role, starts }: { role: Role; starts: CycleStarts }): Ratio {
  const { ratios, settledRatio } = starts;
  const growth = growthTokensPerTurn(role);
  // Without a prefix nothing is left of a history that is compacted: the turn writes all it sends.
  const startsAnew = prefixTokensOf(role) === 0;
  let all = 0;
  let known = 0;
  let cold = 0;
  for (const segment of segmentsOf(role)) {
    all += segment.times * promptTokensOver({ role, range: { segment, from: 0, to: segment.turns - 1 } });
    const first = promptTokensIn({ role, segment, turn: 0 });
    // All passages of a segment are then alike.
    const passages = startsAnew ? 1 : segment.times;
    const weight = segment.times / passages;
    for (let passage = 0; passage < passages; passage++) {
      const begins = startsAnew ? 0 : segment.firstTurn + passage * segment.turns;
      if (begins + 1 >= ratios.length) break;
      for (let at = 1; at < segment.turns && begins + at < ratios.length; at++) {
        const history = weight * (first + (at - 1) * growth);
        known += history;
        cold += history * (ratios[begins + at] ?? 0);
      }
    }
  }
  if (all === 0) return turnMean({ starts, laterTurns: role.turnsPerAgent - 1 });
  return (cold + Math.max(0, all - known) * settledRatio) / all;
}
