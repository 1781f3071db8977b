import { gapsAtWindow, meanGapSeconds } from '../../swarm/gap-mixture.ts';
import type { Role } from '../../swarm/swarm.ts';
import type { Ratio, Seconds } from '../../units.ts';
import { gapLattice } from './gap-lattice.ts';

/** The lives of a prefix that all agents of a task read, while all of them are at work. */
export interface PrefixCycle {
  /** From the end of a life to the request that writes the prefix again, on average. */
  readonly waitSeconds: Seconds;
  /** Of a gap no longer than the window, how long the prefix's life may have been over before others write it again. */
  readonly missableSeconds: Seconds;
  /** Requests that the agent that wrote it sends within the window after that. */
  readonly writersReads: number;
}

const CELLS = 16;
/** From one wait looked at to the next. */
const STRIDE = 1.35;
const NEGLIGIBLE = 1e-4;
/** Mean gaps beyond which no wait is looked at, however heavy the tail. */
const LONGEST_WAIT_GAPS = 1e5;

/**
 * Mean wait for the first request of any of m agents after the life T of a prefix has ended.
 *
 *     wait = ∫ Q(y) R(y)^(m − 1) dy
 *     Q(y) = P(G > T + y) + ∫₀ᵀ P(G > T − s + y) dM(s)     who wrote it sends nothing from T to T + y after that
 *     R(y)                                                  nor does another agent, at a random moment of its life
 *     missable = ∫₀ᵀ R(y)^(m − 1) P(y < G ≤ T) dy ÷ P(G ≤ T)
 *
 * M is the renewal function of the gaps: how many requests follow one within a time. For one agent T + wait is the mean gap
 * times 1 + M(T), exactly (Wald's identity).
 * Example: one agent, a request every 60 s, 150 s: the third after the write comes 30 s after the end.
 * Ignores that agents start together, and that they end.
 */
export function prefixCycle({ role, windowSeconds }: { role: Role; windowSeconds: Seconds }): PrefixCycle {
  const { gap, agentsPerTask } = role;
  const mean = meanGapSeconds(gap);
  const cellSeconds = windowSeconds / CELLS;
  const renewals = renewalMasses(gapLattice({ gap, cellSeconds, cells: CELLS }));
  const outlasts = (seconds: Seconds): Ratio => gapsAtWindow({ gap, windowSeconds: seconds }).survivalRatio;
  const windowOutlasted = outlasts(windowSeconds);

  let wait = 0;
  let missable = 0;
  let before = { at: 0, nobody: 1, gapGoesOn: 1 - windowOutlasted };
  for (let at = mean / (20 * agentsPerTask); before.at < LONGEST_WAIT_GAPS * mean; at *= STRIDE) {
    const here = gapsAtWindow({ gap, windowSeconds: at });
    const othersQuiet = here.quietRatio ** (agentsPerTask - 1);
    const writerQuiet = renewals.reduce(
      (sum, mass, i) => sum + mass * outlasts((CELLS - i) * cellSeconds + at),
      outlasts(windowSeconds + at),
    );
    const now = {
      at,
      nobody: Math.min(1, writerQuiet) * othersQuiet,
      gapGoesOn: Math.max(0, here.survivalRatio - windowOutlasted) * othersQuiet,
    };
    wait += ((before.nobody + now.nobody) / 2) * (at - before.at);
    missable += ((before.gapGoesOn + now.gapGoesOn) / 2) * (at - before.at);
    before = now;
    if (now.nobody < NEGLIGIBLE) break;
  }
  return {
    waitSeconds: wait,
    missableSeconds: windowOutlasted < 1 ? missable / (1 - windowOutlasted) : 0,
    writersReads: renewals.reduce((sum, mass) => sum + mass, 0),
  };
}

/** Expected requests at each multiple of a cell after one at 0, up to the window; of those at the window itself half. */
function renewalMasses(masses: Float64Array): Float64Array {
  const renewals = new Float64Array(masses.length);
  const atOnce = masses[0] ?? 0;
  for (let i = 0; i < masses.length; i++) {
    let sum = masses[i] ?? 0;
    for (let j = 1; j <= i; j++) sum += (masses[j] ?? 0) * (renewals[i - j] ?? 0);
    renewals[i] = sum / (1 - atOnce);
  }
  const last = masses.length - 1;
  renewals[last] = (renewals[last] ?? 0) / 2;
  return renewals;
}
