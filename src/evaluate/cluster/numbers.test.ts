import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prefillSeconds } from '../../domain/serving/prefill-time.ts';
import { between, magnitudes } from '../../domain/testing/arbitraries.ts';
import type { Verdict } from '../../domain/warehouse/verdict.ts';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterPlan } from './cluster-view.ts';
import { keepCosts } from './keep-costs.ts';
import { bestRetentionOf, clusterNumbers, usdKept } from './numbers.ts';
import { promptOfPlan, warehouseOf } from './prompt-of-plan.ts';
import { swarmOfScenario } from './swarm-of-scenario.ts';
import { DEEPSEEK_PARTS, planWith, withWarehouse } from './testing/plan.ts';

const scenario: Scenario = { ...BASE_SCENARIO, cluster: { ...BASE_SCENARIO.cluster, fillRatio: 1 } };
const numbersOf = (plan: ClusterPlan) => clusterNumbers({ scenario, plan });
const valueOf = (verdict: Verdict | null): number => (verdict && 'value' in verdict ? verdict.value : Number.NaN);
const pathOf = (plan: ClusterPlan) => {
  const { path } = warehouseOf(plan);
  if (!path) throw new Error('no path');
  return path;
};
const ofNode = ({ plan, bytesPerSecond }: { plan: ClusterPlan; bytesPerSecond: number }): ClusterPlan => ({
  ...plan,
  tiers: plan.tiers.map((tier) =>
    tier.role === 'warehouse' ? { ...tier, bytesPerSecondPerNode: bytesPerSecond } : tier,
  ),
});
const knownCosts = (plan: ClusterPlan) => {
  const costs = keepCosts({ scenario, plan });
  if ('missing' in costs) throw new Error(costs.missing);
  return costs;
};

const llama = planWith();
const deepseek = planWith(DEEPSEEK_PARTS);

describe('by hand', () => {
  it('Llama 3.1 70B on four H100s, 16,384 tokens: B* 4.26 GB/s', () => {
    // Prefill 2 × 68.452e9 × 16,384 + 80 × 2 × 64 × 256 × 16,384² ÷ 2 = 2.5948e15 FLOP; ÷ (4 × 989e12 × 0.52) = 1.2614 s.
    const { criticalBytesPerSecond, tierBytesPerSecond } = numbersOf(llama);
    const work = 2 * 68.452e9 * 16_384 + (80 * 2 * 64 * 256 * 16_384 ** 2) / 2;
    expect(valueOf(criticalBytesPerSecond)).toBeCloseTo((327_680 * 16_384) / (work / (4 * 989e12 * 0.52)), -7);
    expect(valueOf(criticalBytesPerSecond) / 1e9).toBeCloseTo(4.26, 2);
    // Eight PCIe 4 drives of 7 GB/s.
    expect(tierBytesPerSecond).toBe(56e9);
  });

  it('τ of the same: $0.171 a million computed, less reading and wear, over $0.0068 an hour: 13.6 hours', () => {
    // An instance costs $8 an hour and prefills 12,988 tokens a second: $0.171 a million. Reading takes b ÷ 56 GB/s of it:
    // $0.0130. Wear is 327,680 B × $0.0002 a GB: $0.0655. Rent is 327,680 B × $0.0152 ÷ 730 h: $0.00682 a million and hour.
    const hours = (0.1711 - 0.013 - 0.0655) / 0.006_823;
    expect(valueOf(numbersOf(llama).breakEvenSeconds) / 3_600).toBeCloseTo(hours, 1);
  });

  it('DeepSeek-V3 on eight H800s at the MFU and the mean length of its published day: B* 2.3 GB/s', () => {
    const day = planWith({ ...DEEPSEEK_PARTS, acceleratorId: 'h800', promptTokens: 4_989 });
    // 70,272 B a token × the 32,200 tokens a second that were published.
    expect(valueOf(numbersOf(day).criticalBytesPerSecond) / (70_272 * 32_200)).toBeCloseTo(1, 1);
    // Dense attention makes longer prompts dearer: on eight H200s at 40,000 tokens it is less than half of that.
    expect(valueOf(numbersOf(deepseek).criticalBytesPerSecond) / 1e9).toBeCloseTo(1.11, 2);
  });
});

