import { MODELS } from '../catalog/models/index.ts';
import { offerById } from '../catalog/offers/index.ts';
import { NVME_RENT } from '../catalog/tiers.ts';
import type { Problem } from '../domain/field-limits.ts';
import { bytesPerElement, type KvDtype } from '../domain/kv-cache/precision.ts';
import { bytesPerSequence, elementsPerTokenPerLayer, kvSizeOf, type KvSize } from '../domain/kv-cache/size.ts';
import type { Explanation } from '../domain/explain.ts';
import type { LayerGroup } from '../domain/kv-cache/layer-group.ts';
import type { ModelGeometry } from '../domain/kv-cache/model-geometry.ts';
import type { Bytes, Tokens } from '../domain/units.ts';
import type { Scenario } from '../scenario/schema.ts';
import { isProblem, resolveGeometry, resolveStorage, type ResolvedGeometry } from './resolve.ts';

/** Everything the KV cache page says about one scenario. */
export interface KvEvaluation {
  readonly status: 'ok';
  readonly geometry: ResolvedGeometry;
  readonly size: KvSize;
  /** The scenario's, for pages that show the last good figures. */
  readonly contextTokens: Tokens;
  readonly sequences: number;
  readonly dtype: KvDtype;
  readonly bytesPerElement: Bytes;
  readonly groups: readonly GroupAtContext[];
  readonly bytesPerSequence: Bytes;
  readonly totalBytes: Bytes;
  /** The model's maximum, where the context asked for is beyond it. */
  readonly exceedsContextTokens: Tokens | null;
  /** Bytes of one sequence against its length, evenly spaced in the log, the scenario's own context among them. */
  readonly growth: readonly SizePoint[];
  readonly explanation: Explanation;
  /** What keeping a million tokens of this geometry on NVMe for an hour costs, whatever rent the scenario sets. */
  readonly rent: Explanation;
}

export interface SizePoint {
  readonly contextTokens: Tokens;
  readonly bytes: Bytes;
}

/** One layer group at the scenario's precision and context. */
export interface GroupAtContext {
  readonly group: LayerGroup;
  readonly elementsPerTokenPerLayer: number;
  readonly marginalBytesPerToken: Bytes;
  readonly fixedBytesPerSequence: Bytes;
  /** Tokens it keeps at this context: all, or those in its window. */
  readonly keptTokens: Tokens;
  /** What it keeps of one sequence at this context. */
  readonly bytes: Bytes;
}

/** One sequence of the scenario's context and precision on some model. */
export interface ModelAtContext {
  /** `null` for the geometry typed by hand. */
  readonly model: ModelGeometry | null;
  readonly marginalBytesPerToken: Bytes;
  readonly bytes: Bytes;
  /** The model's maximum, where the context is beyond it. */
  readonly exceedsContextTokens: Tokens | null;
  readonly isCurrent: boolean;
}

export type TypedGeometry = NonNullable<Scenario['kv']['custom']>;

const SHORTEST_CONTEXT = 1_000;
const POINTS = 49;
/** A large model with multi-head attention: 96 layers, 4,096 wide. */
const TYPED_FULL = { kind: 'full', layers: 96, kvHeads: 32, kDim: 128, vDim: 128 } as const satisfies TypedGeometry;
/** DeepSeek's latent vector and rotary part. */
const TYPED_MLA = { kind: 'mla', latentDim: 512, ropeDim: 64 } as const;

