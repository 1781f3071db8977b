// Only tests read this file, and property tests need their package.
// oxlint-disable-next-line no-restricted-imports
import * as fc from 'fast-check';
import { ENGINE_NAMES, type EngineSettings } from '../kv-cache/engine/engine.ts';
import {
  STATE_ALGORITHMS,
  type LayerGroup,
  type QueryShape,
  type Sharded,
  type SparseIndex,
} from '../kv-cache/layer-group.ts';
import { KV_DTYPES, type KvDtype } from '../kv-cache/precision.ts';

/** Random layer groups of every kind. Odd widths and head counts included: real models are rounder, typed ones are not. */

export interface Widths {
  /** A width of keys, values, latents or entries. */
  readonly width: fc.Arbitrary<number>;
  /** A rotary part: a width, or 0. */
  readonly ropeWidth: fc.Arbitrary<number>;
}

/** Widths that leave no block of any format half full. */
export const WHOLE_BLOCKS: Widths = {
  width: fc.integer({ min: 1, max: 16 }).map((blocks) => 32 * blocks),
  ropeWidth: fc.integer({ min: 0, max: 4 }).map((blocks) => 32 * blocks),
};
export const ANY_WIDTHS: Widths = {
  width: fc.integer({ min: 1, max: 600 }),
  ropeWidth: fc.integer({ min: 0, max: 130 }),
};

const counts = fc.integer({ min: 1, max: 100 });
const windowLengths = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 10_000 }));
/** No window of an arbitrary group is longer. */
export const LONGEST_WINDOW_TOKENS = 10_000;

const queries: fc.Arbitrary<QueryShape> = fc.record({ heads: counts, qkDim: counts, vDim: counts });

/** An object, or the same with one more key. */
function perhaps<T extends object, K extends object>(
  base: fc.Arbitrary<T>,
  key: fc.Arbitrary<K>,
): fc.Arbitrary<T & Partial<K>> {
  return fc.oneof(
    base,
    fc.tuple(base, key).map(([object, more]) => ({ ...object, ...more })),
  );
}

const withQuery = <T extends object>(groups: fc.Arbitrary<T>) => perhaps(groups, fc.record({ query: queries }));

/** With an index on some or all of the group's layers, where it has one. */
function withIndex<T extends { readonly layers: number }>(groups: fc.Arbitrary<T>, { width }: Widths) {
  const indexes: fc.Arbitrary<SparseIndex> = perhaps(
    fc.record({ layers: counts, dim: width }),
    fc.record({ heads: counts, topK: windowLengths }),
  );
  return fc
    .tuple(groups, fc.option(indexes, { nil: null }))
    .map(([group, index]) =>
      index === null ? group : { ...group, index: { ...index, layers: Math.min(index.layers, group.layers) } },
    );
}

const sharded: fc.Arbitrary<Sharded> = fc.record({
  units: counts,
  elementsPerUnit: fc.integer({ min: 1, max: 20_000 }),
});

export const RATIOS_OF_V4 = [0, 4, 128] as const;

/** Every kind, each as likely as another. */
export function layerGroupsOf({
  widths,
  ratios = fc.oneof(fc.constantFrom(...RATIOS_OF_V4), fc.integer({ min: 1, max: 1_000 })),
}: {
  widths: Widths;
  ratios?: fc.Arbitrary<number>;
}): fc.Arbitrary<LayerGroup> {
  const { width, ropeWidth } = widths;
  const keyValue = { layers: counts, kvHeads: counts, kDim: width, vDim: width };
  return fc.oneof(
    withQuery(withIndex(fc.record({ kind: fc.constant('full'), ...keyValue }), widths)),
    withQuery(fc.record({ kind: fc.constant('sliding'), ...keyValue, windowTokens: windowLengths })),
    withQuery(fc.record({ kind: fc.constant('chunked'), ...keyValue, chunkTokens: windowLengths })),
    withQuery(fc.record({ kind: fc.constant('cross'), ...keyValue, encoderTokens: windowLengths })),
    withQuery(
      withIndex(fc.record({ kind: fc.constant('mla'), layers: counts, latentDim: width, ropeDim: ropeWidth }), widths),
    ),
    withQuery(
      withIndex(
        fc
          .record({
            kind: fc.constant('compressed'),
            layers: counts,
            ratio: ratios,
            latentDim: width,
            ropeDim: ropeWidth,
            windowTokens: windowLengths,
          })
          .map(({ latentDim, ...group }) => ({ ...group, entryDim: latentDim + group.ropeDim })),
        widths,
      ),
    ),
    fc.record({
      kind: fc.constant('state'),
      layers: counts,
      algorithm: fc.constantFrom(...STATE_ALGORITHMS),
      recurrent: sharded,
      recurrentBytesPerElement: fc.constantFrom(2, 4),
      convolution: fc.array(sharded, { maxLength: 2 }),
      convolutionBytesPerElement: fc.constantFrom(2, 4),
    }),
    fc.record({ kind: fc.constant('none'), layers: counts, reason: fc.constantFrom('shares-kv', 'no-attention') }),
  );
}

const modelsOf = (groups: fc.Arbitrary<LayerGroup>) => fc.array(groups, { minLength: 1, maxLength: 4 });

export const layerGroups = layerGroupsOf({ widths: ANY_WIDTHS });
export const layeredModels: fc.Arbitrary<readonly LayerGroup[]> = modelsOf(layerGroups);
/** Widths that fill whole blocks, and ratios as DeepSeek V4 has them. */
export const evenModels: fc.Arbitrary<readonly LayerGroup[]> = modelsOf(
  layerGroupsOf({ widths: WHOLE_BLOCKS, ratios: fc.constantFrom(...RATIOS_OF_V4) }),
);

export const kvDtypes: fc.Arbitrary<KvDtype> = fc.constantFrom(...KV_DTYPES);
/** 1 to what the inputs accept, evenly over orders of magnitude. */
export const contexts: fc.Arbitrary<number> = fc
  .double({ min: 0, max: 8, noNaN: true })
  .map((log) => Math.round(10 ** log));
export const rankCounts: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(1, 2, 4, 8, 16),
  fc.integer({ min: 1, max: 1_024 }),
);

export const engineSettings: fc.Arbitrary<EngineSettings> = fc
  .record({
    name: fc.constantFrom(...ENGINE_NAMES),
    blockTokens: fc.option(fc.constantFrom(1, 16, 64, 100, 256), { nil: null }),
    maxBatchedTokens: fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: null }),
    ubatchTokens: fc.option(fc.integer({ min: 1, max: 4_096 }), { nil: null }),
    unifiedCache: fc.boolean(),
  })
  .map(({ name, blockTokens, maxBatchedTokens, ubatchTokens, unifiedCache }) => ({
    name,
    unifiedCache,
    ...(blockTokens !== null && { blockTokens }),
    ...(maxBatchedTokens !== null && { maxBatchedTokens }),
    ...(ubatchTokens !== null && { ubatchTokens }),
  }));
