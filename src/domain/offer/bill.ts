import {
  chargeFor,
  exactToUsd,
  nanoToUsd,
  priceOf,
  rentFor,
  toNanoUsd,
  type ExactUsd,
  type NanoUsd,
} from '../money.ts';
import type { Tokens, Usd, UsdPerMTok } from '../units.ts';
import { chooseRates, type Conditions, type RateStep } from './choose-rates.ts';
import { periodAt, type Offer, type Price, type PricePeriod, type RateClass } from './rate-card.ts';
import { dayOf, type Instant } from './schedule.ts';
import { USD } from './unpriceable.ts';

/** Tokens of one request in disjoint classes: nothing is counted twice, whatever shape the seller's API reports. */
export interface RequestUsage {
  readonly inputTokens: Tokens;
  readonly cacheReadTokens: Tokens;
  /** By TTL id. */
  readonly cacheWriteTokens: Readonly<Record<string, Tokens>>;
  readonly outputTokens: Tokens;
  /** Tokens × hours for which prefixes were stored at a rent. */
  readonly storageTokenHours?: number;
  /** What is not sold by the token, with the price it was bought at. */
  readonly other?: readonly { readonly name: string; readonly quantity: number; readonly usdPerUnit: Usd }[];
}

/** One class of a bill: quantity × rate = usd, and why this rate. */
export type BillLine = { readonly class: string; readonly usd: Usd; readonly why: string } & (
  | ({ readonly tokens: Tokens; readonly usdPerMTok: UsdPerMTok } & RateSource)
  | ({ readonly tokenHours: number; readonly usdPerMTokHour: number } & RateSource)
  | { readonly quantity: number; readonly usdPerUnit: Usd }
);

/** Who says so of the rate before factors, and on what day it was last checked. */
interface RateSource {
  readonly source: string;
  readonly checkedOn: string;
}

/** A sum of money that has not lost anything to rounding, and what it is made of. */
export interface PricedBill {
  readonly status: 'priced';
  readonly usd: Usd;
  readonly nanoUsd: NanoUsd;
  readonly exactUsd: ExactUsd;
  readonly lines: readonly BillLine[];
}

export type Bill = PricedBill | { readonly status: 'unavailable'; readonly reason: string };

/**
 * The exact bill of one request within a period: rates by `chooseRates`, one rate per class, storage by the token-hour,
 * other things by the piece; rounded to nano-dollars once, on the total.
 *
 * Example: 10,000 input, 40,000 read and 15,000 output tokens at 5, 0.5 and 25 USD per million are 0.445 USD.
 * A class with tokens and no known price makes the bill unavailable; it is never left out or charged as 0. Throws on
 * quantities that are negative, not finite, or of tokens not whole. Ignores minimum charges, credits and taxes.
 */
export function billRequest({
  usage,
  period,
  ...conditions
}: { usage: RequestUsage; period: PricePeriod } & Conditions): Bill {
  const written = Object.values(usage.cacheWriteTokens).reduce((sum, tokens) => sum + tokens, 0);
  const promptTokens = usage.inputTokens + usage.cacheReadTokens + written;
  const chosen = chooseRates({ period, promptTokens, outputTokens: usage.outputTokens, ...conditions });
  if (chosen.status === 'refused') return { status: 'unavailable', reason: chosen.reason };
  const { rates, steps } = chosen;
  const why = whyOf({ steps, period });

  const sold: readonly Sold[] = [
    { class: 'input', tokens: usage.inputTokens, price: rates.input, why: why('input') },
    { class: 'cacheRead', tokens: usage.cacheReadTokens, price: rates.cacheRead, why: why('cacheRead') },
    ...Object.entries(usage.cacheWriteTokens).map(([ttl, tokens]) => ({
      class: `cacheWrite:${ttl}`,
      tokens,
      price: rates.cacheWrite[ttl],
      why: why('cacheWrite'),
    })),
    { class: 'output', tokens: usage.outputTokens, price: rates.output, why: why('output') },
  ];

  const lines: BillLine[] = [];
  for (const { class: name, tokens, price, why: reason } of sold) {
    if (tokens === 0) continue;
    if (price?.state !== 'priced') return { status: 'unavailable', reason: `${name}: ${missing(price)}` };
    const { value: usdPerMTok, source, checkedOn } = price.perMTok;
    const usd = exactToUsd(chargeFor({ tokens, usdPerMTok }));
    lines.push({ class: name, tokens, usdPerMTok, usd, why: reason, source, checkedOn });
  }
  const { storageTokenHours: tokenHours = 0 } = usage;
  if (tokenHours !== 0) {
    if (rates.storage?.state !== 'priced')
      return { status: 'unavailable', reason: `storage: ${missing(rates.storage)}` };
    const { value: usdPerMTokHour, source, checkedOn } = rates.storage.perMTok;
    const usd = exactToUsd(rentFor({ tokenHours, usdPerMTokHour }));
    lines.push({ class: 'storage', tokenHours, usdPerMTokHour, usd, why: why('storage'), source, checkedOn });
  }
  for (const { name, quantity, usdPerUnit } of usage.other ?? []) {
    const usd = exactToUsd(priceOf({ quantity, usdPerUnit }));
    lines.push({ class: name, quantity, usdPerUnit, usd, why: 'price given with the usage' });
  }
  return totalOf(lines);
}

