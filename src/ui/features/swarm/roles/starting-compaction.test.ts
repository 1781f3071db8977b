import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMPACTION_LIMITS, problemsOfSwarm } from '../../../../domain/field-limits.ts';
import { compactionsOf } from '../../../../domain/swarm/segments.ts';
import { swarmOf } from '../../../../domain/swarm/workload.ts';
import { inputsWith, roleWith, workloadWith } from '../../../../domain/testing/builders.ts';
import { startingCompaction } from './starting-compaction.ts';

describe('startingCompaction', () => {
  test('is done half-way through the growth, and keeps a quarter of the room', () => {
    // From 30,000 to 30,000 + 9 × 1,500 = 43,500: half-way is 36,750, rounded up 37,000; 17,000 beyond the prefix.
    const role = roleWith({ sharedPrefixTokens: 20_000, turnsPerAgent: 10 });
    expect(startingCompaction(role)).toEqual({ atTokens: 37_000, toTokens: 4_250 });
    expect(compactionsOf({ ...role, compaction: startingCompaction(role) })).toBe(1);
  });

  test('is accepted for any role', () => {
    const tokens = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(
        fc.record({
          toolTokens: tokens,
          systemTokens: tokens,
          taskPrefixTokens: tokens,
          firstInputTokens: fc.integer({ min: 1, max: 10_000_000 }),
          inputTokensPerTurn: tokens,
          outputTokensPerTurn: tokens,
          turnsPerAgent: fc.integer({ min: 1, max: 100_000 }),
        }),
        (changes) => {
          const inputs = inputsWith(changes);
          const [role] = swarmOf(workloadWith({ roles: [inputs] })).roles;
          if (!role) throw new Error('A swarm has its roles');
          const compaction = startingCompaction(role);
          for (const field of ['atTokens', 'toTokens'] as const) {
            const { min, max } = COMPACTION_LIMITS[field];
            expect(compaction[field]).toBeGreaterThanOrEqual(min);
            expect(compaction[field]).toBeLessThanOrEqual(max);
            expect(Number.isInteger(compaction[field])).toBe(true);
          }
          const swarm = swarmOf(workloadWith({ roles: [{ ...inputs, compaction }] }));
          expect(problemsOfSwarm({ swarm, promptTokensPerMonth: 1 })).toEqual([]);
        },
      ),
    );
  });
});
