import { segmentAt, segmentsOf } from '../domain/swarm/segments.ts';
import { growthTokensPerTurn, ownTokens, type Role } from '../domain/swarm/swarm.ts';
import type { Tokens } from '../domain/units.ts';

/** The prompt of one turn, in the order of its parts; they add up to it. */
export interface GrowthPoint {
  /** From 1. */
  readonly turn: number;
  readonly toolTokens: Tokens;
  readonly systemTokens: Tokens;
  readonly taskTokens: Tokens;
  /** What the agent itself has sent before. */
  readonly historyTokens: Tokens;
  /**
   * What no earlier prompt contained: the first input, then each turn's new input and the output before it; after a
   * compaction all that is kept.
   */
  readonly newTokens: Tokens;
  /** The first prompt after a compaction. */
  readonly isCompacted: boolean;
}

const EVEN_POINTS = 61;
const MOST_POINTS = 150;

/**
 * The prompt of a role turn by turn: every turn of a short life, else evenly spread ones and those around compactions. Where
 * compactions are too many for that, the first turns only, all of them: evenly spread ones would show teeth that are not there.
 */
export function growthOf(role: Role): readonly GrowthPoint[] {
  const last = role.turnsPerAgent - 1;
  const points = Math.min(EVEN_POINTS, role.turnsPerAgent);
  const turns = new Set(
    Array.from({ length: points }, (_, i) => (points === 1 ? 0 : Math.round((i * last) / (points - 1)))),
  );
  const edges = segmentEdges(role).filter((turn) => turn >= 0 && turn <= last);
  if (turns.size + edges.length > MOST_POINTS)
    return Array.from({ length: Math.min(MOST_POINTS, role.turnsPerAgent) }, (_, turn) => pointAt({ role, turn }));
  for (const turn of edges) turns.add(turn);
  return [...turns].toSorted((a, b) => a - b).map((turn) => pointAt({ role, turn }));
}

/** Turns before and after each compaction. */
function segmentEdges(role: Role): readonly number[] {
  const starts = segmentsOf(role).flatMap(({ firstTurn, turns, times }) =>
    Array.from({ length: Math.min(times, MOST_POINTS) }, (_, i) => firstTurn + i * turns),
  );
  return starts.slice(1).flatMap((turn) => [turn - 1, turn]);
}

function pointAt({ role, turn }: { role: Role; turn: number }): GrowthPoint {
  const isSegmentStart = segmentAt({ role, turn }).at === 0;
  const own = ownTokens({ role, turn });
  const newTokens = isSegmentStart ? own : growthTokensPerTurn(role);
  return {
    turn: turn + 1,
    toolTokens: role.toolTokens,
    systemTokens: role.sharedPrefixTokens - role.toolTokens,
    taskTokens: role.taskPrefixTokens,
    historyTokens: own - newTokens,
    newTokens,
    isCompacted: isSegmentStart && turn > 0,
  };
}
