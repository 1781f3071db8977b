import type { BandwidthSample, BenchTimer } from '../../domain/bandwidth/measurement.ts';
import type { Ratio, Seconds } from '../../domain/units.ts';
import { medianOf } from '../statistics.ts';
import type { Span } from './submit.ts';

/** Browsers round the device's clock to 65,536 ns; over so long a span both roundings together are 0.7 %. */
const LEAST_DEVICE_SECONDS = 0.02;
/** One browser gave ticks where nanoseconds are meant, so its spans were off by a constant factor (gfx-rs/wgpu#6719). */
const MOST_DISAGREEMENT_RATIO = 0.15;

/** Which clock a figure is taken from, and how far they are apart. */
export interface TimerChoice {
  readonly timer: BenchTimer;
  /** Median of |device ÷ wall − 1|, with the wait for an answer taken off; `null` without a device clock. */
  readonly disagreementRatio: Ratio | null;
  readonly doTimersDisagree: boolean;
}

/**
 * The device's clock where it was there for every sample, long enough, and within 15 % of the page's; the page's otherwise,
 * which counts the way to the device and back as well and so never says too much.
 *
 * The page learns late that work is done: by up to what an empty submission takes, 100 ms in a browser that looks for
 * answers ten times a second. So clocks agree where the device's span lies between the page's less that wait and the page's.
 *
 * Example: device 0.150 s, page 0.152 s, empty submission 0.001 s: the device's clock, 0 apart. Device 0.100 s and page
 * 0.152 s: 0.100 ÷ 0.151 − 1 = 34 % apart, so the page's.
 */
export function chooseTimer({
  spans,
  emptySubmitSeconds,
}: {
  spans: readonly Span[];
  emptySubmitSeconds: Seconds;
}): TimerChoice {
  const apart = spans.flatMap(({ wallSeconds, deviceSeconds }) => {
    if (deviceSeconds === null) return [];
    const least = Math.max(0, wallSeconds - emptySubmitSeconds);
    const nearest = Math.min(Math.max(deviceSeconds, least), wallSeconds);
    return [nearest > 0 ? Math.abs(deviceSeconds / nearest - 1) : 0];
  });
  if (apart.length === 0) return { timer: 'wall', disagreementRatio: null, doTimersDisagree: false };
  const disagreementRatio = medianOf(apart);
  const isLong = spans.every(({ deviceSeconds }) => (deviceSeconds ?? 0) >= LEAST_DEVICE_SECONDS);
  // Of a short span both clocks are too coarse to be held against each other.
  const isTelling = spans.every(({ wallSeconds }) => wallSeconds - emptySubmitSeconds >= LEAST_DEVICE_SECONDS);
  const doTimersDisagree = isTelling && disagreementRatio > MOST_DISAGREEMENT_RATIO;
  return { timer: isLong && !doTimersDisagree ? 'timestamp' : 'wall', disagreementRatio, doTimersDisagree };
}

/** Bandwidth of a sample by a clock; by the page's where the device's says nothing or too short a span. */
export function bytesPerSecondOf({
  sample: { bytesMoved, wallSeconds, deviceSeconds },
  timer,
}: {
  sample: Pick<BandwidthSample, 'bytesMoved' | 'wallSeconds' | 'deviceSeconds'>;
  timer: BenchTimer;
}): number {
  const isByDevice = timer === 'timestamp' && deviceSeconds !== null && deviceSeconds >= LEAST_DEVICE_SECONDS;
  return bytesMoved / (isByDevice ? deviceSeconds : wallSeconds);
}
