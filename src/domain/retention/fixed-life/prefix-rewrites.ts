import { gapVarianceSeconds2, meanGapSeconds } from '../../swarm/gap-mixture.ts';
import { meanLifetimeSeconds, type Role } from '../../swarm/swarm.ts';
import type { Ratio, Seconds } from '../../units.ts';
import type { PrefixCycle } from './prefix-cycle.ts';
import { requestDensities } from './request-densities.ts';

/** A power of 2. */
const CELLS = 512;
const FEWEST_CELLS_IN_WINDOW = 2;
const MOST_CELLS_IN_WINDOW = 32;

/**
 * Chance, mean over later turns, that a request finds the prefix of its task gone and writes it again, when the task's m
 * agents were launched at once.
 *
 * A prefix is written at most once in any window, so the chance that it is there at t is the expected number of writes in
 * (t − T, t). With u(t), one agent's rate of writes after the launch, and d(t), its rate of requests:
 *
 *     u(t) = d(t) (1 − η (m − 1) ∫_{t−T}^t u(s) ds) − ∫_{t−T}^t u(s) a(t − s) ds,   t > T;   the launch covers t ≤ T
 *
 * a(x) is the rate of an agent's requests a time x after one of its own writes: what it reads itself. The rest is read by
 * others, less often than at random, as a write comes when they are quiet: η makes the settled rate that of
 * `prefixCycle`. Solved forwards on a lattice over the agents' lives; what lies beyond goes by its last quarter.
 * Ignores: staggered launches and groups that start later; that what others read depends on who wrote.
 */
export function prefixRewriteRatio({
  role,
  windowSeconds,
  cycle,
}: {
  role: Role;
  windowSeconds: Seconds;
  cycle: PrefixCycle;
}): Ratio {
  const laterTurns = role.turnsPerAgent - 1;
  const mean = meanGapSeconds(role.gap);
  const lifetime = meanLifetimeSeconds({ role, meanGapSeconds: mean });
  const longest = lifetime + 2 * Math.sqrt(laterTurns * gapVarianceSeconds2(role.gap));
  const inWindow = Math.round(
    Math.min(MOST_CELLS_IN_WINDOW, Math.max(FEWEST_CELLS_IN_WINDOW, (CELLS * windowSeconds) / longest)),
  );
  const requestsPerCycle = (role.agentsPerTask * (windowSeconds + cycle.waitSeconds)) / mean;
  // η (m − 1) as it stands in the formula: other agents' requests in a cycle, in units of one agent's.
  const others = Math.min(
    role.agentsPerTask,
    Math.max(0, requestsPerCycle - 1 - cycle.writersReads) / (windowSeconds / mean),
  );
  const { sent, sentAfterWrite } = requestDensities({
    gap: role.gap,
    laterTurns,
    cellSeconds: windowSeconds / inWindow,
    cells: CELLS,
  });
  const writes = writesByCell({ sent, sentAfterWrite, inWindow, others });
  const lastQuarter = { sent: total(sent.subarray((CELLS * 3) / 4)), writes: total(writes.subarray((CELLS * 3) / 4)) };
  const later =
    lastQuarter.sent > 1e-6
      ? lastQuarter.writes / lastQuarter.sent
      : 1 / (1 + cycle.writersReads + (others * windowSeconds) / mean);
  return (total(writes) + Math.max(0, laterTurns - total(sent)) * later) / laterTurns;
}

/** u by cells. Cells at both ends of a window count half. */
function writesByCell({
  sent,
  sentAfterWrite,
  inWindow,
  others,
}: {
  sent: Float64Array;
  sentAfterWrite: Float64Array;
  inWindow: number;
  others: number;
}): Float64Array {
  const writes = new Float64Array(sent.length);
  for (let cell = inWindow; cell < sent.length; cell++) {
    let written = 0;
    let readByWriter = 0;
    for (let back = 1; back <= inWindow; back++) {
      const write = (writes[cell - back] ?? 0) * (back === inWindow ? 0.5 : 1);
      written += write;
      readByWriter += write * (sentAfterWrite[back] ?? 0);
    }
    const requests = (sent[cell] ?? 0) * (cell === inWindow ? 0.5 : 1);
    const missing = Math.max(0, requests * (1 - others * written) - readByWriter);
    // The first to come within a cell writes for all that follow: (1 − e^−x) ÷ x of them find nothing.
    const company = others * requests;
    const firstOfCell = company > 1e-9 ? -Math.expm1(-company) / company : 1;
    writes[cell] = (missing * firstOfCell) / (1 + (sentAfterWrite[0] ?? 0));
  }
  return writes;
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
