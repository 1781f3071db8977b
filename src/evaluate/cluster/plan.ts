import { acceleratorById } from '../../catalog/accelerators/index.ts';
import { CATALOG_REVISION } from '../../catalog/revision.ts';
import { storageTierById } from '../../catalog/storage-tiers/index.ts';
import type { Accelerator } from '../../domain/accelerator.ts';
import type { Problem } from '../../domain/field-limits.ts';
import { codecOf } from '../../domain/kv-cache/storage-codec.ts';
import { longestPromptTokens } from '../../domain/swarm/swarm.ts';
import type { StorageTier } from '../../domain/warehouse/tier.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { problemsOfWorkload } from '../workload-problems.ts';
import { plannedTiers } from './cluster-tiers.ts';
import type { ClusterAnswer, ClusterOverrides, ClusterPlan } from './cluster-view.ts';
import { clusterDemand } from './demand.ts';
import { sampledPrompts } from './demand-prompts.ts';
import { instanceSpeed, prefillWork, type PrefillWork } from './instance-speed.ts';
import { placeInstance, type PlacedInstance } from './instance.ts';
import { planAssumptions } from './plan-assumptions.ts';
import { clusterModel } from './plan-model.ts';
import { acceleratorPrices, type AcceleratorPrices } from './plan-prices.ts';
import { prefillPlan, type PrefillPlan } from './prefill-plan.ts';
import { swarmOfScenario } from './swarm-of-scenario.ts';

/** What is taken to be otherwise than the scenario says; tiers here may be in no catalogue. */
export interface ClusterWhatIf extends ClusterOverrides {
  readonly dram?: StorageTier;
  readonly warehouse?: StorageTier;
}

/** A plan with what only the rungs need. */
export interface WorkedPlan {
  readonly plan: ClusterPlan;
  readonly instance: PlacedInstance;
  readonly prefill: PrefillPlan;
  readonly work: PrefillWork;
  readonly prices: AcceleratorPrices;
}

export type NoPlan = Exclude<ClusterAnswer, { status: 'ok' }>;

/** Resolves a scenario into a plan, step by step; the first that is not possible or not known ends it. */
export function workedPlan({
  scenario,
  book,
  whatIf,
}: {
  scenario: Scenario;
  book: OfferBook;
  whatIf: ClusterWhatIf;
}): WorkedPlan | NoPlan {
  const problems = problemsOfWorkload(scenario.workload);
  if (problems.length > 0) return { status: 'impossible', problems };
  const parts = partsOf({ scenario, whatIf });
  if ('status' in parts) return parts;
  const { accelerator, memoryBytesPerSecond, dram, warehouse } = parts;
  const { cluster, kv } = scenario;
  const { swarm } = swarmOfScenario(scenario);
  const model = clusterModel({ scenario, book, longestPromptTokens: longestPromptTokens(swarm) });
  if ('status' in model) return model;

  const demand = clusterDemand({ swarm, peakToMeanRatio: cluster.peakToMeanRatio });
  const asked = { model: model.model, weights: model.weights, accelerator, mfuRatio: cluster.mfuRatio };
  const { weightFormat } = prefillPlan({
    ...asked,
    devices: 1,
    weightFormat: whatIf.weightFormat ?? cluster.weightFormat,
  });
  const contextTokens = demand.promptTokens + demand.outputTokensPerRequest / 2;
  const instance = placeInstance({ scenario, model, accelerator, weightFormat, contextTokens });
  if ('reason' in instance)
    return instance.isTooLarge
      ? impossible({ field: 'cluster.acceleratorId', message: instance.reason })
      : { status: 'unknown', reason: instance.reason, field: 'cluster.modelId' };
  const prefill = prefillPlan({ ...asked, devices: instance.plan.gpus, weightFormat });
  const { machine } = prefill;
  if (!machine)
    return {
      status: 'unknown',
      reason: `The ${prefill.computePrecision} peak of ${accelerator.name} is not known.`,
      field: 'cluster.acceleratorId',
    };

  const { groups } = instance;
  const codec = codecOf({ kind: kv.codec, ratio: kv.codecRatio });
  const work = prefillWork({
    prompts: sampledPrompts(swarm),
    groups,
    prefillParameters: prefill.prefillParameters,
  });
  const prices = acceleratorPrices({ accelerator, cluster });
  const plan: Omit<ClusterPlan, 'assumptions'> = {
    model: {
      id: model.geometry.model?.id ?? null,
      name: model.geometry.name,
      isStandIn: model.isStandIn,
      provenance: model.provenance,
      groups,
      maxContextTokens: model.geometry.maxContextTokens,
      weightFormat,
      dtype: kv.dtype,
      prefillParameters: prefill.prefillParameters,
    },
    codec,
    accelerator,
    gpusPerNode: cluster.gpusPerNode,
    usdPerGpuHour: prices.usdPerGpuHour,
    wattsPerGpu: prices.wattsPerGpu,
    machine,
    instance: instance.plan,
    speed: instanceSpeed({
      memoryBytesPerSecond,
      machine,
      instance,
      model,
      weightFormat,
      dtype: kv.dtype,
      work,
      promisedTokensPerSecond: cluster.decodeTokensPerSecond,
    }),
    demand,
    tiers: plannedTiers({
      scenario,
      accelerator,
      instance,
      dtype: kv.dtype,
      codec,
      dram,
      warehouse,
      promptTokens: demand.promptTokens,
    }),
  };
  const worked = { instance, prefill, work, prices };
  return { ...worked, plan: { ...plan, assumptions: planAssumptions({ scenario, plan, model, ...worked }) } };
}

interface Parts {
  readonly accelerator: Accelerator;
  readonly memoryBytesPerSecond: number;
  readonly dram: StorageTier;
  readonly warehouse: StorageTier;
}

function partsOf({ scenario, whatIf }: { scenario: Scenario; whatIf: ClusterWhatIf }): Parts | NoPlan {
  const { acceleratorId, dramTierId, warehouseTierId } = scenario.cluster;
  const accelerator = acceleratorById(acceleratorId);
  if (!accelerator) return notThere({ field: 'cluster.acceleratorId', what: 'accelerator', id: acceleratorId });
  const dram = whatIf.dram ?? storageTierById(dramTierId);
  if (!dram) return notThere({ field: 'cluster.dramTierId', what: 'tier', id: dramTierId });
  const warehouse = whatIf.warehouse ?? storageTierById(warehouseTierId);
  if (!warehouse) return notThere({ field: 'cluster.warehouseTierId', what: 'tier', id: warehouseTierId });
  if (dram.kind === 'hbm') return noHbm('cluster.dramTierId');
  if (warehouse.kind === 'hbm') return noHbm('cluster.warehouseTierId');
  const bandwidth = accelerator.memoryBandwidthBytesPerSecond;
  if (!bandwidth)
    return {
      status: 'unknown',
      reason: `The memory bandwidth of ${accelerator.name} is not known.`,
      field: 'cluster.acceleratorId',
    };
  return { accelerator, memoryBytesPerSecond: bandwidth.value, dram, warehouse };
}

function notThere({ field, what, id }: { field: string; what: string; id: string }): NoPlan {
  return impossible({
    field,
    message: `No ${what} "${id}" in the catalogue of ${CATALOG_REVISION}. Choose one of it.`,
  });
}

function noHbm(field: string): NoPlan {
  return impossible({
    field,
    message: 'Memory of the accelerators is in every plan already: choose another tier.',
  });
}

function impossible(problem: Problem): NoPlan {
  return { status: 'impossible', problems: [problem] };
}
