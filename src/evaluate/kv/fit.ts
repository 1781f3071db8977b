import { ACCELERATORS } from '../../catalog/accelerators/index.ts';
import { ACTIVATION_BYTES, MOST_RANKS_PER_STAGE, RUNTIME_BYTES } from '../../catalog/serving-memory.ts';
import type { Accelerator } from '../../domain/accelerator.ts';
import { footprintOf } from '../../domain/kv-cache/footprint.ts';
import { memoryBudget, type MemoryBudget } from '../../domain/serving/memory-budget.ts';
import { bytesPerParameter } from '../../domain/serving/weight-format.ts';
import type { Bytes } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ResolvedGeometry } from '../resolve.ts';
import { footprintRequest } from './footprint-request.ts';

/** The scenario on one kind of accelerator. */
export interface FitOnAccelerator {
  readonly accelerator: Accelerator;
  /** At the fewest devices that hold the model and one sequence; `null` where none up to the most tried does. */
  readonly smallest: FitAtCount | null;
  /** On one tensor-parallel group of the scenario's ranks. */
  readonly atRanks: FitAtCount;
}

/** One number of devices. What a device holds adds up to its memory. */
export interface FitAtCount extends MemoryBudget {
  readonly devices: number;
  readonly ranks: number;
  /** Groups of layers on different devices, beyond what tensor parallelism spans. */
  readonly stages: number;
  readonly memoryBytes: Bytes;
  /** What the engine may not use of it. */
  readonly reservedBytes: Bytes;
  readonly activationBytes: Bytes;
  readonly overheadBytes: Bytes;
  readonly bytesPerSequenceAndDevice: Bytes;
}

export interface Fits {
  readonly weightBytes: Bytes;
  readonly bytesPerSequence: Bytes;
  readonly rows: readonly FitOnAccelerator[];
}

/** Why there is no answer: a sentence for the page. */
export interface FitUnknown {
  readonly reason: string;
  /** A number of parameters would bring one. */
  readonly needsParameters: boolean;
}

/** More devices than this are not tried. */
export const MOST_DEVICES = 16_384;

/**
 * Which accelerators hold the model, and how many sequences of the scenario's context at once: memory × utilisation less
 * weights, activations and runtime, divided by what a sequence takes.
 *
 * Tried are 1, 2, 4 and 8 ranks, then pipeline stages of eight, which divide layers and so cache and weights evenly; no
 * more stages than layers, except on parts that compute from on-chip memory alone, where a layer may itself be spread.
 * There activations and runtime of a GPU engine are not counted: nobody publishes theirs.
 * Example: Llama 3.1 70B in fp8 weights, 100,000 tokens in bf16: one H100 holds none, two hold one.
 * Ignores CUDA graphs, expert placement and attention-DP.
 */
export function fitsOf({ kv, geometry }: { kv: Scenario['kv']; geometry: ResolvedGeometry }): Fits | FitUnknown {
  const model = modelOf({ kv, geometry });
  if ('reason' in model) return model;
  return {
    weightBytes: model.weightBytes,
    bytesPerSequence: model.perRank(1),
    rows: ACCELERATORS.map((accelerator) => fitOn({ accelerator, model, kv })),
  };
}

/** What a model brings to every accelerator. */
export interface ModelToFit {
  readonly weightBytes: Bytes;
  readonly isMixture: boolean;
  readonly layers: number;
  /** Bytes of one sequence on a rank. */
  readonly perRank: (ranks: number) => Bytes;
}

