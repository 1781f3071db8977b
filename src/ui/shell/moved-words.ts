import type { PricedAt, PriceMoves, RateMove } from '../../evaluate/price-moves.ts';
import { formatNumber, formatUsd } from '../format/number.ts';
import { formatListed } from '../format/money.ts';
import { formatList } from '../format/locale.ts';

/**
 * What has moved, in a sentence.
 *
 * Example: Prices have moved since this scenario was written (catalogue of 2026-10-01): 2 rates of Claude Opus 5.5.
 */
export function movedTitle({ moves, catalogRevision }: { moves: PriceMoves; catalogRevision: string }): string {
  const { rates, movedOnDay, movedSince, withdrawn, asOf, newestDay } = moves;
  const ended =
    withdrawn.length === 0
      ? ''
      : ` By ${newestDay ?? asOf} ${listOf(withdrawn)} ${withdrawn.length === 1 ? 'is' : 'are'} no longer sold.`;
  if (movedOnDay > 0)
    return `Prices have moved since this scenario was written (catalogue of ${catalogRevision}): ${counted({ count: movedOnDay, rates: rates.filter(({ inUse, onDay }) => inUse !== onDay) })}.${ended}`;
  if (movedSince > 0)
    return `Prices have moved since ${asOf}, the day of this scenario: ${counted({ count: movedSince, rates })}.${ended}`;
  return ended.trim();
}

/** Which prices the figures are at. */
export function movedDetail({ movedOnDay, asOf }: PriceMoves): string {
  return movedOnDay > 0
    ? 'Those it came with are in use, so that you see what the sender saw.'
    : `Those of ${asOf} are in use.`;
}

function counted({ count, rates }: { count: number; rates: readonly RateMove[] }): string {
  return `${count} ${count === 1 ? 'rate' : 'rates'} of ${listOf([...new Set(rates.map(({ modelName }) => modelName))])}`;
}

function listOf(names: readonly string[]): string {
  return formatList(names);
}

/** `Cache write, 5m, prompts over 200,000 tokens`. */
export function rateName({ class: name, lifeId, band }: RateMove): string {
  const life = lifeId === null ? '' : `, ${lifeId === 'auto' ? 'automatic' : lifeId}`;
  const prompts =
    band === null
      ? ''
      : `, prompts ${band.comparison === 'gt' ? 'over' : 'from'} ${formatNumber(band.thresholdTokens, 0)} tokens`;
  return `${CLASS_NAMES[name]}${life}${prompts}`;
}

const CLASS_NAMES: Readonly<Record<RateMove['class'], string>> = {
  input: 'Input',
  output: 'Output',
  cacheRead: 'Cache read',
  cacheWrite: 'Cache write',
  storage: 'Storage, per hour',
};

/** `$4.00`, `2.10 CNY`, `no price`. */
export function priceText({ value, currency }: { value: number | null; currency: string }): string {
  if (value === null) return 'no price';
  const text = formatListed({ value, currency });
  return currency === 'USD' ? `$${text}` : `${text} ${currency}`;
}

/** One figure of the bill at a price list; `side` as the Spend page calls them. */
export function figureText({ at, side }: { at: PricedAt; side: 'without' | 'with' | 'saving' }): string {
  if (at.status !== 'ok') return 'cannot be priced';
  const { withoutUsdPerMonth, withUsdPerMonth } = at;
  if (side === 'without') return formatUsd(withoutUsdPerMonth);
  if (withUsdPerMonth === null) return 'no price';
  return formatUsd(side === 'with' ? withUsdPerMonth : withoutUsdPerMonth - withUsdPerMonth);
}

/** Whether the bill is the same at every list that is compared. */
export function changesNothing({ inUse, onDay, newest }: PriceMoves): boolean {
  const told = [inUse, onDay, ...(newest ? [newest] : [])].map((at) => JSON.stringify(at));
  return new Set(told).size === 1;
}

/** Whether the newest day has anything to say that the scenario's own has not. */
export function newestDiffers({ movedSince, withdrawn, onDay, newest }: PriceMoves): boolean {
  return (
    movedSince > 0 || withdrawn.length > 0 || (newest !== null && JSON.stringify(newest) !== JSON.stringify(onDay))
  );
}
