import { describe, expect, test } from 'vitest';
import { inputsWith, workloadWith } from '../testing/builders.ts';
import { growthTokensPerTurn } from './swarm.ts';
import { depthOf, swarmOf } from './workload.ts';

const NESTED = workloadWith({
  roles: [
    inputsWith({ name: 'planner' }),
    inputsWith({ name: 'executors', launchedBy: 0, fanOut: 5 }),
    inputsWith({ name: 'sub-agents', launchedBy: 1, fanOut: 10 }),
    inputsWith({ name: 'reviewer', fanOut: 2 }),
  ],
});

describe('the swarm of a workload', () => {
  test('multiplies agents along the chain of launches', () => {
    const { roles } = swarmOf(NESTED);
    expect(roles.map(({ agentsPerTask }) => agentsPerTask)).toEqual([1, 5, 50, 2]);
    expect(roles.map(({ launchersPerTask }) => launchersPerTask)).toEqual([1, 1, 5, 1]);
    expect(depthOf(NESTED.roles)).toBe(3);
  });

  test('starts groups one gap of their launcher later, and with the task where the task or a single turn launches', () => {
    const [, executors, subAgents, reviewer] = swarmOf(NESTED).roles;
    expect(executors?.launchGap).toBe(NESTED.roles[0]?.gap);
    expect(subAgents?.launchGap).toBe(NESTED.roles[1]?.gap);
    expect(reviewer?.launchGap).toBeNull();
    const single = swarmOf(
      workloadWith({ roles: [inputsWith({ turnsPerAgent: 1 }), inputsWith({ launchedBy: 0, fanOut: 3 })] }),
    );
    expect(single.roles[1]?.launchGap).toBeNull();
  });

  test('adds tools and system prompt up to the shared prefix', () => {
    const [role] = swarmOf(workloadWith({ roles: [inputsWith({ toolTokens: 12_200, systemTokens: 2_800 })] })).roles;
    expect(role).toMatchObject({ sharedPrefixTokens: 15_000, toolTokens: 12_200 });
  });

  test.each([
    [true, 1_000 + 500 + 300],
    [false, 1_000 + 500],
  ])('bills reasoning as output; where it is kept (%s) prompts grow by it', (keepsReasoning, growth) => {
    const [role] = swarmOf(
      workloadWith({ roles: [inputsWith({ reasoningTokensPerTurn: 300, keepsReasoning })] }),
    ).roles;
    if (!role) throw new Error('no role');
    expect(role.outputTokensPerTurn).toBe(800);
    expect(growthTokensPerTurn(role)).toBe(growth);
  });

  test('is the same object for the same workload', () => {
    expect(swarmOf(NESTED)).toBe(swarmOf(NESTED));
  });
});
