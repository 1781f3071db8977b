import { ACCELERATORS } from '../../../../catalog/accelerators/index.ts';
import { storageTierById } from '../../../../catalog/storage-tiers/index.ts';
import { decodeSpeed } from '../../../../domain/serving/decode-step.ts';
import type { SizingRules } from '../../../../domain/warehouse/sizing.ts';
import type { ClusterPlan, RungId } from '../../../../evaluate/cluster/cluster-view.ts';

/** A fleet made by hand for tests of words: Llama 3.1 70B on four H100s an instance, two instances a node. */

export const BYTES_PER_TOKEN = 327_680;
const PERCENT_BAND = { low: 0.45, typical: 0.5, high: 0.62 };

export interface FixtureInput {
  readonly hits: Readonly<Record<RungId, number>>;
  readonly usdPerGpuHour: number | null;
  readonly warehouseUsdPerMonth: number | null;
  readonly warehouseBytesPerSecond: number;
  readonly rules: Partial<SizingRules>;
  readonly requestsPerSecond: number;
  readonly outputTokensPerRequest: number;
}

export const USUAL: FixtureInput = {
  hits: { hbm: 0.5, dram: 0.8, warehouse: 0.93, ceiling: 0.95 },
  usdPerGpuHour: 2.95,
  warehouseUsdPerMonth: 9_000,
  warehouseBytesPerSecond: 60e9,
  rules: {},
  requestsPerSecond: 12,
  outputTokensPerRequest: 400,
};

export function fixturePlan(input: Partial<FixtureInput> = {}): ClusterPlan {
  const { usdPerGpuHour, warehouseBytesPerSecond, requestsPerSecond, outputTokensPerRequest, hits } = {
    ...USUAL,
    ...input,
  };
  const accelerator = ACCELERATORS.find(({ id }) => id === 'h100-sxm');
  const warehouse = storageTierById('nvme_gen5');
  if (!accelerator || !warehouse) throw new Error('The catalogue has both');
  const promptTokens = 24_000;
  return {
    model: {
      id: 'Meta-Llama-3.1-70B',
      name: 'Meta-Llama-3.1-70B',
      isStandIn: false,
      provenance: null,
      groups: [{ kind: 'full', layers: 80, kvHeads: 8, kDim: 128, vDim: 128 }],
      maxContextTokens: 131_072,
      weightFormat: 'bf16',
      dtype: 'bf16',
      prefillParameters: 68.5e9,
    },
    codec: { kind: 'none' },
    accelerator,
    gpusPerNode: 8,
    usdPerGpuHour,
    wattsPerGpu: 1_730,
    machine: {
      devices: 4,
      peakFlopsPerSecond: 989e12,
      mfuRatio: PERCENT_BAND,
      floorSeconds: 0.01,
      errorRatio: 0.08,
    },
    instance: {
      gpus: 4,
      askedGpus: null,
      neededGpus: 4,
      perNode: 2,
      attention: 'tensor',
      promptGpus: 4,
      weightBytes: 141e9,
      poolTokens: 430_000,
      poolBytes: 430_000 * BYTES_PER_TOKEN,
      sequences: 17,
    },
    speed: {
      prefillTokensPerSecond: { low: 10_000, typical: 12_000, high: 15_000 },
      freshTokensPerSecond: { low: 9_000, typical: 11_000, high: 14_000 },
      batch: 17,
      batchLimit: 'memory',
      keepsOutputSpeed: true,
      decode: decodeSpeed({
        machine: {
          devices: 4,
          memoryBytesPerSecond: 3.35e12,
          peakFlopsPerSecond: 989e12,
          weightEfficiencyRatio: 0.69,
          kvEfficiencyRatio: 0.85,
          computeEfficiencyRatio: 0.5,
          stepSeconds: 0.00056,
          layerSeconds: 0.000073,
          errorRatio: 0.3,
        },
        step: {
          sequences: 17,
          layers: 80,
          weightBytes: 137e9,
          kvBytesPerSequenceAndDevice: (24_000 * BYTES_PER_TOKEN) / 4,
          flopsPerSequence: 140e9,
        },
      }),
    },
    demand: {
      requestsPerSecond,
      inputTokensPerSecond: requestsPerSecond * promptTokens,
      outputTokensPerSecond: requestsPerSecond * outputTokensPerRequest,
      freshRatio: 1 - hits.ceiling,
      promptTokens,
      outputTokensPerRequest,
      inputTokensPerMonth: requestsPerSecond * promptTokens * 730 * 3_600,
      outputTokensPerMonth: requestsPerSecond * outputTokensPerRequest * 730 * 3_600,
      peakToMeanRatio: 3,
      isPeakGiven: false,
    },
    tiers: [
      tier({ role: 'hbm', name: 'HBM', bytesPerSecond: Infinity }),
      tier({ role: 'dram', name: 'CPU DRAM DDR5', bytesPerSecond: 126e9 }),
      {
        ...tier({ role: 'warehouse', name: warehouse.name, bytesPerSecond: warehouseBytesPerSecond }),
        tier: warehouse,
        usdPerGbMonth: 0.0152,
      },
    ],
    assumptions: [
      { field: 'cluster.headroomRatio', label: 'Headroom', value: 0.2, unit: 'ratio' },
      {
        field: 'cluster.usdPerGpuHour',
        label: 'Accelerator, an hour',
        value: usdPerGpuHour,
        unit: 'usdPerHour',
        provenance: { kind: 'published', source: 'a list of prices', checkedOn: '2026-11-20' },
      },
      {
        field: null,
        label: 'Memory for activations',
        value: 5.5 * 2 ** 30,
        low: 4 * 2 ** 30,
        high: 6 * 2 ** 30,
        unit: 'bytes',
        provenance: { kind: 'assumed', source: 'by hand', checkedOn: '2026-11-20' },
      },
    ],
  };
}

function tier({
  role,
  name,
  bytesPerSecond,
}: {
  role: 'hbm' | 'dram' | 'warehouse';
  name: string;
  bytesPerSecond: number;
}): ClusterPlan['tiers'][number] {
  const path = {
    floorSeconds: role === 'hbm' ? 0 : 0.02,
    bytesPerSecond: bytesPerSecond / 2,
    expandBytesPerSecond: null,
    errorRatio: 0.1,
  };
  return {
    role,
    tier: null,
    name,
    path,
    promptPath: path,
    why: null,
    limit: `Bound by ${name}.`,
    bytesPerSecondPerNode: bytesPerSecond,
    bytesPerToken: BYTES_PER_TOKEN,
    usdPerGbMonth: null,
  };
}
