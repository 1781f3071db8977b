import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import type {
  ClusterAnswer,
  ClusterEvaluation,
  ClusterPlan,
  ClusterRung,
  RungId,
  WarehousePlan,
} from './cluster-view.ts';
import { explainCluster } from './explain-cluster.ts';
import { workedPlan, type ClusterWhatIf, type NoPlan } from './plan.ts';
import { clusterRungs, rungTerms } from './rungs.ts';
import { warehousePlan } from './warehouse-plan.ts';

/**
 * A scenario on machines of one's own, resolved: which model on how many accelerators, how fast, what is asked of it, and
 * what it could be cached in. Everything else about the cluster starts from it.
 *
 * `impossible`: a field contradicts the catalogue or the workload. `unknown`: understood, but something is not known that no
 * fleet can be sized without.
 */
export function planCluster(scenario: Scenario, book: OfferBook, whatIf: ClusterWhatIf = {}): ClusterPlan | NoPlan {
  const worked = workedPlan({ scenario, book, whatIf });
  return 'status' in worked ? worked : worked.plan;
}

/**
 * The operator's ladder of a scenario: fleets with more and more tiers, sized, priced and timed, what the warehouse itself
 * comes to, and what it saves against the baseline.
 *
 * Example: the base scenario on DeepSeek-V3 and H200s takes 3 nodes with HBM only and 2 with memory of the node too; nearly all
 * that comes back does so within ten minutes, so a warehouse saves no node and loses what it costs, $1,174 a month.
 * Ignores what its parts ignore: see `prefillFlops`, `decodeSpeed`, `fleetLoad`, `sizeFleet` and `capacityWindow`.
 */
export function evaluateCluster(scenario: Scenario, book: OfferBook, whatIf: ClusterWhatIf = {}): ClusterAnswer {
  const worked = workedPlan({ scenario, book, whatIf });
  if ('status' in worked) return worked;
  const terms = rungTerms({ scenario, worked });
  const rungs = clusterRungs(terms);
  const baseline: RungId = scenario.cluster.baseline === 'hbm' ? 'hbm' : 'dram';
  const kept = rungNamed({ rungs, id: 'warehouse' });
  const own = kept.tiers.find(({ role }) => role === 'warehouse');
  const isRead = own !== undefined && !(own.isSlower && scenario.cluster.loads === 'when-faster');
  const answer: Omit<ClusterEvaluation, 'explanations'> = {
    status: 'ok',
    plan: worked.plan,
    rungs,
    warehouse: behindFleet({
      plan: warehousePlan({
        terms: terms.warehouse,
        nodes: kept.rung.figures?.nodes ?? 0,
        hitRatio: isRead ? own.hitRatio : 0,
      }),
      kept,
    }),
    baseline,
    saving: savingOf({ without: rungNamed({ rungs, id: baseline }), kept }),
  };
  return { ...answer, explanations: explainCluster({ scenario, evaluation: answer, work: worked.work }) };
}

/** What a warehouse must hold follows from the work alone; drives, watts and bill are those of a fleet, and none has none. */
function behindFleet({ plan, kept }: { plan: WarehousePlan; kept: ClusterRung }): WarehousePlan {
  if (kept.rung.figures) return plan;
  return { ...plan, drives: null, drive: null, paidBytes: 0, lines: [], watts: null };
}

/** Every evaluation has all four rungs. */
export function rungNamed({ rungs, id }: { rungs: readonly ClusterRung[]; id: RungId }): ClusterRung {
  const found = rungs.find((rung) => rung.id === id);
  if (!found) throw new Error(`The ladder has no rung ${id}`);
  return found;
}

function savingOf({ without, kept }: { without: ClusterRung; kept: ClusterRung }): ClusterEvaluation['saving'] {
  const before = without.rung.figures;
  const after = kept.rung.figures;
  if (!before || !after) return null;
  const isPriced = before.cost.status === 'priced' && after.cost.status === 'priced';
  const usdPerMonth =
    before.cost.status === 'priced' && after.cost.status === 'priced'
      ? before.cost.usdPerMonth - after.cost.usdPerMonth
      : null;
  return {
    gpus: before.gpus - after.gpus,
    usdPerMonth,
    ratio:
      isPriced && usdPerMonth !== null && before.cost.usdPerMonth > 0 ? usdPerMonth / before.cost.usdPerMonth : null,
    ttftFactor: after.ttftSeconds > 0 ? before.ttftSeconds / after.ttftSeconds : null,
  };
}
