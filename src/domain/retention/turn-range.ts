import { segmentsOf, type Segment } from '../swarm/segments.ts';
import { growthTokensPerTurn, prefixTokensOf, type Role } from '../swarm/swarm.ts';
import type { Tokens } from '../units.ts';

/** A length at which something changes for a prompt: a price band, a minimum prefix. */
export interface LengthThreshold {
  readonly thresholdTokens: Tokens;
  /** `gt`: changes above the threshold; `gte`: from the threshold on. */
  readonly comparison: 'gt' | 'gte';
}

/** Turns `from ≤ k < to` of a segment, counted from its start, that are alike in every threshold. */
export interface TurnRange {
  readonly segment: Segment;
  readonly from: number;
  readonly to: number;
}

/** Requests of one agent that fall into a range. */
export function requestsPerAgent({ segment, from, to }: TurnRange): number {
  return segment.times * (to - from);
}

/** Whether a range is an agent's first turn: nothing of its own can have been sent before. */
export function startsAgent({ segment, from }: TurnRange): boolean {
  return from === 0 && segment.firstTurn === 0;
}

/** Whether a range is a turn after a compaction: the agent has sent its prefix before, but none of its own part. */
export function followsCompaction({ segment, from }: TurnRange): boolean {
  return from === 0 && segment.firstTurn > 0;
}

/** The prompt of a turn of a segment. */
export function promptTokensIn({ role, segment, turn }: { role: Role; segment: Segment; turn: number }): Tokens {
  return prefixTokensOf(role) + (segment.ownTokens + turn * growthTokensPerTurn(role));
}

/** The shortest prompt of a range: its first. */
export function shortestPromptOver({ role, range }: { role: Role; range: TurnRange }): Tokens {
  return promptTokensIn({ role, segment: range.segment, turn: range.from });
}

/** The first turn of a segment whose prompt has reached a threshold; the number of its turns where none does. */
export function firstTurnReaching({
  role,
  segment,
  threshold,
}: {
  role: Role;
  segment: Segment;
  threshold: LengthThreshold;
}): number {
  const reached = (turn: number): boolean => {
    const length = promptTokensIn({ role, segment, turn });
    return threshold.comparison === 'gt' ? length > threshold.thresholdTokens : length >= threshold.thresholdTokens;
  };
  if (reached(0)) return 0;
  const last = segment.turns - 1;
  if (last < 0 || !reached(last)) return segment.turns;
  const start = promptTokensIn({ role, segment, turn: 0 });
  const estimate = Math.ceil((threshold.thresholdTokens - start) / growthTokensPerTurn(role));
  // The division may be off by one in either direction; the prompt length decides.
  let turn = Math.min(last, Math.max(1, estimate - 1));
  while (reached(turn - 1)) turn--;
  while (!reached(turn)) turn++;
  return turn;
}

/**
 * Cuts the turns of a role where a prompt crosses a threshold, at compactions, after the first turn of a segment (which
 * finds no history), and around the minimum prefix (the first prompt long enough is written but finds a history too short to
 * have been). Prompts grow linearly within a segment, so there are at most thresholds + 4 ranges for each of its at most
 * three segments however many turns there are: sums over turns stay closed forms.
 */
export function turnRanges(options: {
  readonly role: Role;
  readonly thresholds: readonly LengthThreshold[];
  readonly minPrefixTokens?: Tokens;
}): readonly TurnRange[] {
  const { role, thresholds, minPrefixTokens = 0 } = options;
  return segmentsOf(role).flatMap((segment) => {
    const firstCacheable = firstTurnReaching({
      role,
      segment,
      threshold: { thresholdTokens: minPrefixTokens, comparison: 'gte' },
    });
    const cuts = new Set([0, 1, firstCacheable, firstCacheable + 1, segment.turns]);
    for (const threshold of thresholds) cuts.add(firstTurnReaching({ role, segment, threshold }));
    const sorted = [...cuts].filter((cut) => cut <= segment.turns).sort((a, b) => a - b);
    return sorted.slice(1).map((to, i) => ({ segment, from: sorted[i] ?? 0, to }));
  });
}

/** Σ L(k) over one passage of a range: an arithmetic series. */
export function promptTokensOver({ role, range }: { role: Role; range: TurnRange }): Tokens {
  const { segment, from, to } = range;
  return (to - from) * (promptTokensIn({ role, segment, turn: 0 }) + (growthTokensPerTurn(role) * (from + to - 1)) / 2);
}

/** Σ own(k) over one passage of a range: the agents' own parts. */
export function ownTokensOver({ role, range }: { role: Role; range: TurnRange }): Tokens {
  return promptTokensOver({ role, range }) - (range.to - range.from) * prefixTokensOf(role);
}
