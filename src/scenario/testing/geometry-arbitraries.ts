import * as fc from 'fast-check';
import { GEOMETRY_LIMITS } from '../../domain/field-limits.ts';
import { STATE_ALGORITHMS } from '../../domain/kv-cache/layer-group.ts';
import type { ScenarioGeometry } from '../schema.ts';
import { nullable, number, text } from './field-arbitraries.ts';

/** Random geometries, with layer groups of every kind. */

const of = (key: keyof typeof GEOMETRY_LIMITS): fc.Arbitrary<number> => number(GEOMETRY_LIMITS[key]);
/** A part that may be left out as a whole. */
const optional = <T extends object>(part: fc.Arbitrary<T>, name: string) =>
  fc.option(part, { nil: undefined }).map((value) => (value === undefined ? {} : { [name]: value }));

const query = optional(fc.record({ heads: of('queryHeads'), qkDim: of('qkDim'), vDim: of('queryVDim') }), 'query');
const index = optional(
  fc.record(
    { layers: of('indexLayers'), dim: of('indexDim'), heads: of('indexHeads'), topK: of('indexTopK') },
    { requiredKeys: ['layers', 'dim'], noNullPrototype: true },
  ),
  'index',
);
const keyValue = { layers: of('layers'), kvHeads: of('kvHeads'), kDim: of('kDim'), vDim: of('vDim') };
const ropeDim = of('ropeDim');
const windowTokens = of('windowTokens');
const sharded = fc.record({ units: of('stateUnits'), elementsPerUnit: of('elementsPerUnit') });

const kind = <K extends string>(name: K) => fc.constant(name);
const joined = (...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<object> =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as object);

const group = fc.oneof(
  joined(fc.record({ kind: kind('full'), ...keyValue }), query, index),
  joined(fc.record({ kind: kind('sliding'), ...keyValue, windowTokens }), query),
  joined(fc.record({ kind: kind('chunked'), ...keyValue, chunkTokens: of('chunkTokens') }), query),
  joined(fc.record({ kind: kind('mla'), layers: of('layers'), latentDim: of('latentDim'), ropeDim }), query, index),
  joined(
    fc.record({
      kind: kind('compressed'),
      layers: of('layers'),
      ratio: of('ratio'),
      entryDim: of('entryDim'),
      ropeDim,
      windowTokens,
    }),
    query,
    index,
  ),
  fc.record({
    kind: kind('state'),
    layers: of('layers'),
    algorithm: fc.constantFrom(...STATE_ALGORITHMS),
    recurrent: sharded,
    recurrentBytesPerElement: of('bytesPerElement'),
    convolution: fc.array(sharded, { maxLength: 4 }),
    convolutionBytesPerElement: of('bytesPerElement'),
  }),
  joined(fc.record({ kind: kind('cross'), ...keyValue, encoderTokens: of('encoderTokens') }), query),
  fc.record({
    kind: kind('none'),
    layers: of('layers'),
    reason: fc.constantFrom('shares-kv' as const, 'no-attention' as const),
  }),
);

export const geometry = fc.record({
  name: text,
  verdict: fc.constantFrom('typed' as const, 'exact' as const, 'approximate' as const),
  notes: fc.array(text, { maxLength: 2 }),
  groups: fc.array(group, { minLength: 1, maxLength: 4 }),
  maxContextTokens: nullable(GEOMETRY_LIMITS.maxContextTokens),
  totalParameters: nullable(GEOMETRY_LIMITS.totalParameters),
  activeParameters: nullable(GEOMETRY_LIMITS.activeParameters),
  draftLayers: of('draftLayers'),
}) as fc.Arbitrary<ScenarioGeometry>;
