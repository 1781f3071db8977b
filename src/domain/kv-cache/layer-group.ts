import type { Tokens } from '../units.ts';

/**
 * A model, as far as its KV cache goes, is a list of groups of equal layers.
 *
 * - `full`: grouped-query attention over the whole context. `kvHeads` equal to the query heads is MHA, 1 is MQA.
 * - `sliding`: the same over the last `windowTokens` only: it stops growing there.
 * - `mla`: multi-head latent attention: one latent vector and one rotary part per token, no separate K and V.
 */
export type LayerGroup =
  | {
      readonly kind: 'full';
      readonly layers: number;
      readonly kvHeads: number;
      readonly kDim: number;
      readonly vDim: number;
    }
  | {
      readonly kind: 'sliding';
      readonly layers: number;
      readonly kvHeads: number;
      readonly kDim: number;
      readonly vDim: number;
      readonly windowTokens: Tokens;
    }
  | { readonly kind: 'mla'; readonly layers: number; readonly latentDim: number; readonly ropeDim: number };
