import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { magnitudes } from '../../domain/testing/arbitraries.ts';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterEvaluation, ClusterPlan } from './cluster-view.ts';
import { lossMap, whereItLoses } from './losses.ts';
import { crossoverOfPlan } from './numbers.ts';
import { warehouseOf } from './prompt-of-plan.ts';
import { evaluationWith } from './testing/evaluation.ts';
import { DEEPSEEK_PARTS, planWith, withWarehouse } from './testing/plan.ts';

const scenario: Scenario = {
  ...BASE_SCENARIO,
  warehouse: { ...BASE_SCENARIO.warehouse, retentionSeconds: 1_800 },
};
const llama = planWith();

function at({ plan = llama, bytesPerSecond }: { plan?: ClusterPlan; bytesPerSecond: number }): ClusterPlan {
  const { path } = warehouseOf(plan);
  const reached = withWarehouse({ plan, path: path && { ...path, bytesPerSecond } });
  // Two instances of four share a node, each with a path of its own.
  const bytesPerSecondPerNode = bytesPerSecond * plan.instance.perNode;
  return {
    ...reached,
    tiers: reached.tiers.map((tier) => (tier.role === 'warehouse' ? { ...tier, bytesPerSecondPerNode } : tier)),
  };
}

const reasons = (evaluation: ClusterEvaluation, changed: Partial<Scenario['cluster']> = {}): string =>
  whereItLoses({
    scenario: { ...scenario, cluster: { ...scenario.cluster, ...changed } },
    evaluation,
  }).reasons.join('\n');

describe('the map', () => {
  it('has at most 24 lengths and 16 bandwidths, falls with both, and crosses 1 at N*', () => {
    for (const plan of [llama, planWith(DEEPSEEK_PARTS)]) {
      const { contextTokens, bytesPerSecond, ratios } = lossMap(plan);
      expect(contextTokens.length).toBeLessThanOrEqual(24);
      expect(bytesPerSecond.length).toBeLessThanOrEqual(16);
      ratios.forEach((row, i) => {
        expect(row).toHaveLength(contextTokens.length);
        row.forEach((ratio, k) => {
          expect(ratio).toBeLessThanOrEqual((ratios[i - 1]?.[k] ?? Infinity) * (1 + 1e-12));
          const crossing = crossoverOfPlan(at({ plan, bytesPerSecond: bytesPerSecond[i] ?? 1 }));
          const length = contextTokens[k] ?? 0;
          if (crossing?.status === 'never') expect(ratio).toBeGreaterThanOrEqual(1);
          if (crossing?.status === 'value') expect(ratio < 1).toBe(length > crossing.value);
        });
      });
    }
  });

  it('is load ÷ recompute, by hand', () => {
    const { contextTokens, bytesPerSecond, ratios } = lossMap(llama);
    // The last length is 131,072: 2 × 68.452e9 × n + 80 × 2 × 64 × 256 × n² ÷ 2 FLOP; the last bandwidth 1 TB/s.
    const n = 131_072;
    const compute = 0.01 + (2 * 68.452e9 * n + (80 * 2 * 64 * 256 * n * n) / 2) / (4 * 989e12 * 0.52);
    expect(contextTokens.at(-1)).toBeCloseTo(n, 6);
    expect(bytesPerSecond.at(-1)).toBeCloseTo(1e12, 0);
    expect(ratios.at(-1)?.at(-1)).toBeCloseTo((0.02 + (327_680 * n) / 1e12) / compute, 5);
  });

  it('says where this workload stands', () => {
    const { here } = whereItLoses({ scenario, evaluation: evaluationWith({ plan: llama }) });
    expect(here).toEqual({ contextTokens: 16_384, bytesPerSecond: 56e9 });
    const unknown = evaluationWith({ plan: withWarehouse({ plan: llama, path: null }) });
    expect(whereItLoses({ scenario, evaluation: unknown }).here.bytesPerSecond).toBeNull();
    expect(reasons(unknown)).toContain('is not known, so nothing is loaded from it');
  });
});

