import type { HitSurface, SurfacePoint, TraceRules } from '../../../../state/trace-types.ts';
import { formatBytes, formatPercent, formatTokens } from '../../../format/number.ts';
import { formatPoints } from '../../../format/share.ts';
import { rateOf } from '../trace-words.ts';
import type { TokenBytes } from './capacity-marks.ts';

/** As good as all of it. */
const NEAR_RATIO = 0.01;

/** The smallest cache of the curve whose hit rate is within a point of the ceiling. */
export function enoughCapacity({
  surface: { capacity, unlimited },
  denominator,
}: {
  surface: Pick<HitSurface, 'capacity' | 'unlimited'>;
  denominator: TraceRules['denominator'];
}): SurfacePoint | null {
  const ceiling = rateOf({ rates: unlimited.rates, denominator });
  const enough = capacity.find(({ rates }) => rateOf({ rates, denominator }) >= ceiling - NEAR_RATIO);
  return enough && enough.capacityTokens !== Infinity ? enough : null;
}

/** The answer in a sentence. */
export function capacityInWords({
  surface,
  denominator,
  bytes,
}: {
  surface: HitSurface;
  denominator: TraceRules['denominator'];
  bytes: TokenBytes | null;
}): string {
  const enough = enoughCapacity({ surface, denominator });
  if (!enough) return 'Every size drawn stays more than a point below a cache without limits.';
  const { capacityTokens, rates } = enough;
  const size = bytes ? ` (${formatBytes(capacityTokens * bytes.bytesPerToken)})` : '';
  const ceiling = rateOf({ rates: surface.unlimited.rates, denominator });
  const rate = rateOf({ rates, denominator });
  const below = rate < ceiling ? `, ${formatPoints(ceiling - rate)} below one without limits` : '';
  return `Room for ${formatTokens(capacityTokens)} tokens${size} serves ${formatPercent(rate)}${below}.`;
}
