import { ceilingTier, operatorRung, type OperatorTier } from '../../../../domain/warehouse/operator.ts';
import type { SizingRules } from '../../../../domain/warehouse/sizing.ts';
import type {
  ClusterEvaluation,
  ClusterPlan,
  ClusterRung,
  RungId,
  RungTier,
} from '../../../../evaluate/cluster/cluster-view.ts';
import { BYTES_PER_TOKEN, fixturePlan, USUAL, type FixtureInput } from './fixture-plan.ts';

const RULES: SizingRules = {
  peakToMeanRatio: 3,
  batchRatio: 0,
  headroomRatio: 0.2,
  spareNodes: 1,
  ttftTarget: null,
  serviceVariationRatio: 1,
  routing: 'shared-queue',
  fewestNodes: 1,
  sequences: null,
};

/** What that fleet comes to, rung by rung, at hit rates that are given. */
export function fixtureEvaluation(input: Partial<FixtureInput> = {}): ClusterEvaluation {
  const given = { ...USUAL, ...input };
  const plan = fixturePlan(input);
  const rungs = (['hbm', 'dram', 'warehouse', 'ceiling'] as const).map((id) => rungOf({ id, plan, given }));
  const figuresOf = (id: RungId) => rungs.find((each) => each.id === id)?.rung.figures ?? null;
  const before = figuresOf('dram');
  const after = figuresOf('warehouse');
  const usdOf = (figures: typeof before): number | null =>
    figures?.cost.status === 'priced' ? figures.cost.usdPerMonth : null;
  const [usdBefore, usdAfter] = [usdOf(before), usdOf(after)];
  const usdPerMonth = usdBefore !== null && usdAfter !== null ? usdBefore - usdAfter : null;
  return {
    status: 'ok',
    plan,
    rungs,
    warehouse: {
      need: { capacityBytes: 245e12, readBytesPerSecond: 12e9, writeBytesPerSecond: 2.8e9 },
      drives: {
        drives: 9,
        binding: 'capacity',
        constraints: [
          { name: 'capacity', drives: 8.2 },
          { name: 'read', drives: 2.6 },
          { name: 'write', drives: 1.2 },
          { name: 'endurance', drives: 3.1 },
        ],
        driveWritesPerDay: 0.87,
      },
      drive: { name: 'NVMe', capacityBytes: 30.72e12 },
      nicsPerNode: 2,
      retentionSeconds: 86_400,
      isSized: true,
      lines: [
        { name: 'rent', usdPerMonth: 3_724 },
        { name: 'wear', usdPerMonth: 1_460 },
        { name: 'read fees', usdPerMonth: 0 },
        { name: 'licence', usdPerMonth: null },
      ],
      watts: 225,
    },
    baseline: 'dram',
    saving:
      before && after
        ? {
            gpus: before.gpus - after.gpus,
            usdPerMonth,
            ratio: usdPerMonth !== null && usdBefore ? usdPerMonth / usdBefore : null,
            ttftFactor: before.ttftSeconds / after.ttftSeconds,
          }
        : null,
    explanations: { prefill: null, decode: null, nodes: null, cost: null, ttft: null },
  };
}

const NO_COST = { costAt: () => [], wattsAt: () => 0 } as const;

function rungOf({ id, plan, given }: { id: RungId; plan: ClusterPlan; given: FixtureInput }): ClusterRung {
  const { hits, usdPerGpuHour, warehouseUsdPerMonth, warehouseBytesPerSecond } = given;
  const hbm = serving({ id: 'hbm', hitRatio: hits.hbm, bytesPerSecondPerNode: Infinity });
  const dram = serving({ id: 'dram', hitRatio: hits.dram - hits.hbm, bytesPerSecondPerNode: 126e9 });
  const warehouse: OperatorTier = {
    ...serving({
      id: 'nvme_gen5',
      hitRatio: hits.warehouse - hits.dram,
      bytesPerSecondPerNode: warehouseBytesPerSecond,
    }),
    costAt: () => [{ name: 'rent', usdPerMonth: warehouseUsdPerMonth }],
  };
  const tiers: Readonly<Record<RungId, readonly OperatorTier[]>> = {
    hbm: [hbm],
    dram: [hbm, dram],
    warehouse: [hbm, dram, warehouse],
    ceiling: [ceilingTier({ hitRatio: hits.ceiling })],
  };
  const rung = operatorRung({
    plan: { rung: id, tiers: tiers[id], loads: 'when-faster', penaltyRatio: 0 },
    demand: plan.demand,
    node: {
      prefillTokensPerSecond: 2 * plan.speed.prefillTokensPerSecond.typical,
      decodeTokensPerSecond: 2 * plan.speed.decode.tokensPerSecond.typical,
      requestFloorSeconds: 0.01,
      gpus: 8,
      usdPerGpuHour,
      wattsPerGpu: plan.wattsPerGpu,
    },
    rules: { ...RULES, ...given.rules },
    electricity: { usdPerKwh: 0, pueRatio: 1.25, gramsPerKwh: null },
  });
  return {
    id,
    rung,
    tiers: id === 'ceiling' ? [] : rungTiers({ tiers: tiers[id], slower: rung.load.slowerTiers }),
    isBaseline: id === 'dram',
  };
}

function rungTiers({
  tiers,
  slower,
}: {
  tiers: readonly OperatorTier[];
  slower: readonly string[];
}): readonly RungTier[] {
  const roles = ['hbm', 'dram', 'warehouse'] as const;
  let reachedRatio = 0;
  return tiers.map((each, i): RungTier => {
    reachedRatio += each.hitRatio;
    return {
      role: roles[i] ?? 'warehouse',
      capacityBytes: 1e12 * (i + 1),
      windowSeconds: [60, 600, 86_400][i] ?? 0,
      hitRatio: each.hitRatio,
      reachedRatio,
      isSlower: slower.includes(each.id),
    };
  });
}

function serving({
  id,
  hitRatio,
  bytesPerSecondPerNode,
}: {
  id: string;
  hitRatio: number;
  bytesPerSecondPerNode: number;
}): OperatorTier {
  return {
    id,
    hitRatio,
    bytesPerToken: BYTES_PER_TOKEN,
    bytesPerSecondPerNode,
    fetchFloorSeconds: id === 'hbm' ? 0 : 0.02,
    overlapRatio: 0,
    ...NO_COST,
  };
}
