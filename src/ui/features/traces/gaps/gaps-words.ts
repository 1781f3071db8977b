import type { IdleGaps } from '../../../../state/trace-types.ts';
import { formatPercent, formatSeconds, formatTokens, formatUsd } from '../../../format/number.ts';
import { counted } from '../trace-words.ts';

export interface GapShare {
  readonly label: string;
  readonly gaps: number | null;
  readonly againTokens: number;
  /** Of all that was prefilled again. */
  readonly ratio: number;
}

/** What was prefilled again, by the length of the gap before it; the part that comes after no such gap is last. */
export function gapShares({ buckets, otherAgainTokens, againTokens, windowSeconds }: IdleGaps): readonly GapShare[] {
  const ratioOf = (tokens: number): number => (againTokens > 0 ? tokens / againTokens : 0);
  return [
    ...buckets.map((bucket) => ({
      label: bucketLabel(bucket),
      gaps: bucket.gaps,
      againTokens: bucket.againTokens,
      ratio: ratioOf(bucket.againTokens),
    })),
    {
      label: `after no gap above ${formatSeconds(windowSeconds)}`,
      gaps: null,
      againTokens: otherAgainTokens,
      ratio: ratioOf(otherAgainTokens),
    },
  ];
}

/** `5 min to 10 min` · `above 1 d`. */
export function bucketLabel({
  aboveSeconds,
  upToSeconds,
}: Pick<IdleGaps['buckets'][number], 'aboveSeconds' | 'upToSeconds'>): string {
  return upToSeconds === Infinity
    ? `above ${formatSeconds(aboveSeconds)}`
    : `${formatSeconds(aboveSeconds)} to ${formatSeconds(upToSeconds)}`;
}

/** What a life lost, in a sentence or two. `usd` is `null` where the scenario’s offer has no price. */
export function gapsInWords({
  gaps: { gaps, againTokens, otherAgainTokens, windowSeconds },
  promptTokens,
  usd,
}: {
  gaps: Pick<IdleGaps, 'gaps' | 'againTokens' | 'otherAgainTokens' | 'windowSeconds'>;
  promptTokens: number;
  usd: number | null;
}): string {
  const life = formatSeconds(windowSeconds);
  if (againTokens === 0)
    return gaps === 0
      ? `No gap is longer than ${life}: such a cache loses nothing.`
      : `${counted({ count: gaps, one: 'gap is', many: 'gaps are' })} longer than ${life}, and nothing had to be prefilled again.`;
  const share = promptTokens > 0 ? `, ${formatPercent(againTokens / promptTokens)} of all prompts` : '';
  const after = formatTokens(againTokens - otherAgainTokens);
  const cost = usd === null ? '' : ` That costs ${formatUsd(usd)} more than reading it at the scenario’s offer.`;
  return `With a life of ${life}, ${formatTokens(againTokens)} tokens${share}, are prefilled again that a cache without limits would read: ${after} after ${counted({ count: gaps, one: 'longer gap' })}.${cost}`;
}
