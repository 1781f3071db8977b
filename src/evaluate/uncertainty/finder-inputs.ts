import { WAREHOUSE_LIMITS } from '../../domain/field-limits.ts';
import { SECONDS_PER_DAY } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { planCluster } from '../cluster/evaluate-cluster.ts';
import { evaluateSpend } from '../spend.ts';
import type { Lens } from './figures.ts';
import { clusterFinders } from './finder-cluster.ts';
import { aroundNow, withScenario, type FinderInput } from './finder-input.ts';
import { priceFinders, purchaseFinders } from './finder-prices.ts';
import { workloadFinders } from './finder-workload.ts';
import type { Variation } from './variation.ts';

/** How long anybody keeps a cache: seconds to months. */
const RETENTION_REACH = { from: 10, to: 90 * SECONDS_PER_DAY } as const;

/**
 * Inputs whose break-even somebody asks for: "at what reuse, price or retention does warehousing stop paying?" None where the
 * scenario has no figures.
 */
export function finderInputs({ lens, ...variation }: Variation & { readonly lens: Lens }): readonly FinderInput[] {
  const { scenario, book } = variation;
  if (lens === 'run') {
    const plan = planCluster(scenario, book);
    return 'status' in plan
      ? []
      : [...clusterFinders({ scenario, plan }), retentionFinder(scenario), ...workloadFinders(scenario)].filter(
          isThere,
        );
  }
  const evaluation = evaluateSpend(scenario, book);
  if (evaluation.status !== 'ok' || evaluation.with.status !== 'priced') return [];
  return [
    retentionFinder(scenario),
    ...priceFinders({ scenario, evaluation }),
    ...workloadFinders(scenario),
    ...purchaseFinders({ variation, evaluation }),
  ].filter(isThere);
}

function isThere(input: FinderInput | null): input is FinderInput {
  return input !== null;
}

function retentionFinder({ warehouse }: Scenario): FinderInput | null {
  return aroundNow({
    id: 'retention',
    label: WAREHOUSE_LIMITS.retentionSeconds.label,
    unit: 'seconds',
    now: warehouse.retentionSeconds,
    usual: SECONDS_PER_DAY,
    limits: WAREHOUSE_LIMITS.retentionSeconds,
    reach: RETENTION_REACH,
    apply: (variation, retentionSeconds) =>
      withScenario({ variation, change: (other) => ({ warehouse: { ...other.warehouse, retentionSeconds } }) }),
  });
}
