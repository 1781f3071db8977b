import { acceleratorById } from '../../catalog/accelerators/index.ts';
import { graphicsCardById } from '../../catalog/graphics-cards/index.ts';
import { atBandwidth } from '../../domain/bandwidth/decode-bound.ts';
import type { Tokens } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { exceededTokens } from '../kv/evaluate-kv.ts';
import { offerNamed } from '../resolve-offer.ts';
import { isProblem, resolveGeometry } from '../resolve.ts';
import type {
  BenchAnswer,
  BenchQuestion,
  BoundMachine,
  LengthComparison,
  MachineBound,
  MachineUnknown,
  ModelBound,
  ModelUnknown,
} from './bench-view.ts';
import { boundAt, curveOf, LONG_TOKENS, maximumOf, neededBytes, SHORT_TOKENS } from './bound-curve.ts';
import { caveatsOf } from './caveats.ts';
import { dataSheetShare } from './data-sheet-share.ts';
import { explainBound } from './explain-bench.ts';
import { lengthsOn } from './lengths.ts';
import { measuredMachine, NAMED_ACCELERATOR_IDS, namedMachine } from './machines.ts';
import { modelReads, type ModelReads } from './model-reads.ts';

export const MOST_OTHER_MODELS = 5;

/**
 * Everything the Bench page says of a bandwidth: what of the confirmed card's data sheet it is, about how many tokens a second it
 * allows as the context grows, of the scenario's model and others, and how many at most on named machines by their data sheets.
 *
 * Example: Meta-Llama-3.1-8B in bf16 at 100,000 tokens where 941 GB/s were measured: 28.1 GB a token, about 33.5 tokens a second.
 * Without a measurement the data sheets and lengths are answered all the same. Problems with the scenario's model are the answer.
 */
export function evaluateBench({
  scenario,
  book,
  measured,
  confirmedCardId,
  otherModelIds,
  acceleratorIds = NAMED_ACCELERATOR_IDS,
}: BenchQuestion): BenchAnswer {
  const { kv } = scenario;
  const geometry = resolveGeometry({ kv, offer: offerNamed(scenario.offerId, scenario, book), book });
  if (isProblem(geometry)) return { status: 'impossible', field: geometry.field, message: geometry.message };
  const share = dataSheetShare({ measured, confirmedCardId });
  const cardName = confirmedCardId === null ? null : (graphicsCardById(confirmedCardId)?.name ?? null);
  const here = measured && measuredMachine({ measured, cardName: measured.part === 'gpu' ? cardName : null });

  const others = [...new Set(otherModelIds)]
    .filter((id) => geometry.model === null || book.modelById(id)?.id !== geometry.model.id)
    .slice(0, MOST_OTHER_MODELS);
  const own = modelReads({ kv, geometry });
  const models: (ModelBound | ModelUnknown)[] = [];
  if (here) {
    models.push(
      'reason' in own
        ? { modelId: geometry.model?.id ?? null, name: geometry.name, isScenarios: true, reason: own.reason }
        : modelBound({ reads: own, machine: here, kv, isScenarios: true }),
      ...others.map((id) => otherModel({ id, kv, book, machine: here })),
    );
  }

  const reads = 'reason' in own ? null : own;
  const asked = reads && { reads, here, kv, acceleratorIds };
  const atContext = asked ? machinesFor({ ...asked, contextTokens: kv.contextTokens }) : [];
  const machines = asked ? machineRows({ ...asked, machines: atContext }) : [];
  return {
    status: 'ok',
    measured,
    contextTokens: kv.contextTokens,
    share,
    models,
    machines,
    lengths: asked && lengthComparison({ ...asked, atContext }),
    neededBytes: reads && neededBytes({ reads, kv }),
    caveats: caveatsOf({ measured, machines }),
  };
}

