import { GAP_LIMITS, MOST_GAP_COMPONENTS, type FieldLimits } from '../../domain/field-limits.ts';
import type { GapCause, GapMixture, LognormalComponent } from '../../domain/swarm/gap-mixture.ts';
import type { Ratio, Seconds } from '../../domain/units.ts';
import { GAP_CAUSE_CODES } from '../readers/log.ts';
import { binsOf, fitNormals, type NormalFit } from './lognormal-em.ts';

const MOST_ITERATIONS = 500;
const MOST_PARTS = 3;
/** So few gaps tell a median, and no shape. */
const FEW_GAPS = 20;
/** Where all stamps are whole seconds, a gap of 0 s was one of up to half a second. */
const SHORTEST_WHOLE_SECONDS = 0.5;
/** Otherwise: below what any window or person could notice. */
const SHORTEST_SECONDS = 0.05;

export interface GapFit {
  readonly gap: GapMixture;
  /** Gaps with a weight. */
  readonly gaps: number;
  /** (Σ w)² ÷ Σ w²: how many equally weighted gaps tell as much. */
  readonly effectiveGaps: number;
  /** By number of parts, from one on: the least was taken. Empty for few gaps. */
  readonly bicOfParts: readonly number[];
}

export interface GapSample {
  readonly gapSeconds: Float64Array;
  /** What each gap weighs; by default all the same. */
  readonly weights?: Float64Array;
}

/**
 * One to three lognormals fitted to gaps by EM, as many as the Bayesian information criterion asks for. The same gaps give
 * the same mixture. NaN and gaps of weight 0 are left out; `null` where nothing is left.
 *
 * Zeros and ties: where all gaps are whole seconds those of 0 s count as 0.5 s, else those below 0.05 s as 0.05 s. No part is
 * narrower than σ = 0.05, unless all gaps are the same: then σ = 0, a fixed gap. Fewer than 20 gaps give one part.
 * Example: 10,000 gaps of median 10 s and σ 0.5: one part, of those within 2 %.
 */
export function fitGaps({
  gapSeconds,
  weights = new Float64Array(gapSeconds.length).fill(1),
  cause,
  mostParts = MOST_PARTS,
}: GapSample & { readonly cause?: GapCause | undefined; readonly mostParts?: number }): GapFit | null {
  const kept: number[] = [];
  for (const [index, gap] of gapSeconds.entries()) if (gap >= 0 && (weights[index] ?? 0) > 0) kept.push(index);
  if (kept.length === 0) return null;
  const seconds = Float64Array.from(kept, (index) => gapSeconds[index] ?? 0);
  const shortest = seconds.every(Number.isInteger) ? SHORTEST_WHOLE_SECONDS : SHORTEST_SECONDS;
  const values = seconds.map((gap) => Math.log(Math.max(shortest, gap)));
  const bins = binsOf({ values, weights: Float64Array.from(kept, (index) => weights[index] ?? 0) });
  const isFixed = values.every((value) => value === values[0]);
  const sizes = kept.length < FEW_GAPS || isFixed ? 1 : Math.min(MOST_PARTS, mostParts);
  const fits = Array.from({ length: sizes }, (_, size) =>
    fitNormals({ bins, parts: size + 1, mostIterations: MOST_ITERATIONS }),
  );
  const best = fits.reduce((least, fit) => (fit.bic < least.bic ? fit : least));
  return {
    gap: mixtureOf({ fit: best, isFixed, cause }),
    gaps: kept.length,
    effectiveGaps: bins.effectiveCount,
    bicOfParts: sizes > 1 ? fits.map(({ bic }) => bic) : [],
  };
}

/**
 * The same, cause by cause; weights are shares of all gaps. Where three causes would have more parts than a mixture may, each
 * has at most two. `null` where there is no gap.
 * Example: 90 gaps after tools and 10 after persons: parts of cause tool whose weights sum to 0.9, and of person to 0.1.
 */
export function fitGapsByCause({
  gapSeconds,
  weights = new Float64Array(gapSeconds.length).fill(1),
  cause: causes,
}: GapSample & {
  /** Codes of `GAP_CAUSE_CODES`, gap by gap. */
  readonly cause: Uint8Array;
}): GapFit | null {
  const groups = CAUSES.map(({ code, cause }) => {
    const own = weights.map((weight, index) =>
      causes[index] === code && (gapSeconds[index] ?? NaN) >= 0 ? weight : 0,
    );
    return { cause, own, weight: own.reduce((sum, weight) => sum + weight, 0) };
  }).filter(({ weight }) => weight > 0);
  const all = groups.reduce((sum, { weight }) => sum + weight, 0);
  const mostParts = Math.min(MOST_PARTS, Math.floor(MOST_GAP_COMPONENTS / Math.max(1, groups.length)));
  const fits = groups.flatMap(({ cause, own, weight }) => {
    const fit = fitGaps({ gapSeconds, weights: own, cause, mostParts });
    return fit ? [{ fit, ratio: weight / all }] : [];
  });
  const [first, ...others] = fits;
  if (!first) return null;
  if (others.length === 0) return first.fit;
  const gap = fits.flatMap(({ fit, ratio }) =>
    fit.gap.map((part) => ({ ...part, weight: roundedTo({ value: part.weight * ratio, digits: 4 }) })),
  );
  return {
    gap: gap.filter(({ weight }) => weight > 0),
    gaps: fits.reduce((sum, { fit }) => sum + fit.gaps, 0),
    effectiveGaps: fits.reduce((sum, { fit }) => sum + fit.effectiveGaps, 0),
    bicOfParts: [],
  };
}

/**
 * P(gap > T) of the gaps themselves, by weight. Example: of gaps 1, 5 and 9 s, a third is longer than 5 s.
 */
export function survivalOf({
  gapSeconds,
  weights = new Float64Array(gapSeconds.length).fill(1),
  windowSeconds,
}: GapSample & { readonly windowSeconds: Seconds }): Ratio {
  let longer = 0;
  let all = 0;
  for (const [index, gap] of gapSeconds.entries()) {
    if (!(gap >= 0)) continue;
    const weight = weights[index] ?? 0;
    all += weight;
    if (gap > windowSeconds) longer += weight;
  }
  return all > 0 ? longer / all : 0;
}

const CAUSES: readonly { readonly code: number; readonly cause: GapCause | undefined }[] = [
  { code: GAP_CAUSE_CODES.tool, cause: 'tool' },
  { code: GAP_CAUSE_CODES.person, cause: 'person' },
  { code: GAP_CAUSE_CODES.unknown, cause: undefined },
];

function mixtureOf({
  fit,
  isFixed,
  cause,
}: {
  fit: NormalFit;
  isFixed: boolean;
  cause: GapCause | undefined;
}): GapMixture {
  return fit.parts
    .map(({ weight, mean, sigma }): LognormalComponent => ({
      weight: roundedTo({ value: weight, digits: 4 }),
      medianSeconds: within({ value: Number(Math.exp(mean).toPrecision(4)), limits: GAP_LIMITS.medianSeconds }),
      logSigma: isFixed ? 0 : within({ value: roundedTo({ value: sigma, digits: 3 }), limits: GAP_LIMITS.logSigma }),
      ...(cause === undefined ? {} : { cause }),
    }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => a.medianSeconds - b.medianSeconds);
}

function roundedTo({ value, digits }: { value: number; digits: number }): number {
  return Number(value.toFixed(digits));
}

function within({ value, limits }: { value: number; limits: FieldLimits }): number {
  return Math.min(limits.max, Math.max(limits.min, value));
}