export function evaluateKv(
  scenario: Scenario,
): KvEvaluation | { readonly status: 'impossible'; readonly problems: readonly Problem[] } {
  const { kv } = scenario;
  const geometry = resolveGeometry({ kv, offer: offerById(scenario.offerId) });
  if (isProblem(geometry)) return { status: 'impossible', problems: [geometry] };
  const { groups, model } = geometry;
  const size = kvSizeOf({ groups, dtype: kv.dtype });
  const sequence = bytesPerSequence({ groups, dtype: kv.dtype, contextTokens: kv.contextTokens });
  const at = (contextTokens: Tokens): SizePoint => ({
    contextTokens,
    bytes: bytesPerSequence({ groups, dtype: kv.dtype, contextTokens }),
  });
  return {
    status: 'ok',
    geometry,
    size,
    contextTokens: kv.contextTokens,
    sequences: kv.sequences,
    dtype: kv.dtype,
    bytesPerElement: bytesPerElement(kv.dtype),
    groups: size.groups.map((sized): GroupAtContext => ({
      ...sized,
      elementsPerTokenPerLayer: elementsPerTokenPerLayer(sized.group),
      keptTokens:
        sized.group.kind === 'sliding' ? Math.min(kv.contextTokens, sized.group.windowTokens) : kv.contextTokens,
      bytes: bytesPerSequence({ groups: [sized.group], dtype: kv.dtype, contextTokens: kv.contextTokens }),
    })),
    bytesPerSequence: sequence,
    totalBytes: sequence * kv.sequences,
    exceedsContextTokens: exceeded({ model, contextTokens: kv.contextTokens }),
    growth: contextsToShow({ model, contextTokens: kv.contextTokens }).map(at),
    explanation: explainSequence({ scenario, geometry, bytes: sequence }),
    rent: explainRent({ scenario, geometry }),
  };
}

/**
 * One sequence of the scenario's context and precision on every model of the catalogue, smallest first, the typed
 * geometry among them where there is one. Example: 100,000 tokens in bf16 are 7.03 GB on DeepSeek-V3 and 51.6 GB on
 * Llama 3.1 405B.
 */
export function compareModels(scenario: Scenario): readonly ModelAtContext[] {
  const { kv } = scenario;
  const geometry = resolveGeometry({ kv, offer: offerById(scenario.offerId) });
  const currentId = isProblem(geometry) ? null : (geometry.model?.id ?? null);
  const row = ({
    model,
    groups,
    isCurrent,
  }: {
    model: ModelGeometry | null;
    groups: readonly LayerGroup[];
    isCurrent: boolean;
  }): ModelAtContext => ({
    model,
    marginalBytesPerToken: kvSizeOf({ groups, dtype: kv.dtype }).marginalBytesPerToken,
    bytes: bytesPerSequence({ groups, dtype: kv.dtype, contextTokens: kv.contextTokens }),
    exceedsContextTokens: exceeded({ model, contextTokens: kv.contextTokens }),
    isCurrent,
  });
  return [
    ...(kv.custom === null ? [] : [row({ model: null, groups: [kv.custom], isCurrent: true })]),
    ...MODELS.map((model) => row({ model, groups: model.groups.value, isCurrent: model.id === currentId })),
  ].sort((a, b) => a.bytes - b.bytes);
}

/** A geometry to start typing from: the first group without a window, else a large multi-head model's. */
export function typedGeometryFrom(groups: readonly LayerGroup[]): TypedGeometry {
  return groups.find((group) => group.kind !== 'sliding') ?? TYPED_FULL;
}

/** A typed geometry turned into the other kind of attention; only the number of layers means the same in both. */
export function withAttention({
  geometry,
  kind,
}: {
  geometry: TypedGeometry;
  kind: TypedGeometry['kind'];
}): TypedGeometry {
  if (geometry.kind === kind) return geometry;
  return { ...(kind === 'mla' ? TYPED_MLA : TYPED_FULL), layers: geometry.layers };
}

function exceeded({ model, contextTokens }: { model: ModelGeometry | null; contextTokens: Tokens }): Tokens | null {
  return model !== null && contextTokens > model.maxContextTokens.value ? model.maxContextTokens.value : null;
}

