import type { LayerGroup } from '../kv-cache/layer-group.ts';
import type { KvDtype } from '../kv-cache/precision.ts';
import { decodeKvBytes } from '../serving/decode-work.ts';
import type { Bytes, Ratio, Seconds, Tokens } from '../units.ts';

/** What one more token of one sequence reads, and how many of them a second that allows at most. */
export interface DecodeBound {
  readonly contextTokens: Tokens;
  readonly weightBytes: Bytes;
  readonly kvBytes: Bytes;
  readonly bytesPerToken: Bytes;
  readonly weightSeconds: Seconds;
  readonly kvSeconds: Seconds;
  readonly secondsPerToken: Seconds;
  readonly tokensPerSecond: number;
}

/** A model's parameters, as far as a decoded token reads them. */
export interface DecodedParameters {
  /** Those that one token uses: of a mixture of experts, the shared ones and k of the E experts. */
  readonly activeParameters: number;
  /** Embedding and output head, and how many of them `activeParameters` holds; `null` where that is not known. */
  readonly tables: {
    readonly inActiveParameters: number;
    readonly headParameters: number;
  } | null;
}

/**
 * Parameters that decoding one token of one sequence reads.
 *
 *     read = active − tables counted in them + output head
 *
 * The head is multiplied with at every token; of the embedding one row is looked up, which is nothing beside it. Where both are
 * one matrix it is read as the head. Example: Llama 3.1 8B 8.03 − 2 × 0.525 + 0.525 = 7.50 billion.
 * Where the tables are not known the active parameters are taken as they are: some too many, so that a bound from them is too
 * low rather than too high. Ignores which experts are drawn: at one token it is k of them whatever they are.
 */
export function parametersReadPerToken({ activeParameters, tables }: DecodedParameters): number {
  if (tables === null) return activeParameters;
  return activeParameters - tables.inActiveParameters + tables.headParameters;
}

/**
 * The most tokens a second that one sequence can gain, if reading is all that takes time.
 *
 *     bytes  = weight bytes read for a token + cache bytes read for it        tokens a second = bandwidth ÷ bytes
 *
 * Cache bytes are those of `decodeKvBytes`: every record, of sparse attention the chosen ones and every index key, of windows what
 * they hold, states read and written. Example: Llama 3.1 8B in bf16 at 100,000 tokens on 3.35 TB/s: 15.0 GB of weights and 13.1 GB of
 * cache, 4.5 + 3.9 ms: 119 tokens a second. vLLM's published line has 10.8 ms, 92.
 * An upper bound: ignores every inefficiency, launches, agreement between devices, and arithmetic. Several sequences at once share
 * the weights and so gain more together, speculative decoding more than a token at a time.
 */
export function decodeBound({
  weightBytes,
  groups,
  dtype,
  contextTokens,
  bytesPerSecond,
}: {
  weightBytes: Bytes;
  groups: readonly LayerGroup[];
  dtype: KvDtype;
  contextTokens: Tokens;
  bytesPerSecond: number;
}): DecodeBound {
  const kvBytes = decodeKvBytes({ groups, dtype, contextTokens });
  return boundOf({ contextTokens, weightBytes, kvBytes, bytesPerSecond });
}

/** The same reads at another bandwidth. */
export function atBandwidth({ bound, bytesPerSecond }: { bound: DecodeBound; bytesPerSecond: number }): DecodeBound {
  const { contextTokens, weightBytes, kvBytes } = bound;
  return boundOf({ contextTokens, weightBytes, kvBytes, bytesPerSecond });
}

/** Cache ÷ everything that one more token reads; 0 where nothing is read. */
export function kvShareOf({ kvBytes, bytesPerToken }: DecodeBound): Ratio {
  return bytesPerToken > 0 ? kvBytes / bytesPerToken : 0;
}

function boundOf({
  contextTokens,
  weightBytes,
  kvBytes,
  bytesPerSecond,
}: Pick<DecodeBound, 'contextTokens' | 'weightBytes' | 'kvBytes'> & { bytesPerSecond: number }): DecodeBound {
  const bytesPerToken = weightBytes + kvBytes;
  return {
    contextTokens,
    weightBytes,
    kvBytes,
    bytesPerToken,
    weightSeconds: weightBytes / bytesPerSecond,
    kvSeconds: kvBytes / bytesPerSecond,
    secondsPerToken: bytesPerToken / bytesPerSecond,
    tokensPerSecond: bytesPerSecond / bytesPerToken,
  };
}

/**
 * Lengths to draw a curve at: evenly spaced in the log from the shortest to the longest, whole tokens, with those that must be
 * among them. Ascending, each once. Example: 1 to 100 in three points with 50: 1, 10, 50, 100.
 */
export function spacedContexts({
  shortestTokens,
  longestTokens,
  points,
  include,
}: {
  shortestTokens: Tokens;
  longestTokens: Tokens;
  points: number;
  /** Left out where they lie outside. */
  include: readonly Tokens[];
}): readonly Tokens[] {
  if (longestTokens <= shortestTokens) return [longestTokens];
  const ratio = longestTokens / shortestTokens;
  const spaced = Array.from({ length: points }, (_, i) => Math.round(shortestTokens * ratio ** (i / (points - 1))));
  const inside = include.filter((tokens) => tokens >= shortestTokens && tokens <= longestTokens);
  return [...new Set([...spaced, ...inside])].sort((a, b) => a - b);
}
