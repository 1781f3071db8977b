import type { Seconds, Usd } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterEvaluation, WarehousePlan } from './cluster-view.ts';
import { keepCosts } from './keep-costs.ts';
import { dollars, seconds } from './loss-words.ts';
import { bestRetentionOf, usdKept } from './numbers.ts';
import { warehouseOf } from './prompt-of-plan.ts';
import { swarmCaches } from './swarm-caches.ts';
import { warehousePlan } from './warehouse-plan.ts';

/** A tenth more than best is no mistake worth a sentence: the optimum is flat. */
const TOLERANCE_RATIO = 1.1;

/** Rates of a warehouse beside a seller's API: a bill of machines has none. */
const NO_OWN_RATES = { writeUsdPerMTok: null, readUsdPerMTok: null, storageUsdPerMTokHour: null };

interface Kept {
  readonly scenario: Pick<Scenario, 'cluster' | 'workload' | 'asOf'>;
  readonly evaluation: Pick<ClusterEvaluation, 'plan' | 'rungs' | 'warehouse'>;
}

/**
 * A sentence where keeping for longer than T* costs more than it saves, or where that cannot be told; else none.
 *
 *     lost = bill of the warehouse − its bill at T* − more reads × (compute − read), all of what is taken in
 *
 * Both bills are of the same nodes. Where T* would leave no byte less to pay, nothing is lost, and the sentence says so.
 * Example: a node's NVMe for 30 days where T* is 40 minutes. Ignores that a window shorter by much could ask for more nodes.
 */
export function keptTooLong({ scenario, evaluation }: Kept): readonly string[] {
  const costs = keepCosts({ scenario, plan: evaluation.plan });
  if ('missing' in costs) return [`Whether keeping pays cannot be told. ${costs.missing}`];
  const best = bestRetentionOf({ scenario, costs });
  if (best.status === 'never') return [`Keeping prefixes does not pay at any retention. ${best.reason}`];
  if (!('value' in best) || best.status === 'at-least') return [];
  const { retentionSeconds } = evaluation.warehouse;
  if (retentionSeconds <= best.value * TOLERANCE_RATIO) return [];
  const both = bothPlans({ scenario, evaluation, bestSeconds: best.value });
  // No fleet, no room that would be paid.
  if (!both) return [];
  const said = `Prefixes are kept for ${seconds(retentionSeconds)}`;
  if (!paysLessAtBest(both)) {
    const why =
      scenario.cluster.warehouseBytes === null
        ? 'it comes with the drives that give nodes their bandwidth'
        : 'so much was asked for';
    return [`${said}. T* is shorter, ${seconds(best.value)}, but the room is paid anyway: ${why}.`];
  }
  const saved = (asked: Seconds): Usd =>
    usdKept({
      scenario,
      costs: { ...costs, rentUsdPerTokenSecond: 0, wearUsdPerToken: 0 },
      retentionSeconds: asked,
    }) * scenario.cluster.admitRatio;
  const lost =
    billOf(both.now) - billOf(both.atBest) - (saved(both.now.retentionSeconds) - saved(both.atBest.retentionSeconds));
  return lost > 0
    ? [`${said}; beyond ${seconds(best.value)} they cost more in rent than they save: ${dollars(lost)} a month in all.`]
    : [];
}

/** Whether as much room would be paid at T*: drives stand there for their bandwidth, or room was asked for. */
export function isPaidAnyway(asked: Kept & { readonly bestSeconds: Seconds }): boolean {
  const both = bothPlans(asked);
  return both !== null && !paysLessAtBest(both);
}

interface BothPlans {
  readonly now: WarehousePlan;
  readonly atBest: WarehousePlan;
}

function bothPlans({
  scenario,
  evaluation: { plan, rungs, warehouse },
  bestSeconds,
}: Kept & { readonly bestSeconds: Seconds }): BothPlans | null {
  const nodes = rungs.find(({ id }) => id === 'warehouse')?.rung.figures?.nodes;
  const planned = warehouseOf(plan);
  const { tier } = planned;
  if (nodes === undefined || !tier) return null;
  const bytesPerSecond = plan.demand.inputTokensPerSecond * planned.bytesPerToken;
  const at = (retentionSeconds: Seconds): WarehousePlan =>
    warehousePlan({
      terms: {
        scenario: { ...scenario, warehouse: { ...NO_OWN_RATES, retentionSeconds } },
        plan,
        planned,
        tier,
        caches: swarmCaches(scenario),
      },
      nodes,
      // What is read less at T* is saved by token, with its fees.
      hitRatio: bytesPerSecond > 0 ? warehouse.need.readBytesPerSecond / bytesPerSecond : 0,
    });
  return { now: at(warehouse.retentionSeconds), atBest: at(bestSeconds) };
}

function paysLessAtBest({ now, atBest }: BothPlans): boolean {
  return paidBytesOf(atBest) < paidBytesOf(now);
}

function paidBytesOf({ paidBytes, need }: WarehousePlan): number {
  return paidBytes ?? need.capacityBytes;
}

/** Cards are the only line whose price may be missing here, and as many at any retention. */
function billOf({ lines }: WarehousePlan): Usd {
  return lines.reduce((sum, { usdPerMonth }) => sum + (usdPerMonth ?? 0), 0);
}