export function modelOf({ kv, geometry }: { kv: Scenario['kv']; geometry: ResolvedGeometry }): ModelToFit | FitUnknown {
  const { totalParameters, activeParameters, groups, draftLayers } = geometry;
  if (totalParameters === null)
    return {
      reason: 'Weights take memory too: give the number of parameters to see which accelerators hold this model.',
      needsParameters: true,
    };
  const request = footprintRequest({ kv, groups, draftLayers });
  const known = new Map<number, Bytes>();
  const perRank = (ranks: number): Bytes => {
    const found = known.get(ranks) ?? footprintOf({ ...request, ranks }).perRankBytesPerSequence;
    known.set(ranks, found);
    return found;
  };
  if (perRank(1) === 0)
    return {
      reason: 'This geometry caches nothing, so no number of sequences fills an accelerator.',
      needsParameters: false,
    };
  return {
    weightBytes: totalParameters * bytesPerParameter(kv.weightFormat),
    isMixture: activeParameters !== null && activeParameters < totalParameters,
    layers: groups.reduce((sum, group) => sum + group.layers, 0),
    perRank,
  };
}

export function fitOn({
  accelerator,
  model,
  kv,
}: {
  accelerator: Accelerator;
  model: ModelToFit;
  kv: Scenario['kv'];
}): FitOnAccelerator {
  const at = (ranks: number, stages: number): FitAtCount => fitAt({ accelerator, model, kv, ranks, stages });
  return {
    accelerator,
    smallest: smallestFit({ at, mostStages: mostStages({ accelerator, model }) }),
    atRanks: at(kv.ranks, 1),
  };
}

function mostStages({ accelerator, model }: { accelerator: Accelerator; model: ModelToFit }): number {
  const most = Math.floor(MOST_DEVICES / MOST_RANKS_PER_STAGE.value);
  return accelerator.memoryKind === 'on-chip' ? most : Math.min(most, model.layers);
}

function smallestFit({
  at,
  mostStages: most,
}: {
  at: (ranks: number, stages: number) => FitAtCount;
  mostStages: number;
}): FitAtCount | null {
  const ranksPerStage = MOST_RANKS_PER_STAGE.value;
  for (let ranks = 1; ranks < ranksPerStage; ranks *= 2) {
    const fit = at(ranks, 1);
    if (fit.sequences > 0) return fit;
  }
  if (at(ranksPerStage, most).sequences === 0) return null;
  // Every further stage leaves each device more room, so the first that suffices can be found by halving.
  let low = 1;
  let high = most;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (at(ranksPerStage, middle).sequences > 0) high = middle;
    else low = middle + 1;
  }
  return at(ranksPerStage, low);
}

function fitAt({
  accelerator,
  model,
  kv,
  ranks,
  stages,
}: {
  accelerator: Accelerator;
  model: ModelToFit;
  kv: Scenario['kv'];
  ranks: number;
  stages: number;
}): FitAtCount {
  const devices = ranks * stages;
  const onChip = accelerator.memoryKind === 'on-chip';
  const memoryBytes = accelerator.memoryBytes.value;
  const activation = model.isMixture ? ACTIVATION_BYTES.mixtureOfExperts : ACTIVATION_BYTES.dense;
  const activationBytes = onChip ? 0 : activation.value;
  const overheadBytes = onChip ? 0 : (devices > 1 ? RUNTIME_BYTES.parallel : RUNTIME_BYTES.single).value;
  const bytesPerSequenceAndDevice = model.perRank(ranks) / stages;
  const budget = memoryBudget({
    memoryBytes,
    utilisationRatio: kv.utilisationRatio,
    utilisationOf: kv.engine === 'tensorrt-llm' ? 'remainder' : 'memory',
    devices,
    weightBytes: model.weightBytes,
    activationBytes,
    overheadBytes,
    bytesPerSequenceAndDevice,
  });
  const held = budget.weightBytesPerDevice + activationBytes + overheadBytes + budget.poolBytesPerDevice;
  return {
    devices,
    ranks,
    stages,
    memoryBytes,
    // Whichever way the share is taken, the parts add up to the memory; what does not fit at all reserves nothing.
    reservedBytes: Math.max(0, memoryBytes - held),
    activationBytes,
    overheadBytes,
    bytesPerSequenceAndDevice,
    ...budget,
  };
}
