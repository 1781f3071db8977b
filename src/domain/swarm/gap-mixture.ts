import { normalCdf } from '../normal.ts';
import type { Ratio, Seconds } from '../units.ts';

/** One lognormal of a mixture. ln(gap) is normal with mean ln(median) and standard deviation `logSigma`. */
export interface LognormalComponent {
  /** Share of gaps; the weights of a mixture are normalised to sum to 1. */
  readonly weight: number;
  readonly medianSeconds: Seconds;
  readonly logSigma: number;
  /** What the agent waits for, where it is told apart: a tool that runs, or a person who reads and writes. */
  readonly cause?: GapCause;
}

export const GAP_CAUSES = ['tool', 'person'] as const;
export type GapCause = (typeof GAP_CAUSES)[number];

export type GapMixture = readonly LognormalComponent[];

/** The gaps of one cause alone, and their share of all gaps; `undefined` takes the parts that name none. */
export function gapsByCause({ gap, cause }: { gap: GapMixture; cause: GapCause | undefined }): {
  readonly gap: GapMixture;
  readonly ratio: Ratio;
} {
  const parts = gap.filter((part) => part.cause === cause);
  const all = totalWeight(gap);
  return { gap: parts, ratio: all > 0 ? totalWeight(parts) / all : 0 };
}

/** What a window of T seconds does to gaps G between an agent's requests. */
export interface GapsAtWindow {
  /** P(G > T): the share of gaps that outlast the window. */
  readonly survivalRatio: Ratio;
  /** E[min(G, T)]. */
  readonly limitedMeanSeconds: Seconds;
  /**
   * R(T) = ∫_T^∞ P(G > t) dt ÷ E[G] = 1 − E[min(G, T)] ÷ E[G]: the chance that an agent looked at at a random moment of
   * its life has not sent anything for T seconds.
   */
  readonly quietRatio: Ratio;
}

function totalWeight(gap: GapMixture): number {
  return gap.reduce((sum, component) => sum + component.weight, 0);
}

/** E[G] = Σ weight × median × exp(σ² ÷ 2). */
export function meanGapSeconds(gap: GapMixture): Seconds {
  const sum = gap.reduce((acc, c) => acc + c.weight * c.medianSeconds * Math.exp((c.logSigma * c.logSigma) / 2), 0);
  return sum / totalWeight(gap);
}

/** Var G = Σ weight × median² × exp(2σ²) − (E[G])². */
export function gapVarianceSeconds2(gap: GapMixture): number {
  const second = gap.reduce(
    (acc, c) => acc + c.weight * c.medianSeconds ** 2 * Math.exp(2 * c.logSigma * c.logSigma),
    0,
  );
  return Math.max(0, second / totalWeight(gap) - meanGapSeconds(gap) ** 2);
}

/**
 * Var min(G, T): of the time that an agent is busy or within the window after a request.
 *
 *     E[min(G, T)²] = Σ wᵢ (medianᵢ² e^{2σᵢ²} Φ(zᵢ − 2σᵢ) + T² Φ(−zᵢ))
 */
export function limitedVarianceSeconds2({ gap, windowSeconds }: { gap: GapMixture; windowSeconds: Seconds }): number {
  if (windowSeconds <= 0) return 0;
  if (windowSeconds === Infinity) return gapVarianceSeconds2(gap);
  const weights = totalWeight(gap);
  let second = 0;
  for (const { weight, medianSeconds, logSigma } of gap) {
    const share = weight / weights;
    if (logSigma === 0) {
      second += share * Math.min(medianSeconds, windowSeconds) ** 2;
      continue;
    }
    const z = Math.log(windowSeconds / medianSeconds) / logSigma;
    second +=
      share *
      (medianSeconds ** 2 * Math.exp(2 * logSigma ** 2) * normalCdf(z - 2 * logSigma) +
        windowSeconds ** 2 * normalCdf(-z));
  }
  return Math.max(0, second - gapsAtWindow({ gap, windowSeconds }).limitedMeanSeconds ** 2);
}

/**
 * Mean and variance of G − T for gaps longer than T.
 *
 *     E[Gʲ; G > T] = Σ wᵢ medianᵢʲ e^{j²σᵢ²/2} Φ(jσᵢ − zᵢ)
 *
 * The survival P(G > T) is taken as an argument because callers have it already; it must be above 0.
 */
