import { MOST_LAYER_GROUPS } from '../../domain/field-limits.ts';
import type { LayerGroup, LayerKind, StateGroup } from '../../domain/kv-cache/layer-group.ts';
import type { ScenarioGeometry } from '../../scenario/schema.ts';
import type { ResolvedGeometry } from '../resolve.ts';

/**
 * Changes to a geometry that is typed by hand. Each takes a whole geometry and returns a new one that the scenario
 * accepts; single numbers are changed by their path.
 */

export type { ScenarioGeometry } from '../../scenario/schema.ts';

type Group = ScenarioGeometry['groups'][number];

const MOST_NOTES = 12;
const NAME_LENGTH = 120;
const NOTE_LENGTH = 300;
/** Inputs of a convolution that a state may keep apart. */
const MOST_CONVOLUTIONS = 4;

/** Llama 3.1 70B's layers: the start where there is nothing else to start from. */
const FULL = { kind: 'full', layers: 80, kvHeads: 8, kDim: 128, vDim: 128 } as const satisfies Group;

/** What a group of each kind starts from; every number is one that a published model has. */
const DEFAULTS: { readonly [K in LayerKind]: Extract<Group, { kind: K }> } = {
  full: FULL,
  sliding: { ...FULL, kind: 'sliding', windowTokens: 1_024 },
  chunked: { ...FULL, kind: 'chunked', chunkTokens: 8_192 },
  mla: { kind: 'mla', layers: 61, latentDim: 512, ropeDim: 64 },
  compressed: { kind: 'compressed', layers: 61, ratio: 4, entryDim: 512, ropeDim: 64, windowTokens: 128 },
  state: {
    kind: 'state',
    layers: 48,
    algorithm: 'gated-delta-net',
    recurrent: { units: 32, elementsPerUnit: 16_384 },
    recurrentBytesPerElement: 4,
    convolution: [{ units: 32, elementsPerUnit: 768 }],
    convolutionBytesPerElement: 2,
  },
  cross: { ...FULL, kind: 'cross', encoderTokens: 1_500 },
  none: { kind: 'none', layers: 1, reason: 'no-attention' },
};

/**
 * The geometry on the page as one that can be edited: the model's own layers, or an imported geometry with a note that
 * says so. What is already typed stays as it is.
 */
export function typedGeometryFrom({
  geometry,
  custom,
}: {
  /** What the page shows; `null` where it shows nothing. */
  geometry: ResolvedGeometry | null;
  custom: ScenarioGeometry | null;
}): ScenarioGeometry {
  if (custom?.verdict === 'typed') return custom;
  if (custom !== null)
    return {
      ...custom,
      verdict: 'typed',
      notes: [
        `Started from ${custom.name}, whose config was read as ${custom.verdict}. What is changed here is not checked against it.`,
        ...custom.notes,
      ]
        .slice(0, MOST_NOTES)
        .map((note) => note.slice(0, NOTE_LENGTH)),
    };
  if (geometry === null)
    return {
      name: 'Typed geometry',
      verdict: 'typed',
      notes: [],
      groups: [FULL],
      maxContextTokens: null,
      totalParameters: null,
      activeParameters: null,
      draftLayers: 0,
    };
  const { name, groups, maxContextTokens, totalParameters, activeParameters, draftLayers, origin } = geometry;
  return {
    name: `${name.slice(0, NAME_LENGTH - 8)} (typed)`,
    verdict: 'typed',
    notes: [
      `Started from the catalogue’s ${name}${origin === 'stand-in' ? ', which stands in for the offer’s own model' : ''}.`,
    ],
    groups,
    maxContextTokens,
    totalParameters,
    activeParameters,
    draftLayers,
  };
}

/** The geometry with one group replaced. */
export function withGroup({
  geometry,
  index,
  group,
}: {
  geometry: ScenarioGeometry;
  index: number;
  group: Group;
}): ScenarioGeometry {
  return { ...geometry, groups: geometry.groups.map((old, i) => (i === index ? group : old)) };
}

/**
 * One group turned into another kind. The number of layers stays, and so does every number that means the same in both
 * kinds: KV heads and widths, the window, queries, index keys.
 */
export function withKind({
  geometry,
  index,
  kind,
}: {
  geometry: ScenarioGeometry;
  index: number;
  kind: LayerKind;
}): ScenarioGeometry {
  const old = geometry.groups[index];
  if (!old || old.kind === kind) return geometry;
  const wanted = DEFAULTS[kind];
  const kept = Object.entries(old).filter(([key]) => key !== 'kind' && (key in wanted || mayHave({ kind, part: key })));
  return withGroup({ geometry, index, group: { ...wanted, ...Object.fromEntries(kept) } as Group });
}

/** The geometry with one more group, a copy of the last; unchanged where there is no room. */
export function addGroup(geometry: ScenarioGeometry): ScenarioGeometry {
  if (geometry.groups.length >= MOST_LAYER_GROUPS) return geometry;
  return { ...geometry, groups: [...geometry.groups, geometry.groups.at(-1) ?? FULL] };
}

/** The geometry without one group; the last one stays. */
export function removeGroup({ geometry, index }: { geometry: ScenarioGeometry; index: number }): ScenarioGeometry {
  if (geometry.groups.length === 1) return geometry;
  return { ...geometry, groups: geometry.groups.filter((_, i) => i !== index) };
}

/** Parts a group may have or not: what its queries look like, and the index key of sparse attention. */
export type OptionalPart = 'query' | 'index';

export function mayHave({ kind, part }: { kind: LayerKind; part: string }): boolean {
  if (part === 'query') return kind !== 'state' && kind !== 'none';
  return part === 'index' && (kind === 'full' || kind === 'mla' || kind === 'compressed');
}

/** The group with the part, from what fits its shape; unchanged where it has one or cannot have one. */
export function withPart({ group, part }: { group: Group; part: OptionalPart }): Group {
  if (!mayHave({ kind: group.kind, part }) || part in group) return group;
  if (part === 'index') return { ...group, index: { layers: group.layers, dim: 128, heads: 64, topK: 2_048 } } as Group;
  return { ...group, query: queryFor(group) } as Group;
}

export function withoutPart({ group, part }: { group: Group; part: OptionalPart }): Group {
  const { [part]: _removed, ...rest } = group as Group & { readonly [P in OptionalPart]?: unknown };
  return rest as Group;
}

/** One more input of the short convolution, or one fewer. */
export function addConvolution(group: StateGroup): StateGroup {
  if (!hasRoomForConvolution(group)) return group;
  const last = group.convolution.at(-1) ?? { units: group.recurrent.units, elementsPerUnit: 768 };
  return { ...group, convolution: [...group.convolution, last] };
}

export function removeConvolution({ group, part }: { group: StateGroup; part: number }): StateGroup {
  return { ...group, convolution: group.convolution.filter((_, i) => i !== part) };
}

export function hasRoomForConvolution(group: StateGroup): boolean {
  return group.convolution.length < MOST_CONVOLUTIONS;
}

/** Eight query heads to a KV head, as in Llama 3.1 70B; 128 heads over a latent, as in DeepSeek-V3. */
function queryFor(group: LayerGroup): { heads: number; qkDim: number; vDim: number } {
  if ('kvHeads' in group) return { heads: Math.min(10_000, group.kvHeads * 8), qkDim: group.kDim, vDim: group.vDim };
  return group.kind === 'compressed'
    ? { heads: 128, qkDim: group.entryDim, vDim: group.entryDim }
    : { heads: 128, qkDim: 192, vDim: 128 };
}
