import type { Ratio } from '../units.ts';

/**
 * The harmonic law: time per token is the mean of a hit's and a miss's.
 *
 *     1 ÷ T(h) = (1 − h) ÷ T_miss + h ÷ T_hit
 *
 * Example: 22,337 tokens a second computed and 147,598 loaded make 38,802 at a hit rate of one half; 38,467 were measured
 * (DeepSeek-V4-Flash on 16 NPUs, local storage). Overlap of loading and computing is not assumed, nor is interference: a
 * busy remote store was measured 17 % below the law.
 */
export function throughputAtHitRatio({
  missTokensPerSecond,
  hitTokensPerSecond,
  hitRatio,
}: {
  missTokensPerSecond: number;
  hitTokensPerSecond: number;
  hitRatio: Ratio;
}): number {
  return 1 / ((1 - hitRatio) / missTokensPerSecond + hitRatio / hitTokensPerSecond);
}

/**
 * How much faster a fleet gets whose hit ratio rises, where prefill is a share f of its machine time and loads cost nothing.
 *
 *     speed-up = 1 ÷ ((1 − f) + f × (1 − h₁) ÷ (1 − h₀))
 *
 * Example: 1.7 to 92.2 % on Kimi K2.5: prefill falls 12.6 times; at f = 0.80 the fleet is 3.8 times as fast (measured 3.81).
 *. Source: Amdahl's law.
 */
export function fleetSpeedUp({
  prefillRatio,
  hitRatioBefore,
  hitRatioAfter,
}: {
  prefillRatio: Ratio;
  hitRatioBefore: Ratio;
  hitRatioAfter: Ratio;
}): number {
  return 1 / (1 - prefillRatio + (prefillRatio * (1 - hitRatioAfter)) / (1 - hitRatioBefore));
}

/**
 * Throughput lost to moving every new cache out where nothing comes back in time: offloading is not free at low load.
 *
 * Example: llm-d on 16 H100s lost 12.3 % of output tokens at 5 requests a second, a seventh of the rate at which the same fleet
 * saturates, and gained 75 % at 40. Default of callers: 0.123 below a utilisation of 0.2, nothing above.
 */
export function lowLoadPenaltyRatio({
  utilisationRatio,
  belowRatio,
  penaltyRatio,
}: {
  utilisationRatio: Ratio;
  belowRatio: Ratio;
  penaltyRatio: Ratio;
}): Ratio {
  return utilisationRatio < belowRatio ? penaltyRatio : 0;
}
