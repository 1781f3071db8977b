import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modelById } from '../../catalog/models/index.ts';
import { prefillFlops } from '../../domain/serving/prefill-flops.ts';
import { growthTokensPerTurn, promptTokens, tasksPerMonth, type Swarm } from '../../domain/swarm/swarm.ts';
import { compactionsOf, segmentAt } from '../../domain/swarm/segments.ts';
import { swarmOf } from '../../domain/swarm/workload.ts';
import { swarms } from '../../domain/testing/arbitraries.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { clusterDemand } from './demand.ts';
import { sampledPrompts, type SampledPrompt } from './demand-prompts.ts';

const BASE = swarmOf(BASE_SCENARIO.workload);

/** Every turn of every agent, one by one. */
function allPrompts(swarm: Swarm): readonly SampledPrompt[] {
  const tasks = tasksPerMonth(swarm);
  const ofMonth = Math.min(1, tasks);
  return swarm.roles.flatMap((role) => {
    const agents = tasks * role.agentsPerTask;
    return Array.from({ length: role.turnsPerAgent }, (_, turn): readonly SampledPrompt[] => {
      const contextTokens = promptTokens({ role, turn });
      const { segment, at } = segmentAt({ role, turn });
      if (turn > 0) {
        const freshTokens = at === 0 ? segment.ownTokens : growthTokensPerTurn(role);
        return [{ requestsPerMonth: agents, contextTokens, freshTokens }];
      }
      const own = role.firstInputTokens;
      return [
        { requestsPerMonth: ofMonth, contextTokens, freshTokens: contextTokens },
        { requestsPerMonth: tasks - ofMonth, contextTokens, freshTokens: own + role.taskPrefixTokens },
        { requestsPerMonth: agents - tasks, contextTokens, freshTokens: own },
      ];
    }).flat();
  });
}

const sumOver = (prompts: readonly SampledPrompt[], of: (prompt: SampledPrompt) => number): number =>
  prompts.reduce((sum, prompt) => sum + prompt.requestsPerMonth * of(prompt), 0);

describe('the demand of a swarm', () => {
  test('base by hand: 1,680 tasks, 1 and 50 agents, 20 and 13 turns', () => {
    const demand = clusterDemand({ swarm: BASE, peakToMeanRatio: null });
    const requests = 1_680 * (20 + 50 * 13);
    // Orchestrators 37,000 to 120,220 tokens, sub-agents 33,200 to 55,760: arithmetic series.
    const input = 1_680 * ((20 * (37_000 + 120_220)) / 2 + (50 * 13 * (33_200 + 55_760)) / 2);
    const first = 1_680 * (2_000 + 20_000 + 19 * 4_380 + 20_000 + 50 * (4_500 + 12 * 1_880)) + 15_000 + 8_700;
    expect(demand.requestsPerSecond).toBeCloseTo(requests / 2_628_000, 9);
    expect(demand.inputTokensPerMonth).toBeCloseTo(input, 3);
    expect(demand.outputTokensPerMonth).toBeCloseTo(requests * 440, 3);
    expect(demand.promptTokens).toBeCloseTo(input / requests, 9);
    expect(demand.freshRatio).toBeCloseTo(first / input, 12);
    // 730 ÷ (21 × 8).
    expect(demand.peakToMeanRatio).toBeCloseTo(4.3452, 4);
    expect(demand.isPeakGiven).toBe(false);
  });

  test('a peak that is given stands; a service that never closes has none of its own', () => {
    expect(clusterDemand({ swarm: BASE, peakToMeanRatio: 2 })).toMatchObject({ peakToMeanRatio: 2, isPeakGiven: true });
    const always = { ...BASE, daysPerMonth: 365 / 12, hoursPerDay: 24 };
    expect(clusterDemand({ swarm: always, peakToMeanRatio: null }).peakToMeanRatio).toBeCloseTo(1, 12);
    // 31 days of 24 h are more than a month of 730: never below the mean.
    expect(clusterDemand({ swarm: { ...always, daysPerMonth: 31 }, peakToMeanRatio: null }).peakToMeanRatio).toBe(1);
  });
});

