import type { Ratio, Seconds, Tokens, Usd } from '../../domain/units.ts';

/**
 * As much of a log's report as bills and advice need, by its shape alone: this layer does not see the engine. `TraceReport`
 * fits.
 */
export interface LogFigures {
  readonly reuse: LogReuse;
  /** `null` where the log does not tell agents apart. */
  readonly pings: readonly PingFigures[] | null;
  /** Of logs that list blocks. */
  readonly surface: { readonly retention: readonly WindowFigures[] } | null;
  /** Of logs that list usage. */
  readonly usage: {
    readonly totals: {
      readonly reportedUsd: Usd | null;
      readonly rowsWithoutUsd: number;
      readonly hitRatio: Ratio | null;
    };
    readonly lifeCurve: readonly { readonly lifeSeconds: Seconds; readonly ratio: Ratio }[] | null;
  } | null;
  readonly gaps: GapFigures | null;
}

export interface LogReuse {
  readonly basis: 'exact' | 'inferred' | 'none';
  readonly isCutByLength: boolean;
  readonly buckets: readonly LogBucket[];
  readonly windows: readonly LogWindow[];
}

export interface LogBucket {
  readonly fromTokens: Tokens;
  readonly toTokens: Tokens;
  readonly requests: number;
  readonly promptTokens: Tokens;
  readonly outputTokens: Tokens;
  readonly firstTokens: Tokens;
  readonly observed: {
    readonly inputTokens: Tokens;
    readonly cacheReadTokens: Tokens;
    readonly untoldReads: number;
    readonly cacheWrite5mTokens: Tokens;
    readonly cacheWrite1hTokens: Tokens;
    readonly cacheWriteOtherTokens: Tokens;
  } | null;
}

/** In the order of the buckets. */
export interface LogWindow {
  readonly windowSeconds: Seconds;
  readonly readTokens: readonly Tokens[];
  readonly againTokens: readonly Tokens[];
}

export interface PingFigures {
  readonly gapSeconds: Seconds;
  readonly requests: number;
  readonly promptTokens: Tokens;
}

export interface WindowFigures {
  readonly windowSeconds: Seconds;
  readonly rates: { readonly ofTokens: Ratio };
}

export interface GapFigures {
  readonly windowSeconds: Seconds;
  readonly gaps: number;
  readonly againTokens: Tokens;
  readonly otherAgainTokens: Tokens;
  readonly dearest: readonly {
    readonly session: number;
    readonly agent: number;
    readonly startSeconds: Seconds;
    readonly gapSeconds: Seconds;
    readonly promptTokens: Tokens;
    readonly againTokens: Tokens;
  }[];
}

/** An offer's length as the log counts it; a quotient such as 1,100 ÷ 1.1 lies a hair beside the number it means. */
export function inLogTokens({ tokens, factor }: { tokens: Tokens; factor: number }): Tokens {
  return Number((tokens / factor).toPrecision(12));
}

/** A log's length as the offer counts it. */
export function inOfferTokens({ tokens, factor }: { tokens: Tokens; factor: number }): Tokens {
  return Number((tokens * factor).toPrecision(12));
}

export function sumOver(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
