import type { Provenance } from '../domain/fact.ts';
import { chargeFor, priceOf, rentFor, type ExactUsd, type NanoUsd } from '../domain/money.ts';
import { billAtOffer, type Bill, type BillLine, type PricedBill, type RequestUsage } from '../domain/offer/bill.ts';
import { inCacheMode } from '../domain/offer/cache-mode.ts';
import { chooseRates, STANDARD_MODE } from '../domain/offer/choose-rates.ts';
import { inUsd } from '../domain/offer/currency.ts';
import { periodAt, type Offer, type Price, type PricePeriod, type RateSet } from '../domain/offer/rate-card.ts';
import { dayOf, hasTime, isInstant, scheduleAt, type Instant } from '../domain/offer/schedule.ts';
import { USD } from '../domain/offer/unpriceable.ts';
import { readUsage } from '../domain/usage/read-usage.ts';
import { allTokens, type UsageShape } from '../domain/usage/usage-reading.ts';

/** One request: what was used, and where, how and when it was bought. */
export interface BilledRequest {
  readonly offer: Offer;
  /** Another of the offer's caches; `null` is its own. */
  readonly cacheId: string | null;
  readonly at: Instant;
  readonly mode: string;
  readonly modifiers: readonly string[];
  /** USD for one unit of the offer's currency; `null` where nobody said. */
  readonly usdPerUnit: number | null;
  readonly usage: RequestUsage;
}

/** A line of the bill with its exact amount. */
export interface RequestLine {
  readonly line: BillLine;
  readonly exactUsd: ExactUsd;
  /** Of the rate that was charged; `null` for what came with a price of its own. */
  readonly provenance: Provenance | null;
}

/** A schedule that was looked up, in words. */
export interface ScheduleHeld {
  readonly name: string;
  readonly holds: boolean;
  readonly why: string;
  /** The year's holidays are assumed or not known. */
  readonly isDoubtful: boolean;
}

export interface RequestCost {
  readonly bill: Bill;
  /** As in the bill; none where there is no bill. */
  readonly lines: readonly RequestLine[];
  /** The same request with every prompt token at the input rate, and nothing stored. */
  readonly withoutCache: Bill;
  /** Bill − without a cache: below 0 is what the cache saves. `null` where either has no price. */
  readonly differenceNanoUsd: NanoUsd | null;
  /** Of what it costs without a cache; `null` also where that is nothing. */
  readonly differenceRatio: number | null;
  /** Those asked, in order, up to the first that holds; none where prices do not follow the clock. */
  readonly schedules: readonly ScheduleHeld[];
}

/**
 * What one request costs, line by line, and what it would cost without any cache: `billAtOffer` twice, the second time
 * with reads and writes moved to input and no storage. The prompt is as long, so the band is the same.
 *
 * Example: 10,000 input, 40,000 read and 15,000 output tokens at 5, 0.5 and 25 USD per million are 0.445 USD; without a
 * cache 50,000 × 5 ÷ 10⁶ + 0.375 = 0.625 USD, so the difference is −0.18 USD, −28.8 %.
 * A rate of exchange that is given counts as assumed on the request's day. Without a price there is a reason and no sum.
 * Throws as `billRequest` does. Ignores what that ignores, and output that would differ without a cache.
 */
export function costRequest(request: BilledRequest): RequestCost {
  const { usage, at, mode, modifiers } = request;
  if (!isInstant(at)) return noCost(`"${at}" is no day, and no time with an offset from UTC.`);
  const offer = boughtOffer(request);
  if (!offer) return noCost(`${request.offer.id} sells no cache "${request.cacheId}".`);

  const bill = billAtOffer({ usage, offer, at, mode, modifiers });
  const withoutCache = billAtOffer({ usage: uncached(usage), offer, at, mode, modifiers });
  const period = periodAt({ offer, asOf: dayOf(at) });
  const differenceNanoUsd =
    bill.status === 'priced' && withoutCache.status === 'priced' ? bill.nanoUsd - withoutCache.nanoUsd : null;
  return {
    bill,
    lines: bill.status === 'priced' && period ? linesOf({ request, bill, period }) : [],
    withoutCache,
    differenceNanoUsd,
    differenceRatio:
      differenceNanoUsd !== null && withoutCache.status === 'priced' && withoutCache.nanoUsd > 0n
        ? Number(differenceNanoUsd) / Number(withoutCache.nanoUsd)
        : null,
    schedules: period ? schedulesAt({ period, at, mode }) : [],
  };
}

function noCost(reason: string): RequestCost {
  const bill: Bill = { status: 'unavailable', reason };
  return { bill, withoutCache: bill, lines: [], differenceNanoUsd: null, differenceRatio: null, schedules: [] };
}

/** The offer with the cache that was chosen, in USD where the rate is given. */
function boughtOffer({ offer, cacheId, usdPerUnit, at }: BilledRequest): Offer | undefined {
  const chosen = cacheId === null ? offer : inCacheMode({ offer, id: cacheId });
  if (chosen === undefined || usdPerUnit === null) return chosen;
  const rate = { value: usdPerUnit, kind: 'assumed', source: 'assumed by you', checkedOn: dayOf(at) } as const;
  return inUsd({ offer: chosen, usdPerUnit: rate });
}

function uncached(usage: RequestUsage): RequestUsage {
  const { outputTokens, other = [] } = usage;
  return {
    inputTokens: allTokens(usage) - outputTokens,
    cacheReadTokens: 0,
    cacheWriteTokens: {},
    outputTokens,
    other,
  };
}

