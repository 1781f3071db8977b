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

/**
 * One prompt on the cluster of a scenario, or why there is none: its model and accelerators, those of an instance that compute one
 * prompt together, and its warehouse; as long as the workload's mean prompt. What is told takes the place of the scenario's.
 */
export function timeOfScenario({
  scenario,
  told,
}: {
  scenario: Scenario;
  told: ToldTime;
}): TimeRequest | { readonly reason: string } {
  const asked = withTold({ scenario, told });
  const worked = workedPlan({ scenario: asked, book: WHOLE_BOOK, whatIf: {} });
  if ('status' in worked) return { reason: whyNot(worked) };
  const { plan } = worked;
  const longest = longestPromptTokens(swarmOfScenario(asked).swarm);
  const model = clusterModel({ scenario: asked, book: WHOLE_BOOK, longestPromptTokens: longest });
  if ('status' in model) return { reason: whyNot(model) };
  const tier = told.tier ?? storageTierById(asked.cluster.warehouseTierId);
  if (!tier) return { reason: `No tier "${asked.cluster.warehouseTierId}" in the catalogue of ${CATALOG_REVISION}.` };
  return {
    model: model.model,
    weights: model.weights,
    accelerator: plan.accelerator,
    devices: told.devices ?? plan.instance.promptGpus,
    contextTokens: told.contextTokens ?? Math.round(plan.demand.promptTokens),
    cachedTokens: null,
    mfuRatio: asked.cluster.mfuRatio,
    tier,
    dtype: asked.kv.dtype,
    weightFormat: told.weightFormat ?? null,
    usdPerGpuHour: asked.cluster.usdPerGpuHour,
    day: CATALOG_REVISION,
  };
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
