import type { HitSurface, SurfacePoint, TraceRules } from '../../../../state/trace-types.ts';
import { formatPercent, formatSeconds, formatSignificant, formatTokens } from '../../../format/number.ts';
import { rateOf, SHARE_WORDS } from '../trace-words.ts';
import { pointAtLife } from './reuse-rows.ts';

/** 1.91 × · – where an unlimited cache would miss nothing. */
export function timesText(times: number | null): string {
  return times === null ? '–' : `${formatSignificant(times, 3)} ×`;
}

/** What amplification means, in words. */
export function prefillInWords(times: number | null): string {
  if (times === null) return 'A cache without limits would miss nothing.';
  const told = formatSignificant(times, 3);
  return told === '1' ? 'Nothing is prefilled but what must be.' : `${told} times as much is prefilled as must be.`;
}

interface Told {
  readonly surface: HitSurface;
  readonly lifeSeconds: number;
  readonly denominator: TraceRules['denominator'];
}

/** `61.3 %` · `at least 61.3 %` between two points of the curve. */
export function rateAtLifeText({ surface, lifeSeconds, denominator }: Told): string {
  const found = pointAtLife({ retention: surface.retention, lifeSeconds });
  if (!found) return '–';
  const rate = formatPercent(rateOf({ rates: found.point.rates, denominator }));
  return found.isExact ? rate : `at least ${rate}`;
}

/** The answer of a log of blocks in a sentence or two. */
export function reuseInWords({ surface, lifeSeconds, denominator }: Told): string {
  const { unlimited, retention } = surface;
  const most = formatPercent(rateOf({ rates: unlimited.rates, denominator }));
  const could = `A cache without limits would have served ${most} of ${shareOf(denominator)}.`;
  const found = pointAtLife({ retention, lifeSeconds });
  if (!found) return could;
  return `${could} One that keeps everything for ${formatSeconds(lifeSeconds)} after its last use: ${rateAtLifeText({ surface, lifeSeconds, denominator })}. ${prefillInWords(found.point.amplification)}`;
}

/** With requests the share is of all of them; those that read anything are the part. A mean is not of all of anything. */
function shareOf(denominator: TraceRules['denominator']): string {
  if (denominator === 'mean') return SHARE_WORDS.mean;
  return denominator === 'requests' ? 'requests with something at least' : `all ${SHARE_WORDS[denominator]}`;
}

/** `kept 5 min, room for 1.20 M tokens` · without a limit of either. */
export function limitsInWords({
  windowSeconds,
  capacityTokens,
}: Pick<SurfacePoint, 'windowSeconds' | 'capacityTokens'>): string {
  const life = windowSeconds === Infinity ? 'kept for ever' : `kept ${formatSeconds(windowSeconds)}`;
  const room = capacityTokens === Infinity ? 'room without limit' : `room for ${formatTokens(capacityTokens)} tokens`;
  return `${life}, ${room}`;
}

/** One count over every denominator that is in use. */
export const RATE_ROWS = [
  { key: 'ofTokens', label: 'tokens read ÷ prompt tokens' },
  { key: 'ofBlocks', label: 'blocks read ÷ blocks' },
  { key: 'ofFullBlocks', label: 'full blocks read ÷ full blocks' },
  { key: 'meanOfTokenRatios', label: 'mean share of tokens, request by request' },
  { key: 'meanOfBlockRatios', label: 'mean share of blocks, request by request' },
  { key: 'ofRequests', label: 'requests that read anything ÷ requests' },
] as const satisfies readonly { key: keyof SurfacePoint['rates']; label: string }[];