export function excessMoments({
  gap,
  windowSeconds,
  survivalRatio,
}: {
  gap: GapMixture;
  windowSeconds: Seconds;
  survivalRatio: Ratio;
}): { readonly meanSeconds: Seconds; readonly varianceSeconds2: number } {
  const weights = totalWeight(gap);
  let first = 0;
  let second = 0;
  for (const { weight, medianSeconds, logSigma } of gap) {
    const share = weight / weights;
    if (logSigma === 0) {
      if (medianSeconds <= windowSeconds) continue;
      first += share * medianSeconds;
      second += share * medianSeconds ** 2;
      continue;
    }
    const z = Math.log(windowSeconds / medianSeconds) / logSigma;
    first += share * medianSeconds * Math.exp(logSigma ** 2 / 2) * normalCdf(logSigma - z);
    second += share * medianSeconds ** 2 * Math.exp(2 * logSigma ** 2) * normalCdf(2 * logSigma - z);
  }
  // Far out in the tail the differences of nearly equal numbers may fall below what they can be.
  const meanSeconds = Math.max(Number.MIN_VALUE, first / survivalRatio - windowSeconds);
  const meanSquare = second / survivalRatio - 2 * windowSeconds * (first / survivalRatio) + windowSeconds ** 2;
  return { meanSeconds, varianceSeconds2: Math.max(0, meanSquare - meanSeconds ** 2) };
}

/**
 * Survival, limited mean and quiet ratio of a lognormal mixture at one window.
 *
 *     P(G > T)     = Σ wᵢ Φ(−zᵢ),  zᵢ = (ln T − ln medianᵢ) ÷ σᵢ
 *     E[min(G, T)] = Σ wᵢ (medianᵢ e^{σᵢ²/2} Φ(zᵢ − σᵢ) + T Φ(−zᵢ))
 *
 * `windowSeconds` may be 0 (nothing is kept) or Infinity (nothing expires). σ = 0 is a fixed gap.
 * A gap equal to the window is inside it, as a window is inclusive.
 *
 * Example: the three-part mixture fitted to 692 coding sessions has P(G > 300 s) = 0.048.
 */
export function gapsAtWindow({ gap, windowSeconds }: { gap: GapMixture; windowSeconds: Seconds }): GapsAtWindow {
  if (windowSeconds <= 0) return { survivalRatio: 1, limitedMeanSeconds: 0, quietRatio: 1 };
  const mean = meanGapSeconds(gap);
  if (windowSeconds === Infinity) return { survivalRatio: 0, limitedMeanSeconds: mean, quietRatio: 0 };
  const weights = totalWeight(gap);
  let survival = 0;
  let limited = 0;
  for (const { weight, medianSeconds, logSigma } of gap) {
    const share = weight / weights;
    if (logSigma === 0) {
      survival += medianSeconds > windowSeconds ? share : 0;
      limited += share * Math.min(medianSeconds, windowSeconds);
      continue;
    }
    const z = Math.log(windowSeconds / medianSeconds) / logSigma;
    const outlasting = normalCdf(-z);
    survival += share * outlasting;
    limited +=
      share *
      (medianSeconds * Math.exp((logSigma * logSigma) / 2) * normalCdf(z - logSigma) + windowSeconds * outlasting);
  }
  return {
    survivalRatio: Math.min(1, survival),
    limitedMeanSeconds: Math.min(limited, mean),
    quietRatio: mean > 0 ? Math.max(0, 1 - limited / mean) : 0,
  };
}

/**
 * The gap that a share `ratio` of gaps does not exceed, by bisection on the survival function. For display: p50, p95.
 */
export function gapQuantileSeconds({ gap, ratio }: { gap: GapMixture; ratio: Ratio }): Seconds {
  let low = 1e-6;
  let high = 1e18;
  // 100 halvings of the logarithm leave less than one part in 10¹² between the bounds.
  for (let i = 0; i < 100; i++) {
    const middle = Math.sqrt(low * high);
    if (1 - gapsAtWindow({ gap, windowSeconds: middle }).survivalRatio < ratio) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}
