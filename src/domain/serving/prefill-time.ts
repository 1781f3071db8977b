import type { Ratio, Seconds, Tokens } from '../units.ts';
import { invertEstimate, type Estimate } from './estimate.ts';

/** What computes a prompt. */
export interface PrefillMachine {
  /** Devices that work on one prompt together. */
  readonly devices: number;
  /** Dense peak of one device, at the precision that is computed in. */
  readonly peakFlopsPerSecond: number;
  /** Share of the peak that prefill reaches (model FLOPs utilisation). */
  readonly mfuRatio: Estimate;
  /** What a request takes however short it is: scheduling, kernels, the first token's decode. */
  readonly floorSeconds: Seconds;
  /** How far this model was from measured points even where the MFU was fitted to them; widens the bounds. */
  readonly errorRatio: Ratio;
}

/**
 * Time to prefill so many FLOPs.
 *
 *     t = t₀ + FLOPs ÷ (devices × peak × MFU)
 *     low:  the highest MFU, compute less the model's error       high: the lowest MFU, compute plus the error
 *
 * Example: Llama 3.1 8B, 100,000 tokens (4.02 PFLOP) on one H100 at 989 TFLOP/s, an MFU of 0.60 and a floor of 10 ms: 6.78 s;
 * vLLM measured 6.855. Ignores queueing and other requests on the machine; for those see `domain/warehouse/queue.ts`.
 * Source: FLOPs over peak × MFU as in LLM-analysis and Korthikanti et al. 2022; errors in `measured-errors.ts`.
 */
export function prefillSeconds({ flops, machine }: { flops: number; machine: PrefillMachine }): Estimate {
  const { devices, peakFlopsPerSecond, mfuRatio, floorSeconds, errorRatio } = machine;
  const compute = invertEstimate(mfuRatio, (mfu) => flops / (devices * peakFlopsPerSecond * mfu));
  return {
    low: floorSeconds + compute.low * (1 - errorRatio),
    typical: floorSeconds + compute.typical,
    high: floorSeconds + compute.high * (1 + errorRatio),
  };
}

/**
 * R = new tokens ÷ (t − t₀): tokens that the machine prefills a second once it is at it. `newTokens` must be above 0.
 *
 * Example: the 100,000 tokens above at 6.78 s less 10 ms: 14,800 tokens a second. R falls as prompts grow, where attention
 * is full.
 */
export function prefillTokensPerSecond({
  newTokens,
  flops,
  machine,
}: {
  newTokens: Tokens;
  flops: number;
  machine: PrefillMachine;
}): Estimate {
  const seconds = prefillSeconds({ flops, machine: { ...machine, floorSeconds: 0 } });
  return invertEstimate(seconds, (time) => newTokens / time);
}

/** The MFU that a measured time implies: FLOPs ÷ (devices × peak × (t − t₀)). */
export function impliedMfuRatio({
  flops,
  seconds,
  machine,
}: {
  flops: number;
  seconds: Seconds;
  machine: Pick<PrefillMachine, 'devices' | 'peakFlopsPerSecond' | 'floorSeconds'>;
}): Ratio {
  return flops / (machine.devices * machine.peakFlopsPerSecond * (seconds - machine.floorSeconds));
}
