import { ACTIVATION_BYTES, MOST_RANKS_PER_STAGE, RUNTIME_BYTES } from '../../catalog/serving-memory.ts';
import type { Accelerator } from '../../domain/accelerator.ts';
import type { Fact } from '../../domain/fact.ts';
import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import { withDraftLayers } from '../../domain/kv-cache/speculation.ts';
import { memoryBudget, type MemoryBudget } from '../../domain/serving/memory-budget.ts';
import type { WeightFormat } from '../../domain/serving/weight-format.ts';
import type { Bytes, Tokens } from '../../domain/units.ts';
import { rankCopies } from '../../domain/warehouse/copies.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { footprintRequest } from '../kv/footprint-request.ts';
import { fitOn, MOST_DEVICES, modelOf, type ModelToFit } from '../kv/fit.ts';
import type { InstancePlan } from './cluster-view.ts';
import type { ClusterModel } from './plan-model.ts';

/** An instance with what its plan does not say. */
export interface PlacedInstance {
  readonly plan: InstancePlan;
  /** Accelerators that divide each layer, and groups of layers that they stand in. */
  readonly ranks: number;
  readonly stages: number;
  /** The model's layers, drafts included where they are counted. */
  readonly groups: readonly LayerGroup[];
  /** Mean length of a sequence that is being answered. */
  readonly contextTokens: Tokens;
  /** All ranks' cache ÷ one copy, with attention divided by heads. */
  readonly copies: number;
  readonly activationBytes: Fact<Bytes> | null;
  readonly runtimeBytes: Fact<Bytes> | null;
}

/** More copies than this are worth dividing attention by sequences. */
const MOST_COPIES = 1.01;

/**
 * The accelerators that serve a model together, and the room they have for cache.
 *
 *     gpus   as asked, or the fewest that hold weights and one sequence of the mean context, by the KV-cache page's rule
 *     pool   memory × utilisation − weights ÷ gpus − activations − runtime, of each accelerator (`memoryBudget`)
 *     tokens attention by heads: pool ÷ what a rank holds of a token; by sequences: all ranks' pools ÷ one copy
 *
 * Where those asked for do not hold it, the needed number is taken, and `askedGpus` shows it. Example: Llama 3.1 70B in bf16 on H100s: four.
 * Ignores that every rank holds all attention weights where attention is divided by sequences, CUDA graphs and expert placement.
 */
export function placeInstance({
  scenario,
  model,
  accelerator,
  weightFormat,
  contextTokens,
}: {
  scenario: Scenario;
  model: ClusterModel;
  accelerator: Accelerator;
  weightFormat: WeightFormat;
  contextTokens: Tokens;
}): PlacedInstance | { readonly reason: string; readonly isTooLarge: boolean } {
  const kv = {
    ...scenario.kv,
    contextTokens: Math.max(1, Math.ceil(contextTokens)),
    weightFormat,
    sequences: 1,
    ranks: 1,
  };
  const { geometry } = model;
  const toFit = modelOf({ kv, geometry });
  if ('reason' in toFit) return { reason: toFit.reason, isTooLarge: false };
  const smallest = fitOn({ accelerator, model: toFit, kv }).smallest;
  if (!smallest)
    return {
      reason: `Not even ${MOST_DEVICES.toLocaleString('en-US')} × ${accelerator.name} hold ${geometry.name} and one sequence.`,
      isTooLarge: true,
    };
  const room = (gpus: number): Room => roomOf({ gpus, kv, model: toFit, accelerator });
  const asked = scenario.cluster.gpusPerInstance;
  const gpus = asked !== null && room(asked).budget.sequences > 0 ? asked : smallest.devices;
  const placed = room(gpus);
  const { ranks, stages, budget } = placed;
  const groups = withDraftLayers(footprintRequest({ kv, groups: geometry.groups, draftLayers: geometry.draftLayers }));
  const { copies } = rankCopies({ groups, dtype: kv.dtype, contextTokens: kv.contextTokens, ranks });
  const attention = scenario.cluster.attention ?? (copies > MOST_COPIES && isLatent(groups) ? 'data' : 'tensor');
  const poolBytes = Math.max(0, budget.poolBytesPerDevice);
  const perDevice = toFit.perRank(attention === 'data' ? 1 : ranks) / stages;
  const holders = attention === 'data' ? ranks : 1;
  return {
    plan: {
      gpus,
      askedGpus: asked,
      neededGpus: smallest.devices,
      perNode: instancesPerNode({ gpus, gpusPerNode: scenario.cluster.gpusPerNode }),
      attention,
      promptGpus: gpus / holders,
      weightBytes: toFit.weightBytes,
      poolTokens: ((holders * poolBytes) / perDevice) * kv.contextTokens,
      poolBytes: gpus * poolBytes,
      sequences: holders * Math.floor(poolBytes / perDevice),
    },
    ranks,
    stages,
    groups,
    contextTokens: kv.contextTokens,
    copies,
    activationBytes: placed.activationBytes,
    runtimeBytes: placed.runtimeBytes,
  };
}

/** Whole instances on a node; where one spans several, its share of each. Example: 3 of 8 accelerators: 2; 12 of 8: 1 ÷ 2. */
function instancesPerNode({ gpus, gpusPerNode }: { gpus: number; gpusPerNode: number }): number {
  return gpus <= gpusPerNode ? Math.floor(gpusPerNode / gpus) : 1 / Math.ceil(gpus / gpusPerNode);
}

/** Caches that tensor parallelism does not divide. */
function isLatent(groups: readonly LayerGroup[]): boolean {
  return groups.some(
    (group) => group.kind === 'mla' || group.kind === 'compressed' || ('index' in group && group.index !== undefined),
  );
}

interface Room {
  readonly ranks: number;
  readonly stages: number;
  readonly budget: MemoryBudget;
  readonly activationBytes: Fact<Bytes> | null;
  readonly runtimeBytes: Fact<Bytes> | null;
}

/** As `fitOn`, for any number: on-chip parts count no activations and no runtime of a GPU engine. */
function roomOf({
  gpus,
  kv,
  model,
  accelerator,
}: {
  gpus: number;
  kv: Scenario['kv'];
  model: ModelToFit;
  accelerator: Accelerator;
}): Room {
  const ranks = ranksOf(gpus);
  const stages = gpus / ranks;
  const isGpu = accelerator.memoryKind !== 'on-chip';
  const activationBytes = model.isMixture ? ACTIVATION_BYTES.mixtureOfExperts : ACTIVATION_BYTES.dense;
  const runtimeBytes = gpus > 1 ? RUNTIME_BYTES.parallel : RUNTIME_BYTES.single;
  return {
    ranks,
    stages,
    budget: memoryBudget({
      memoryBytes: accelerator.memoryBytes.value,
      utilisationRatio: kv.utilisationRatio,
      utilisationOf: kv.engine === 'tensorrt-llm' ? 'remainder' : 'memory',
      devices: gpus,
      weightBytes: model.weightBytes,
      activationBytes: isGpu ? activationBytes.value : 0,
      overheadBytes: isGpu ? runtimeBytes.value : 0,
      bytesPerSequenceAndDevice: model.perRank(ranks) / stages,
    }),
    activationBytes: isGpu ? activationBytes : null,
    runtimeBytes: isGpu ? runtimeBytes : null,
  };
}

/** The largest number of ranks of a stage that divides the accelerators evenly. */
function ranksOf(gpus: number): number {
  let ranks = Math.min(gpus, MOST_RANKS_PER_STAGE.value);
  while (gpus % ranks !== 0) ranks -= 1;
  return ranks;
}
