import { fact } from '../../domain/fact.ts';
import type { EngineSettings } from '../../domain/kv-cache/engine/engine.ts';
import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import { published } from '../provenance.ts';
import type { Source } from '../sources.ts';
import type { Alteration, Precision, ProofCache, ProofGeometry, SoundCase } from './case.ts';

/** Short ways to write cases. Nothing here adds knowledge. */

export const GI = 2 ** 30;
const CHECKED_ON = '2026-11-20';

export function source(text: string): Source {
  return { text, checkedOn: CHECKED_ON };
}

interface Row extends Omit<SoundCase, 'published' | 'precisionClass' | 'toleranceRatio'> {
  /** In `unit`. */
  readonly published: number;
  readonly source: Source;
}

/** A figure that must come out to the byte. `toleranceRatio` only where it was printed with fewer digits than it has. */
export function exact({ toleranceRatio = 0, ...row }: Row & { toleranceRatio?: number }): SoundCase {
  return proofCase({ ...row, toleranceRatio, precisionClass: 'exact' });
}

/** A figure that its publisher rounded. */
export function rounded(row: Row & { toleranceRatio: number }): SoundCase {
  return proofCase({ ...row, precisionClass: 'rounded' });
}

/** A figure given as "about", or under conditions that are not all known. */
export function approximate(row: Row & { toleranceRatio: number }): SoundCase {
  return proofCase({ ...row, precisionClass: 'approximate' });
}

function proofCase({
  published: value,
  source: from,
  ...row
}: Row & { toleranceRatio: number; precisionClass: Precision }): SoundCase {
  return { ...row, published: published(value, from) };
}

type Layout = Omit<ProofCache, 'geometry'> & { readonly altered?: readonly Alteration[] };

/** The cache of a model of the catalogue. */
export function cacheOf(modelId: string, layout: Layout): ProofCache {
  return cache({ modelId }, layout);
}

/** The cache of a model that is not in the catalogue. */
export function cacheOfLayers(geometry: StatedGeometry, layout: Layout): ProofCache {
  return cache(geometry, layout);
}

function cache(geometry: ProofGeometry, { altered, ...layout }: Layout): ProofCache {
  return { ...layout, geometry: altered ? { ...geometry, altered } : geometry };
}

export type StatedGeometry = Extract<ProofGeometry, { groups: unknown }>;

/** Layers as the publisher of a figure states them. */
export function statedLayers({
  modelName,
  layers,
  source: from,
  note,
}: {
  modelName: string;
  layers: readonly LayerGroup[];
  source: Source;
  note?: string;
}): StatedGeometry {
  return { modelName, groups: published(layers, from, note) };
}

/** Layers that follow from what is stated, by an argument that the note gives. */
export function inferredLayers({
  modelName,
  layers,
  source: from,
  note,
}: {
  modelName: string;
  layers: readonly LayerGroup[];
  source: Source;
  note: string;
}): StatedGeometry {
  const { text, checkedOn } = from;
  return { modelName, groups: fact(layers, { kind: 'derived', source: text, checkedOn, note }) };
}

/** Grouped-query attention with keys and values of one width. */
export function gqa({ layers, kvHeads, headDim }: { layers: number; kvHeads: number; headDim: number }): LayerGroup {
  return { kind: 'full', layers, kvHeads, kDim: headDim, vDim: headDim };
}

export const VLLM: EngineSettings = { name: 'vllm' };
export const SGLANG: EngineSettings = { name: 'sglang' };
export const LLAMA_CPP: EngineSettings = { name: 'llama.cpp' };
