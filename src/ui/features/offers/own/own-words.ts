import { FEED_NAMES, FEEDS } from '../../../../catalog/feeds/feed.ts';
import { formatNumber } from '../../../format/number.ts';
import { changeText, ttlText } from '../words.ts';
import type { RateRow } from './own-rates.ts';
import { formatListed } from '../../../format/money.ts';

const WRITE = 'cacheWrite:';
const CLASS_WORDS: Readonly<Record<string, string>> = {
  input: 'Input',
  cacheRead: 'Cache read',
  output: 'Output',
  storage: 'Storage, per M token-hours',
};

/** cacheWrite:5m → Cache write 5m. */
export function classWords(name: string): string {
  return name.startsWith(WRITE) ? `Cache write ${ttlText(name.slice(WRITE.length))}` : (CLASS_WORDS[name] ?? name);
}

/** −1.00 (−20.0 %) · +0.05 · the same · – where one side is no number. */
export function differenceText({
  differenceUsdPerMTok,
  changeRatio,
}: Pick<RateRow, 'differenceUsdPerMTok' | 'changeRatio'>): string {
  if (differenceUsdPerMTok === null) return '–';
  // Two decimals that were worked out differently are one price.
  const difference = Number(differenceUsdPerMTok.toPrecision(10));
  if (Math.abs(difference) < 1e-9) return 'the same';
  const sum = `${difference < 0 ? '−' : '+'}${formatListed({ value: Math.abs(difference), currency: 'USD' })}`;
  return changeRatio === null ? sum : `${sum} (${changeText(changeRatio)})`;
}

/** +25.0 % · ×12.5: beyond four times as much a percentage says less than a factor. */
export function feedChangeText(changeRatio: number | null): string {
  if (changeRatio === null) return '–';
  return changeRatio > 3 ? `×${formatNumber(changeRatio + 1, 1)}` : changeText(changeRatio);
}

/** A source by its name where it is a feed we ask; else as the link gave it. */
export function sourceText(source: string): string {
  const feed = FEED_NAMES.find((name) => FEEDS[name].address === source);
  return feed === undefined ? source : FEEDS[feed].title;
}

/** 1 price · 3 prices. */
export function countText({ count, of }: { count: number; of: string }): string {
  return `${formatNumber(count, 0)} ${of}${count === 1 ? '' : 's'}`;
}
