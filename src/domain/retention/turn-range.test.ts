import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthThresholds, roles } from '../testing/arbitraries.ts';
import { roleWith } from '../testing/builders.ts';
import { segmentAt, segmentsOf, type Segment } from '../swarm/segments.ts';
import { ownTokens, promptTokens, type Role } from '../swarm/swarm.ts';
import {
  firstTurnReaching,
  ownTokensOver,
  promptTokensOver,
  requestsPerAgent,
  turnRanges,
  type LengthThreshold,
  type TurnRange,
} from './turn-range.ts';

/** The slow way: ask every turn of a segment. */
function naiveFirstTurnReaching({
  role,
  segment,
  threshold,
}: {
  role: Role;
  segment: Segment;
  threshold: LengthThreshold;
}): number {
  for (let turn = 0; turn < segment.turns; turn++)
    if (isReached({ role, turn: segment.firstTurn + turn, threshold })) return turn;
  return segment.turns;
}

/** The whole life of an agent that is never compacted. */
function lifeOf(role: Role): Segment {
  const [segment, ...others] = segmentsOf(role);
  if (!segment || others.length > 0) throw new Error('The role is compacted');
  return segment;
}

/** The agent's turns that fall into a range: in every passage of its segment. */
function turnsIn({ segment, from, to }: TurnRange): readonly number[] {
  return Array.from({ length: segment.times }, (_, pass) =>
    Array.from({ length: to - from }, (_turn, i) => segment.firstTurn + pass * segment.turns + from + i),
  ).flat();
}

function isReached({ role, turn, threshold }: { role: Role; turn: number; threshold: LengthThreshold }): boolean {
  const length = promptTokens({ role, turn });
  return threshold.comparison === 'gt' ? length > threshold.thresholdTokens : length >= threshold.thresholdTokens;
}

/** Prompts of 1,000, 1,100, … 1,900 tokens. */
const ROLE = roleWith({ turnsPerAgent: 10, firstInputTokens: 1_000, inputTokensPerTurn: 60, outputTokensPerTurn: 40 });

describe('the first turn to reach a threshold', () => {
  test('is the one exactly as long with gte, and the next one with gt', () => {
    expect(
      firstTurnReaching({
        role: ROLE,
        segment: lifeOf(ROLE),
        threshold: { thresholdTokens: 1_300, comparison: 'gte' },
      }),
    ).toBe(3);
    expect(
      firstTurnReaching({ role: ROLE, segment: lifeOf(ROLE), threshold: { thresholdTokens: 1_300, comparison: 'gt' } }),
    ).toBe(4);
  });

  test('is the first where the prompt starts above the threshold', () => {
    expect(
      firstTurnReaching({ role: ROLE, segment: lifeOf(ROLE), threshold: { thresholdTokens: 0, comparison: 'gt' } }),
    ).toBe(0);
  });

  test('is the number of turns where no prompt gets there', () => {
    expect(
      firstTurnReaching({ role: ROLE, segment: lifeOf(ROLE), threshold: { thresholdTokens: 1_900, comparison: 'gt' } }),
    ).toBe(10);
  });

  test('never comes where prompts do not grow', () => {
    const still = roleWith({ inputTokensPerTurn: 0, outputTokensPerTurn: 0 });
    expect(
      firstTurnReaching({
        role: still,
        segment: lifeOf(still),
        threshold: { thresholdTokens: 10_000, comparison: 'gte' },
      }),
    ).toBe(0);
    expect(
      firstTurnReaching({
        role: still,
        segment: lifeOf(still),
        threshold: { thresholdTokens: 10_000, comparison: 'gt' },
      }),
    ).toBe(10);
  });

  test('is what asking every turn finds', () => {
    fc.assert(
      fc.property(roles, lengthThresholds, (role, thresholds) => {
        for (const segment of segmentsOf(role)) {
          for (const threshold of thresholds)
            expect(firstTurnReaching({ role, segment, threshold })).toBe(
              naiveFirstTurnReaching({ role, segment, threshold }),
            );
        }
      }),
    );
  });

  test('is what asking every turn finds where a threshold meets a prompt exactly', () => {
    fc.assert(
      fc.property(
        roles,
        fc.nat({ max: 39 }),
        fc.constantFrom('gt', 'gte'),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        (role, turn, comparison, factor) => {
          // Fractional lengths too, as another tokenizer makes them.
          const scaled = {
            ...role,
            firstInputTokens: role.firstInputTokens * factor,
            inputTokensPerTurn: role.inputTokensPerTurn * factor,
          };
          const threshold = { thresholdTokens: promptTokens({ role: scaled, turn }), comparison } as const;
          for (const segment of segmentsOf(scaled)) {
            expect(firstTurnReaching({ role: scaled, segment, threshold })).toBe(
              naiveFirstTurnReaching({ role: scaled, segment, threshold }),
            );
          }
        },
      ),
    );
  });

  test('is found at once in a chain of 100,000 turns', () => {
    const long = roleWith({
      turnsPerAgent: 100_000,
      firstInputTokens: 1,
      inputTokensPerTurn: 1,
      outputTokensPerTurn: 0,
    });
    expect(
      firstTurnReaching({
        role: long,
        segment: lifeOf(long),
        threshold: { thresholdTokens: 77_777, comparison: 'gte' },
      }),
    ).toBe(77_776);
  });
});

