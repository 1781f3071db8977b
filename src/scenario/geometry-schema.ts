import * as z from 'zod/mini';
import { GEOMETRY_LIMITS, MOST_LAYER_GROUPS } from '../domain/field-limits.ts';
import { STATE_ALGORITHMS } from '../domain/kv-cache/layer-group.ts';
import { limitedFields, shortText, wholeCharacters } from './fields.ts';

/** A geometry that travels in the scenario: typed by hand or read from a config. Its layer groups are the core's. */

const {
  layers,
  kvHeads,
  kDim,
  vDim,
  windowTokens,
  chunkTokens,
  encoderTokens,
  latentDim,
  ropeDim,
  entryDim,
  ratio,
  indexLayers,
  indexDim,
  indexHeads,
  indexTopK,
  queryHeads,
  qkDim,
  queryVDim,
  stateUnits,
  elementsPerUnit,
  bytesPerElement,
  maxContextTokens,
  totalParameters,
  activeParameters,
  draftLayers,
} = limitedFields(GEOMETRY_LIMITS);

const query = z.exactOptional(z.strictObject({ heads: queryHeads, qkDim, vDim: queryVDim }));
const index = z.exactOptional(
  z.strictObject({
    layers: indexLayers,
    dim: indexDim,
    heads: z.exactOptional(indexHeads),
    topK: z.exactOptional(indexTopK),
  }),
);
const keyValue = { layers, kvHeads, kDim, vDim, query };
const sharded = z.strictObject({ units: stateUnits, elementsPerUnit });

const layerGroupSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('full'), ...keyValue, index }),
  z.strictObject({ kind: z.literal('sliding'), ...keyValue, windowTokens }),
  z.strictObject({ kind: z.literal('chunked'), ...keyValue, chunkTokens }),
  z.strictObject({ kind: z.literal('mla'), layers, latentDim, ropeDim, index, query }),
  z.strictObject({ kind: z.literal('compressed'), layers, ratio, entryDim, ropeDim, windowTokens, index, query }),
  z.strictObject({
    kind: z.literal('state'),
    layers,
    algorithm: z.enum(STATE_ALGORITHMS),
    recurrent: sharded,
    recurrentBytesPerElement: bytesPerElement,
    convolution: z.array(sharded).check(z.maxLength(4)),
    convolutionBytesPerElement: bytesPerElement,
  }),
  z.strictObject({ kind: z.literal('cross'), ...keyValue, encoderTokens }),
  z.strictObject({ kind: z.literal('none'), layers, reason: z.enum(['shares-kv', 'no-attention']) }),
]);

const MOST_NOTES = 12;
const note = z.string().check(z.maxLength(300, 'must be at most 300 characters'), wholeCharacters);

export const geometrySchema = z.strictObject({
  name: shortText,
  /** Typed by hand, or how far the config it was read from was understood; the notes say what was not. */
  verdict: z.enum(['typed', 'exact', 'approximate']),
  notes: z.array(note).check(z.maxLength(MOST_NOTES, `must have at most ${MOST_NOTES} notes`)),
  groups: z
    .array(layerGroupSchema)
    .check(
      z.minLength(1, 'must have at least one group of layers'),
      z.maxLength(MOST_LAYER_GROUPS, `must have at most ${MOST_LAYER_GROUPS} groups of layers`),
    ),
  /** `null`: not known; the figures that need it are then left out. */
  maxContextTokens: z.nullable(maxContextTokens),
  totalParameters: z.nullable(totalParameters),
  activeParameters: z.nullable(activeParameters),
  draftLayers,
});
