import type { LayerGroup } from '../kv-cache/layer-group.ts';
import type { Tokens } from '../units.ts';

/** What a model's config.json says of its cache. */
export interface ConfigGeometry {
  /** `model_type` of the text model, or else its first architecture. */
  readonly architecture: string;
  readonly groups: readonly LayerGroup[];
  readonly maxContextTokens: Tokens | null;
  /** Layers that predict further tokens (MTP): in no group, each one more layer of the last kind if they are run. */
  readonly draftLayers: number;
  /** In words, as in the catalogue: 'GQA + sliding window'. */
  readonly attention: string;
}

export type ConfigVerdict =
  /** Every figure follows from the file and from defaults that engines agree on; the notes name those. */
  | { readonly status: 'exact'; readonly geometry: ConfigGeometry; readonly notes: readonly string[] }
  /** Something is assumed or not modelled; the notes say what, and what it could change. */
  | { readonly status: 'approximate'; readonly geometry: ConfigGeometry; readonly notes: readonly string[] }
  | { readonly status: 'refused'; readonly reason: string; readonly notes: readonly string[] };