function contextsToShow({
  model,
  contextTokens,
}: {
  model: ModelGeometry | null;
  contextTokens: Tokens;
}): readonly Tokens[] {
  const shortest = Math.min(contextTokens, SHORTEST_CONTEXT);
  const longest = Math.max(contextTokens, model?.maxContextTokens.value ?? 0, SHORTEST_CONTEXT * 10);
  const spaced = Array.from({ length: POINTS }, (_, i) =>
    Math.round(shortest * (longest / shortest) ** (i / (POINTS - 1))),
  );
  return [...new Set([...spaced, contextTokens])].sort((a, b) => a - b);
}

function explainRent({ scenario, geometry }: { scenario: Scenario; geometry: ResolvedGeometry }): Explanation {
  const { usdPerMTokHour, marginalBytesPerToken } = resolveStorage({
    scenario: { ...scenario, warehouse: { ...scenario.warehouse, storageUsdPerMTokHour: null } },
    geometry,
  });
  return {
    title: 'Rent on NVMe',
    value: usdPerMTokHour,
    unit: 'usdPerMTokHour',
    formula: 'NVMe rent × bytes per token × 10⁶',
    terms: [
      {
        symbol: 'NVMe rent',
        meaning: 'drives and all that surrounds them',
        value: NVME_RENT.usdPerByteHour.value,
        unit: 'usdPerByteHour',
        provenance: NVME_RENT.usdPerByteHour,
      },
      {
        symbol: 'bytes per token',
        meaning: `${geometry.model?.name ?? 'typed geometry'}, ${scenario.kv.dtype}`,
        value: marginalBytesPerToken,
        unit: 'bytesPerToken',
        ...(geometry.provenance ? { provenance: geometry.provenance } : {}),
      },
    ],
    notCounted: ['fixed bytes per sequence', 'a seller’s own price for storage'],
  };
}

const ATTENTION_WORDS: Readonly<Record<LayerGroup['kind'], string>> = {
  full: 'attention over the whole context',
  sliding: 'attention over a window',
  mla: 'latent attention (MLA)',
};

function explainSequence({
  scenario,
  geometry,
  bytes,
}: {
  scenario: Scenario;
  geometry: ResolvedGeometry;
  bytes: Bytes;
}): Explanation {
  const { kv } = scenario;
  const many = geometry.groups.length > 1;
  const sum = geometry.groups.map((group, i) => {
    const n = many ? `${i + 1}` : '';
    return `layers${n} × elements${n} × ${group.kind === 'sliding' ? `min(context, window${n})` : 'context'}`;
  });
  return {
    title: 'KV cache of one sequence',
    value: bytes,
    unit: 'bytes',
    formula: `${many ? `(${sum.join(' + ')})` : sum.join('')} × bytes per element`,
    terms: [
      ...geometry.groups.flatMap((group, i) => {
        const n = many ? `${i + 1}` : '';
        const what =
          group.kind === 'mla'
            ? `latent ${group.latentDim} + rotary ${group.ropeDim}`
            : `${group.kvHeads} KV heads × (${group.kDim} + ${group.vDim})`;
        return [
          {
            symbol: `layers${n}`,
            meaning: `layers of ${ATTENTION_WORDS[group.kind]}`,
            value: group.layers,
            unit: 'count' as const,
            ...(geometry.provenance ? { provenance: geometry.provenance } : {}),
          },
          {
            symbol: `elements${n}`,
            meaning: `stored per token and layer: ${what}`,
            value: elementsPerTokenPerLayer(group),
            unit: 'count' as const,
          },
          ...(group.kind === 'sliding'
            ? [
                {
                  symbol: `window${n}`,
                  meaning: 'tokens the layer looks back',
                  value: group.windowTokens,
                  unit: 'tokens' as const,
                },
              ]
            : []),
        ];
      }),
      { symbol: 'context', meaning: 'length of the sequence', value: kv.contextTokens, unit: 'tokens' },
      { symbol: 'bytes per element', meaning: kv.dtype, value: bytesPerElement(kv.dtype), unit: 'bytesPerElement' },
    ],
    notCounted: ['block rounding of an engine', 'copies under tensor parallelism', 'layers used only for speculation'],
  };
}
