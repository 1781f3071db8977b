import type { Seconds, Tokens } from '../../domain/units.ts';
import { lowerBound } from '../capacity-curve.ts';
import type { ReadLog } from '../readers/log.ts';
import { requestsOf } from './log-requests.ts';

/** Requests that are followed, within their agent, by more than so many seconds of silence. */
export interface PingRow {
  readonly gapSeconds: Seconds;
  readonly requests: number;
  readonly promptTokens: Tokens;
}

/**
 * What pings that keep caches warm would read: a ping x seconds after a request reads its prompt wherever nothing has come
 * since. Pings every p seconds read the rows of p, 2p, 3p … together, as far as they go on. `null` where the log does not
 * tell agents apart, or does not hold single requests.
 *
 *     row(x) = Σ prompts of requests whose following gap > x;  the gap after an agent's last request is endless
 *
 * Errors: a `RangeError` for an x that is not a finite number from 0. Example: prompts of 10 at 0 s and 20 at 100 s: 30
 * tokens at 60 s, 20 at 100 s.
 * Ignores: when anybody would notice that an agent is done; rows fall no lower than the last prompts of all agents.
 */
export function pingTable({
  log,
  gapsSeconds,
}: {
  log: ReadLog;
  gapsSeconds: readonly Seconds[];
}): readonly PingRow[] | null {
  for (const gapSeconds of gapsSeconds)
    if (!(gapSeconds >= 0 && gapSeconds < Infinity)) throw new RangeError(`A ping after ${gapSeconds} seconds`);
  const { knowsAgents, rows, previous, gapSeconds, promptTokens, counts } = requestsOf(log);
  if (!knowsAgents) return null;
  const following = new Float64Array(rows).fill(Infinity);
  for (const [row, before] of previous.entries()) if (before >= 0) following[before] = gapSeconds[row] ?? Infinity;
  const sorted = Float64Array.from(new Set(gapsSeconds)).sort();
  // By how many of the x a gap is longer than, then summed up from the most.
  const requestsAbove = new Float64Array(sorted.length + 1);
  const tokensAbove = new Float64Array(sorted.length + 1);
  for (const [row, gap] of following.entries()) {
    const shorter = lowerBound({ sorted, value: gap });
    requestsAbove[shorter] = (requestsAbove[shorter] ?? 0) + (counts[row] ?? 0);
    tokensAbove[shorter] = (tokensAbove[shorter] ?? 0) + (promptTokens[row] ?? 0);
  }
  for (let at = sorted.length - 1; at >= 0; at--) {
    requestsAbove[at] = (requestsAbove[at] ?? 0) + (requestsAbove[at + 1] ?? 0);
    tokensAbove[at] = (tokensAbove[at] ?? 0) + (tokensAbove[at + 1] ?? 0);
  }
  return gapsSeconds.map((gap) => {
    const at = lowerBound({ sorted, value: gap }) + 1;
    return { gapSeconds: gap, requests: requestsAbove[at] ?? 0, promptTokens: tokensAbove[at] ?? 0 };
  });
}
