import type { Bytes, Ratio, Seconds } from '../units.ts';
import { addEstimates, exactly, type Estimate } from './estimate.ts';

/** What delivers a stored cache to an instance. */
export interface LoadPath {
  /** What a fetch takes however little it brings: look-up, hand-shake, first byte. */
  readonly floorSeconds: Seconds;
  /** To this instance, end to end. */
  readonly bytesPerSecond: number;
  /** How fast a compressed cache is expanded; `null` where it is stored as it is, or expanding is not counted. */
  readonly expandBytesPerSecond: number | null;
  /** How far the model was from measured loads. */
  readonly errorRatio: Ratio;
}

/**
 * Time to load a stored prefix. Nothing to load takes no time.
 *
 *     t = ℓ + stored bytes ÷ β + expanded bytes ÷ expansion rate
 *
 * Example: 13.1 GB (Llama 3.1 8B, 100,000 tokens) over 43.4 GB/s with a floor of 12 ms: 0.314 s, as vLLM measured from DRAM.
 * Ignores that other loads share the path: give the bandwidth that one gets. Expanding is taken to follow the transfer.
 */
export function loadSeconds({
  storedBytes,
  expandedBytes,
  path,
}: {
  storedBytes: Bytes;
  /** What the prefix takes in HBM. */
  expandedBytes: Bytes;
  path: LoadPath;
}): Estimate {
  if (storedBytes <= 0) return exactly(0);
  const { floorSeconds, bytesPerSecond, expandBytesPerSecond, errorRatio } = path;
  const expanding = expandBytesPerSecond === null ? 0 : expandedBytes / expandBytesPerSecond;
  const seconds = floorSeconds + storedBytes / bytesPerSecond + expanding;
  return { low: seconds * (1 - errorRatio), typical: seconds, high: seconds * (1 + errorRatio) };
}

/** Time to first token of one request on an idle instance, by what is done about its prefix. */
export interface Ttft {
  /** Everything computed. */
  readonly recomputeSeconds: Estimate;
  /** The prefix loaded, then the rest computed. */
  readonly serialSeconds: Estimate;
  /** The optimistic bound: loading hides behind computing, or the other way round. */
  readonly overlappedSeconds: Estimate;
  /** Recomputing ÷ serial: above 1 loading wins. */
  readonly speedUp: number;
}

/**
 * Time to first token with and without a stored prefix.
 *
 *     serial     = load + prefill(rest behind the prefix)          what to plan with
 *     overlapped = max(load, prefill(rest))                        no system can be faster on this path; Cake comes near
 *
 * Example: Llama 3.1 70B, 105,000 tokens, all but nothing of them stored: 23.97 s against 0.58 s is the published "41 times";
 * at an MFU of 0.45 the same prompt is computed in 8.1 s, and loading is 14 times as fast.
 */
export function ttftOf({
  recomputeSeconds,
  loadSeconds: load,
  restSeconds,
}: {
  /** `prefillSeconds` of the whole prompt. */
  recomputeSeconds: Estimate;
  loadSeconds: Estimate;
  /** `prefillSeconds` of what is not stored, behind what is; its floor is the request's. */
  restSeconds: Estimate;
}): Ttft {
  const serialSeconds = addEstimates(load, restSeconds);
  return {
    recomputeSeconds,
    serialSeconds,
    overlappedSeconds: {
      low: Math.max(load.low, restSeconds.low),
      typical: Math.max(load.typical, restSeconds.typical),
      high: Math.max(load.high, restSeconds.high),
    },
    speedUp: recomputeSeconds.typical / serialSeconds.typical,
  };
}
