import { SECONDS_PER_HOUR, type Seconds, type Usd } from '../units.ts';
import type { UnitCosts } from './unit-costs.ts';
import { regionOf, valueOf, type Verdict } from './verdict.ts';

/** How often what has not been used for this long is used again: a constant rate between two ages. */
export interface HazardBin {
  readonly fromSeconds: Seconds;
  readonly toSeconds: Seconds;
  readonly perHour: number;
}

/**
 * T* from a table of hazards: keep a token while the hazard of its reuse is above rent ÷ (compute − read), the inverse of τ.
 *
 * Within a bin the hazard is constant, so the best T lies on an edge; of all edges the one with the highest
 *
 *     V(T) = saved × P(reused by T) − rent × E[time kept until reuse or T]
 *
 * is taken, which for falling hazards is where they cross the threshold. `at-most`: not even the first bin pays; `at-least`:
 * the last one still does. A bin without hazard never pays.
 * Example: gaps of recorded coding sessions (5 to 10 min 3.19 an hour, 10 to 20 min 1.53, …) and Llama 3.1 70B in DRAM of
 * mid-2026 (τ 35 min, threshold 1.71 an hour): 10 minutes; on NVMe (τ 25 h) 2 hours.
 * Ignores wear, which is paid once whatever T, and what a later write costs again. Source: Gray and Putzolu's rule on the margin.
 */
export function bestRetentionOfHazards({ bins, costs }: { bins: readonly HazardBin[]; costs: UnitCosts }): Verdict {
  const saved = costs.recomputeUsdPerToken - costs.readUsdPerToken;
  const refused = refusal(saved);
  if (refused) return refused;
  const rentPerHour = costs.rentUsdPerTokenSecond * SECONDS_PER_HOUR;
  if (rentPerHour === 0) return freeRent();
  const [first] = bins;
  if (!first) return regionOf({ status: 'never', reason: 'Nothing is known to be used again.' });
  let best = { seconds: first.fromSeconds, usd: 0 };
  let survival = 1;
  let usd = 0;
  for (const { fromSeconds, toSeconds, perHour } of bins) {
    const hours = (toSeconds - fromSeconds) / SECONDS_PER_HOUR;
    const reused = -Math.expm1(-perHour * hours);
    const keptHours = perHour > 0 ? reused / perHour : hours;
    usd += survival * (saved * reused - rentPerHour * keptHours);
    survival *= 1 - reused;
    if (usd > best.usd) best = { seconds: toSeconds, usd };
  }
  if (best.seconds === first.fromSeconds)
    return {
      status: 'at-most',
      value: best.seconds,
      reason: 'Not even the youngest reuse of the table pays the rent.',
    };
  if (best.seconds === bins.at(-1)?.toSeconds)
    return { status: 'at-least', value: best.seconds, reason: 'The oldest reuse of the table still pays the rent.' };
  return valueOf(best.seconds);
}

/** What a cache does in a month at one retention. */
export interface RetentionOutcome {
  readonly readTokens: number;
  readonly writtenTokens: number;
  readonly storedTokenSeconds: number;
}

/** Retentions tried, evenly on ln T, and how often the neighbourhood of the best is looked at more closely. */
const STEPS = 64;
const ROUNDS = 5;
const FINER = 16;

/**
 * T* for a whole workload: the retention whose saving is largest.
 *
 *     V(T) = read × (compute − read price) − written × wear − stored × rent
 *
 * Reads, writes and token-seconds come from the retention engine or its closed forms (`swarm-retention.ts`), so siblings,
 * shared prefixes, nights and re-writes are in it. V may have several peaks and steps: a grid over ln T finds the highest, finer
 * grids around it the place, to a thousandth of T. Not keeping anything is worth 0.
 * Example: agents whose gaps are all 100 s: T* is 100 s, whatever the rent, until it exceeds what one reuse saves.
 * `never`: no retention saves anything.
 */
export function bestRetention({
  outcomeAt,
  costs,
  shortestSeconds,
  longestSeconds,
}: {
  outcomeAt: (retentionSeconds: Seconds) => RetentionOutcome;
  costs: UnitCosts;
  shortestSeconds: Seconds;
  longestSeconds: Seconds;
}): Verdict {
  const saved = costs.recomputeUsdPerToken - costs.readUsdPerToken;
  const refused = refusal(saved);
  if (refused) return refused;
  if (costs.rentUsdPerTokenSecond === 0) return freeRent();
  const usdAt = (logSeconds: number): Usd => {
    const { readTokens, writtenTokens, storedTokenSeconds } = outcomeAt(Math.exp(logSeconds));
    return (
      readTokens * saved - writtenTokens * costs.wearUsdPerToken - storedTokenSeconds * costs.rentUsdPerTokenSecond
    );
  };
  const from = Math.log(shortestSeconds);
  const step = (Math.log(longestSeconds) - from) / STEPS;
  const coarse = highest({ usdAt, from, step, steps: STEPS });
  if (!(coarse.usd > 0)) return regionOf({ status: 'never', reason: 'No retention saves as much as it costs.' });
  if (coarse.index === STEPS)
    return { status: 'at-least', value: longestSeconds, reason: 'The longest retention looked at still pays.' };
  let best = coarse;
  let width = step;
  for (let round = 0; round < ROUNDS; round++) {
    const start = Math.max(from, best.logSeconds - width);
    const finer = highest({ usdAt, from: start, step: (2 * width) / FINER, steps: FINER });
    if (finer.usd > best.usd) best = finer;
    width /= FINER / 2;
  }
  return valueOf(Math.exp(best.logSeconds));
}

/** The best of evenly spaced points; of equal ones the first, the shortest retention. */
function highest({
  usdAt,
  from,
  step,
  steps,
}: {
  usdAt: (logSeconds: number) => Usd;
  from: number;
  step: number;
  steps: number;
}): { readonly index: number; readonly logSeconds: number; readonly usd: Usd } {
  let best = { index: 0, logSeconds: from, usd: usdAt(from) };
  for (let index = 1; index <= steps; index++) {
    const logSeconds = from + index * step;
    const usd = usdAt(logSeconds);
    if (usd > best.usd) best = { index, logSeconds, usd };
  }
  return best;
}

function refusal(saved: Usd): Verdict | undefined {
  return saved > 0
    ? undefined
    : regionOf({ status: 'never', reason: 'Reading a token costs no less than computing it again.' });
}

function freeRent(): Verdict {
  return regionOf({ status: 'always', reason: 'Rent is 0: keep everything for ever.' });
}
