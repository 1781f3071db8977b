import { MODELS } from '../../catalog/models/index.ts';
import { footprintOf } from '../../domain/kv-cache/footprint.ts';
import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { prefillFlops } from '../../domain/serving/prefill-flops.ts';
import type { Bytes, Tokens } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { offerNamed } from '../resolve-offer.ts';
import { isProblem, resolveGeometry, type ResolvedGeometry } from '../resolve.ts';
import { exceededTokens } from './evaluate-kv.ts';
import { footprintRequest } from './footprint-request.ts';

/** One sequence of the scenario's context, precision, engine and ranks on some model. */
export interface ModelAtContext {
  /** `null` for the geometry typed by hand or read from a config. */
  readonly model: ModelGeometry | null;
  readonly name: string;
  readonly marginalBytesPerToken: Bytes;
  readonly fixedBytesPerSequence: Bytes;
  readonly bytes: Bytes;
  readonly allRanksBytes: Bytes;
  /** The model's maximum, where the context is beyond it. */
  readonly exceedsContextTokens: Tokens | null;
  /** GB to load for every PFLOP of prefill that loading avoids; `null` where the parameters are not known. */
  readonly gbPerPflop: number | null;
  readonly isCurrent: boolean;
}

/** Decimal gigabytes and petaFLOPs: the ratio everybody quotes. */
const BYTES_PER_GB = 1e9;
const FLOPS_PER_PFLOP = 1e15;

/**
 * The scenario's question asked of every model of the catalogue, smallest first, the typed geometry among them where
 * there is one. Example: 100,000 tokens in bf16 are 7.03 GB on DeepSeek-V3 and 51.6 GB on Llama 3.1 405B.
 */
export function compareModels(scenario: Scenario, book: OfferBook): readonly ModelAtContext[] {
  const { kv } = scenario;
  const geometry = resolveGeometry({ kv, offer: offerNamed(scenario.offerId, scenario, book), book });
  const currentId = isProblem(geometry) ? null : (geometry.model?.id ?? null);
  const typed = !isProblem(geometry) && geometry.origin === 'typed' ? [typedRow({ kv, geometry })] : [];
  return [
    ...typed,
    ...MODELS.map((model) =>
      row({
        kv,
        model,
        name: model.name,
        groups: model.groups.value,
        draftLayers: model.draftLayers,
        maxContextTokens: model.maxContextTokens.value,
        activeParameters: model.activeParameters.value,
        isCurrent: model.id === currentId,
      }),
    ),
  ].sort((a, b) => a.bytes - b.bytes);
}

function typedRow({ kv, geometry }: { kv: Scenario['kv']; geometry: ResolvedGeometry }): ModelAtContext {
  return row({ ...geometry, kv, model: null, isCurrent: true });
}

function row({
  kv,
  model,
  name,
  groups,
  draftLayers,
  maxContextTokens,
  activeParameters,
  isCurrent,
}: {
  kv: Scenario['kv'];
  model: ModelGeometry | null;
  name: string;
  groups: readonly LayerGroup[];
  draftLayers: number;
  maxContextTokens: Tokens | null;
  activeParameters: number | null;
  isCurrent: boolean;
}): ModelAtContext {
  const footprint = footprintOf(footprintRequest({ kv, groups, draftLayers }));
  return {
    model,
    name,
    marginalBytesPerToken: footprint.marginalBytesPerToken,
    fixedBytesPerSequence: footprint.fixedBytesPerSequence,
    bytes: footprint.bytesPerSequence,
    allRanksBytes: footprint.allRanksBytesPerSequence,
    exceedsContextTokens: exceededTokens({ maxContextTokens, contextTokens: kv.contextTokens }),
    gbPerPflop: gbPerPflopOf({
      groups,
      activeParameters,
      contextTokens: kv.contextTokens,
      storedBytes: footprint.storedBytesPerSequence,
    }),
    isCurrent,
  };
}

/**
 * Bytes to load for the FLOPs a load avoids. Low is good for a warehouse: Llama 3.1 8B needs 1.30 GB per PFLOP at
 * 131,072 tokens in fp8, DeepSeek-V3 0.09. `null` without a parameter count or without the shape of the queries.
 */
export function gbPerPflopOf({
  groups,
  activeParameters,
  contextTokens,
  storedBytes,
}: {
  groups: readonly LayerGroup[];
  activeParameters: number | null;
  contextTokens: Tokens;
  storedBytes: Bytes;
}): number | null {
  if (activeParameters === null) return null;
  const { totalFlops, isLowerBound } = prefillFlops({ groups, activeParameters, contextTokens });
  return isLowerBound ? null : storedBytes / BYTES_PER_GB / (totalFlops / FLOPS_PER_PFLOP);
}

/** How near a size is to the one looked for, as a factor ≥ 1. */
export function offByFactor({ bytes, targetBytes }: { bytes: Bytes; targetBytes: Bytes }): number {
  return bytes > targetBytes ? bytes / targetBytes : targetBytes / bytes;
}

/**
 * The reverse question: which models need about so many bytes at this context? Nearest first; models that do not take
 * the context are left out. Example: about 50 GB at 100,000 tokens in bf16 is Llama 3.1 405B (51.6 GB).
 */
export function nearestModels({
  rows,
  targetBytes,
  most,
}: {
  rows: readonly ModelAtContext[];
  targetBytes: Bytes;
  most: number;
}): readonly ModelAtContext[] {
  return rows
    .filter(({ exceedsContextTokens, bytes }) => exceedsContextTokens === null && bytes > 0)
    .toSorted((a, b) => offByFactor({ bytes: a.bytes, targetBytes }) - offByFactor({ bytes: b.bytes, targetBytes }))
    .slice(0, most);
}
