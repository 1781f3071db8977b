import type { Fact } from '../fact.ts';
import type { Tokens } from '../units.ts';
import type { LayerGroup } from './layer-group.ts';

/** What the KV-cache page and the warehouse need to know of a model. */
export interface ModelGeometry {
  /** The catalogue's id: the model's usual name. */
  readonly id: string;
  /** Where it lives on the Hugging Face hub; an alias of the id. */
  readonly hubId: string;
  readonly name: string;
  /** In words: `GQA`, `MLA`, `GQA + sliding window`. */
  readonly attention: string;
  readonly groups: Fact<readonly LayerGroup[]>;
  readonly maxContextTokens: Fact<Tokens>;
  readonly totalParameters: Fact<number>;
  readonly activeParameters: Fact<number>;
  /** Layers that exist only to draft tokens (multi-token prediction); they cache only where speculation is on. */
  readonly draftLayers: number;
}
