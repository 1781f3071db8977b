import type { Seconds } from '../units.ts';
import type { Reuse } from './reuse.ts';

/** Below this a window is shorter than a turn of most agents, and the forms are rough. */
const SHORTEST_GOOD_SECONDS = 180;
/** Siblings that come back after the window find what others wrote; the form knows that only on average. */
const GOOD_MEAN_GAPS = 1.5;

/**
 * Whether the closed form at a window may be trusted: within a point of hit rate of exact replay for windows of at least 3
 * minutes and, where agents have siblings, one and a half mean gaps. Below that siblings in step (gaps of 400 s to the second,
 * a window of 300 s) were found 40 points off. Agents without siblings are exact at any such window.
 */
export function windowTrust({
  reuse,
  windowSeconds,
}: {
  reuse: readonly Reuse[];
  windowSeconds: Seconds;
}): 'good' | 'rough' {
  if (windowSeconds < SHORTEST_GOOD_SECONDS) return 'rough';
  const isTooShort = reuse.some(
    ({ role, meanGapSeconds }) =>
      role.agentsPerTask > 1 && role.turnsPerAgent > 1 && windowSeconds < GOOD_MEAN_GAPS * meanGapSeconds,
  );
  return isTooShort ? 'rough' : 'good';
}
