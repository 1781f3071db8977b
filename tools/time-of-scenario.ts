import { CATALOG_REVISION } from '../src/catalog/revision.ts';
import { storageTierById } from '../src/catalog/storage-tiers/index.ts';
import { longestPromptTokens } from '../src/domain/swarm/swarm.ts';
import { clusterModel } from '../src/evaluate/cluster/plan-model.ts';
import { workedPlan, type NoPlan } from '../src/evaluate/cluster/plan.ts';
import { swarmOfScenario } from '../src/evaluate/cluster/swarm-of-scenario.ts';
import type { TimeRequest } from '../src/evaluate/cluster/time-report.ts';
import { WHOLE_BOOK } from '../src/evaluate/whole-book.ts';
import type { Scenario } from '../src/scenario/schema.ts';

/** What the options of the `time` verb say; `undefined` is left to the scenario, or to the default. */
export type ToldTime = {
  readonly [K in Exclude<keyof TimeRequest, 'weights' | 'cachedTokens' | 'day'>]: TimeRequest[K] | undefined;
};

/** One prompt of a scenario. */
export interface ScenarioTime {
  readonly request: TimeRequest;
  /** What the scenario says and the figures do not rest on, in sentences. */
  readonly notTaken: readonly string[];
}

/** The catalogue's figures of a node are of one with so many accelerators. */
const GPUS_PER_NODE = 8;

/**
 * One prompt on the cluster of a scenario, or why there is none: its model and weights, its accelerators, those of an instance that
 * compute one prompt together, its warehouse and the day of its prices; as long as the workload's mean prompt. What is told takes
 * the place of the scenario's. What one prompt on one tier of the catalogue has no place for is named in `notTaken`.
 */
export function timeOfScenario({
  scenario,
  told,
}: {
  scenario: Scenario;
  told: ToldTime;
}): ScenarioTime | { readonly reason: string } {
  const asked = withTold({ scenario, told });
  const worked = workedPlan({ scenario: asked, book: WHOLE_BOOK, whatIf: {} });
  if ('status' in worked) return { reason: whyNot(worked) };
  const { plan } = worked;
  const longest = longestPromptTokens(swarmOfScenario(asked).swarm);
  const model = clusterModel({ scenario: asked, book: WHOLE_BOOK, longestPromptTokens: longest });
  if ('status' in model) return { reason: whyNot(model) };
  const tier = told.tier ?? storageTierById(asked.cluster.warehouseTierId);
  if (!tier) return { reason: `No tier "${asked.cluster.warehouseTierId}" in the catalogue of ${CATALOG_REVISION}.` };
  const devices = told.devices ?? plan.instance.promptGpus;
  return {
    request: {
      model: model.model,
      weights: model.weights,
      accelerator: plan.accelerator,
      devices,
      contextTokens: told.contextTokens ?? Math.round(plan.demand.promptTokens),
      cachedTokens: null,
      mfuRatio: asked.cluster.mfuRatio,
      tier,
      dtype: asked.kv.dtype,
      weightFormat: asked.cluster.weightFormat,
      usdPerGpuHour: asked.cluster.usdPerGpuHour,
      day: asked.asOf,
    },
    notTaken: notTakenOf({ scenario: asked, isOwnTier: told.tier === undefined, devices }),
  };
}

function notTakenOf({
  scenario: { cluster, kv },
  isOwnTier,
  devices,
}: {
  scenario: Scenario;
  /** Nobody told another tier, which what was typed of the scenario's does not hold for. */
  isOwnTier: boolean;
  devices: number;
}): readonly string[] {
  const { warehouseBytesPerSecond, warehouseUsdPerGbMonth, licenceUsdPerGbMonth, fillRatio, overlapRatio } = cluster;
  const nodes = Math.ceil(devices / cluster.gpusPerNode);
  const said: readonly (readonly [boolean, string])[] = [
    [
      isOwnTier && warehouseBytesPerSecond !== null,
      `The bandwidth given for the warehouse, ${warehouseBytesPerSecond} B/s a node: times are of what the catalogue knows of the tier.`,
    ],
    [
      isOwnTier && warehouseUsdPerGbMonth !== null,
      `The rent given for the warehouse, $${warehouseUsdPerGbMonth} a GB-month: breakEvenSeconds is at the catalogue's.`,
    ],
    [
      isOwnTier && licenceUsdPerGbMonth !== null,
      `The licence given for the warehouse, $${licenceUsdPerGbMonth} a GB-month: breakEvenSeconds has none.`,
    ],
    [
      fillRatio !== 1,
      `The share of the warehouse that is filled, ${fillRatio}: breakEvenSeconds takes all of it to be.`,
    ],
    [
      overlapRatio !== 0,
      `The share of loading that hides behind other work, ${overlapRatio}: breakEvenSeconds hides none.`,
    ],
    [kv.codec !== 'none', `The codec ${kv.codec}: prompts are stored and loaded as they are in memory.`],
    [
      isOwnTier && cluster.warehousePath === 'through-memory',
      'The path through the memory of the node: the tier is taken to reach accelerators as the catalogue says.',
    ],
    [
      nodes !== Math.ceil(devices / GPUS_PER_NODE),
      `Nodes of ${cluster.gpusPerNode} accelerators: bandwidth is that of nodes of ${GPUS_PER_NODE}.`,
    ],
  ];
  return said.flatMap(([isSaid, sentence]) => (isSaid ? [sentence] : []));
}

function withTold({ scenario, told }: { scenario: Scenario; told: ToldTime }): Scenario {
  const { kv, cluster } = scenario;
  return {
    ...scenario,
    kv: { ...kv, dtype: told.dtype ?? kv.dtype },
    cluster: {
      ...cluster,
      modelId: told.model?.id ?? cluster.modelId,
      acceleratorId: told.accelerator?.id ?? cluster.acceleratorId,
      gpusPerInstance: told.devices ?? cluster.gpusPerInstance,
      weightFormat: told.weightFormat ?? cluster.weightFormat,
      mfuRatio: told.mfuRatio ?? cluster.mfuRatio,
      usdPerGpuHour: told.usdPerGpuHour ?? cluster.usdPerGpuHour,
    },
  };
}

function whyNot(answer: NoPlan): string {
  return answer.status === 'impossible'
    ? answer.problems.map(({ field, message }) => `${field}: ${message}`).join(' ')
    : answer.reason;
}
