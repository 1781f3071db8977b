import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthThresholds, swarms } from '../testing/arbitraries.ts';
import { roleWith, sleeplessSwarm, swarmWith } from '../testing/builders.ts';
import { segmentAt } from '../swarm/segments.ts';
import { growthTokensPerTurn, promptTokens, tasksPerMonth } from '../swarm/swarm.ts';
import { hitRatioOf, splitCeiling, sumOf } from './ceiling.ts';

describe('the logical ceiling', () => {
  test('pays for every distinct token once', () => {
    fc.assert(
      fc.property(swarms, (swarm) => {
        const tasks = tasksPerMonth(swarm);
        let distinct = 0;
        for (const role of swarm.roles) {
          // A prompt that does not contain the one before it is compacted: all that is kept is new.
          let own = role.firstInputTokens;
          for (let turn = 1; turn < role.turnsPerAgent; turn++) {
            const isCompacted = segmentAt({ role, turn }).at === 0;
            own += isCompacted ? (role.compaction?.toTokens ?? 0) : growthTokensPerTurn(role);
          }
          distinct +=
            Math.min(1, tasks) * role.sharedPrefixTokens + tasks * (role.taskPrefixTokens + role.agentsPerTask * own);
        }
        const paid = sumOf({ splits: splitCeiling({ swarm, thresholds: [] }), field: 'uncachedTokens' });
        expect(Math.abs(paid - distinct)).toBeLessThanOrEqual(1e-9 * distinct);
      }),
    );
  });

  test('reads all else, writes nothing and counts every request and output', () => {
    fc.assert(
      fc.property(swarms, lengthThresholds, (swarm, thresholds) => {
        const splits = splitCeiling({ swarm, thresholds });
        let requests = 0;
        let prompt = 0;
        for (const role of swarm.roles) {
          for (let turn = 0; turn < role.turnsPerAgent; turn++) {
            requests += tasksPerMonth(swarm) * role.agentsPerTask;
            prompt += tasksPerMonth(swarm) * role.agentsPerTask * promptTokens({ role, turn });
          }
        }
        expect(sumOf({ splits, field: 'requests' }) / requests).toBeCloseTo(1, 9);
        expect(sumOf({ splits, field: 'promptTokens' }) / prompt).toBeCloseTo(1, 9);
        for (const split of splits) {
          const { readTokens, read, uncachedTokens, prefixWrittenTokens, ownWrittenTokens, promptTokens: all } = split;
          expect(Math.abs(readTokens + uncachedTokens - all)).toBeLessThanOrEqual(1e-9 * all);
          expect(readTokens).toBeGreaterThanOrEqual(-1e-9 * all);
          expect(prefixWrittenTokens + ownWrittenTokens).toBe(0);
          const { sharedTokens, taskTokens, ownTokens } = read;
          expect(Math.abs(sharedTokens + taskTokens + ownTokens - readTokens)).toBeLessThanOrEqual(1e-9 * all);
          for (const part of Object.values(read)) expect(part).toBeGreaterThanOrEqual(-1e-9 * all);
        }
      }),
    );
  });

  test('does not ask how agents are launched', () => {
    fc.assert(
      fc.property(swarms, (swarm) => {
        const [once, one] = (['simultaneous', 'staggered'] as const).map((launch) =>
          hitRatioOf(splitCeiling({ swarm: { ...swarm, launch }, thresholds: [] })),
        );
        expect(once).toBe(one);
      }),
    );
  });

  test('has nothing to read where every token is sent once', () => {
    const swarm = swarmWith({ roles: [roleWith({ turnsPerAgent: 1 })] });
    expect(hitRatioOf(splitCeiling({ swarm, thresholds: [] }))).toBe(0);
  });

  test('example: two agents of two turns, one task', () => {
    const role = roleWith({
      agentsPerTask: 2,
      turnsPerAgent: 2,
      sharedPrefixTokens: 100,
      taskPrefixTokens: 20,
      firstInputTokens: 3,
      inputTokensPerTurn: 4,
      outputTokensPerTurn: 1,
    });
    const swarm = sleeplessSwarm({ tasksPerDay: 12 / 365, roles: [role] });
    // Prompts 123, 128, 123, 128 = 502; distinct 100 + 20 + 2 × (3 + 5) = 136.
    expect(sumOf({ splits: splitCeiling({ swarm, thresholds: [] }), field: 'promptTokens' })).toBeCloseTo(502, 8);
    expect(hitRatioOf(splitCeiling({ swarm, thresholds: [] }))).toBeCloseTo(1 - 136 / 502, 12);
  });
});

describe('a hit ratio', () => {
  test('is 0, not NaN, of no tokens', () => {
    expect(hitRatioOf([])).toBe(0);
  });
});
