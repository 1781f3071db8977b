import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roles } from '../testing/arbitraries.ts';
import { roleWith } from '../testing/builders.ts';
import { compactionsOf, segmentAt, segmentsOf } from './segments.ts';
import { growthTokensPerTurn, longestPromptOf, ownTokens, prefixTokensOf, promptTokens, type Role } from './swarm.ts';

/** The slow way: one turn after the other, compacting when the next prompt would be too long. */
function naivePrompts(role: Role): readonly number[] {
  const prefix = prefixTokensOf(role);
  const growth = growthTokensPerTurn(role);
  const prompts = [prefix + role.firstInputTokens];
  while (prompts.length < role.turnsPerAgent) {
    const next = (prompts.at(-1) ?? 0) + growth;
    const isTooLong = role.compaction !== null && growth > 0 && next > role.compaction.atTokens;
    prompts.push(isTooLong ? prefix + role.compaction.toTokens : next);
  }
  return prompts;
}

const COMPACTED = roleWith({
  turnsPerAgent: 10,
  firstInputTokens: 20_000,
  inputTokensPerTurn: 9_000,
  outputTokensPerTurn: 1_500,
  droppedTokensPerTurn: 500,
  compaction: { atTokens: 50_000, toTokens: 25_000 },
});

describe('segments', () => {
  test('are the worked example: 4 turns from 20,000, then twice 3 from 25,000', () => {
    expect(segmentsOf(COMPACTED)).toEqual([
      { firstTurn: 0, turns: 4, times: 1, ownTokens: 20_000 },
      { firstTurn: 4, turns: 3, times: 2, ownTokens: 25_000 },
    ]);
    expect(compactionsOf(COMPACTED)).toBe(2);
    expect(Array.from({ length: 10 }, (_, turn) => promptTokens({ role: COMPACTED, turn }) / 1_000)).toEqual([
      20, 30, 40, 50, 25, 35, 45, 25, 35, 45,
    ]);
    expect(longestPromptOf(COMPACTED)).toBe(50_000);
  });

  test('end with what is left of the turns', () => {
    expect(segmentsOf({ ...COMPACTED, turnsPerAgent: 12 }).at(-1)).toEqual({
      firstTurn: 10,
      turns: 2,
      times: 1,
      ownTokens: 25_000,
    });
  });

  test('are one without compaction, where it is never reached, and where prompts do not grow', () => {
    for (const role of [
      { ...COMPACTED, compaction: null },
      { ...COMPACTED, turnsPerAgent: 4 },
      { ...COMPACTED, inputTokensPerTurn: 0, outputTokensPerTurn: 500 },
    ]) {
      expect(segmentsOf(role)).toHaveLength(1);
      expect(compactionsOf(role)).toBe(0);
    }
  });

  test('send a first prompt that is too long as it is', () => {
    const role = { ...COMPACTED, firstInputTokens: 60_000 };
    expect(promptTokens({ role, turn: 0 })).toBe(60_000);
    expect(promptTokens({ role, turn: 1 })).toBe(25_000);
    expect(longestPromptOf(role)).toBe(60_000);
  });

  test('say of every turn what going through them one by one finds', () => {
    fc.assert(
      fc.property(roles, (role) => {
        const prompts = naivePrompts(role);
        expect(prompts.map((_, turn) => promptTokens({ role, turn }))).toEqual(prompts);
        expect(longestPromptOf(role)).toBe(Math.max(...prompts));
        expect(segmentsOf(role).reduce((sum, { turns, times }) => sum + turns * times, 0)).toBe(role.turnsPerAgent);
        expect(segmentsOf(role).length).toBeLessThanOrEqual(3);
        expect(ownTokens({ role, turn: 0 })).toBe(role.firstInputTokens);
      }),
    );
  });

  test('are found at once in a chain of 100,000 turns', () => {
    const role = { ...COMPACTED, turnsPerAgent: 100_000 };
    expect(segmentAt({ role, turn: 99_999 })).toMatchObject({ at: (99_999 - 4) % 3 });
    expect(compactionsOf(role)).toBe(Math.ceil((100_000 - 4) / 3));
  });
});