describe('what loses here', () => {
  const busy = evaluationWith({ plan: llama, retentionSeconds: 1_800 });

  it('is nothing where nothing does', () => {
    expect(reasons(busy)).toBe('');
  });

  it('a tier slower than computing, with both times', () => {
    const slow = evaluationWith({ plan: at({ bytesPerSecond: 1e9 }), retentionSeconds: 1_800 });
    // 5.37 GB at 1 GB/s and 20 ms; 1.27 s computed.
    expect(reasons(slow)).toContain('a prompt of 16,384 tokens loads in 5.4 s and computes in 1.3 s.');
    expect(reasons(slow)).toContain('Keeping prefixes does not pay at any retention.');
  });

  it('a tier that one instance gains from and a whole node does not', () => {
    const evaluation = evaluationWith({ plan: llama, retentionSeconds: 1_800 });
    const shared: ClusterEvaluation = {
      ...evaluation,
      rungs: evaluation.rungs.map((rung) => ({
        ...rung,
        tiers: rung.tiers.map((tier) => ({ ...tier, isSlower: tier.role === 'warehouse' })),
      })),
    };
    expect(reasons(shared)).toContain('slower than computing when all instances of a node load from it');
  });

  it('a retention far beyond T*, and a rent or an hour that is not known', () => {
    const long = evaluationWith({ plan: llama, retentionSeconds: 30 * 86_400 });
    expect(reasons(long)).toMatch(
      /Prefixes are kept for 30 days; beyond [\d.]+ (minutes|hours) they cost more in rent than they save: \$[\d,]+ a month/,
    );
    const unpriced = evaluationWith({ plan: { ...llama, usdPerGpuHour: null }, retentionSeconds: 1_800 });
    expect(reasons(unpriced)).toContain('Whether keeping pays cannot be told. Not known: what an hour of H100 SXM5');
    expect(reasons(unpriced)).toContain('no price is known for accelerators.');
    // Nothing missing is a loss or a gain in dollars.
    expect(reasons(unpriced)).not.toContain('$');
  });

  it('a promise that no number of nodes keeps', () => {
    const broken: ClusterEvaluation = {
      ...busy,
      rungs: busy.rungs.map((rung) =>
        rung.id === 'warehouse'
          ? {
              ...rung,
              rung: {
                ...rung.rung,
                figures: null,
                sizing: { status: 'unreachable', constraints: [], reason: 'One node does not hold a single sequence.' },
              },
            }
          : rung,
      ),
    };
    expect(reasons(broken)).toBe('No number of nodes serves the load. One node does not hold a single sequence.');
  });

  it('a warehouse dearer than what it saves', () => {
    const dear = evaluationWith({ plan: llama, warehouseUsdPerMonth: 1e6, retentionSeconds: 1_800 });
    expect(reasons(dear)).toMatch(/the fleet costs \$[\d,]+ a month more than without/);
  });

  it('a first token that comes later', () => {
    const path = warehouseOf(llama).path;
    const late = evaluationWith({
      plan: withWarehouse({ plan: llama, path: path && { ...path, floorSeconds: 30 } }),
      loads: 'always',
      retentionSeconds: 1_800,
    });
    expect(reasons(late)).toContain('The first token comes after');
  });

  it('a fleet hardly used, and the penalty where one is set', () => {
    const idle = evaluationWith({ plan: planWith({ requestsPerSecond: 0.01 }), retentionSeconds: 1_800 });
    expect(reasons(idle)).toContain('was measured to cost 12 % of output');
    expect(reasons(idle, { lowLoadPenaltyRatio: 0.123 })).toContain('Moving caches out takes 12 % of the throughput');
  });
});

it('never says a tier is slower where the map has it faster, nor the other way round', () => {
  fc.assert(
    fc.property(magnitudes(1e8, 1e12), (bytesPerSecond) => {
      const evaluation = evaluationWith({ plan: at({ bytesPerSecond }), retentionSeconds: 1_800 });
      const crossing = crossoverOfPlan(evaluation.plan);
      const loses = crossing?.status === 'never' || (crossing && 'value' in crossing && crossing.value > 16_384);
      expect(reasons(evaluation).includes('is slower than computing')).toBe(Boolean(loses));
    }),
    { numRuns: 30 },
  );
});