it('speaks of one rank and its path where that computes a prompt alone', () => {
  // A fourth of the accelerators compute a fourth as fast: B* is 4.26 ÷ 4 GB/s, and is held against what the rank is reached at.
  const path = pathOf(llama);
  const ranks: ClusterPlan = {
    ...llama,
    instance: { ...llama.instance, attention: 'data', promptGpus: 1 },
    tiers: llama.tiers.map((tier) =>
      tier.role === 'warehouse' ? { ...tier, promptPath: { ...path, bytesPerSecond: 14e9 } } : tier,
    ),
  };
  const { criticalBytesPerSecond, tierBytesPerSecond, crossoverTokens, explanations } = numbersOf(ranks);
  expect(valueOf(criticalBytesPerSecond) * 4).toBeCloseTo(valueOf(numbersOf(llama).criticalBytesPerSecond), -3);
  expect(tierBytesPerSecond).toBe(14e9);
  const rate = explanations.critical?.terms.find(({ symbol }) => symbol === 'R');
  expect(rate?.meaning).toContain('by the 1 × H100 SXM5 that compute one prompt');
  // N* is of the same rank: below its B* it never crosses up to the model's context.
  const below: ClusterPlan = {
    ...ranks,
    tiers: ranks.tiers.map((tier) =>
      tier.role === 'warehouse' ? { ...tier, promptPath: { ...path, bytesPerSecond: 0.5e9 } } : tier,
    ),
  };
  expect(crossoverTokens?.status).toBe('value');
  expect(numbersOf(below).crossoverTokens?.status).toBe('never');
});

describe('regions', () => {
  it('never crosses on a tier below B*, and then no interval and no retention pays', () => {
    const reached = withWarehouse({ plan: llama, path: { ...pathOf(llama), bytesPerSecond: 1e9 } });
    // Two instances of four share the node.
    const slow = ofNode({ plan: reached, bytesPerSecond: 2e9 });
    const numbers = numbersOf(slow);
    expect(numbers.crossoverTokens?.status).toBe('never');
    expect(numbers.breakEvenSeconds?.status).toBe('never');
    expect(numbers.bestRetentionSeconds).toMatchObject({ status: 'never' });
    expect(numbers.explanations).toMatchObject({ crossover: null, breakEven: null, bestRetention: null });
  });

  it('always crosses without a floor, and keeps for ever what costs nothing to keep', () => {
    const free = withWarehouse({
      plan: llama,
      path: { ...pathOf(llama), floorSeconds: 0, bytesPerSecond: 1e15 },
      usdPerGbMonth: 0,
    });
    const { crossoverTokens, breakEvenSeconds, bestRetentionSeconds } = numbersOf(free);
    // The request's own floor is paid either way.
    expect(crossoverTokens?.status).toBe('always');
    expect(breakEvenSeconds?.status).toBe('always');
    expect(bestRetentionSeconds?.status).toBe('always');
  });

  it('names prices and speeds that are not known, and has no number that rests on them', () => {
    const noRent = numbersOf(withWarehouse({ plan: planWith({ usdPerGpuHour: null }), usdPerGbMonth: null }));
    expect(noRent).toMatchObject({ breakEvenSeconds: null, bestRetentionSeconds: null });
    expect(noRent.missing).toBe('Not known: what an hour of H100 SXM5 costs; a rent of Local NVMe pool in a GPU node.');
    expect(valueOf(noRent.crossoverTokens)).toBeGreaterThan(0);
    const noPath = numbersOf(withWarehouse({ plan: llama, path: null }));
    expect(noPath).toMatchObject({ crossoverTokens: null, tierBytesPerSecond: null, breakEvenSeconds: null });
    expect(valueOf(noPath.criticalBytesPerSecond)).toBe(valueOf(numbersOf(llama).criticalBytesPerSecond));
  });
});

