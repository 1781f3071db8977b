import { acceleratorById } from '../../../catalog/accelerators/index.ts';
import { modelById } from '../../../catalog/models/index.ts';
import { modelWeightsOf } from '../../../catalog/models/weights.ts';
import { storageTierById } from '../../../catalog/storage-tiers/index.ts';
import { decodeSpeed } from '../../../domain/serving/decode-step.ts';
import { decodeFlops, decodeKvBytes } from '../../../domain/serving/decode-work.ts';
import { exactly } from '../../../domain/serving/estimate.ts';
import { parametersRead } from '../../../domain/serving/experts.ts';
import { prefillTokensPerSecond, type PrefillMachine } from '../../../domain/serving/prefill-time.ts';
import { bytesPerParameter } from '../../../domain/serving/weight-format.ts';
import type { Tokens, Usd } from '../../../domain/units.ts';
import type { StorageTier } from '../../../domain/warehouse/tier.ts';
import type { ClusterPlan, PlannedTier } from '../cluster-view.ts';
import { prefillPlan } from '../prefill-plan.ts';
import { promptOf } from '../prompt.ts';
import { tierPath } from '../tier-path.ts';

/** Plans put together by hand for tests: what a scenario would resolve to, without its closed forms. */

export interface PlanParts {
  readonly modelId: string;
  readonly acceleratorId: string;
  readonly gpus: number;
  readonly mfuRatio: number | null;
  readonly promptTokens: Tokens;
  readonly outputTokensPerRequest: Tokens;
  readonly requestsPerSecond: number;
  readonly freshRatio: number;
  readonly warehouseTierId: string;
  readonly usdPerGpuHour: Usd | null;
  readonly usdPerGbMonth: Usd | null;
  /** Sequences that decode together. */
  readonly batch: number;
}

const GPUS_PER_NODE = 8;
const UTILISATION_RATIO = 0.9;

/** Llama 3.1 70B on four H100s at an MFU of 0.52, prompts of 16,384 tokens, NVMe of the node at $0.0152 a GB-month. */
export const LLAMA_PARTS: PlanParts = {
  modelId: 'Meta-Llama-3.1-70B',
  acceleratorId: 'h100-sxm',
  gpus: 4,
  mfuRatio: 0.52,
  promptTokens: 16_384,
  outputTokensPerRequest: 400,
  requestsPerSecond: 4,
  freshRatio: 0.06,
  warehouseTierId: 'nvme_node',
  usdPerGpuHour: 2,
  usdPerGbMonth: 0.0152,
  batch: 8,
};

/** DeepSeek-V3 in fp8 on eight H200s with the MFU of production. */
export const DEEPSEEK_PARTS: PlanParts = {
  ...LLAMA_PARTS,
  modelId: 'DeepSeek-V3',
  acceleratorId: 'h200-sxm',
  gpus: 8,
  mfuRatio: 0.17,
  promptTokens: 40_000,
  batch: 64,
};

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`The catalogue has no ${name}`);
  return value;
}

