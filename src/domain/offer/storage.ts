import { SECONDS_PER_HOUR, type Seconds, type Tokens } from '../units.ts';

/** A prefix that was kept for a while. */
export interface StoredPrefix {
  readonly tokens: Tokens;
  readonly seconds: Seconds;
}

/** Finer than any rent can tell: a millionth of a token-hour at 4.5 USD per million is 4.5 × 10⁻¹² USD. */
const DECIMALS = 6;

/**
 * The storage integral: Σ tokens × seconds ÷ 3,600, in token-hours, to six decimals.
 *
 * Example: 50,000 tokens for 30 minutes and 10,000 for 2 hours are 25,000 + 20,000 = 45,000 token-hours.
 * Throws on negative or endless times. Ignores least times that a seller may bill.
 */
export function tokenHoursOf(stored: readonly StoredPrefix[]): number {
  let tokenSeconds = 0;
  for (const { tokens, seconds } of stored) {
    if (!(tokens >= 0 && seconds >= 0 && Number.isFinite(tokens * seconds)))
      throw new RangeError(`${tokens} tokens cannot be kept for ${seconds} seconds`);
    tokenSeconds += tokens * seconds;
  }
  return Number((tokenSeconds / SECONDS_PER_HOUR).toFixed(DECIMALS));
}
