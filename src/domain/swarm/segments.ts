import type { Tokens } from '../units.ts';
import type { Role } from './swarm.ts';

/**
 * A stretch of turns over which a prompt only grows: from an agent's start, or from a compaction, to the next compaction or
 * the end. Stretches that are alike are one segment that comes several times in a row.
 */
export interface Segment {
  /** The agent's turn (from 0) at which it begins the first time. */
  readonly firstTurn: number;
  /** At least 1. */
  readonly turns: number;
  readonly times: number;
  /** The agent's own part of the prompt at its first turn. */
  readonly ownTokens: Tokens;
}

/**
 * The segments of an agent's life, in order: the first; then all whole ones after a compaction, which are alike; then what is
 * left of the turns. At most three, however many turns there are, so sums over turns stay closed forms.
 *
 * Example: prompts from 20,000 growing by 10,000, compacted at 50,000 to 25,000, ten turns: 4 turns from 20,000, twice 3
 * turns from 25,000. A first prompt that is already longer than the limit is sent as it is.
 * Ignores the request that writes the summary.
 */
export function segmentsOf(role: Role): readonly Segment[] {
  const { turnsPerAgent, firstInputTokens, compaction } = role;
  const whole: Segment = { firstTurn: 0, turns: turnsPerAgent, times: 1, ownTokens: firstInputTokens };
  if (compaction === null) return [whole];
  const first = turnsUntilCompaction({ role, ownTokens: firstInputTokens });
  if (first >= turnsPerAgent) return [whole];
  const segments: Segment[] = [{ ...whole, turns: first }];
  const turns = turnsUntilCompaction({ role, ownTokens: compaction.toTokens });
  const left = turnsPerAgent - first;
  const times = Math.floor(left / turns);
  const rest = left - times * turns;
  if (times > 0) segments.push({ firstTurn: first, turns, times, ownTokens: compaction.toTokens });
  if (rest > 0)
    segments.push({ firstTurn: first + times * turns, turns: rest, times: 1, ownTokens: compaction.toTokens });
  return segments;
}

/** Compactions in an agent's life. */
export function compactionsOf(role: Role): number {
  return segmentsOf(role).reduce((sum, { times }) => sum + times, 0) - 1;
}

/** The segment of a turn (from 0), and the turn counted from the segment's start. */
export function segmentAt({ role, turn }: { role: Role; turn: number }): {
  readonly segment: Segment;
  readonly at: number;
} {
  const segments = segmentsOf(role);
  const segment = segments.findLast(({ firstTurn }) => firstTurn <= turn) ?? segments[0];
  if (!segment) throw new Error(`Role "${role.name}" has no turns`);
  const since = turn - segment.firstTurn;
  return { segment, at: segment.times === 1 ? since : since % segment.turns };
}

/** Turns from a given own part on before a prompt would be longer than the limit; Infinity where it never would. */
function turnsUntilCompaction({ role, ownTokens }: { role: Role; ownTokens: Tokens }): number {
  if (role.compaction === null) return Infinity;
  const growth = role.inputTokensPerTurn + role.outputTokensPerTurn - role.droppedTokensPerTurn;
  if (growth <= 0) return Infinity;
  const room = role.compaction.atTokens - role.sharedPrefixTokens - role.taskPrefixTokens - ownTokens;
  return Math.max(1, Math.floor(room / growth) + 1);
}
