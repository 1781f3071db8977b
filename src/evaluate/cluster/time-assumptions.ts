import type { KvDtype } from '../../domain/kv-cache/precision.ts';
import type { Estimate } from '../../domain/serving/estimate.ts';
import { REQUEST_FLOOR_SECONDS } from '../../domain/serving/measured-errors.ts';
import type { WeightFormat } from '../../domain/serving/weight-format.ts';
import type { Bytes, Ratio, Seconds, Tokens, Usd } from '../../domain/units.ts';
import type { Fits } from './gpus-needed.ts';
import type { KeepPrices } from './keep-prices.ts';
import type { PrefillPlan } from './prefill-plan.ts';
import type { TimeRequest } from './time-report.ts';
import type { TierPath } from './tier-path.ts';

/** Everything the figures rest on, so that somebody can disagree with it. */
export interface TimeAssumptions {
  readonly contextTokens: Tokens;
  readonly cachedTokens: Tokens;
  /** What `loadSeconds` is the loading of. */
  readonly loadedTokens: Tokens;
  readonly loadedBytes: Bytes;
  readonly kvDtype: KvDtype;
  readonly mfuRatio: Estimate | null;
  readonly mfuSource: string;
  /** Widens the bounds. */
  readonly errorRatio: Ratio | null;
  readonly errorSource: string;
  readonly computePrecision: 'bf16' | 'fp8';
  readonly peakFlopsPerSecondPerGpu: number | null;
  readonly prefillParameters: number;
  readonly prefillParametersSource: string;
  readonly weightFormat: WeightFormat;
  readonly weightFormatSource: string;
  readonly requestFloorSeconds: Seconds;
  readonly tier: string;
  readonly fetchFloorSeconds: Seconds | null;
  readonly tierBytesPerSecond: number | null;
  readonly tierLimit: string;
  readonly usdPerGpuHour: Usd | null;
  readonly usdPerGbMonth: Usd | null;
  readonly priceSource: string | null;
  readonly pricesOn: string;
  readonly leftOut: readonly string[];
}

/** Writes down what a report of times rests on and leaves out. */
export function timeAssumptions({
  request,
  plan,
  path,
  prices,
  fits,
  loadedBytes,
  isLowerBound,
}: {
  request: TimeRequest;
  plan: PrefillPlan;
  path: TierPath;
  prices: KeepPrices | { readonly missing: string };
  fits: Fits;
  loadedBytes: Bytes;
  isLowerBound: boolean;
}): TimeAssumptions {
  const { contextTokens, cachedTokens, dtype, tier, day } = request;
  const { machine, sources } = plan;
  const load = path.status === 'known' ? path : null;
  const priced = 'missing' in prices ? null : prices;
  return {
    contextTokens,
    cachedTokens: cachedTokens ?? 0,
    loadedTokens: cachedTokens ?? contextTokens,
    loadedBytes,
    kvDtype: dtype,
    mfuRatio: machine?.mfuRatio ?? null,
    mfuSource: sources.mfu,
    errorRatio: machine?.errorRatio ?? null,
    errorSource: sources.error,
    computePrecision: plan.computePrecision,
    peakFlopsPerSecondPerGpu: machine?.peakFlopsPerSecond ?? null,
    prefillParameters: plan.prefillParameters,
    prefillParametersSource: sources.prefillParameters,
    weightFormat: plan.weightFormat,
    weightFormatSource: sources.weightFormat,
    requestFloorSeconds: REQUEST_FLOOR_SECONDS.value,
    tier: tier.id,
    fetchFloorSeconds: load?.path.floorSeconds ?? null,
    // What is not fetched has no bandwidth.
    tierBytesPerSecond: load && Number.isFinite(load.path.bytesPerSecond) ? load.path.bytesPerSecond : null,
    tierLimit: load?.limit ?? (path.status === 'unknown' ? path.reason : ''),
    usdPerGpuHour: priced?.usdPerGpuHour ?? null,
    usdPerGbMonth: priced?.usdPerGbMonth ?? null,
    priceSource: priced?.source ?? null,
    pricesOn: day,
    leftOut: leftOut({ request, fits, isLowerBound }),
  };
}

function leftOut({
  request: { model, accelerator, devices, contextTokens, cachedTokens, tier },
  fits,
  isLowerBound,
}: {
  request: TimeRequest;
  fits: Fits;
  isLowerBound: boolean;
}): readonly string[] {
  const most = model.maxContextTokens.value;
  return [
    'Waiting for other requests, and loading that overlaps computing.',
    'Softmax, states of linear layers, and links between the accelerators.',
    ...(cachedTokens === null
      ? ['Nothing is cached: loadSeconds is what loading the whole prompt would take; ttftSeconds computes it.']
      : []),
    ...(fits.isEnough ? [] : [tooFew({ devices, id: accelerator.id, fits })]),
    ...(contextTokens > most ? [`The prompt is longer than the model’s context of ${most} tokens.`] : []),
    ...(isLowerBound ? ['Attention of layers whose query widths are not known: times are lower bounds.'] : []),
    ...(tier.licenceUsdPerGbMonth === null ? [`A licence of ${tier.id}: no price is known.`] : []),
    ...(tier.usdPerGbRead || tier.usdPerGbWritten ? [`Fees of ${tier.id} for moving data.`] : []),
  ];
}

function tooFew({ devices, id, fits }: { devices: number; id: string; fits: Fits }): string {
  const needed = fits.gpusNeeded === null ? 'no number of them that was tried does' : `${fits.gpusNeeded} do`;
  return `${devices} × ${id} do not hold the weights and one such sequence; ${needed}. Times are those of as many with enough memory.`;
}
