import type { Seconds, Tokens, Usd } from '../../domain/units.ts';
import type { LogFormat } from '../../domain/usage/log-formats.ts';
import type { Chaining } from '../prefix-chain.ts';
import type { RequestStream } from '../request-stream.ts';

/**
 * What reading logs gives: one of three kinds of evidence, which answer different questions and are never mixed.
 *
 * - `blocks`: which blocks every prompt consists of. Reuse can be computed for any cache.
 * - `usage`: what a provider reported it read from and wrote to its cache. The physical rate is observed, the ceiling can
 *   only be inferred.
 * - `lengths`: only how long prompts and answers were. Neither; load and cost without a cache can be computed.
 */
export type ReadLog = BlockLog | UsageLog | LengthLog;

export { LOG_FORMATS, type LogFormat } from '../../domain/usage/log-formats.ts';

/** A line that was not read, and why. Never holds the line's own text: that may be somebody's prompt. */
export interface SkippedLine {
  /** Index of the file in the order given. */
  readonly file: number;
  /** From 1; of a document, the entry. */
  readonly line: number;
  readonly reason: string;
}

export interface LogFacts {
  readonly format: LogFormat;
  readonly files: number;
  readonly skippedLines: number;
  /** The first hundred of them. */
  readonly skipped: readonly SkippedLine[];
  /** Rows, or sessions where each is a file, that repeat one that was read before; kept or dropped as asked. */
  readonly duplicates: number;
  readonly duplicatesKept: boolean;
  /** What a careful reader should know: a part that the format does not say, a rule that had to be chosen. */
  readonly notes: readonly string[];
}

/** Why there was a gap before a request: a tool or a person; unknown where the log does not tell. */
export const GAP_CAUSE_CODES = { unknown: 0, tool: 1, person: 2 } as const;

/** Columns beside a stream, in the stream's order of requests. */
export interface RequestLabels {
  /** Session of each request, dense from 0. Names of sessions are not kept. */
  readonly session: Uint32Array;
  /** Agent of each request, dense over all sessions: the session's main agent and its sub-agents differ. */
  readonly agent: Uint32Array;
  /** Cause of the gap before each request, a code of `GAP_CAUSE_CODES`. */
  readonly cause: Uint8Array;
  /** When the answer ended; NaN where the log does not say. */
  readonly endSeconds: Float64Array;
}

/** Leading tokens of each agent's prompts as the log itself states them, by agent as in `RequestLabels`; NaN where it does not. */
export interface RecordedPrefixTokens {
  readonly tool: Float64Array;
  readonly system: Float64Array;
}

export interface BlockLog extends LogFacts {
  readonly evidence: 'blocks';
  readonly stream: RequestStream;
  readonly chaining: Chaining;
  readonly labels: RequestLabels;
  readonly sessions: number;
  readonly agents: number;
  /** Whether a block of one file can be one of another: false where each file numbers its own. */
  readonly sharesBlocksAcrossFiles: boolean;
  /** How the log counts the blocks of a prompt; `floor` leaves a partial tail out. */
  readonly blockCount: 'floor' | 'ceil';
  /** Absent where the format records none. */
  readonly recordedPrefixTokens?: RecordedPrefixTokens | undefined;
}

/** One row per request, or per bucket of a report; in order of time. Token classes are disjoint. */
export interface UsageColumns {
  readonly startSeconds: Float64Array;
  /** NaN where the log does not say; of a bucket its end. */
  readonly endSeconds: Float64Array;
  /** Requests in the row: 1, or a bucket's; 0 where a report does not count them. */
  readonly requests: Uint32Array;
  /** Dense from 0; a report without sessions has one. */
  readonly session: Uint32Array;
  readonly agent: Uint32Array;
  /** Index into `models`. */
  readonly model: Uint16Array;
  readonly inputTokens: Float64Array;
  /** NaN where the log does not say what came from a cache: then all of the prompt stands in `inputTokens`. */
  readonly cacheReadTokens: Float64Array;
  readonly cacheWrite5mTokens: Float64Array;
  readonly cacheWrite1hTokens: Float64Array;
  /** Written without a life being named. */
  readonly cacheWriteOtherTokens: Float64Array;
  readonly outputTokens: Float64Array;
  readonly cause: Uint8Array;
  /** What the log says was paid; NaN where it does not. */
  readonly reportedUsd: Float64Array;
}

export interface UsageLog extends LogFacts {
  readonly evidence: 'usage';
  readonly columns: UsageColumns;
  readonly models: readonly string[];
  readonly sessions: number;
  readonly agents: number;
  /** Whether rows are single requests; a report's buckets cannot be told apart. */
  readonly isPerRequest: boolean;
  /** Whether the log tells sessions apart. Without, what one request could have read of the one before is not known. */
  readonly knowsSessions: boolean;
  /** Of a cube: its cells, which hold gaps and reusable tokens beside what the columns hold. */
  readonly cells?: readonly CubeCell[];
  /** Of a plain CSV: which columns were read, guessed or as asked, and which there are. */
  readonly csv?: { readonly columns: CsvColumns; readonly header: readonly string[] };
}

/** Which columns of a plain CSV hold what, by their names in its first line. */
export interface CsvColumns {
  readonly time: string;
  readonly session?: string | undefined;
  readonly agent?: string | undefined;
  readonly model?: string | undefined;
  /** How many requests a row stands for; without it a row is one. */
  readonly requests?: string | undefined;
  readonly input: string;
  readonly cacheRead?: string | undefined;
  /** All that was written, for whatever life. */
  readonly cacheWrite?: string | undefined;
  /** What was written for five minutes and for an hour, where there are columns for that. */
  readonly cacheWrite5m?: string | undefined;
  readonly cacheWrite1h?: string | undefined;
  readonly output: string;
  readonly usd?: string | undefined;
  /** Whether `input` counts the tokens read from and written to the cache, too. */
  readonly inputIncludesCached: boolean;
}

export interface LengthLog extends LogFacts {
  readonly evidence: 'lengths';
  readonly startSeconds: Float64Array;
  readonly inputTokens: Uint32Array;
  readonly outputTokens: Uint32Array;
}

/** A cell of the cube that a warehouse of logs is reduced to; see docs/big-logs.md. Token classes are disjoint. */
export interface CubeCell {
  readonly model: string;
  /** ISO date, UTC. */
  readonly day: string;
  /**
   * Lower edge of the bucket of gaps, which holds gaps above it up to the next edge, that one included; the lowest holds
   * gaps of 0, too. `null` for requests without one before them.
   */
  readonly gapFromSeconds: Seconds | null;
  readonly requests: number;
  readonly inputTokens: Tokens;
  readonly cacheReadTokens: Tokens;
  readonly cacheWriteTokens: Tokens;
  readonly outputTokens: Tokens;
  /** Prompt tokens of the request before it, at most its own: what a cache could give back. */
  readonly reusableTokens: Tokens;
  readonly reportedUsd: Usd | null;
}
