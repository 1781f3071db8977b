import { growthTokensPerTurn, promptTokens, type Role } from '../swarm/swarm.ts';
import type { Tokens } from '../units.ts';

/** A length at which something changes for a prompt: a price band, a minimum prefix. */
export interface LengthThreshold {
  readonly thresholdTokens: Tokens;
  /** `gt`: changes above the threshold; `gte`: from the threshold on. */
  readonly comparison: 'gt' | 'gte';
}

/** Turns `from ≤ k < to` of a role that are alike in every threshold. */
export interface TurnRange {
  readonly from: number;
  readonly to: number;
}

/** The first turn whose prompt has reached a threshold; the number of turns where none does. */
export function firstTurnReaching({ role, threshold }: { role: Role; threshold: LengthThreshold }): number {
  const reached = (turn: number): boolean => {
    const length = promptTokens({ role, turn });
    return threshold.comparison === 'gt' ? length > threshold.thresholdTokens : length >= threshold.thresholdTokens;
  };
  if (reached(0)) return 0;
  const last = role.turnsPerAgent - 1;
  if (last < 0 || !reached(last)) return role.turnsPerAgent;
  const estimate = Math.ceil((threshold.thresholdTokens - promptTokens({ role, turn: 0 })) / growthTokensPerTurn(role));
  // The division may be off by one in either direction; the prompt length decides.
  let turn = Math.min(last, Math.max(1, estimate - 1));
  while (reached(turn - 1)) turn--;
  while (!reached(turn)) turn++;
  return turn;
}

/**
 * Cuts the turns of a role where a prompt crosses a threshold, after the first turn (which finds no history), and
 * around the minimum prefix (the first prompt long enough is written but finds a history too short to have been).
 * Prompts grow linearly, so there are at most thresholds + 4 ranges however many turns there are: sums over turns stay
 * closed forms.
 */
export function turnRanges(options: {
  readonly role: Role;
  readonly thresholds: readonly LengthThreshold[];
  readonly minPrefixTokens?: Tokens;
}): readonly TurnRange[] {
  const { role, thresholds, minPrefixTokens = 0 } = options;
  const firstCacheable = firstTurnReaching({
    role,
    threshold: { thresholdTokens: minPrefixTokens, comparison: 'gte' },
  });
  const cuts = new Set([0, 1, firstCacheable, firstCacheable + 1, role.turnsPerAgent]);
  for (const threshold of thresholds) cuts.add(firstTurnReaching({ role, threshold }));
  const sorted = [...cuts].filter((cut) => cut <= role.turnsPerAgent).sort((a, b) => a - b);
  return sorted.slice(1).map((to, i) => ({ from: sorted[i] ?? 0, to }));
}

/** Σ L(k) over a range: an arithmetic series. */
export function promptTokensOver({ role, range }: { role: Role; range: TurnRange }): Tokens {
  const count = range.to - range.from;
  return count * (promptTokens({ role, turn: 0 }) + (growthTokensPerTurn(role) * (range.from + range.to - 1)) / 2);
}
