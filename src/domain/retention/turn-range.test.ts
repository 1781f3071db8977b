import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthThresholds, roles } from '../testing/arbitraries.ts';
import { roleWith } from '../testing/builders.ts';
import { promptTokens, type Role } from '../swarm/swarm.ts';
import { firstTurnReaching, promptTokensOver, turnRanges, type LengthThreshold } from './turn-range.ts';

/** The slow way: ask every turn. */
function naiveFirstTurnReaching({ role, threshold }: { role: Role; threshold: LengthThreshold }): number {
  for (let turn = 0; turn < role.turnsPerAgent; turn++) if (isReached({ role, turn, threshold })) return turn;
  return role.turnsPerAgent;
}

function isReached({ role, turn, threshold }: { role: Role; turn: number; threshold: LengthThreshold }): boolean {
  const length = promptTokens({ role, turn });
  return threshold.comparison === 'gt' ? length > threshold.thresholdTokens : length >= threshold.thresholdTokens;
}

/** Prompts of 1,000, 1,100, … 1,900 tokens. */
const ROLE = roleWith({ turnsPerAgent: 10, firstInputTokens: 1_000, inputTokensPerTurn: 60, outputTokensPerTurn: 40 });

describe('the first turn to reach a threshold', () => {
  test('is the one exactly as long with gte, and the next one with gt', () => {
    expect(firstTurnReaching({ role: ROLE, threshold: { thresholdTokens: 1_300, comparison: 'gte' } })).toBe(3);
    expect(firstTurnReaching({ role: ROLE, threshold: { thresholdTokens: 1_300, comparison: 'gt' } })).toBe(4);
  });

  test('is the first where the prompt starts above the threshold', () => {
    expect(firstTurnReaching({ role: ROLE, threshold: { thresholdTokens: 0, comparison: 'gt' } })).toBe(0);
  });

  test('is the number of turns where no prompt gets there', () => {
    expect(firstTurnReaching({ role: ROLE, threshold: { thresholdTokens: 1_900, comparison: 'gt' } })).toBe(10);
  });

  test('never comes where prompts do not grow', () => {
    const still = roleWith({ inputTokensPerTurn: 0, outputTokensPerTurn: 0 });
    expect(firstTurnReaching({ role: still, threshold: { thresholdTokens: 10_000, comparison: 'gte' } })).toBe(0);
    expect(firstTurnReaching({ role: still, threshold: { thresholdTokens: 10_000, comparison: 'gt' } })).toBe(10);
  });

  test('is what asking every turn finds', () => {
    fc.assert(
      fc.property(roles, lengthThresholds, (role, thresholds) => {
        for (const threshold of thresholds)
          expect(firstTurnReaching({ role, threshold })).toBe(naiveFirstTurnReaching({ role, threshold }));
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
          expect(firstTurnReaching({ role: scaled, threshold })).toBe(
            naiveFirstTurnReaching({ role: scaled, threshold }),
          );
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
    expect(firstTurnReaching({ role: long, threshold: { thresholdTokens: 77_777, comparison: 'gte' } })).toBe(77_776);
  });
});

describe('turn ranges', () => {
  test('cover every turn once, in order', () => {
    fc.assert(
      fc.property(roles, lengthThresholds, fc.nat({ max: 100_000 }), (role, thresholds, minPrefixTokens) => {
        const ranges = turnRanges({ role, thresholds, minPrefixTokens });
        expect(ranges[0]?.from).toBe(0);
        expect(ranges.at(-1)?.to).toBe(role.turnsPerAgent);
        ranges.forEach(({ from, to }, i) => {
          expect(to).toBeGreaterThan(from);
          if (i > 0) expect(from).toBe(ranges[i - 1]?.to);
        });
      }),
    );
  });

  test('hold turns that are alike in every threshold and in whether they and their history can be cached', () => {
    fc.assert(
      fc.property(roles, lengthThresholds, fc.nat({ max: 100_000 }), (role, thresholds, minPrefixTokens) => {
        const minimum = { thresholdTokens: minPrefixTokens, comparison: 'gte' } as const;
        const kind = (turn: number): string =>
          [
            turn === 0,
            isReached({ role, turn, threshold: minimum }),
            turn > 0 && isReached({ role, turn: turn - 1, threshold: minimum }),
            ...thresholds.map((threshold) => isReached({ role, turn, threshold })),
          ].join();
        for (const { from, to } of turnRanges({ role, thresholds, minPrefixTokens })) {
          for (let turn = from; turn < to; turn++) expect(kind(turn)).toBe(kind(from));
        }
      }),
    );
  });

  test('are at most four more than there are thresholds', () => {
    fc.assert(
      fc.property(roles, lengthThresholds, fc.nat({ max: 100_000 }), (role, thresholds, minPrefixTokens) => {
        expect(turnRanges({ role, thresholds, minPrefixTokens }).length).toBeLessThanOrEqual(thresholds.length + 4);
      }),
    );
  });

  test('are one for a single turn', () => {
    expect(
      turnRanges({ role: roleWith({ turnsPerAgent: 1 }), thresholds: [{ thresholdTokens: 5, comparison: 'gt' }] }),
    ).toEqual([{ from: 0, to: 1 }]);
  });
});

describe('the prompt tokens of a range', () => {
  test('are the sum over its turns', () => {
    fc.assert(
      fc.property(roles, lengthThresholds, (role, thresholds) => {
        for (const range of turnRanges({ role, thresholds })) {
          let sum = 0;
          for (let turn = range.from; turn < range.to; turn++) sum += promptTokens({ role, turn });
          expect(promptTokensOver({ role, range })).toBe(sum);
        }
      }),
    );
  });

  test('are none in an empty range', () => {
    expect(promptTokensOver({ role: ROLE, range: { from: 0, to: 0 } })).toBe(0);
  });
});