export function planWith(parts: Partial<PlanParts> = {}): ClusterPlan {
  const all = { ...LLAMA_PARTS, ...parts };
  const { gpus, mfuRatio, promptTokens, requestsPerSecond, outputTokensPerRequest, freshRatio } = all;
  const model = found(modelById(all.modelId), all.modelId);
  const accelerator = found(acceleratorById(all.acceleratorId), all.acceleratorId);
  const weights = modelWeightsOf(all.modelId);
  const resolved = prefillPlan({ model, weights, accelerator, devices: gpus, mfuRatio, weightFormat: null });
  const machine = found(resolved.machine ?? undefined, `peak of ${all.acceleratorId}`);
  const groups = model.groups.value;
  const { weightFormat, prefillParameters } = resolved;
  const prompt = promptOf({ groups, dtype: 'bf16', prefillParameters });
  const rate = prefillTokensPerSecond({
    newTokens: promptTokens,
    flops: prompt.flops({ contextTokens: promptTokens }).totalFlops,
    machine,
  });
  const weightBytes = model.totalParameters.value * bytesPerParameter(weightFormat);
  const poolBytes = gpus * accelerator.memoryBytes.value * UTILISATION_RATIO - weightBytes;
  const bytesPerToken = prompt.bytes(promptTokens) / promptTokens;
  const tier = (role: PlannedTier['role'], id: string): PlannedTier =>
    plannedTier({ role, tier: found(storageTierById(id), id), machine, plan: all, bytesPerToken });
  return {
    model: {
      id: model.id,
      name: model.name,
      isStandIn: false,
      provenance: null,
      groups,
      maxContextTokens: model.maxContextTokens.value,
      weightFormat,
      dtype: 'bf16',
      prefillParameters,
    },
    codec: { kind: 'none' },
    accelerator,
    gpusPerNode: GPUS_PER_NODE,
    usdPerGpuHour: all.usdPerGpuHour,
    wattsPerGpu: accelerator.allInWatts?.value ?? null,
    machine,
    instance: {
      gpus,
      askedGpus: null,
      neededGpus: gpus,
      perNode: GPUS_PER_NODE / gpus,
      attention: 'tensor',
      promptGpus: gpus,
      weightBytes,
      poolTokens: poolBytes / bytesPerToken,
      poolBytes,
      sequences: Math.floor(poolBytes / prompt.bytes(promptTokens)),
    },
    speed: {
      prefillTokensPerSecond: rate,
      freshTokensPerSecond: rate,
      batch: all.batch,
      batchLimit: 'output-speed',
      keepsOutputSpeed: true,
      decode: decodeSpeed({
        machine: {
          devices: gpus,
          memoryBytesPerSecond: accelerator.memoryBandwidthBytesPerSecond?.value ?? 0,
          peakFlopsPerSecond: machine.peakFlopsPerSecond,
          weightEfficiencyRatio: 0.69,
          kvEfficiencyRatio: 0.85,
          computeEfficiencyRatio: 0.5,
          stepSeconds: 0.000_56,
          layerSeconds: 0.000_073,
          errorRatio: 0.22,
        },
        step: {
          sequences: all.batch,
          layers: groups.reduce((sum, group) => sum + group.layers, 0),
          weightBytes:
            parametersRead({
              parameters: {
                totalParameters: model.totalParameters.value,
                activeParameters: model.activeParameters.value,
                experts: weights.experts?.value ?? null,
              },
              tokens: all.batch,
            }) * bytesPerParameter(weightFormat),
          kvBytesPerSequenceAndDevice: decodeKvBytes({ groups, dtype: 'bf16', contextTokens: promptTokens }) / gpus,
          flopsPerSequence: decodeFlops({
            groups,
            activeParameters: model.activeParameters.value,
            contextTokens: promptTokens,
          }).totalFlops,
        },
      }),
    },
    demand: {
      requestsPerSecond,
      inputTokensPerSecond: requestsPerSecond * promptTokens,
      outputTokensPerSecond: requestsPerSecond * outputTokensPerRequest,
      promptTokens,
      outputTokensPerRequest,
      inputTokensPerMonth: requestsPerSecond * promptTokens * 730 * 3_600,
      outputTokensPerMonth: requestsPerSecond * outputTokensPerRequest * 730 * 3_600,
      freshRatio,
      peakToMeanRatio: 4,
      isPeakGiven: false,
    },
    tiers: [tier('hbm', 'hbm3e'), tier('dram', 'dram_ddr5'), tier('warehouse', all.warehouseTierId)],
    assumptions: [
      {
        field: 'cluster.mfuRatio',
        label: 'Prefill MFU',
        value: machine.mfuRatio.typical,
        unit: 'ratio',
        ...(mfuRatio === null && {
          provenance: { kind: 'derived', source: resolved.sources.mfu, checkedOn: '2026-11-21' },
        }),
      },
    ],
  };
}

function plannedTier({
  role,
  tier,
  machine,
  plan: { acceleratorId, usdPerGbMonth },
  bytesPerToken,
}: {
  role: PlannedTier['role'];
  tier: StorageTier;
  machine: PrefillMachine;
  plan: PlanParts;
  bytesPerToken: number;
}): PlannedTier {
  const accelerator = found(acceleratorById(acceleratorId), acceleratorId);
  const path = tierPath({ tier, accelerator, devices: machine.devices });
  const isKnown = path.status === 'known';
  return {
    role,
    tier,
    name: tier.name,
    path: isKnown ? path.path : null,
    promptPath: isKnown ? path.path : null,
    why: isKnown ? null : path.reason,
    limit: isKnown ? path.limit : '',
    bytesPerSecondPerNode: isKnown ? path.path.bytesPerSecond * (GPUS_PER_NODE / machine.devices) : null,
    bytesPerToken,
    usdPerGbMonth: role === 'warehouse' ? usdPerGbMonth : null,
  };
}

/** A plan whose warehouse is reached at another speed, or not known to be reached at all. */
export function withWarehouse({
  plan,
  ...changes
}: { plan: ClusterPlan } & Partial<Pick<PlannedTier, 'path' | 'usdPerGbMonth' | 'tier'>>): ClusterPlan {
  const changed = 'path' in changes ? { ...changes, promptPath: changes.path ?? null } : changes;
  return { ...plan, tiers: plan.tiers.map((tier) => (tier.role === 'warehouse' ? { ...tier, ...changed } : tier)) };
}

/** One MFU, without a band. */
export function withMfu({ plan, mfuRatio }: { plan: ClusterPlan; mfuRatio: number }): ClusterPlan {
  return { ...plan, machine: { ...plan.machine, mfuRatio: exactly(mfuRatio) } };
}
