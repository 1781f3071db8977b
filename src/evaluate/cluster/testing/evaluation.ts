import type { Ratio, Seconds, Usd } from '../../../domain/units.ts';
import { operatorRung, type OperatorTier } from '../../../domain/warehouse/operator.ts';
import type { LoadRule } from '../../../domain/warehouse/fleet.ts';
import type { SizingRules } from '../../../domain/warehouse/sizing.ts';
import type { ClusterEvaluation, ClusterPlan, ClusterRung, RungId, RungTier } from '../cluster-view.ts';
import { warehouseOf } from '../prompt-of-plan.ts';

/** An evaluation of a plan whose hits are given instead of worked out. */
export interface EvaluationParts {
  readonly plan: ClusterPlan;
  /** What each rung reaches: HBM alone, with memory of the node, with the warehouse, and what is there to reach. */
  readonly hitRatios: Readonly<Record<RungId, Ratio>>;
  readonly windowSeconds: Readonly<Record<'hbm' | 'dram' | 'warehouse', Seconds>>;
  readonly loads: LoadRule;
  readonly penaltyRatio: Ratio;
  readonly baseline: RungId;
  readonly warehouseUsdPerMonth: Usd | null;
  readonly retentionSeconds: Seconds;
}

const RULES: SizingRules = {
  peakToMeanRatio: 4,
  batchRatio: 0,
  headroomRatio: 0.2,
  spareNodes: 1,
  ttftTarget: null,
  serviceVariationRatio: 1,
  routing: 'shared-queue',
  fewestNodes: 1,
  sequences: null,
};

const TIERS_OF: Readonly<Record<RungId, readonly ('hbm' | 'dram' | 'warehouse')[]>> = {
  hbm: ['hbm'],
  dram: ['hbm', 'dram'],
  warehouse: ['hbm', 'dram', 'warehouse'],
  ceiling: [],
};

export function evaluationWith({
  plan,
  hitRatios = { hbm: 0.3, dram: 0.6, warehouse: 0.9, ceiling: 0.94 },
  windowSeconds = { hbm: 20, dram: 200, warehouse: 86_400 },
  loads = 'when-faster',
  penaltyRatio = 0,
  baseline = 'dram',
  warehouseUsdPerMonth = 1_000,
  retentionSeconds = 86_400,
}: Partial<EvaluationParts> & Pick<EvaluationParts, 'plan'>): ClusterEvaluation {
  const rungs = (['hbm', 'dram', 'warehouse', 'ceiling'] as const).map((id): ClusterRung => {
    const used = tiersOf({ plan, hitRatios, id, warehouseUsdPerMonth });
    const rung = operatorRung({
      plan: { rung: id, tiers: used, loads, penaltyRatio: id === 'warehouse' ? penaltyRatio : 0 },
      demand: plan.demand,
      node: {
        gpus: plan.gpusPerNode,
        usdPerGpuHour: plan.usdPerGpuHour,
        wattsPerGpu: plan.wattsPerGpu,
        prefillTokensPerSecond: plan.speed.prefillTokensPerSecond.typical * plan.instance.perNode,
        freshTokensPerSecond: plan.speed.freshTokensPerSecond.typical * plan.instance.perNode,
        decodeTokensPerSecond: plan.speed.decode.tokensPerSecond.typical * plan.instance.perNode,
        instancesPerNode: plan.instance.perNode,
        requestFloorSeconds: plan.machine.floorSeconds,
      },
      rules: RULES,
      electricity: { usdPerKwh: 0.1, pueRatio: 1.25, gramsPerKwh: null },
    });
    let reached = 0;
    const tiers = TIERS_OF[id].map((role): RungTier => {
      const reachedRatio = hitRatios[role];
      const hitRatio = reachedRatio - reached;
      reached = reachedRatio;
      const isSlower = rung.load.slowerTiers.includes(role);
      return { role, capacityBytes: 1e12, windowSeconds: windowSeconds[role], hitRatio, reachedRatio, isSlower };
    });
    return { id, rung, tiers, isBaseline: id === baseline };
  });
  const of = (id: RungId) => rungs.find((rung) => rung.id === id)?.rung.figures ?? null;
  const before = of(baseline);
  const after = of('warehouse');
  const usdOf = (figures: typeof before): Usd | null =>
    figures?.cost.status === 'priced' ? figures.cost.usdPerMonth : null;
  const usdBefore = usdOf(before);
  const usdAfter = usdOf(after);
  return {
    status: 'ok',
    plan,
    rungs,
    warehouse: {
      need: { capacityBytes: 1e12, readBytesPerSecond: 1e9, writeBytesPerSecond: 1e8 },
      drives: null,
      drive: null,
      nicsPerNode: 0,
      retentionSeconds,
      isSized: false,
      lines: [],
      watts: null,
    },
    baseline,
    saving:
      before && after
        ? {
            gpus: before.gpus - after.gpus,
            usdPerMonth: usdBefore === null || usdAfter === null ? null : usdBefore - usdAfter,
            ratio: null,
            ttftFactor: before.ttftSeconds / after.ttftSeconds,
          }
        : null,
    explanations: { prefill: null, decode: null, nodes: null, cost: null, ttft: null },
  };
}

function tiersOf({
  plan,
  hitRatios,
  id,
  warehouseUsdPerMonth,
}: Pick<EvaluationParts, 'plan' | 'hitRatios' | 'warehouseUsdPerMonth'> & { id: RungId }): readonly OperatorTier[] {
  const tier = (changes: Partial<OperatorTier> & Pick<OperatorTier, 'id' | 'hitRatio'>): OperatorTier => ({
    bytesPerToken: 0,
    bytesPerSecondPerNode: Infinity,
    fetchFloorSeconds: 0,
    overlapRatio: 0,
    costAt: () => [],
    wattsAt: () => 0,
    ...changes,
  });
  if (id === 'ceiling') return [tier({ id, hitRatio: hitRatios.ceiling })];
  const warehouse = warehouseOf(plan);
  const all = [
    tier({ id: 'hbm', hitRatio: hitRatios.hbm }),
    tier({
      id: 'dram',
      hitRatio: hitRatios.dram - hitRatios.hbm,
      bytesPerToken: warehouse.bytesPerToken,
      bytesPerSecondPerNode: 126e9,
      fetchFloorSeconds: 0.0127,
    }),
    tier({
      id: 'warehouse',
      hitRatio: hitRatios.warehouse - hitRatios.dram,
      bytesPerToken: warehouse.bytesPerToken,
      bytesPerSecondPerNode: warehouse.bytesPerSecondPerNode ?? 1,
      fetchFloorSeconds: warehouse.path?.floorSeconds ?? 0,
      costAt: () => [{ name: 'rent', usdPerMonth: warehouseUsdPerMonth }],
    }),
  ];
  return all.slice(0, TIERS_OF[id].length);
}