/** The scenario's settings with another model in the place of its own. */
function otherModel({
  id,
  kv,
  book,
  machine,
}: {
  id: string;
  kv: Scenario['kv'];
  book: BenchQuestion['book'];
  machine: BoundMachine;
}): ModelBound | ModelUnknown {
  const geometry = resolveGeometry({ kv: { ...kv, custom: null, modelId: id }, offer: undefined, book });
  if (isProblem(geometry)) return { modelId: id, name: id, isScenarios: false, reason: geometry.message };
  const reads = modelReads({ kv, geometry });
  return 'reason' in reads
    ? { modelId: id, name: geometry.name, isScenarios: false, reason: reads.reason }
    : modelBound({ reads, machine, kv, isScenarios: false });
}

function modelBound({
  reads,
  machine,
  kv,
  isScenarios,
}: {
  reads: ModelReads;
  machine: BoundMachine;
  kv: Scenario['kv'];
  isScenarios: boolean;
}): ModelBound {
  const { geometry, weights } = reads;
  const bytesPerSecond = machine.aggregateBytesPerSecond;
  const bound = boundAt({ reads, kv, contextTokens: kv.contextTokens, bytesPerSecond });
  const published = weights.weightFormat?.value ?? null;
  return {
    modelId: geometry.model?.id ?? null,
    name: geometry.name,
    isScenarios,
    weightFormat: kv.weightFormat,
    publishedFormat: published === kv.weightFormat ? null : published,
    totalWeightBytes: reads.totalWeightBytes,
    maxContextTokens: geometry.maxContextTokens,
    bound,
    exceedsContextTokens: exceededTokens({
      maxContextTokens: geometry.maxContextTokens,
      contextTokens: kv.contextTokens,
    }),
    curve: curveOf({ reads, kv, bytesPerSecond, longestTokens: maximumOf({ reads, kv }) }),
    notes: reads.notes,
    explanation: explainBound({ bound, machine, reads, dtype: kv.dtype }),
  };
}

interface OnMachines {
  readonly reads: ModelReads;
  readonly here: BoundMachine | null;
  readonly kv: Scenario['kv'];
  readonly acceleratorIds: readonly string[];
}

/** The measured machine first, then the named ones that hold a sequence of the length. */
function machinesFor({
  reads,
  here,
  kv,
  acceleratorIds,
  contextTokens,
}: OnMachines & { contextTokens: Tokens }): readonly (BoundMachine | MachineUnknown)[] {
  const longestTokens = maximumOf({ reads, kv });
  const named = [...new Set(acceleratorIds)].map((id): BoundMachine | MachineUnknown => {
    const accelerator = acceleratorById(id);
    return accelerator
      ? namedMachine({ accelerator, geometry: reads.geometry, kv, contextTokens, longestTokens })
      : { id, name: id, reason: 'It is not in the table of accelerators.' };
  });
  return here ? [here, ...named] : named;
}

function machineRows({
  reads,
  kv,
  machines,
}: OnMachines & { machines: readonly (BoundMachine | MachineUnknown)[] }): readonly (MachineBound | MachineUnknown)[] {
  return machines.map((machine) => {
    if ('reason' in machine) return machine;
    const bytesPerSecond = machine.aggregateBytesPerSecond;
    const bound = boundAt({ reads, kv, contextTokens: kv.contextTokens, bytesPerSecond });
    return {
      machine,
      bound,
      boundByLayers: atBandwidth({ bound, bytesPerSecond: machine.bytesPerSecond }),
      curve: curveOf({ reads, kv, bytesPerSecond, longestTokens: machine.mostTokens ?? maximumOf({ reads, kv }) }),
      explanation: explainBound({ bound, machine, reads, dtype: kv.dtype }),
    };
  });
}

function lengthComparison({
  atContext,
  ...asked
}: OnMachines & { atContext: readonly (BoundMachine | MachineUnknown)[] }): LengthComparison {
  const { reads, kv } = asked;
  const longTokens = Math.min(LONG_TOKENS, maximumOf({ reads, kv }));
  const shortTokens = Math.min(SHORT_TOKENS, longTokens);
  const machines = longTokens === kv.contextTokens ? atContext : machinesFor({ ...asked, contextTokens: longTokens });
  return {
    shortTokens,
    longTokens,
    rows: machines.flatMap((machine) =>
      'reason' in machine ? [] : [lengthsOn({ machine, reads, kv, shortTokens, longTokens })],
    ),
  };
}
