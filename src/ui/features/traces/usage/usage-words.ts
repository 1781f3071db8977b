import type { UsageReport } from '../../../../state/trace-types.ts';
import { formatPercent, formatRoughSeconds, formatSeconds, formatTokens } from '../../../format/number.ts';
import { prefillInWords } from '../reuse/reuse-words.ts';
import { counted } from '../trace-words.ts';

type Totals = UsageReport['totals'];

/** The observed rate, or that no row tells what it read. */
export function observedText({ hitRatio }: Pick<Totals, 'hitRatio'>): string {
  return hitRatio === null ? 'not told' : formatPercent(hitRatio);
}

/** What the rate is a share of; rows that do not say what they read are named, never counted as misses. */
export function toldInWords({ promptTokens, toldPromptTokens }: Totals): string {
  if (toldPromptTokens === 0) return 'no row says what was read';
  if (toldPromptTokens >= promptTokens) return 'of prompt tokens were read from the provider’s cache';
  return `of the ${formatPercent(toldPromptTokens / promptTokens)} of prompt tokens whose rows say what was read`;
}

/** All that was written, whatever for how long. */
export function writtenTokens({
  cacheWrite5mTokens,
  cacheWrite1hTokens,
  cacheWriteOtherTokens,
}: Pick<Totals, 'cacheWrite5mTokens' | 'cacheWrite1hTokens' | 'cacheWriteOtherTokens'>): number {
  return cacheWrite5mTokens + cacheWrite1hTokens + cacheWriteOtherTokens;
}

/** The effective life in a sentence, with how well it explains what was read. */
export function lifeInWords(life: UsageReport['observedLife']): string {
  if (!life) return 'no request after a gap says what it read';
  const { lifeSeconds, explainedRatio, longestKeptSeconds, shortestLostSeconds } = life;
  const explains = `explains ${formatPercent(explainedRatio)} of what could be read`;
  if (lifeSeconds === 0) return `nothing was kept over a gap; that ${explains}`;
  const kept = longestKeptSeconds === null ? '' : `; kept after ${formatRoughSeconds(longestKeptSeconds)} at most`;
  const lost =
    shortestLostSeconds === null ? '; never lost' : `, lost after ${formatRoughSeconds(shortestLostSeconds)} at least`;
  return `${explains}${kept}${lost}`;
}

/** What was and what could have been, in a sentence or two. */
export function usageInWords({ totals, ceiling, whyNoCeiling }: UsageReport): string {
  const was =
    totals.hitRatio === null
      ? 'The log does not say what was read from a cache.'
      : `Observed: ${formatPercent(totals.hitRatio)} of prompt tokens were read from the provider’s cache.`;
  if (!ceiling || ceiling.ratio === null)
    return `${was} What could have been read cannot be inferred.${whyNoCeiling === null ? '' : ` ${whyNoCeiling}`}`;
  const could = `Inferred: ${formatPercent(ceiling.ratio)} could have been.`;
  const times = ceiling.prefillAmplification;
  return `${was} ${could}${times === null ? '' : ` ${prefillInWords(times)}`}`;
}

/** The curve over lives in a sentence, and what was read that it cannot show. */
export function lifeCurveInWords({
  lifeCurve,
  ceiling,
}: {
  lifeCurve: NonNullable<UsageReport['lifeCurve']>;
  ceiling: Pick<NonNullable<UsageReport['ceiling']>, 'sharedTokens'> | null;
}): string {
  const first = lifeCurve[0];
  const last = lifeCurve.at(-1);
  if (!first || !last) return 'There are no gaps to draw.';
  const shared = ceiling?.sharedTokens ?? 0;
  const beyond =
    shared > 0
      ? ` Not in the curve: ${formatTokens(shared)} tokens that were read although the agent had not sent them before.`
      : '';
  return `If everything lived ${formatSeconds(first.lifeSeconds)} after its last use, ${formatPercent(first.ratio)} of prompt tokens would be read; ${formatPercent(last.ratio)} at ${formatSeconds(last.lifeSeconds)}.${beyond}`;
}

/** Days and sessions that are not listed. */
export function leftOutInWords({ count, one }: { count: number; one: string }): string {
  return count === 0 ? '' : `${counted({ count, one: `earlier ${one}` })} ${count === 1 ? 'is' : 'are'} not listed.`;
}
