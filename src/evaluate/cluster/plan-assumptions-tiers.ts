import { USABLE_NIC_RATIO } from '../../catalog/cluster-stand-in.ts';
import { CATALOG_REVISION } from '../../catalog/revision.ts';
import type { Fact } from '../../domain/fact.ts';
import { rentOn, type StorageTier } from '../../domain/warehouse/tier.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { isReachedOverNetwork } from './cluster-tiers.ts';
import type { ClusterAssumption, PlannedTier } from './cluster-view.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { chosen, fromFact, given, type AssumedPlan } from './assumption.ts';
import { ofCluster } from './plan-assumptions-operation.ts';

/** What tiers hold, bring and cost. */
export function tierAssumptions({ scenario, plan }: AssumedPlan): readonly ClusterAssumption[] {
  return plan.tiers.flatMap((planned) => {
    if (planned.role === 'hbm' || !planned.tier) return [];
    const isDram = planned.role === 'dram';
    const key = isDram ? 'dramTierId' : 'warehouseTierId';
    return [
      chosen({
        field: `cluster.${key}`,
        label: isDram ? 'Memory of the node' : 'The warehouse is made of',
        value: planned.name,
        unit: null,
        isFirst: scenario.cluster[key] === BASE_SCENARIO.cluster[key],
      }),
      ...(isDram ? dramRoom({ scenario, tier: planned.tier }) : []),
      ...speedOf({ scenario, planned, tier: planned.tier }),
      ...(isDram && !scenario.cluster.isDramPaid ? [] : [rentAssumption({ scenario, planned, tier: planned.tier })]),
      ...(isDram ? [] : warehouseUse({ scenario, planned, tier: planned.tier })),
    ];
  });
}

function dramRoom({ scenario, tier }: { scenario: Scenario; tier: StorageTier }): readonly ClusterAssumption[] {
  const field = 'cluster.dramBytesPerNode';
  const label = 'Memory for cache per node';
  const { dramBytesPerNode } = scenario.cluster;
  return [
    dramBytesPerNode === null
      ? fromFact({ field, label, fact: tier.perNode.capacityBytes?.low ?? null, unit: 'bytes' })
      : given({ field, label, value: dramBytesPerNode, unit: 'bytes', provenance: null }),
  ];
}

function speedOf({
  scenario,
  planned,
  tier,
}: {
  scenario: Scenario;
  planned: PlannedTier;
  tier: StorageTier;
}): readonly ClusterAssumption[] {
  const isGiven = planned.role === 'warehouse' && scenario.cluster.warehouseBytesPerSecond !== null;
  const field = planned.role === 'warehouse' ? 'cluster.warehouseBytesPerSecond' : 'cluster.dramTierId';
  return [
    given({
      field,
      label: `Bandwidth of ${planned.name} to a node`,
      value: planned.bytesPerSecondPerNode,
      unit: 'bytesPerSecond',
      provenance: isGiven ? null : { ...bandwidthSource(tier), note: planned.limit },
    }),
    fromFact({
      field: null,
      label: `Until a fetch from ${planned.name} begins`,
      fact: tier.fetchFloorSeconds?.typical ?? null,
      unit: 'seconds',
    }),
  ];
}

/** The bandwidth is the least of several; the tier's own figure is the one to look at first. */
function bandwidthSource(tier: StorageTier): Pick<Fact<number>, 'kind' | 'source' | 'checkedOn'> {
  const range = tier.perNode.readBytesPerSecond ?? tier.read.effectiveBytesPerSecond ?? tier.read.ratedBytesPerSecond;
  const perGpu = tier.readPerGpu.effectiveBytesPerSecond ?? tier.readPerGpu.ratedBytesPerSecond;
  const fact = (range ?? perGpu)?.low ?? tier.deviceLatencySeconds;
  return fact
    ? { kind: fact.kind, source: fact.source, checkedOn: fact.checkedOn }
    : { kind: 'assumed', source: 'No bandwidth of it is known', checkedOn: CATALOG_REVISION };
}

function rentAssumption({
  scenario,
  planned,
  tier,
}: {
  scenario: Scenario;
  planned: PlannedTier;
  tier: StorageTier;
}): ClusterAssumption {
  const rent = rentOn({ rents: tier.rents, day: scenario.asOf });
  const label = `A GB-month of ${planned.name}`;
  const own = planned.role === 'warehouse' ? scenario.cluster.warehouseUsdPerGbMonth : null;
  const field = planned.role === 'warehouse' ? 'cluster.warehouseUsdPerGbMonth' : null;
  return own === null
    ? fromFact({ field, label, fact: rent?.usdPerGbMonth.high ?? null, unit: 'usdPerGbMonth' })
    : given({ field, label, value: own, unit: 'usdPerGbMonth', provenance: null });
}

function warehouseUse({
  scenario: { cluster, warehouse },
  planned,
  tier,
}: {
  scenario: Scenario;
  planned: PlannedTier;
  tier: StorageTier;
}): readonly ClusterAssumption[] {
  const hasCards = isReachedOverNetwork({ tier, sharing: cluster.warehouseSharing });
  return [
    fromFact({
      field: null,
      label: `Wear of a GB written to ${planned.name}, USD`,
      fact: tier.wearUsdPerGbWritten,
      unit: 'usd',
    }),
    chosen({
      field: 'warehouse.retentionSeconds',
      label: 'Kept after its last use',
      value: warehouse.retentionSeconds,
      unit: 'seconds',
      isFirst: warehouse.retentionSeconds === BASE_SCENARIO.warehouse.retentionSeconds,
    }),
    licence({ cluster, tier }),
    ...(hasCards
      ? [
          ofCluster({ cluster, key: 'nicBytesPerSecond', label: 'A network card', unit: 'bytesPerSecond' }),
          fromFact({ field: null, label: 'Share of it that is reached', fact: USABLE_NIC_RATIO, unit: 'ratio' }),
          ofCluster({ cluster, key: 'usdPerNicMonth', label: 'A network card with its port', unit: 'usdPerMonth' }),
        ]
      : []),
    ofCluster({ cluster, key: 'fillRatio', label: 'Fill', unit: 'ratio' }),
    ofCluster({ cluster, key: 'admitRatio', label: 'New prefixes taken in, chosen at random', unit: 'ratio' }),
    ofCluster({ cluster, key: 'overlapRatio', label: 'Loading hidden behind other work', unit: 'ratio' }),
    ofCluster({ cluster, key: 'affinityRatio', label: 'Sessions that return to their node', unit: 'ratio' }),
    ofCluster({ cluster, key: 'lowLoadPenaltyRatio', label: 'Throughput lost to moving caches out', unit: 'ratio' }),
  ];
}

function licence({ cluster, tier }: { cluster: Scenario['cluster']; tier: StorageTier }): ClusterAssumption {
  const field = 'cluster.licenceUsdPerGbMonth';
  const label = 'Licence of a GB-month';
  return cluster.licenceUsdPerGbMonth !== null
    ? given({ field, label, value: cluster.licenceUsdPerGbMonth, unit: 'usdPerGbMonth', provenance: null })
    : fromFact({ field, label, fact: tier.licenceUsdPerGbMonth, unit: 'usdPerGbMonth' });
}
