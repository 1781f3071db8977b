import type { LayerGroup } from '../kv-cache/layer-group.ts';
import { keptTokensOf } from '../kv-cache/size.ts';
import type { Tokens } from '../units.ts';

/** Rows that one decode step looks at, over all layers of a group. */
export interface KvRows {
  readonly recordRows: number;
  /** Of each layer that keeps an index. */
  readonly indexRows: number;
}

/** Rows of a group's cache that the next token attends to, or scores. */
export function rowsOf({ group, contextTokens }: { group: LayerGroup; contextTokens: Tokens }): KvRows {
  switch (group.kind) {
    case 'full':
    case 'mla': {
      const topK = group.index?.topK ?? Infinity;
      // In a group of ordinary caches the layers without an index attend to everything; latent ones share the choice.
      const sparse = group.kind === 'mla' ? group.layers : Math.min(group.layers, group.index?.layers ?? 0);
      return {
        recordRows: sparse * Math.min(contextTokens, topK) + (group.layers - sparse) * contextTokens,
        indexRows: contextTokens,
      };
    }
    case 'compressed': {
      const entries = group.ratio === 0 ? 0 : contextTokens / group.ratio;
      const chosen = Math.min(entries, group.index?.topK ?? Infinity);
      return {
        recordRows: group.layers * (keptTokensOf({ group, contextTokens }) + chosen),
        indexRows: entries,
      };
    }
    case 'sliding':
    case 'chunked':
    case 'cross':
      return { recordRows: group.layers * keptTokensOf({ group, contextTokens }), indexRows: 0 };
    case 'state':
    case 'none':
      return { recordRows: 0, indexRows: 0 };
  }
}
