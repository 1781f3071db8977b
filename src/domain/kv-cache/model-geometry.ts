import type { Fact } from '../fact.ts';
import type { Tokens } from '../units.ts';
import type { LayerGroup } from './layer-group.ts';

/** What the KV-cache page and the warehouse need to know of a model. */
export interface ModelGeometry {
  /** The hub id. */
  readonly id: string;
  readonly name: string;
  /** In words: `GQA`, `MLA`, `GQA + sliding window`. */
  readonly attention: string;
  readonly groups: Fact<readonly LayerGroup[]>;
  readonly maxContextTokens: Fact<Tokens>;
  readonly totalParameters: Fact<number>;
  readonly activeParameters: Fact<number>;
}
