import {
  rateOfPrice,
  ratesForPrompt,
  type Offer,
  type PricePeriod,
  type Rate,
  type RateSet,
} from '../../domain/offer/rate-card.ts';
import { createTally, totalUsd, type SpendClass, type SpendLine } from '../../domain/spend/lines.ts';
import type { Ratio, Seconds, Tokens, Usd } from '../../domain/units.ts';
import type { LogFigures } from './log-figures.ts';

/** What a usage log says was used, at an offer's rates, beside what it says was paid. */
export type AsReported = {
  /** Sum of what the log itself says was paid, whatever for; `null` where it says nothing of it. */
  readonly reportedUsd: Usd | null;
  readonly rowsWithoutUsd: number;
  /** Requests that do not say what they read: all of their prompts is input here. */
  readonly untoldReads: number;
  /** Read ÷ prompt tokens of the rows that say what they read; `null` where none does. */
  readonly hitRatio: Ratio | null;
} & (
  | { readonly status: 'priced'; readonly usd: Usd; readonly lines: readonly SpendLine[] }
  | { readonly status: 'unavailable'; readonly reason: string }
);

const FIVE_MINUTES: Seconds = 300;
const ONE_HOUR: Seconds = 3_600;

/**
 * Observed classes at an offer's rates: what the very same use would cost there, whichever model served it. Tokens are as
 * counted; the tokenizer factor is not applied. A write for five minutes or an hour pays the price of that life, or of the
 * nearest that is sold; one without a life that of the shortest; where no cache is sold, a write is plain input. `null` of
 * logs of another kind.
 * Example: 1 M input, 9 M read at 4 and 0.2 USD per million: 5.8 USD.
 * Unavailable where tokens were read and the seller sells no reads.
 */
export function asReported({
  log: { reuse, usage },
  offer,
  period,
}: {
  log: LogFigures;
  offer: Offer;
  period: PricePeriod;
}): AsReported | null {
  if (!usage) return null;
  const tally = createTally();
  const charge = ({ class: spendClass, tokens, rate }: { class: SpendClass; tokens: Tokens; rate: Rate }): void =>
    tally.charge({ class: spendClass, tokens, rate });
  let untoldReads = 0;
  for (const { fromTokens, outputTokens, observed } of reuse.buckets) {
    if (!observed) continue;
    const rates = ratesForPrompt({ period, promptTokens: fromTokens });
    untoldReads += observed.untoldReads;
    charge({ class: 'uncachedInput', tokens: observed.inputTokens, rate: rateOfPrice(rates.input) });
    charge({ ...writeAt({ offer, rates, seconds: FIVE_MINUTES }), tokens: observed.cacheWrite5mTokens });
    charge({ ...writeAt({ offer, rates, seconds: ONE_HOUR }), tokens: observed.cacheWrite1hTokens });
    charge({ ...writeAt({ offer, rates, seconds: 0 }), tokens: observed.cacheWriteOtherTokens });
    charge({ class: 'cacheRead', tokens: observed.cacheReadTokens, rate: rateOfPrice(rates.cacheRead) });
    charge({ class: 'output', tokens: outputTokens, rate: rateOfPrice(rates.output) });
  }
  const { reportedUsd, rowsWithoutUsd, hitRatio } = usage.totals;
  const beside = { reportedUsd, rowsWithoutUsd, untoldReads, hitRatio };
  const [reason] = tally.missing();
  if (reason !== undefined) return { status: 'unavailable', reason, ...beside };
  const lines = tally.lines();
  return { status: 'priced', usd: totalUsd(lines), lines, ...beside };
}

function writeAt({ offer: { cachePolicy }, rates, seconds }: { offer: Offer; rates: RateSet; seconds: Seconds }): {
  readonly class: SpendClass;
  readonly rate: Rate;
} {
  const distance = (life: Seconds): number => Math.abs(life - seconds);
  const [nearest] = cachePolicy.ttls.toSorted((a, b) => distance(a.seconds.value) - distance(b.seconds.value));
  if (!nearest) return { class: 'uncachedInput', rate: rateOfPrice(rates.input) };
  return { class: `cacheWrite:${nearest.id}`, rate: rateOfPrice(rates.cacheWrite[nearest.id]) };
}
