import type { Provenance } from '../../../../domain/fact.ts';
import { rentOn } from '../../../../domain/warehouse/tier.ts';
import type { ClusterPlan } from '../../../../evaluate/cluster/cluster-view.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { assumptionOf } from '../../cluster/cluster-words.ts';
import type { BillPart } from './bill-lines.ts';

/** Where the price of a part comes from; `null` where the visitor gave it or nothing is known of it. */
export function priceSource({
  part,
  plan,
  scenario: { cluster, asOf },
}: {
  part: BillPart;
  plan: ClusterPlan;
  scenario: Pick<ScenarioState['scenario'], 'cluster' | 'asOf'>;
}): Provenance | null {
  const ofField = (field: string): Provenance | null => assumptionOf({ plan, field })?.provenance ?? null;
  const tier = plan.tiers.find(({ role }) => role === 'warehouse')?.tier ?? null;
  switch (part) {
    case 'accelerators':
      return ofField('cluster.usdPerGpuHour');
    case 'nics':
      return ofField('cluster.usdPerNicMonth');
    case 'rent':
      if (cluster.warehouseUsdPerGbMonth !== null) return null;
      return (tier && rentOn({ rents: tier.rents, day: asOf })?.usdPerGbMonth.high) ?? null;
    case 'wear':
      return tier?.wearUsdPerGbWritten ?? null;
    case 'licence':
      return cluster.licenceUsdPerGbMonth !== null ? null : (tier?.licenceUsdPerGbMonth ?? null);
    case 'memory':
    case 'fees':
    case 'power':
      return null;
  }
}
