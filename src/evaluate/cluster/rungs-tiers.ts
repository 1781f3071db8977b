import type { Bytes } from '../../domain/units.ts';
import { costLine } from '../../domain/warehouse/cost.ts';
import type { OperatorTier } from '../../domain/warehouse/operator.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { PlannedTier } from './cluster-view.ts';
import type { WorkedPlan } from './plan.ts';
import type { UsableTier } from './rungs-hits.ts';
import type { RungTerms } from './rungs.ts';
import { warehouseRoomTokens, warehouseWindowSeconds, type WarehouseTerms } from './warehouse-plan.ts';

export type TierRole = PlannedTier['role'];

/** A tier of which something is not known that no fleet can be sized without. */
export interface UnusableTier {
  readonly why: string;
}

const BYTES_PER_GB = 1e9;

/** Tiers with their room in tokens; how long they keep anything follows from it. */
export function usableTiers({
  scenario,
  worked,
  warehouse,
}: {
  scenario: Scenario;
  worked: WorkedPlan;
  warehouse: WarehouseTerms;
}): Readonly<Record<TierRole, UsableTier | UnusableTier>> {
  const { plan, instance } = worked;
  const { perNode, poolTokens } = instance.plan;
  const { cluster } = scenario;
  const planned = (role: TierRole): PlannedTier => {
    const found = plan.tiers.find((tier) => tier.role === role);
    if (!found) throw new Error(`A plan has a tier ${role}`);
    return found;
  };
  const withSpeed = (
    role: TierRole,
    rest: Pick<UsableTier, 'capacityTokensAt' | 'mostSeconds' | 'admitRatio' | 'cachesAt'>,
  ): UsableTier | UnusableTier => {
    const tier = planned(role);
    if (!tier.path || tier.bytesPerSecondPerNode === null)
      return { why: tier.why ?? `The bandwidth of ${tier.name} is not known.` };
    return {
      ...rest,
      planned: tier,
      bytesPerSecondPerNode: tier.bytesPerSecondPerNode,
      fetchFloorSeconds: Math.max(0, tier.path.floorSeconds - plan.machine.floorSeconds),
      overlapRatio: role === 'hbm' ? 0 : cluster.overlapRatio,
    };
  };
  const dramBytes = dramBytesPerNode({ cluster, dram: planned('dram') });
  const windowSeconds = warehouseWindowSeconds(warehouse);
  return {
    hbm: withSpeed('hbm', {
      capacityTokensAt: (nodes) => nodes * perNode * poolTokens,
      mostSeconds: Infinity,
      admitRatio: 1,
      cachesAt: (nodes) => Math.max(1, Math.round(nodes * perNode)),
    }),
    dram:
      dramBytes === null
        ? { why: `How much cache the memory of a node (${planned('dram').name}) holds is not known: give it.` }
        : withSpeed('dram', {
            capacityTokensAt: (nodes) => tokensIn({ bytes: nodes * dramBytes, tier: planned('dram') }),
            mostSeconds: Infinity,
            admitRatio: 1,
            cachesAt: (nodes) => nodes,
          }),
    warehouse: withSpeed('warehouse', {
      capacityTokensAt: (nodes) => warehouseRoomTokens({ terms: warehouse, nodes }),
      mostSeconds: windowSeconds,
      admitRatio: cluster.admitRatio,
      cachesAt: (nodes) => (cluster.warehouseSharing === 'shared' ? 1 : nodes),
    }),
  };
}

function tokensIn({ bytes, tier }: { bytes: Bytes; tier: PlannedTier }): number {
  if (bytes === 0) return 0;
  return tier.bytesPerToken > 0 ? bytes / tier.bytesPerToken : Infinity;
}

function dramBytesPerNode({ cluster, dram }: { cluster: Scenario['cluster']; dram: PlannedTier }): Bytes | null {
  return cluster.dramBytesPerNode ?? dram.tier?.perNode.capacityBytes?.low.value ?? null;
}

/** Memory of the node is part of what an accelerator is rented with, unless the scenario pays it apart. */
export function dramCost({ scenario, worked }: RungTerms): Pick<OperatorTier, 'costAt' | 'wattsAt'> {
  const { cluster } = scenario;
  const dram = worked.plan.tiers.find(({ role }) => role === 'dram');
  const bytes = dram ? dramBytesPerNode({ cluster, dram }) : null;
  const power = dram?.tier?.power ?? null;
  return {
    costAt: (nodes) =>
      cluster.isDramPaid
        ? [
            costLine({
              name: 'rent',
              quantity: ((bytes ?? 0) * nodes) / BYTES_PER_GB,
              usdEach: dram?.usdPerGbMonth ?? null,
            }),
          ]
        : [],
    wattsAt: (nodes) => {
      if (worked.prices.isWholeNode || bytes === 0) return 0;
      if (bytes === null || !power || power.ofBytes === null) return null;
      return ((bytes * nodes) / power.ofBytes) * power.watts.high.value;
    },
  };
}
