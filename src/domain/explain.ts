import type { Provenance } from './fact.ts';

/**
 * Explanations are data: the formula, the numbers that went in, where they come from and what is left out.
 * Pages and the command line render them; they never compute or phrase a result of their own.
 */

/** Units a value can carry. The display decides on prefixes and digits; the core only says what the number counts. */
export type Unit =
  | 'usd'
  | 'usdPerMonth'
  | 'usdPerMTok'
  | 'usdPerMTokHour'
  | 'usdPerByteHour'
  | 'tokens'
  | 'tokensPerMonth'
  | 'tokenHours'
  | 'bytes'
  | 'bytesPerToken'
  | 'bytesPerElement'
  | 'seconds'
  | 'bytesPerSecond'
  | 'tokensPerSecond'
  | 'flops'
  | 'flopsPerSecond'
  | 'watts'
  | 'joulesPerToken'
  | 'usdPerHour'
  | 'usdPerGbMonth'
  | 'usdPerKwh'
  | 'ratio'
  | 'count';

/** One number that went into a result. */
export interface Term {
  /** As it stands in the formula. */
  readonly symbol: string;
  readonly meaning: string;
  readonly value: number;
  readonly unit: Unit;
  /** Absent for values the visitor typed and for intermediate results. */
  readonly provenance?: Provenance;
}

/** A result with its reasons. */
export interface Explanation {
  readonly title: string;
  readonly value: number;
  readonly unit: Unit;
  /** In symbols; every symbol on the right-hand side stands in `terms`. */
  readonly formula: string;
  readonly terms: readonly Term[];
  /** What the figure deliberately leaves out. */
  readonly notCounted: readonly string[];
}
