import { modelById } from '../../catalog/models/index.ts';
import { readModelConfigText } from '../../domain/model-config/read-config.ts';
import { MOST_LAYER_GROUPS } from '../../domain/field-limits.ts';
import type { ScenarioGeometry } from '../../scenario/schema.ts';

/** A config turned into a geometry for the scenario, or the sentence that says why not. */
export type ImportedConfig =
  | {
      readonly status: 'exact' | 'approximate';
      readonly geometry: ScenarioGeometry;
      readonly attention: string;
      readonly notes: readonly string[];
    }
  | { readonly status: 'refused'; readonly reason: string; readonly notes: readonly string[] };

const MOST_NOTES = 12;
const NOTE_LENGTH = 300;
const NAME_LENGTH = 120;

/**
 * Reads the text of a Hugging Face `config.json`. `name` is the file's or the hub's; a hub id of the catalogue brings
 * its parameter counts along, which no config states.
 */
export function importConfig({ text, name }: { text: string; name: string | null }): ImportedConfig {
  const verdict = readModelConfigText(text);
  if (verdict.status === 'refused') return verdict;
  const { architecture, groups, maxContextTokens, draftLayers, attention } = verdict.geometry;
  if (groups.length > MOST_LAYER_GROUPS)
    return {
      status: 'refused',
      reason: `The config describes ${groups.length} different groups of layers; at most ${MOST_LAYER_GROUPS} can be held.`,
      notes: verdict.notes,
    };
  const known = name === null ? undefined : modelById(name);
  return {
    status: verdict.status,
    attention,
    notes: verdict.notes,
    geometry: {
      name: (name ?? architecture).slice(0, NAME_LENGTH),
      verdict: verdict.status,
      notes: verdict.notes.slice(0, MOST_NOTES).map((note) => note.slice(0, NOTE_LENGTH)),
      groups,
      maxContextTokens,
      totalParameters: known?.totalParameters.value ?? null,
      activeParameters: known?.activeParameters.value ?? null,
      draftLayers,
    },
  };
}