function linesOf({
  request: { usage, at, mode, modifiers },
  bill,
  period,
}: {
  request: BilledRequest;
  bill: PricedBill;
  period: PricePeriod;
}): readonly RequestLine[] {
  const { outputTokens } = usage;
  const promptTokens = allTokens(usage) - outputTokens;
  const chosen = chooseRates({ period, promptTokens, outputTokens, at, mode, modifiers });
  if (chosen.status === 'refused') return [];
  return bill.lines.map((line) => {
    if ('quantity' in line) return { line, exactUsd: priceOf(line), provenance: null };
    const price = priceOfClass({ rates: chosen.rates, name: line.class });
    return {
      line,
      exactUsd: 'tokens' in line ? chargeFor(line) : rentFor(line),
      provenance: price?.state === 'priced' ? price.perMTok : null,
    };
  });
}

const WRITE = 'cacheWrite:';

function priceOfClass({ rates, name }: { rates: RateSet; name: string }): Price | undefined {
  if (name.startsWith(WRITE)) return rates.cacheWrite[name.slice(WRITE.length)];
  return name === 'input' || name === 'output' || name === 'cacheRead' || name === 'storage' ? rates[name] : undefined;
}

function schedulesAt({
  period,
  at,
  mode: modeId,
}: {
  period: PricePeriod;
  at: Instant;
  mode: string;
}): readonly ScheduleHeld[] {
  const hasOwnList = (period.modes ?? []).some(({ id, pricing }) => id === modeId && pricing.kind === 'rates');
  if (hasOwnList || !hasTime(at)) return [];
  const asked: ScheduleHeld[] = [];
  for (const schedule of period.schedules ?? []) {
    const { holds, why } = scheduleAt({ schedule, at });
    asked.push({ name: schedule.name, holds, why, isDoubtful: why.includes('; the holidays of ') });
    if (holds) break;
  }
  return asked;
}

/** What can be chosen of a request at an offer on its day, and which classes it has. */
export interface SoldTerms {
  readonly modes: readonly { readonly id: string; readonly name: string }[];
  readonly modifiers: readonly { readonly id: string; readonly name: string }[];
  readonly ttlIds: readonly string[];
  /** Whether the price list knows a rent for stored prefixes, be it free or unknown. */
  readonly rentsStorage: boolean;
  /** Whether prices follow the clock in any of the offer's periods: then a time is needed. */
  readonly followsClock: boolean;
  /** `null` where it is USD. */
  readonly foreignCurrency: string | null;
}

/** Example: DeepSeek sells no modes, one life of writes named `auto`, and follows the clock. */
export function soldTerms({ offer: own, cacheId, at }: Pick<BilledRequest, 'offer' | 'cacheId' | 'at'>): SoldTerms {
  const offer = (cacheId === null ? own : inCacheMode({ offer: own, id: cacheId })) ?? own;
  const period = isInstant(at) ? periodAt({ offer, asOf: dayOf(at) }) : undefined;
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
  return {
    modes: (period?.modes ?? []).map(named),
    modifiers: (period?.modifiers ?? []).map(named),
    ttlIds: offer.cachePolicy.ttls.map(({ id }) => id),
    rentsStorage: offer.periods.some(({ base }) => base.storage !== undefined),
    followsClock: offer.periods.some(({ schedules = [] }) => schedules.length > 0),
    foreignCurrency: offer.currency === USD ? null : offer.currency,
  };
}

/** A pasted usage body taken apart, or one sentence that says why not. */
export type PastedUsage =
  | {
      readonly status: 'read';
      readonly shape: UsageShape;
      readonly usage: RequestUsage;
      /** The mode that the body says served it, where that is sold; `null` leaves the choice as it is. */
      readonly modeId: string | null;
      /** What a bill by the token cannot use, and what was assumed. */
      readonly notes: readonly string[];
    }
  | { readonly status: 'refused'; readonly reason: string };

/** A megabyte is a thousand times the longest usage. */
const MOST_CHARACTERS = 1_000_000;
/** What responses call the absence of every other mode. */
const STANDARD_TIERS = [STANDARD_MODE, 'default', 'on_demand'];

/**
 * Reads the usage body of any API that `readUsage` knows, or a whole response around it, from its text.
 *
 * Example: `{"input_tokens": 21, "cache_creation_input_tokens": 188086, "output_tokens": 393}` is Anthropic's, with
 * 21 input, 188,086 written and 393 output tokens. Ignores the model that a response names.
 */
export function readPastedUsage({ text, modeIds }: { text: string; modeIds: readonly string[] }): PastedUsage {
  if (text.length > MOST_CHARACTERS)
    return { status: 'refused', reason: 'The text is longer than a million characters.' };
  let body: unknown;
  try {
    body = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const detail = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error);
    return { status: 'refused', reason: `The text is not JSON (${detail}).` };
  }
  const reading = readUsage(body);
  if (reading.status === 'refused') return reading;
  const { shape, usage, untoldTokens, serviceTier, notes } = reading;
  const tier = serviceTier?.toLowerCase() ?? null;
  const isStandard = tier !== null && STANDARD_TIERS.includes(tier);
  const modeId = isStandard ? STANDARD_MODE : (modeIds.find((id) => id === tier) ?? null);
  return {
    status: 'read',
    shape,
    usage,
    modeId,
    notes: [
      ...notes,
      ...(untoldTokens > 0 ? [`${untoldTokens} tokens of the stated total are in no class`] : []),
      ...(tier !== null && modeId === null
        ? [`the service tier “${serviceTier}” is no mode that is sold here; the mode stays as it was`]
        : []),
    ],
  };
}
