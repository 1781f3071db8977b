import { describe, expect, it } from 'vitest';
import { fact } from '../../domain/fact.ts';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterPlan } from './cluster-view.ts';
import { keepCosts, type KeepCosts } from './keep-costs.ts';
import { warehouseOf } from './prompt-of-plan.ts';
import { planWith, withWarehouse } from './testing/plan.ts';

const llama = planWith();

function costs({ plan = llama, ...cluster }: Partial<Scenario['cluster']> & { plan?: ClusterPlan } = {}): KeepCosts {
  const found = keepCosts({
    scenario: { cluster: { ...BASE_SCENARIO.cluster, fillRatio: 1, ...cluster } },
    plan,
  });
  if ('missing' in found) throw new Error(found.missing);
  return found;
}

function withNodeBandwidth({ plan, bytesPerSecond }: { plan: ClusterPlan; bytesPerSecond: number }): ClusterPlan {
  return {
    ...plan,
    tiers: plan.tiers.map((tier) =>
      tier.role === 'warehouse' ? { ...tier, bytesPerSecondPerNode: bytesPerSecond } : tier,
    ),
  };
}

/** A million tokens. */
const M = 1e6;

describe('Llama 3.1 70B on four H100s at $2, 16,384 tokens, from 56 GB/s', () => {
  it('costs $0.171 computed, $0.0130 read, $0.0655 worn and $0.00682 an hour kept', () => {
    const { recomputeUsdPerToken, readUsdPerToken, wearUsdPerToken, rentUsdPerTokenSecond } = costs();
    // 1.2614 s × $8 ÷ 3,600 ÷ 16,384; 327,680 B ÷ 56 GB/s of the same; × $0.0002 a GB; × $0.0152 a GB ÷ 730.
    expect(recomputeUsdPerToken * M).toBeCloseTo((1.2614 * 8 * M) / 3_600 / 16_384, 4);
    expect(readUsdPerToken * M).toBeCloseTo(((327_680 / 56e9) * 8 * M) / 3_600, 9);
    expect(wearUsdPerToken * M).toBeCloseTo(0.065_536, 9);
    expect(rentUsdPerTokenSecond * 3_600 * M).toBeCloseTo((0.327_68 * 0.0152) / 730 / 1e-3, 9);
  });

  it('is rented by what is filled, with its licence', () => {
    expect(costs({ fillRatio: 0.5 }).rentUsdPerTokenSecond / costs().rentUsdPerTokenSecond).toBeCloseTo(2, 12);
    const licensed = costs({ licenceUsdPerGbMonth: 0.0152 });
    expect(licensed.rentUsdPerTokenSecond / costs().rentUsdPerTokenSecond).toBeCloseTo(2, 12);
  });

  it('reads for nothing where loading hides, and wears a token that is taken in whatever share is', () => {
    expect(costs({ overlapRatio: 1 }).readUsdPerToken).toBe(0);
    expect(costs({ admitRatio: 0.5 }).wearUsdPerToken).toBe(costs().wearUsdPerToken);
  });

  it('reads for a node’s hour at the node’s bandwidth: two instances that share 56 GB/s pay twice as much', () => {
    // Eight accelerators at $2 for 327,680 B ÷ 56 GB/s, a quarter of it hidden.
    const shared = withNodeBandwidth({ plan: llama, bytesPerSecond: 56e9 });
    expect(costs({ plan: shared }).readUsdPerToken * M).toBeCloseTo(0.026_01, 5);
    expect(costs({ plan: shared, overlapRatio: 0.25 }).readUsdPerToken * M).toBeCloseTo(0.026_01 * 0.75, 5);
  });

  it('computes with what computes one prompt: a rank of four takes a quarter of the hour for four times as long', () => {
    const ranks = { ...llama, instance: { ...llama.instance, attention: 'data', promptGpus: 1 } } as const;
    expect(costs({ plan: ranks }).recomputeUsdPerToken / costs().recomputeUsdPerToken).toBeCloseTo(1, 12);
    expect(costs({ plan: ranks }).readUsdPerToken).toBe(costs().readUsdPerToken);
  });

  it('pays a seller for what is moved', () => {
    const { tier } = warehouseOf(llama);
    const fee = (usd: number) => fact(usd, { kind: 'published', source: 'a list', checkedOn: '2026-11-21' });
    const plan = withWarehouse({
      plan: llama,
      tier: tier && { ...tier, usdPerGbRead: fee(0.01), usdPerGbWritten: fee(0.02) },
    });
    const paid = costs({ plan });
    expect((paid.readUsdPerToken - costs().readUsdPerToken) * M).toBeCloseTo(0.327_68 * 10, 9);
    expect((paid.wearUsdPerToken - costs().wearUsdPerToken) * M).toBeCloseTo(0.327_68 * 20, 9);
  });
});

it('names everything that is missing and counts nothing of it as 0', () => {
  const { tier } = warehouseOf(llama);
  const plan = withWarehouse({
    plan: planWith({ usdPerGpuHour: null }),
    path: null,
    usdPerGbMonth: null,
    tier: tier && { ...tier, licenceUsdPerGbMonth: null, wearUsdPerGbWritten: null },
  });
  expect(keepCosts({ scenario: BASE_SCENARIO, plan })).toEqual({
    missing:
      'Not known: what an hour of H100 SXM5 costs; a rent of Local NVMe pool in a GPU node; a licence of Local NVMe pool in a GPU node; what writing to Local NVMe pool in a GPU node wears off; how fast Local NVMe pool in a GPU node is.',
  });
});
