import type { Seconds, Tokens, Usd, UsdPerMTok } from '../../domain/units.ts';
import { usdOf } from '../../domain/units.ts';
import type { UsageColumns } from '../readers/log.ts';
import { promptTokensAt, tellsReads, writtenTokensAt, type RequestChain } from './request-chain.ts';

/** What the classes of a prompt cost at one model. */
export interface PromptRates {
  readonly inputUsdPerMTok: UsdPerMTok;
  readonly cacheReadUsdPerMTok: UsdPerMTok;
  readonly cacheWrite5mUsdPerMTok: UsdPerMTok;
  readonly cacheWrite1hUsdPerMTok: UsdPerMTok;
  /** For writes whose life the log does not tell. */
  readonly cacheWriteOtherUsdPerMTok: UsdPerMTok;
}

/** The rates of a model; `null` where they are not known. */
export type RatesOf = (model: string) => PromptRates | null;

/** A pause after which context was lost. */
export interface IdleGap {
  /** Row of the request after the gap. */
  readonly row: number;
  readonly session: number;
  readonly agent: number;
  readonly model: string;
  readonly startSeconds: Seconds;
  readonly gapSeconds: Seconds;
  /** A code of `GAP_CAUSE_CODES`. */
  readonly cause: number;
  /** Inferred: tokens that could have been read and were processed again. */
  readonly lostTokens: Tokens;
  /** What they cost above a read; `null` where rates are not known. */
  readonly usd: Usd | null;
}

export interface IdleGaps {
  /** The most expensive first. */
  readonly gaps: readonly IdleGap[];
  readonly lostTokens: Tokens;
  /** Sum over the gaps whose rates are known; `null` where there are gaps and none is. */
  readonly usd: Usd | null;
  readonly gapsWithoutRates: number;
}

/**
 * Gaps longer than a life, and what they cost. Of the tokens that request k could have read, lost are those that it did
 * not: min(reusable − read, what it did not read at all). They cost the mean rate of what the request did not read, less
 * the rate of a read.
 *
 * Example: 80,000 reusable, read 0, 82,000 written for five minutes at 6.25 and read at 0.5 USD per million: 80,000 lost,
 * 0.46 USD. Ignores rows that do not tell reads, and losses after shorter gaps: those have other causes.
 */
export function idleGaps({
  columns,
  chain,
  models,
  lifeSeconds,
  ratesOf,
}: {
  columns: UsageColumns;
  chain: RequestChain;
  models: readonly string[];
  lifeSeconds: Seconds;
  ratesOf: RatesOf;
}): IdleGaps {
  const gaps: IdleGap[] = [];
  for (const [row, gapSeconds] of chain.gapSeconds.entries()) {
    if (!(gapSeconds > lifeSeconds)) continue;
    const lostTokens = lostTokensAt({ columns, chain, row });
    if (lostTokens === 0) continue;
    const model = models[columns.model[row] ?? 0] ?? '';
    const rates = ratesOf(model);
    gaps.push({
      row,
      session: columns.session[row] ?? 0,
      agent: columns.agent[row] ?? 0,
      model,
      startSeconds: columns.startSeconds[row] ?? 0,
      gapSeconds,
      cause: columns.cause[row] ?? 0,
      lostTokens,
      usd: rates && lostUsdAt({ columns, row, lostTokens, rates }),
    });
  }
  const priced = gaps.filter(({ usd }) => usd !== null);
  return {
    gaps: gaps.sort((a, b) => (b.usd ?? -1) - (a.usd ?? -1) || b.lostTokens - a.lostTokens || a.row - b.row),
    lostTokens: gaps.reduce((sum, gap) => sum + gap.lostTokens, 0),
    usd: gaps.length > 0 && priced.length === 0 ? null : priced.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
    gapsWithoutRates: gaps.length - priced.length,
  };
}

/** Tokens that a request could have read and did not. 0 where it does not tell what it read. */
export function lostTokensAt({
  columns,
  chain,
  row,
}: {
  columns: UsageColumns;
  chain: RequestChain;
  row: number;
}): Tokens {
  if (!tellsReads({ columns, row })) return 0;
  const read = columns.cacheReadTokens[row] ?? 0;
  const missed = promptTokensAt({ columns, row }) - read;
  return Math.max(0, Math.min((chain.reusableTokens[row] ?? 0) - read, missed));
}

/** What lost tokens cost above a read, at the mean rate of what the request did not read. */
export function lostUsdAt({
  columns,
  row,
  lostTokens,
  rates,
}: {
  columns: UsageColumns;
  row: number;
  lostTokens: Tokens;
  rates: PromptRates;
}): Usd {
  const inputTokens = columns.inputTokens[row] ?? 0;
  const missedTokens = inputTokens + writtenTokensAt({ columns, row });
  if (missedTokens === 0) return 0;
  const missedUsd =
    usdOf({ tokens: inputTokens, usdPerMTok: rates.inputUsdPerMTok }) +
    usdOf({ tokens: columns.cacheWrite5mTokens[row] ?? 0, usdPerMTok: rates.cacheWrite5mUsdPerMTok }) +
    usdOf({ tokens: columns.cacheWrite1hTokens[row] ?? 0, usdPerMTok: rates.cacheWrite1hUsdPerMTok }) +
    usdOf({ tokens: columns.cacheWriteOtherTokens[row] ?? 0, usdPerMTok: rates.cacheWriteOtherUsdPerMTok });
  return (missedUsd / missedTokens) * lostTokens - usdOf({ tokens: lostTokens, usdPerMTok: rates.cacheReadUsdPerMTok });
}
