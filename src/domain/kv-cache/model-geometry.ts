import type { Fact } from '../fact.ts';
import type { Tokens } from '../units.ts';
import type { WeightFormat } from '../serving/weight-format.ts';
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

/** Experts of a layer: how many are routed to, how many of them a token takes, and how many every token takes besides. */
export interface RoutedExperts {
  readonly count: number;
  readonly perToken: number;
  /** `null` where the config does not say. */
  readonly shared: number | null;
}

/** What else of a model's weights times depend on. `null`: not known. */
export interface ModelWeights {
  /** Parameters of the embedding and the output head: looked up or used for one token, so no work of prefill. */
  readonly tableParameters: Fact<number> | null;
  /** How many of those the model's active parameters hold: what prefill leaves out of them. */
  readonly tableParametersInActive: Fact<number> | null;
  readonly experts: Fact<RoutedExperts> | null;
  /** What the published checkpoint is stored in. */
  readonly weightFormat: Fact<WeightFormat> | null;
}
