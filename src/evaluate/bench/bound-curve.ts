import { decodeBound, spacedContexts, type DecodeBound } from '../../domain/bandwidth/decode-bound.ts';
import { bytesPerSequence } from '../../domain/kv-cache/size.ts';
import type { Bytes, Tokens } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ModelReads } from './model-reads.ts';

/** Bounds of a model at the scenario's precision: at one length, and along all of them. */

export const SHORT_TOKENS = 100;
export const LONG_TOKENS = 100_000;
const CURVE_POINTS = 97;
/** Of a geometry that does not say how long a sequence it takes. */
const UNKNOWN_MAXIMUM_TOKENS = 131_072;

export function boundAt({
  reads,
  kv,
  contextTokens,
  bytesPerSecond,
}: {
  reads: ModelReads;
  kv: Scenario['kv'];
  contextTokens: Tokens;
  bytesPerSecond: number;
}): DecodeBound {
  return decodeBound({
    weightBytes: reads.weightBytes,
    groups: reads.geometry.groups,
    dtype: kv.dtype,
    contextTokens,
    bytesPerSecond,
  });
}

/** The longest sequence that is asked about. */
export function maximumOf({ reads, kv }: { reads: ModelReads; kv: Scenario['kv'] }): Tokens {
  return reads.geometry.maxContextTokens ?? Math.max(kv.contextTokens, UNKNOWN_MAXIMUM_TOKENS);
}

/** From a hundred tokens to the longest, the scenario's own context among them. */
export function curveOf({
  reads,
  kv,
  bytesPerSecond,
  longestTokens,
}: {
  reads: ModelReads;
  kv: Scenario['kv'];
  bytesPerSecond: number;
  longestTokens: Tokens;
}): readonly DecodeBound[] {
  return spacedContexts({
    shortestTokens: Math.min(SHORT_TOKENS, kv.contextTokens),
    longestTokens,
    points: CURVE_POINTS,
    include: [SHORT_TOKENS, kv.contextTokens, LONG_TOKENS],
  }).map((contextTokens) => boundAt({ reads, kv, contextTokens, bytesPerSecond }));
}

/** All weights and one sequence of the scenario's context. */
export function neededBytes({ reads, kv }: { reads: ModelReads; kv: Scenario['kv'] }): Bytes | null {
  if (reads.totalWeightBytes === null) return null;
  const { dtype, contextTokens } = kv;
  return reads.totalWeightBytes + bytesPerSequence({ groups: reads.geometry.groups, dtype, contextTokens });
}
