import { dayOf, hasTime, isInstant } from '../../domain/offer/schedule.ts';
import type { Tokens, Usd } from '../../domain/units.ts';

/** What a line of an invoice is for. `cacheWrite` takes writes of every life; `storage` counts token-hours. */
export type InvoiceClass =
  'input' | 'output' | 'cacheRead' | 'cacheWrite' | `cacheWrite:${string}` | 'storage' | 'other';

/** One class of an invoice. At least one of the two figures is given. */
export interface InvoiceLine {
  readonly class: InvoiceClass;
  /** Of storage: token-hours. Other charges have none. */
  readonly tokens?: Tokens;
  readonly usd?: Usd;
}

/** Days an invoice is for. */
export interface BillingPeriod {
  /** First day; ISO date. */
  readonly fromDay: string;
  /** First day after it; ISO date. */
  readonly toDay: string;
}

export interface Invoice extends BillingPeriod {
  readonly totalUsd: Usd;
  readonly lines?: readonly InvoiceLine[];
}

/** An invoice is of a month or a few; a longer one has no one workload. */
export const MOST_DAYS = 366;
export const MOST_USD = 1e12;
/** As many as the workload of a month may have, and more token-hours than those can rent. */
export const MOST_TOKENS = 1e18;
export const MOST_LINES = 40;

/**
 * What is wrong with the days of an invoice, in one sentence; `null` where they can be used.
 *
 * Example: from 2026-11-01 to 2026-11-01 is no day at all, because the end is excluded.
 */
export function problemOfPeriod({ fromDay, toDay }: BillingPeriod): string | null {
  if (!isDay(fromDay)) return `The first day, “${fromDay}”, is no date such as 2026-11-01.`;
  if (!isDay(toDay)) return `The day after the last, “${toDay}”, is no date such as 2026-12-01.`;
  // ISO dates order as text.
  if (toDay <= fromDay) return `The invoice ends before it begins: its days go from ${fromDay} up to ${toDay}.`;
  if (daysBetween({ fromDay, toDay }) > MOST_DAYS)
    return `The invoice is for more than a year. Enter at most ${MOST_DAYS} days, for which one workload can stand.`;
  return null;
}

/** What is wrong with the sum and the lines of an invoice, in one sentence; `null` where they can be used. */
export function problemOfAmounts({ totalUsd, lines = [] }: Pick<Invoice, 'totalUsd' | 'lines'>): string | null {
  if (!Number.isFinite(totalUsd) || totalUsd <= 0)
    return 'The total of the invoice must be a number of dollars above 0: of nothing, nothing can be explained.';
  if (totalUsd > MOST_USD) return 'The total of the invoice is more than a trillion dollars.';
  if (lines.length > MOST_LINES) return `The invoice has more than ${MOST_LINES} classes.`;
  const seen = new Set<InvoiceClass>();
  for (const line of lines) {
    const problem = problemOfLine(line);
    if (problem !== null) return problem;
    if (seen.has(line.class)) return `Two lines are of the class “${line.class}”: put them together.`;
    seen.add(line.class);
  }
  if (seen.has('cacheWrite') && [...seen].some((name) => name.startsWith('cacheWrite:')))
    return 'Cache writes are given together and by their life: give one or the other, or they count twice.';
  return null;
}

function problemOfLine({ class: name, tokens, usd }: InvoiceLine): string | null {
  if (tokens === undefined && usd === undefined) return `The line “${name}” has neither tokens nor dollars.`;
  if (tokens !== undefined && !(tokens >= 0 && tokens <= MOST_TOKENS))
    return `The tokens of the line “${name}” must be a number from 0 to ${MOST_TOKENS.toExponential(0)}.`;
  if (usd !== undefined && !(usd >= 0 && usd <= MOST_USD))
    return `The dollars of the line “${name}” must be a number of at least 0. Credits belong into the total.`;
  if (name === 'other' && usd === undefined) return 'Other charges have no tokens: give their dollars.';
  return null;
}

function isDay(text: string): boolean {
  return isInstant(text) && !hasTime(text);
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** Days from the first up to the other, which is excluded. Example: 2026-11-01 to 2026-12-01 are 30. */
export function daysBetween({ fromDay, toDay }: BillingPeriod): number {
  return Math.round((Date.parse(toDay) - Date.parse(fromDay)) / MILLISECONDS_PER_DAY);
}

/** Example: 2026-12-01 and −1 is 2026-11-30. */
export function dayAfter({ day, days }: { day: string; days: number }): string {
  return dayOf(new Date(Date.parse(day) + days * MILLISECONDS_PER_DAY).toISOString());
}
