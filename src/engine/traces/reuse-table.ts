import type { LengthThreshold } from '../../domain/retention/turn-range.ts';
import type { Seconds, Tokens } from '../../domain/units.ts';
import type { ReadLog, UsageColumns } from '../readers/log.ts';
import { finish, type RunControl, type Steps } from '../run-control.ts';
import { tellsReads } from '../usage-results/request-chain.ts';
import { requestsOf, type LogRequests } from './log-requests.ts';
import { readsSteps, type ReuseBasis } from './reads-of-requests.ts';

/** What a provider reported of the requests of a bucket. */
export interface ObservedTokens {
  readonly inputTokens: Tokens;
  readonly cacheReadTokens: Tokens;
  /** Requests that do not say what they read; their whole prompts stand in the other classes. */
  readonly untoldReads: number;
  readonly cacheWrite5mTokens: Tokens;
  readonly cacheWrite1hTokens: Tokens;
  readonly cacheWriteOtherTokens: Tokens;
}

/** Requests whose prompts are alike in every threshold. */
export interface PromptBucket {
  /** The shortest prompt of the bucket, and the shortest that is beyond it. Prompts are whole tokens. */
  readonly fromTokens: Tokens;
  readonly toTokens: Tokens;
  readonly requests: number;
  readonly promptTokens: Tokens;
  readonly outputTokens: Tokens;
  /** Prompt tokens that even a cache without limits would not hold: never sent before, or beyond the last whole block. */
  readonly firstTokens: Tokens;
  /** `null` for logs of another kind. */
  readonly observed: ObservedTokens | null;
}

/** A window's share of each bucket, in the order of the buckets: first + read + again = prompt tokens. */
export interface ReuseWindow {
  readonly windowSeconds: Seconds;
  readonly readTokens: readonly Tokens[];
  /** Sent before, but longer ago than the window: prefilled and written once more. */
  readonly againTokens: readonly Tokens[];
}

export interface ReuseTable {
  readonly basis: ReuseBasis;
  /** Whether buckets are cut by length; a report that adds requests up has one bucket. */
  readonly isCutByLength: boolean;
  /** Shortest prompts first. */
  readonly buckets: readonly PromptBucket[];
  /** In the order of the windows asked for. */
  readonly windows: readonly ReuseWindow[];
}

export interface ReuseTableRequest {
  readonly log: ReadLog;
  /** `Infinity` for a cache that forgets nothing. */
  readonly windowsSeconds: readonly Seconds[];
  /** Where prices change: a band above 200,000 tokens begins at 200,001, one from 200,000 on there. */
  readonly thresholds: readonly LengthThreshold[];
}

/**
 * What caches of several windows would read, by length of prompt: all that a bill needs of a log.
 *
 * Basis and rules: `readsSteps`. Errors: a `RangeError` for a window below 0.
 * Example: blocks AB at 0 s and ABC at 400 s, of 10 tokens, no thresholds: 50 prompt tokens, 30 first; 20 read at Infinity,
 * 20 again at 300 s.
 * Ignores: minimum prefixes, granularity and the order of writing; they are the offer's.
 */
export function reuseTable({
  control,
  ...request
}: ReuseTableRequest & { readonly control?: RunControl | undefined }): ReuseTable {
  return finish(reuseTableSteps(request), control);
}

/** The same in steps, for `finishInTurns`. */
export function* reuseTableSteps({ log, windowsSeconds, thresholds }: ReuseTableRequest): Steps<ReuseTable> {
  const requests = requestsOf(log);
  const { basis, readTokens } = yield* readsSteps({ log, requests, windowsSeconds: [...windowsSeconds, Infinity] });
  const edges = requests.isPerRequest ? edgesOf(thresholds) : [0];
  const bucketOf = bucketsOfRows({ requests, edges });
  const sums = (valueOf: (row: number) => number): readonly number[] => {
    const totals = edges.map(() => 0);
    for (const [row, bucket] of bucketOf.entries()) totals[bucket] = (totals[bucket] ?? 0) + valueOf(row);
    return totals;
  };
  const prompt = sums((row) => requests.promptTokens[row] ?? 0);
  const output = sums((row) => requests.outputTokens[row] ?? 0);
  const counts = sums((row) => requests.counts[row] ?? 0);
  const reads = readTokens.map((read) => sums((row) => read[row] ?? 0));
  const most = reads.at(-1) ?? [];
  const observed = log.evidence === 'usage' ? observedIn({ columns: log.columns, sums }) : undefined;
  return {
    basis,
    isCutByLength: requests.isPerRequest,
    buckets: edges.map((fromTokens, bucket) => ({
      fromTokens,
      toTokens: edges[bucket + 1] ?? Infinity,
      requests: counts[bucket] ?? 0,
      promptTokens: prompt[bucket] ?? 0,
      outputTokens: output[bucket] ?? 0,
      firstTokens: (prompt[bucket] ?? 0) - (most[bucket] ?? 0),
      observed: observed?.(bucket) ?? null,
    })),
    windows: windowsSeconds.map((windowSeconds, window) => {
      const read = reads[window] ?? [];
      return {
        windowSeconds,
        readTokens: read,
        againTokens: read.map((tokens, bucket) => (most[bucket] ?? 0) - tokens),
      };
    }),
  };
}

/** The shortest prompt of each bucket, rising from 0. */
function edgesOf(thresholds: readonly LengthThreshold[]): readonly Tokens[] {
  const starts = thresholds.map(({ thresholdTokens, comparison }) =>
    comparison === 'gt' ? Math.floor(thresholdTokens) + 1 : Math.ceil(thresholdTokens),
  );
  return [...new Set([0, ...starts.filter((tokens) => tokens > 0)])].toSorted((a, b) => a - b);
}

function bucketsOfRows({ requests, edges }: { requests: LogRequests; edges: readonly Tokens[] }): Uint32Array {
  return Uint32Array.from({ length: requests.rows }, (_, row) => {
    const tokens = requests.promptTokens[row] ?? 0;
    let bucket = 0;
    while (bucket + 1 < edges.length && tokens >= (edges[bucket + 1] ?? Infinity)) bucket++;
    return bucket;
  });
}

function observedIn({
  columns,
  sums,
}: {
  columns: UsageColumns;
  sums: (valueOf: (row: number) => number) => readonly number[];
}): (bucket: number) => ObservedTokens {
  const of = (column: Float64Array) => sums((row) => told(column[row]));
  const untold = sums((row) => (tellsReads({ columns, row }) ? 0 : (columns.requests[row] ?? 0)));
  const input = of(columns.inputTokens);
  const read = of(columns.cacheReadTokens);
  const write5m = of(columns.cacheWrite5mTokens);
  const write1h = of(columns.cacheWrite1hTokens);
  const writeOther = of(columns.cacheWriteOtherTokens);
  return (bucket) => ({
    inputTokens: input[bucket] ?? 0,
    cacheReadTokens: read[bucket] ?? 0,
    untoldReads: untold[bucket] ?? 0,
    cacheWrite5mTokens: write5m[bucket] ?? 0,
    cacheWrite1hTokens: write1h[bucket] ?? 0,
    cacheWriteOtherTokens: writeOther[bucket] ?? 0,
  });
}

function told(tokens: number | undefined): Tokens {
  return tokens === undefined || Number.isNaN(tokens) ? 0 : tokens;
}