describe('turn ranges', () => {
  test('cover every turn once, in order', () => {
    fc.assert(
      fc.property(roles, lengthThresholds, fc.nat({ max: 100_000 }), (role, thresholds, minPrefixTokens) => {
        const ranges = turnRanges({ role, thresholds, minPrefixTokens });
        for (const { from, to } of ranges) expect(to).toBeGreaterThan(from);
        const turns = ranges.flatMap(turnsIn).toSorted((a, b) => a - b);
        expect(turns).toEqual(Array.from({ length: role.turnsPerAgent }, (_, turn) => turn));
        expect(ranges.reduce((sum, range) => sum + requestsPerAgent(range), 0)).toBe(role.turnsPerAgent);
      }),
    );
  });

  test('hold turns that are alike in every threshold and in whether they and their history can be cached', () => {
    fc.assert(
      fc.property(roles, lengthThresholds, fc.nat({ max: 100_000 }), (role, thresholds, minPrefixTokens) => {
        const minimum = { thresholdTokens: minPrefixTokens, comparison: 'gte' } as const;
        const compacted = (turn: number): boolean => turn > 0 && segmentAt({ role, turn }).at === 0;
        const kind = (turn: number): string =>
          [
            turn === 0,
            compacted(turn),
            isReached({ role, turn, threshold: minimum }),
            turn > 0 && !compacted(turn) && isReached({ role, turn: turn - 1, threshold: minimum }),
            ...thresholds.map((threshold) => isReached({ role, turn, threshold })),
          ].join();
        for (const range of turnRanges({ role, thresholds, minPrefixTokens }))
          expect(new Set(turnsIn(range).map(kind)).size).toBe(1);
      }),
    );
  });

  test('are at most four more than there are thresholds, for each of three segments', () => {
    fc.assert(
      fc.property(roles, lengthThresholds, fc.nat({ max: 100_000 }), (role, thresholds, minPrefixTokens) => {
        const ranges = turnRanges({ role, thresholds, minPrefixTokens });
        expect(ranges.length).toBeLessThanOrEqual(segmentsOf(role).length * (thresholds.length + 4));
      }),
    );
  });

  test('are one for a single turn', () => {
    expect(
      turnRanges({ role: roleWith({ turnsPerAgent: 1 }), thresholds: [{ thresholdTokens: 5, comparison: 'gt' }] }),
    ).toMatchObject([{ from: 0, to: 1 }]);
  });
});

describe('the prompt tokens of a range', () => {
  test('are the sum over its turns', () => {
    fc.assert(
      fc.property(roles, lengthThresholds, (role, thresholds) => {
        for (const range of turnRanges({ role, thresholds })) {
          const turns = turnsIn(range);
          const sum = turns.reduce((total, turn) => total + promptTokens({ role, turn }), 0);
          expect(range.segment.times * promptTokensOver({ role, range })).toBe(sum);
          const own = turns.reduce((total, turn) => total + ownTokens({ role, turn }), 0);
          expect(range.segment.times * ownTokensOver({ role, range })).toBe(own);
        }
      }),
    );
  });

  test('are none in an empty range', () => {
    expect(promptTokensOver({ role: ROLE, range: { segment: lifeOf(ROLE), from: 0, to: 0 } })).toBe(0);
  });
});