describe('prompts that stand for all', () => {
  test('thirteen turns from 10,000 growing by 1,000 are the first and six lengths of weight 2', () => {
    const [role] = BASE.roles;
    if (!role) throw new Error('No role');
    const one = {
      ...role,
      turnsPerAgent: 13,
      sharedPrefixTokens: 0,
      taskPrefixTokens: 0,
      firstInputTokens: 10_000,
      inputTokensPerTurn: 560,
      compaction: null,
    };
    const prompts = sampledPrompts({ ...BASE, people: 1, tasksPerPersonPerDay: 1, daysPerMonth: 1, roles: [one] });
    expect(prompts.map(({ requestsPerMonth }) => requestsPerMonth)).toEqual([1, 2, 2, 2, 2, 2, 2]);
    expect(prompts[0]).toEqual({ requestsPerMonth: 1, contextTokens: 10_000, freshTokens: 10_000 });
    expect(prompts[1]?.contextTokens).toBeCloseTo(12_500 - 1_118.03, 1);
    expect(prompts[2]?.contextTokens).toBeCloseTo(12_500 + 1_118.03, 1);
  });

  test('have the requests, tokens, first touches and squares of every turn, at most 23 a role', () => {
    fc.assert(
      fc.property(swarms, (swarm) => {
        const few = sampledPrompts(swarm);
        const all = allPrompts(swarm);
        expect(few.length).toBeLessThanOrEqual(23 * swarm.roles.length);
        for (const of of [
          () => 1,
          ({ contextTokens }: SampledPrompt) => contextTokens,
          ({ freshTokens }: SampledPrompt) => freshTokens,
          ({ contextTokens }: SampledPrompt) => contextTokens ** 2,
          ({ contextTokens, freshTokens }: SampledPrompt) => (contextTokens - freshTokens) ** 2,
        ])
          expect(sumOver(few, of) / Math.max(1e-9, sumOver(all, of))).toBeCloseTo(sumOver(all, of) > 0 ? 1 : 0, 9);
        const demand = clusterDemand({ swarm, peakToMeanRatio: null });
        const input = sumOver(few, ({ contextTokens }) => contextTokens);
        expect(input / demand.inputTokensPerMonth).toBeCloseTo(1, 9);
        expect(sumOver(few, ({ freshTokens }) => freshTokens) / input).toBeCloseTo(demand.freshRatio, 9);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['DeepSeek-V3', 1e-9],
    ['Meta-Llama-3.1-70B', 1e-9],
    ['DeepSeek-V3.2', 0.002],
    ['GLM-5.2', 0.002],
    ['gpt-oss-120b', 0.002],
    ['DeepSeek-V4-Flash', 0.002],
    // Chunks make a saw of it.
    ['Llama-4-Scout-17B-16E-Instruct', 0.01],
  ])('have the FLOPs of every turn of %s to %f', (id, most) => {
    const groups = modelById(id)?.groups.value;
    if (!groups) throw new Error(`No ${id}`);
    const flops = (contextTokens: number): number =>
      prefillFlops({ groups, activeParameters: 1e10, contextTokens }).totalFlops;
    for (const of of [
      ({ contextTokens }: SampledPrompt) => flops(contextTokens),
      ({ contextTokens, freshTokens }: SampledPrompt) => flops(contextTokens) - flops(contextTokens - freshTokens),
    ]) {
      const ratio = sumOver(sampledPrompts(BASE), of) / sumOver(allPrompts(BASE), of);
      expect(Math.abs(ratio - 1)).toBeLessThan(most);
    }
  });

  test('hold where histories are compacted', () => {
    const roles = BASE.roles.map((role) => ({ ...role, compaction: { atTokens: 60_000, toTokens: 5_000 } }));
    expect(roles.map(compactionsOf).some((times) => times > 1)).toBe(true);
    const swarm = { ...BASE, roles };
    const squares = ({ contextTokens }: SampledPrompt): number => contextTokens ** 2;
    expect(sumOver(sampledPrompts(swarm), squares) / sumOver(allPrompts(swarm), squares)).toBeCloseTo(1, 9);
  });
});
