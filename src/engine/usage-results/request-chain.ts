import type { Tokens } from '../../domain/units.ts';
import type { UsageColumns, UsageLog } from '../readers/log.ts';

/**
 * What request k could have read: columns beside a log's.
 *
 * Inferred, not observed. The rule: the request before it is the last one of the same agent to the same model, and what
 * can be read again is the whole prompt of that one, at most the own prompt: min(prompt k−1, prompt k). A cache of one
 * model is of no use to another. A log says how long prompts were and not what stood in them, so this is what an endless
 * cache of the own session could have given at most: a prompt that was rewritten near its start reads less.
 */
export interface RequestChain {
  /** Index of the request before; −1 where there is none. */
  readonly previous: Int32Array;
  /** From start to start; NaN where there is none before. */
  readonly gapSeconds: Float64Array;
  readonly reusableTokens: Float64Array;
}

const MODELS = 2 ** 16;

/** All tokens of a row's prompts. */
export function promptTokensAt({ columns, row }: { columns: UsageColumns; row: number }): Tokens {
  const read = columns.cacheReadTokens[row] ?? 0;
  return (columns.inputTokens[row] ?? 0) + writtenTokensAt({ columns, row }) + (Number.isNaN(read) ? 0 : read);
}

/** Tokens that a row wrote to the cache, for whatever life. */
export function writtenTokensAt({ columns, row }: { columns: UsageColumns; row: number }): Tokens {
  return (
    (columns.cacheWrite5mTokens[row] ?? 0) +
    (columns.cacheWrite1hTokens[row] ?? 0) +
    (columns.cacheWriteOtherTokens[row] ?? 0)
  );
}

/** Whether a row says how much it read. */
export function tellsReads({ columns, row }: { columns: UsageColumns; row: number }): boolean {
  return !Number.isNaN(columns.cacheReadTokens[row] ?? NaN);
}

/** Why nothing can be inferred from a log's gaps; `null` where it can. */
export function whyNotInferable({
  isPerRequest,
  knowsSessions,
}: Pick<UsageLog, 'isPerRequest' | 'knowsSessions'>): string | null {
  if (!isPerRequest) return 'Rows are sums of many requests: the gaps between them are not known.';
  return knowsSessions ? null : 'The log does not tell sessions apart: which request came before another is not known.';
}

/**
 * Chains the requests of a log. Rows must be single requests in order of time, as the readers of logs give them.
 * Example: an agent's prompts of 100, 150 and 120 tokens at 0, 60 and 400 s: gaps −, 60 and 340 s; reusable 0, 100, 120.
 */
export function chainOf(columns: UsageColumns): RequestChain {
  const rows = columns.startSeconds.length;
  const previous = new Int32Array(rows);
  const gapSeconds = new Float64Array(rows);
  const reusableTokens = new Float64Array(rows);
  const last = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    const key = (columns.agent[row] ?? 0) * MODELS + (columns.model[row] ?? 0);
    const before = last.get(key) ?? -1;
    last.set(key, row);
    previous[row] = before;
    gapSeconds[row] = before < 0 ? NaN : (columns.startSeconds[row] ?? 0) - (columns.startSeconds[before] ?? 0);
    if (before >= 0)
      reusableTokens[row] = Math.min(promptTokensAt({ columns, row: before }), promptTokensAt({ columns, row }));
  }
  return { previous, gapSeconds, reusableTokens };
}