describe('explanations', () => {
  const { explanations, ...numbers } = numbersOf(deepseek);
  const of = (name: keyof typeof explanations, symbol: string): number =>
    explanations[name]?.terms.find((term) => term.symbol === symbol)?.value ?? Number.NaN;

  it('come out at their values', () => {
    expect(of('critical', 'b') * of('critical', 'R')).toBeCloseTo(valueOf(numbers.criticalBytesPerSecond), 3);
    expect(of('crossover', 'ℓ') + of('crossover', 'bytes') / of('crossover', 'β')).toBeCloseTo(
      of('crossover', 't₀') +
        of('crossover', 'FLOPs') / (of('crossover', 'G') * of('crossover', 'F') * of('crossover', 'η')),
      6,
    );
    const saved = of('breakEven', 'compute') - of('breakEven', 'read') - of('breakEven', 'wear');
    expect((saved / of('breakEven', 'rent')) * 3_600).toBeCloseTo(valueOf(numbers.breakEvenSeconds), 3);
    expect((of('breakEven', 'p') * of('breakEven', 'G')) / (3_600 * of('breakEven', 'R'))).toBeCloseTo(
      of('breakEven', 'compute') / 1e6,
      12,
    );
    expect(
      ((of('breakEven', 'p') * of('breakEven', 'N')) / 3_600 / of('breakEven', 'β')) *
        of('breakEven', 'b') *
        (1 - of('breakEven', 'overlap')),
    ).toBeCloseTo(of('breakEven', 'read') / 1e6, 15);
    expect((of('breakEven', 'b') * of('breakEven', 's')) / 1e9 / 730).toBeCloseTo(of('breakEven', 'rent') / 1e6, 15);
    expect(explanations.bestRetention?.value).toBe(valueOf(numbers.bestRetentionSeconds));
  });

  it('say of an assumed price that it is assumed', () => {
    const rent = explanations.breakEven?.terms.find(({ symbol }) => symbol === 's');
    expect(rent?.provenance).toMatchObject({ kind: 'assumed' });
    const wear = explanations.breakEven?.terms.find(({ symbol }) => symbol === 'w');
    expect(wear?.provenance?.kind).toBe('assumed');
  });
});

describe('T*', () => {
  const worth = (plan: ClusterPlan, retentionSeconds: number): number =>
    usdKept({ scenario, costs: knownCosts(plan), retentionSeconds });

  it('counts reads saved less wear and rent', () => {
    const costs = { recomputeUsdPerToken: 3, readUsdPerToken: 1, wearUsdPerToken: 0.5, rentUsdPerTokenSecond: 0.001 };
    const { readTokens, writtenTokens, storedTokenSeconds } = swarmOfScenario(scenario).outcomeAt(3_600);
    expect(usdKept({ scenario, costs, retentionSeconds: 3_600 })).toBeCloseTo(
      2 * readTokens - 0.5 * writtenTokens - 0.001 * storedTokenSeconds,
      -3,
    );
    expect(usdKept({ scenario, costs, retentionSeconds: 0 })).toBe(0);
  });

  it('is worth more than any retention of a fine slow grid', () => {
    for (const plan of [llama, deepseek]) {
      const best = worth(plan, valueOf(numbersOf(plan).bestRetentionSeconds));
      for (let i = 0; i <= 200; i++)
        expect(worth(plan, 10 * (2_592_000 / 10) ** (i / 200))).toBeLessThanOrEqual(best * (1 + 1e-4));
    }
  });

  it('is never longer for dearer rent, and wear can take all of it', () => {
    const costs = knownCosts(deepseek);
    const retention = (factor: number): number =>
      valueOf(
        bestRetentionOf({
          scenario,
          costs: { ...costs, rentUsdPerTokenSecond: costs.rentUsdPerTokenSecond * factor },
        }),
      );
    expect(retention(10)).toBeLessThanOrEqual(retention(1) * 1.01);
    expect(retention(1)).toBeLessThanOrEqual(retention(0.1) * 1.01);
    const worn = bestRetentionOf({
      scenario,
      costs: { ...costs, wearUsdPerToken: 1e3 * costs.recomputeUsdPerToken },
    });
    expect(worn.status).toBe('never');
  });
});

it('agrees with itself: above B* a fast enough fetch pays at some length, below B* at none up to the mean prompt', () => {
  fc.assert(
    fc.property(magnitudes(1.2, 100), between(0.001, 0.3), (factor, floorSeconds) => {
      const critical = valueOf(numbersOf(llama).criticalBytesPerSecond);
      const at = (bytesPerSecond: number) =>
        clusterNumbers({
          scenario,
          plan: withWarehouse({
            plan: { ...llama, usdPerGpuHour: null },
            path: { ...pathOf(llama), floorSeconds, bytesPerSecond },
          }),
        }).crossoverTokens;
      const above = at(critical * factor);
      expect(above?.status === 'value' || above?.status === 'always').toBe(true);
      const below = at(critical / factor);
      if (below && 'value' in below) expect(below.value).toBeGreaterThan(llama.demand.promptTokens);
      if (above && 'value' in above && above.status === 'value') {
        // At N* both take as long.
        const prompt = promptOfPlan({ plan: llama, tier: warehouseOf(llama) });
        const flops = prompt.flops({ contextTokens: above.value }).totalFlops;
        const load = Math.max(0.01, floorSeconds) + prompt.bytes(above.value) / (critical * factor);
        expect(load / prefillSeconds({ flops, machine: llama.machine }).typical).toBeCloseTo(1, 6);
      }
    }),
    { numRuns: 40 },
  );
});
