import { chargeFor, nanoToUsd, toNanoUsd, type AttoUsd, type NanoUsd } from '../money.ts';
import type { Tokens, Usd, UsdPerMTok } from '../units.ts';
import { rateOfPrice, ratesForPrompt, type PricePeriod, type Price } from './rate-card.ts';

/** Tokens of one request in disjoint classes: nothing is counted twice, whatever shape the seller's API reports. */
export interface RequestUsage {
  readonly inputTokens: Tokens;
  readonly cacheReadTokens: Tokens;
  /** By TTL id. */
  readonly cacheWriteTokens: Readonly<Record<string, Tokens>>;
  readonly outputTokens: Tokens;
}

export interface BillLine {
  readonly class: string;
  readonly tokens: Tokens;
  readonly usdPerMTok: UsdPerMTok;
  readonly usd: Usd;
  /** Why this rate: the band the prompt's length chose. */
  readonly why: string;
}

export type Bill =
  | { readonly status: 'priced'; readonly usd: Usd; readonly nanoUsd: NanoUsd; readonly lines: readonly BillLine[] }
  | { readonly status: 'unavailable'; readonly reason: string };

/**
 * The exact bill of one request: band by total prompt, one rate per class, rounded to nano-dollars once on the total.
 *
 * Example: 10,000 input, 40,000 read and 15,000 output tokens at 5, 0.5 and 25 USD per million are 0.445 USD.
 * A class with tokens and no known price makes the bill unavailable; it is never left out or charged as 0.
 */
export function billRequest({ usage, period }: { usage: RequestUsage; period: PricePeriod }): Bill {
  const written = Object.values(usage.cacheWriteTokens).reduce((sum, tokens) => sum + tokens, 0);
  const promptTokens = usage.inputTokens + usage.cacheReadTokens + written;
  const rates = ratesForPrompt({ period, promptTokens });
  const why = rates === period.base ? 'base rates' : `band of a prompt of ${promptTokens} tokens`;
  const classes: readonly { class: string; tokens: Tokens; price: Price | undefined }[] = [
    { class: 'input', tokens: usage.inputTokens, price: rates.input },
    { class: 'cacheRead', tokens: usage.cacheReadTokens, price: rates.cacheRead },
    ...Object.entries(usage.cacheWriteTokens).map(([ttl, tokens]) => ({
      class: `cacheWrite:${ttl}`,
      tokens,
      price: rates.cacheWrite[ttl],
    })),
    { class: 'output', tokens: usage.outputTokens, price: rates.output },
  ];

  const lines: BillLine[] = [];
  let total: AttoUsd = 0n;
  for (const { class: name, tokens, price } of classes) {
    if (tokens === 0) continue;
    const rate = rateOfPrice(price);
    if ('missing' in rate) return { status: 'unavailable', reason: `${name}: ${rate.missing}` };
    const charge = chargeFor({ tokens, usdPerMTok: rate.usdPerMTok });
    total += charge;
    lines.push({ class: name, tokens, usdPerMTok: rate.usdPerMTok, usd: Number(charge) / 1e18, why });
  }
  const nanoUsd = toNanoUsd(total);
  return { status: 'priced', usd: nanoToUsd(nanoUsd), nanoUsd, lines };
}
