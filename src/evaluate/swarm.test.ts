import { swarmOf } from '../domain/swarm/workload.ts';
import { describe, expect, test } from 'vitest';
import { PRESETS } from '../catalog/presets/index.ts';
import { promptTokens } from '../domain/swarm/swarm.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import type { Scenario } from '../scenario/schema.ts';
import { CORE_BOOK } from './testing/core-book.ts';
import { evaluateSwarm, gapCurve, gapMarks, type SwarmEvaluation } from './swarm.ts';

function evaluated(workload: Scenario['workload']): SwarmEvaluation {
  const evaluation = evaluateSwarm({ ...BASE_SCENARIO, workload });
  if (evaluation.status !== 'ok') throw new Error(JSON.stringify(evaluation.problems));
  return evaluation;
}

const WORKLOADS = [
  ...PRESETS.map(({ id, workload }) => ({ id, workload })),
  { id: 'default', workload: BASE_SCENARIO.workload },
];

describe.each(WORKLOADS)('evaluateSwarm of $id', ({ workload }) => {
  const evaluation = evaluated(workload);

  test('explains the logical hit rate by the first touches of the ceiling', () => {
    const [prompt, ...firstTouches] = evaluation.explanations.logical.terms.map(({ value }) => value);
    const touched = firstTouches.reduce((sum, value) => sum + value, 0);
    expect(touched / evaluation.firstTouchTokensPerMonth).toBeCloseTo(1, 12);
    expect(1 - touched / (prompt ?? 0)).toBeCloseTo(evaluation.logicalRatio, 12);
  });

  test('explains prompt tokens and open agents so that the formula gives the figure', () => {
    const { prompt, openAgents } = evaluation.explanations;
    const values = prompt.terms.map(({ value }) => value);
    const total = values.reduce((sum, value, i) => (i % 2 === 0 ? sum + value * (values[i + 1] ?? 0) : sum), 0);
    expect(total / evaluation.promptTokensPerMonth).toBeCloseTo(1, 12);
    const [perHour = 0, ...rest] = openAgents.terms.map(({ value }) => value);
    const agentSeconds = rest.reduce((sum, value, i) => (i % 2 === 0 ? sum + value * (rest[i + 1] ?? 0) : sum), 0);
    expect((perHour * agentSeconds) / 3_600).toBeCloseTo(evaluation.openAgents, 9);
  });

  test('splits the prompt of every turn into parts that add up to it', () => {
    for (const { role, growth } of evaluation.roles) {
      expect(growth.length).toBeLessThanOrEqual(150);
      expect(growth[0]?.turn).toBe(1);
      expect(growth.at(-1)?.turn).toBe(role.turnsPerAgent);
      for (const { turn, toolTokens, systemTokens, taskTokens, historyTokens, newTokens } of growth) {
        const parts = [toolTokens, systemTokens, taskTokens, historyTokens, newTokens];
        expect(parts.reduce((sum, tokens) => sum + tokens, 0)).toBe(promptTokens({ role, turn: turn - 1 }));
        for (const tokens of parts) expect(tokens).toBeGreaterThanOrEqual(0);
      }
    }
  });

  test('totals are the sums of the roles', () => {
    for (const field of ['requestsPerMonth', 'promptTokensPerMonth', 'outputTokensPerMonth', 'openAgents'] as const) {
      expect(evaluation.roles.reduce((sum, role) => sum + role[field], 0) / evaluation[field]).toBeCloseTo(1, 12);
    }
  });
});

test('a role of one turn has one point of growth, all of it new but the prefixes', () => {
  const [role] = BASE_SCENARIO.workload.roles;
  if (!role) throw new Error('no role');
  const { roles } = evaluated({ ...BASE_SCENARIO.workload, roles: [{ ...role, turnsPerAgent: 1 }] });
  const { toolTokens, systemTokens, taskPrefixTokens: taskTokens, firstInputTokens: newTokens } = role;
  expect(roles[0]?.growth).toEqual([
    { turn: 1, toolTokens, systemTokens, taskTokens, historyTokens: 0, newTokens, isCompacted: false },
  ]);
});

test('no output leaves the ratio open instead of dividing by nothing', () => {
  const roles = BASE_SCENARIO.workload.roles.map((role) => ({ ...role, outputTokensPerTurn: 0 }));
  expect(evaluated({ ...BASE_SCENARIO.workload, roles }).promptPerOutput).toBeNull();
});

describe('gaps', () => {
  const swarm = swarmOf(BASE_SCENARIO.workload);

  test('fewer outlast a longer window, from one second to one day', () => {
    const points = gapCurve(swarm);
    expect(points[0]?.windowSeconds).toBe(1);
    expect(points.at(-1)?.windowSeconds).toBeCloseTo(86_400, 6);
    points.slice(1).forEach(({ outlastingRatios }, i) => {
      outlastingRatios.forEach((ratio, role) =>
        expect(ratio).toBeLessThanOrEqual(points[i]?.outlastingRatios[role] ?? 0),
      );
    });
  });

  test('marks what the offer sells and the warehouse, shortest first', () => {
    const marks = gapMarks({ swarm, offer: CORE_BOOK.offerById('anthropic/claude-opus-5-5'), retentionSeconds: 1_800 });
    expect(marks.map(({ kind, windowSeconds }) => [kind, windowSeconds])).toEqual([
      ['ttl', 300],
      ['warehouse', 1_800],
      ['ttl', 3_600],
    ]);
    expect(marks[0]?.outlastingRatios[0]).toBeCloseTo(0.048, 3);
  });

  test('an offer that is unknown sells no window', () => {
    expect(gapMarks({ swarm, offer: undefined, retentionSeconds: 0 })).toEqual([
      { kind: 'warehouse', windowSeconds: 0, outlastingRatios: [1, 1], assumed: false },
    ]);
  });
});
