import type { Ratio, Seconds, Tokens, Usd } from '../../domain/units.ts';
import type { UsageColumns } from '../readers/log.ts';
import { dayOfSeconds } from '../readers/usage/times.ts';
import { promptTokensAt, tellsReads, type RequestChain } from './request-chain.ts';

/** What rows come to, each token counted once. Observed. */
export interface UsageTotals {
  readonly rows: number;
  /** As far as rows count them: a report may not. */
  readonly requests: number;
  readonly inputTokens: Tokens;
  readonly cacheReadTokens: Tokens;
  readonly cacheWrite5mTokens: Tokens;
  readonly cacheWrite1hTokens: Tokens;
  readonly cacheWriteOtherTokens: Tokens;
  readonly outputTokens: Tokens;
  /** Input + reads + writes. */
  readonly promptTokens: Tokens;
  /** Of these, tokens of rows that say how much they read. */
  readonly toldPromptTokens: Tokens;
  /** Reads ÷ prompt tokens of the rows that tell reads; `null` where none does. */
  readonly hitRatio: Ratio | null;
  /** Sum of what rows say was paid; `null` where none says so. */
  readonly reportedUsd: Usd | null;
  /** Rows that do not say what was paid. */
  readonly rowsWithoutUsd: number;
}

/** Totals while they are summed up. */
class Sum {
  rows = 0;
  requests = 0;
  inputTokens = 0;
  cacheReadTokens = 0;
  cacheWrite5mTokens = 0;
  cacheWrite1hTokens = 0;
  cacheWriteOtherTokens = 0;
  outputTokens = 0;
  promptTokens = 0;
  toldPromptTokens = 0;
  usd = 0;
  rowsWithoutUsd = 0;

  add({ columns, row }: { columns: UsageColumns; row: number }): void {
    const prompt = promptTokensAt({ columns, row });
    const usd = columns.reportedUsd[row] ?? NaN;
    this.rows++;
    this.requests += columns.requests[row] ?? 0;
    this.inputTokens += columns.inputTokens[row] ?? 0;
    this.cacheWrite5mTokens += columns.cacheWrite5mTokens[row] ?? 0;
    this.cacheWrite1hTokens += columns.cacheWrite1hTokens[row] ?? 0;
    this.cacheWriteOtherTokens += columns.cacheWriteOtherTokens[row] ?? 0;
    this.outputTokens += columns.outputTokens[row] ?? 0;
    this.promptTokens += prompt;
    if (tellsReads({ columns, row })) {
      this.cacheReadTokens += columns.cacheReadTokens[row] ?? 0;
      this.toldPromptTokens += prompt;
    }
    if (Number.isNaN(usd)) this.rowsWithoutUsd++;
    else this.usd += usd;
  }

  totals(): UsageTotals {
    const { usd, ...sums } = this;
    return {
      ...sums,
      hitRatio: sums.toldPromptTokens > 0 ? sums.cacheReadTokens / sums.toldPromptTokens : null,
      reportedUsd: sums.rowsWithoutUsd < sums.rows ? usd : null,
    };
  }
}

/**
 * What a log's rows come to. The hit rate is the physical one, observed: tokens read ÷ tokens of all prompts.
 * Example: 200 of input, 700 read, 100 written: 1,000 prompt tokens, 0.7. Ignores rows that do not tell what they read.
 */
export function usageTotals(columns: UsageColumns): UsageTotals {
  const sum = new Sum();
  for (let row = 0; row < columns.startSeconds.length; row++) sum.add({ columns, row });
  return sum.totals();
}

/** Totals by model, in the order of `models`; every row belongs to one. */
export function totalsByModel({
  columns,
  models,
}: {
  columns: UsageColumns;
  models: readonly string[];
}): readonly (UsageTotals & { readonly model: string })[] {
  const sums = models.map(() => new Sum());
  for (let row = 0; row < columns.startSeconds.length; row++) sums[columns.model[row] ?? 0]?.add({ columns, row });
  return sums.map((sum, index) => ({ model: models[index] ?? '', ...sum.totals() }));
}

/** Totals by the UTC day on which rows begin, days without rows left out. */
export function totalsByDay(columns: UsageColumns): readonly (UsageTotals & { readonly day: string })[] {
  const sums = new Map<string, Sum>();
  for (let row = 0; row < columns.startSeconds.length; row++) {
    const day = dayOfSeconds(columns.startSeconds[row] ?? 0);
    const sum = sums.get(day) ?? new Sum();
    sum.add({ columns, row });
    sums.set(day, sum);
  }
  return [...sums].map(([day, sum]) => ({ day, ...sum.totals() }));
}

export interface SessionTotals extends UsageTotals {
  readonly session: number;
  readonly agents: number;
  readonly startSeconds: Seconds;
  /** When its last request ended; where the log does not say so, when it started. */
  readonly endSeconds: Seconds;
  /** Longest gap of one of its agents; `null` where each made one request. */
  readonly longestGapSeconds: Seconds | null;
  /** Inferred: what an endless cache could have given at most of its prompt tokens, from the session itself. */
  readonly reusableTokens: Tokens;
}

/** A row per session, in the order of their codes. Rows must be single requests of known sessions. */
export function totalsBySession({
  columns,
  chain,
  sessions,
}: {
  columns: UsageColumns;
  chain: RequestChain;
  sessions: number;
}): readonly SessionTotals[] {
  const found = Array.from({ length: sessions }, () => ({
    sum: new Sum(),
    agents: new Set<number>(),
    startSeconds: Infinity,
    endSeconds: -Infinity,
    longestGapSeconds: -1,
    reusableTokens: 0,
  }));
  for (let row = 0; row < columns.startSeconds.length; row++) {
    const session = found[columns.session[row] ?? 0];
    if (!session) continue;
    const start = columns.startSeconds[row] ?? 0;
    const end = columns.endSeconds[row] ?? NaN;
    const gap = chain.gapSeconds[row] ?? NaN;
    session.sum.add({ columns, row });
    session.agents.add(columns.agent[row] ?? 0);
    session.startSeconds = Math.min(session.startSeconds, start);
    session.endSeconds = Math.max(session.endSeconds, Number.isNaN(end) ? start : end);
    if (gap > session.longestGapSeconds) session.longestGapSeconds = gap;
    session.reusableTokens += chain.reusableTokens[row] ?? 0;
  }
  return found.map(({ sum, agents, longestGapSeconds, ...rest }, session) => ({
    session,
    agents: agents.size,
    longestGapSeconds: longestGapSeconds < 0 ? null : longestGapSeconds,
    ...rest,
    ...sum.totals(),
  }));
}
