import { describe, expect, test } from 'vitest';
import { reuseOf } from '../../domain/retention/reuse.ts';
import { openAgents } from '../../domain/retention/working-set.ts';
import { everyGap, roleWith, sleeplessSwarm, swarmWith } from '../../domain/testing/builders.ts';
import type { Swarm } from '../../domain/swarm/swarm.ts';
import { closedForm } from '../hit-rates.ts';
import { capacityAdvice } from './capacity-advice.ts';

const adviceFor = (swarm: Swarm) => capacityAdvice({ swarm, reuse: reuseOf(swarm), bytesPerToken: 1_000 });
const SESSIONS = swarmWith({ roles: [roleWith({ turnsPerAgent: 44, sharedPrefixTokens: 15_000 })] });

describe('capacity for 95 % of the ceiling', () => {
  test('is the least that the closed form says serves it', () => {
    const { targetRatio, capacityTokens } = adviceFor(SESSIONS);
    if (capacityTokens === null) throw new Error('not reached');
    const { capacities } = closedForm({
      swarm: SESSIONS,
      windowsSeconds: [],
      capacitiesTokens: [capacityTokens * 0.98, capacityTokens * 1.001],
    });
    expect(capacities[0]?.ratio).toBeLessThan(targetRatio);
    expect(capacities[1]?.ratio).toBeGreaterThanOrEqual(targetRatio - 1e-6);
  });

  test('per open agent is the whole ÷ the agents open, in tokens and in bytes', () => {
    const advice = adviceFor(SESSIONS);
    const open = openAgents({ swarm: SESSIONS, reuse: reuseOf(SESSIONS) });
    expect((advice.tokensPerOpenAgent ?? 0) * open).toBeCloseTo(advice.capacityTokens ?? NaN, 3);
    expect(advice.bytesPerOpenAgent).toBe((advice.tokensPerOpenAgent ?? NaN) * 1_000);
  });

  test('with fixed gaps, a window of one gap is the answer', () => {
    const swarm = sleeplessSwarm({ tasksPerDay: 100, roles: [roleWith({ turnsPerAgent: 40, gap: everyGap(900) })] });
    expect(adviceFor(swarm).windowSeconds).toBeCloseTo(900, 3);
    // So near to the gaps themselves it is not to be trusted.
    expect(adviceFor(swarm).trust).toBe('rough');
  });

  test('is out of reach where siblings start at once and share nearly all they have', () => {
    const roles = [roleWith({ agentsPerTask: 50, turnsPerAgent: 1, taskPrefixTokens: 50_000, firstInputTokens: 10 })];
    expect(adviceFor(swarmWith({ roles }))).toMatchObject({ windowSeconds: null, capacityTokens: null });
    expect(adviceFor(swarmWith({ roles, launch: 'staggered' })).capacityTokens).not.toBeNull();
  });

  test('per open agent is no question where every agent sends one request', () => {
    const roles = [roleWith({ turnsPerAgent: 1, sharedPrefixTokens: 50_000, firstInputTokens: 10 })];
    expect(adviceFor(swarmWith({ roles }))).toMatchObject({ openAgents: 0, tokensPerOpenAgent: null });
  });
});
