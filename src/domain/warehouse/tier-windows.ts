import type { Bytes, Ratio, Seconds, Tokens } from '../units.ts';

/** What a tier can keep. */
export interface TierRoom {
  readonly id: string;
  /** All of it that caches may fill. */
  readonly capacityBytes: Bytes;
  /** What the tier stores of a token, in the precision and codec it stores. */
  readonly bytesPerToken: Bytes;
  /** Longest that it keeps anything, whatever its room; Infinity where only room limits it. */
  readonly mostSeconds: Seconds;
  /** Share of new tokens it takes in: 1, or less where an admission rule turns some away. */
  readonly admitRatio: Ratio;
}

/**
 * T_C = capacity ÷ (bytes per token × admitted tokens per second): how long a tier that is written through keeps what is
 * not used again, first in, first out.
 *
 * Examples at full prefill rate of one node: Llama 3.1 70B (26,000 tokens a second, 327,680 B) 3.9 minutes in 2 TB of DRAM,
 * 60 minutes on 30.7 TB of NVMe; GLM-5.2 in fp8 (7,900, 45 KB) 94 minutes and 24 hours.
 * Ignores that reuse keeps a token alive: for that give `hitsByTier` the window of `capacityWindow` (domain/retention).
 */
export function writeThroughWindowSeconds({
  room,
  newTokensPerSecond,
}: {
  room: TierRoom;
  newTokensPerSecond: number;
}): Seconds {
  if (room.capacityBytes <= 0) return 0;
  const bytesPerSecond = room.bytesPerToken * room.admitRatio * newTokensPerSecond;
  return Math.min(room.mostSeconds, bytesPerSecond > 0 ? room.capacityBytes / bytesPerSecond : Infinity);
}

/** Hits of one tier: what it serves that no faster one does. */
export interface TierHits {
  readonly id: string;
  /** How long the tier keeps what is not used. */
  readonly windowSeconds: Seconds;
  /** Of all input tokens. */
  readonly hitRatio: Ratio;
  /** The same together with all faster tiers. */
  readonly reachedRatio: Ratio;
}

/**
 * Hits by tier, fastest first. Tiers are inclusive: each holds what the faster ones hold, so each is a cut-off on the same
 * distance and serves what lies between its window and the longest one before it.
 *
 *     h_k = hit(max(T₁ … T_k)) − hit(max(T₁ … T_{k−1}))
 *
 * A tier whose window is shorter than a faster one's serves nothing. An admission rule that keeps single-use tokens out is
 * taken to lose no hits.
 * Example: windows of 1 minute, 5 minutes and 24 hours on recorded coding sessions: 78.8, 12.8 and 4.7 % of input.
 */
export function hitsByTier({
  tiers,
  windowOf,
  hitRatioAt,
}: {
  tiers: readonly TierRoom[];
  /** The window of a number of tokens: `capacityWindow`, or the write-through rule turned to tokens. */
  windowOf: (capacityTokens: Tokens) => Seconds;
  /** Hit ratio of a cache that keeps everything for a window after its last use. */
  hitRatioAt: (windowSeconds: Seconds) => Ratio;
}): readonly TierHits[] {
  const hits: TierHits[] = [];
  let longest = 0;
  let reached = 0;
  for (const tier of tiers) {
    const { id, capacityBytes, bytesPerToken, mostSeconds, admitRatio } = tier;
    const takenIn = bytesPerToken * admitRatio;
    const tokens = takenIn > 0 ? capacityBytes / takenIn : Infinity;
    const windowSeconds = capacityBytes <= 0 ? 0 : Math.min(mostSeconds, windowOf(tokens));
    longest = Math.max(longest, windowSeconds);
    // Closed forms may fall by a rounding error.
    const reachedRatio = longest > 0 ? Math.max(reached, hitRatioAt(longest)) : reached;
    hits.push({ id, windowSeconds, hitRatio: reachedRatio - reached, reachedRatio });
    reached = reachedRatio;
  }
  return hits;
}
