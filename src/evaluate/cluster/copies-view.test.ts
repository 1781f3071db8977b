import { describe, expect, it } from 'vitest';
import { hitRatioOf } from '../../domain/retention/ceiling.ts';
import { idealReach, splitTokens } from '../../domain/retention/token-split.ts';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import { copiesOf } from './copies-view.ts';
import { swarmOfScenario } from './swarm-of-scenario.ts';
import { evaluationWith } from './testing/evaluation.ts';
import { DEEPSEEK_PARTS, planWith, type PlanParts } from './testing/plan.ts';

function copies({ affinityRatio = 1, ...parts }: Partial<PlanParts> & { affinityRatio?: number }) {
  return copiesOf({
    scenario: { ...BASE_SCENARIO, cluster: { ...BASE_SCENARIO.cluster, affinityRatio } },
    evaluation: evaluationWith({
      plan: planWith(parts),
      windowSeconds: { hbm: 20, dram: 200, warehouse: 3_600 },
    }),
  });
}

describe('ranks', () => {
  it('hold eight copies of a latent cache, two of four KV heads at TP8, one of eight', () => {
    const latent = copies(DEEPSEEK_PARTS).ranks;
    expect(latent.copies).toBe(8);
    expect(latent.storedBytes).toBe(70_272 * 40_000);
    expect(copies({ modelId: 'Qwen3-235B-A22B', gpus: 8, mfuRatio: 0.3 }).ranks.copies).toBe(2);
    expect(copies({}).ranks.copies).toBe(1);
  });

  it('are at most eight to a stage', () => {
    expect(copies({ ...DEEPSEEK_PARTS, gpus: 16 }).ranks.copies).toBe(8);
  });
});

describe('a warehouse that all nodes reach, against one on each', () => {
  it('serves what the closed form says of its window', () => {
    const { swarm, reuse } = swarmOfScenario(BASE_SCENARIO);
    const splits = splitTokens({ swarm, reuse, reach: idealReach(3_600), thresholds: [] });
    expect(copies({}).sharedHitRatio).toBeCloseTo(hitRatioOf(splits), 9);
  });

  it('serves no less, and more the less requests return to their node', () => {
    const many = { ...DEEPSEEK_PARTS, requestsPerSecond: 20 };
    const without = copies({ ...many, affinityRatio: 0 });
    const half = copies({ ...many, affinityRatio: 0.5 });
    const all = copies({ ...many, affinityRatio: 1 });
    expect(without.nodes).toBeGreaterThan(4);
    expect(without.perNodeHitRatio).toBeLessThan(half.perNodeHitRatio);
    expect(half.perNodeHitRatio).toBeLessThan(all.perNodeHitRatio);
    expect(all.perNodeHitRatio).toBeLessThanOrEqual(all.sharedHitRatio);
    expect(without.missAmplification).toBeCloseTo((1 - without.perNodeHitRatio) / (1 - without.sharedHitRatio), 9);
    expect(without.missAmplification).toBeGreaterThan(1);
  });
});
