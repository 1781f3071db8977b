import type { Band, Price } from '../../../domain/offer/rate-card.ts';
import type { CacheLife, LifePromise } from '../../../evaluate/offer-row.ts';
import { pricePer, type PriceSize } from '../../../evaluate/offer-csv.ts';
import {
  formatNumber,
  formatPercent,
  formatRate,
  formatSeconds,
  formatSignificant,
  formatTokensShort,
} from '../../format/number.ts';
import { formatListed, shownMoney } from '../../format/money.ts';

/** A price of a seller’s list in three states: a number in the list’s own currency (or free), not sold, unknown. */
export function priceText(price: Price): string {
  if (price.state !== 'priced') return STATE_WORDS[price.state];
  const { value } = price.perMTok;
  return value === 0 ? 'free' : formatListed({ value, currency: '' });
}

/** The same in the currency shown, for as many tokens as the page shows prices for. */
export function priceTextPer({ price, priceSize }: { price: Price; priceSize: PriceSize }): string {
  if (price.state !== 'priced') return STATE_WORDS[price.state];
  return price.perMTok.value === 0 ? 'free' : rateText({ usdPerMTok: price.perMTok.value, priceSize });
}

/** A rate with the digits it was published with: 0.10 for a million tokens, 0.0001 for a thousand. */
export function rateText({ usdPerMTok, priceSize }: { usdPerMTok: number; priceSize: PriceSize }): string {
  return priceSize === 'M'
    ? formatRate(usdPerMTok)
    : formatSignificant(pricePer({ usdPerMTok, priceSize }) * shownMoney().unitsPerUsd, digitsOf(6));
}

/** A price in another currency has the digits of its rate of exchange. */
function digitsOf(published: number): number {
  return shownMoney().unitsPerUsd === 1 ? published : 4;
}

/** A rate that was worked out: three digits say enough. */
export function workedOutRateText({ usdPerMTok, priceSize }: { usdPerMTok: number; priceSize: PriceSize }): string {
  return priceSize === 'M'
    ? formatRate(Number(usdPerMTok.toPrecision(3)))
    : formatSignificant(pricePer({ usdPerMTok, priceSize }) * shownMoney().unitsPerUsd, 3);
}

export const STATE_WORDS = { 'not-sold': 'not sold', unknown: 'unknown' } as const;

export const PROMISE_WORDS: Readonly<Record<LifePromise, string>> = {
  promised: 'promised',
  exact: 'exact',
  'best-effort': 'best effort',
  assumed: 'assumed',
};

/** 5 min, 1 h promised · 10 min assumed. */
export function livesText(lives: readonly CacheLife[]): string {
  const byPromise = new Map<LifePromise, string[]>();
  for (const { ttl, promise } of lives)
    byPromise.set(promise, [...(byPromise.get(promise) ?? []), unbroken(formatSeconds(ttl.seconds.value))]);
  return [...byPromise]
    .map(([promise, texts]) => `${texts.join(', ')} ${unbroken(PROMISE_WORDS[promise])}`)
    .join('\u00a0· ');
}

/** Number and unit stay on one line. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** +3.2 % · −17.0 %: how much dearer or cheaper. */
export function changeText(ratio: number): string {
  return `${ratio > 0 ? '+' : ''}${formatPercent(ratio)}`;
}

export function bandText(band: Band): string {
  return `${band.comparison === 'gt' ? 'above' : 'from'} ${formatNumber(band.thresholdTokens)} tokens`;
}

export function bandTextShort(band: Band): string {
  return `${band.comparison === 'gt' ? 'over' : 'from'} ${formatTokensShort(band.thresholdTokens)}`;
}

/** A life as a reader names it: 5m, automatic. */
export function ttlText(ttlId: string): string {
  return ttlId === 'auto' ? 'automatic' : ttlId;
}
