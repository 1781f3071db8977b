import type { LayerGroup } from '../kv-cache/layer-group.ts';
import type { Tokens } from '../units.ts';
import { type Fields, LAYER_KEYS } from './fields.ts';
import type { Notes } from './notes.ts';
import { grouped, Refusal } from './refusal.ts';

/** What every reader of a family is given. */
export interface Reading {
  readonly fields: Fields;
  readonly notes: Notes;
  /** Name of a known architecture; null if it is none. */
  readonly known: string | null;
  readonly maxContextTokens: Tokens | null;
  readonly draftLayers: number;
  /** The file around a nested text model. */
  readonly outer: Fields | null;
}

/** The layers of a model, one by one or already counted. */
export type LayerReader = (reading: Reading) => readonly LayerGroup[];

export function layerCount({ fields }: Reading): number {
  return fields.required(LAYER_KEYS, 'layers', 'the number of layers');
}

/**
 * Cuts a per-layer list to the model's layers. Entries beyond them belong to multi-token prediction where there is
 * any; a list that is too short describes another model.
 */
export function perLayer<T>(
  list: readonly T[],
  { layers, key, reading }: { layers: number; key: string; reading: Reading },
): readonly T[] {
  if (list.length < layers) {
    throw new Refusal(
      `${reading.fields.path}${key} has ${grouped(list.length)} entries for ${grouped(layers)} layers: give the complete file.`,
    );
  }
  if (list.length > layers + reading.draftLayers) {
    reading.notes.doubt(
      `${key} has ${grouped(list.length)} entries for ${grouped(layers)} layers: those beyond the last layer are ignored.`,
    );
  }
  return list.slice(0, layers);
}

export function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