interface Sold {
  readonly class: string;
  readonly tokens: Tokens;
  readonly price: Price | undefined;
  readonly why: string;
}

function missing(price: Price | undefined): string {
  return price === undefined || price.state === 'priced' ? 'no price known' : price.reason;
}

function whyOf({ steps, period }: { steps: readonly RateStep[]; period: PricePeriod }): (name: RateClass) => string {
  const { from, to } = period;
  const valid = [
    ...(from === null ? [] : [`since ${from}`]),
    ...(to === null ? [] : [`until ${to}, that day excluded`]),
  ];
  return (name) =>
    [...steps.filter(({ classes }) => classes.includes(name)).map(({ text }) => text), ...valid].join('; ');
}

function totalOf(lines: readonly BillLine[]): PricedBill {
  const exactUsd = lines.reduce((sum, line) => sum + chargeOf(line), 0n);
  const nanoUsd = toNanoUsd(exactUsd);
  return { status: 'priced', usd: nanoToUsd(nanoUsd), nanoUsd, exactUsd, lines };
}

function chargeOf(line: BillLine): ExactUsd {
  if ('tokens' in line) return chargeFor(line);
  return 'tokenHours' in line ? rentFor(line) : priceOf(line);
}

/**
 * The bill of one request at an offer: the period of its day (in UTC), then as `billRequest`.
 *
 * Unavailable where the offer had no price on that day and where it is not priced in USD (see `inUsd`).
 */
export function billAtOffer({
  usage,
  offer,
  at,
  ...conditions
}: { usage: RequestUsage; offer: Offer; at: Instant } & Conditions): Bill {
  if (offer.currency !== USD)
    return {
      status: 'unavailable',
      reason: `${offer.id} is priced in ${offer.currency}; a bill in USD needs a dated rate of exchange.`,
    };
  const period = periodAt({ offer, asOf: dayOf(at) });
  if (!period) return { status: 'unavailable', reason: `${offer.id} has no price on ${dayOf(at)}.` };
  return billRequest({ usage, period, at, ...conditions });
}

/**
 * Several bills as one: their exact amounts are added and rounded once, so nothing is lost to a thousand small roundings.
 * Lines of one class, rate and reason become one line. Unavailable where any of them is.
 *
 * Example: two requests of half a nano-dollar each come to one nano-dollar, not two.
 */
export function sumBills(bills: readonly Bill[]): Bill {
  const merged = new Map<string, BillLine>();
  for (const [index, bill] of bills.entries()) {
    if (bill.status === 'unavailable') return { status: 'unavailable', reason: `Request ${index + 1}: ${bill.reason}` };
    for (const line of bill.lines) {
      const key = JSON.stringify({ ...line, usd: 0, tokens: 0, tokenHours: 0, quantity: 0 });
      const old = merged.get(key);
      merged.set(key, old === undefined ? line : added({ line, old }));
    }
  }
  const exactUsd = bills.reduce((sum, bill) => sum + (bill.status === 'priced' ? bill.exactUsd : 0n), 0n);
  const nanoUsd = toNanoUsd(exactUsd);
  return { status: 'priced', usd: nanoToUsd(nanoUsd), nanoUsd, exactUsd, lines: [...merged.values()] };
}

function added({ line, old }: { line: BillLine; old: BillLine }): BillLine {
  const usd = line.usd + old.usd;
  if ('tokens' in line && 'tokens' in old) return { ...line, tokens: line.tokens + old.tokens, usd };
  if ('tokenHours' in line && 'tokenHours' in old)
    return { ...line, tokenHours: line.tokenHours + old.tokenHours, usd };
  if ('quantity' in line && 'quantity' in old) return { ...line, quantity: line.quantity + old.quantity, usd };
  return line;
}
