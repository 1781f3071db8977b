import type {
  AdapterIdentity,
  BandwidthSample,
  BandwidthSpread,
  BenchProgress,
  BenchWarning,
  GpuMeasurement,
  GpuResult,
  SecondaryRow,
} from '../../domain/bandwidth/measurement.ts';
import type { Bytes } from '../../domain/units.ts';
import { isNoisy, medianOf, spreadOf } from '../statistics.ts';
import { acquireAdapter, acquireDevice, identityOf } from './acquire.ts';
import { allocateArrays } from './allocate.ts';
import { emptySubmitSeconds, paceOf, type Bench } from './bench.ts';
import { MEBIBYTE, powerOfTwoUpTo, type GpuEnvironment, type GpuListener, type GpuRequest } from './environment.ts';
import { fillArray } from './fill.ts';
import { measureHeadline } from './headline.ts';
import { isComputeBound, isSoftware } from './plausibility.ts';
import { LATER_ROWS, measureRow, prepareRow, writable } from './secondary.ts';
import { BenchStop, createSession } from './session.ts';
import { createRunner } from './submit.ts';
import { isPlateauReached, sweep } from './sweep.ts';
import { bytesPerSecondOf, chooseTimer } from './timing.ts';
import { tuneShapes } from './tune.ts';
import { createWorkshop } from './work.ts';

/** Caches of graphics cards reach 256 MB; a smaller array may sit in one. */
const SMALL_BYTES = 256 * MEBIBYTE;

/** Where each step lies in the whole, by the time it takes on a slow and on a fast device. */
const STEPS: Readonly<Record<BenchProgress['step'], readonly [from: number, to: number]>> = {
  start: [0, 0.01],
  allocate: [0.01, 0.02],
  fill: [0.02, 0.06],
  check: [0.06, 0.2],
  tune: [0.2, 0.4],
  'warm-up': [0.4, 0.45],
  read: [0.45, 0.65],
  secondary: [0.65, 0.75],
  sweep: [0.75, 1],
};

/**
 * Measures how fast a graphics card reads its memory. Never rejects: whatever happens is a result.
 *
 * Every kernel is checked for its exact sum before it is timed, and all the headline has read is checked again afterwards;
 * a wrong sum of any of them is a failure and no figure. Bandwidth is bytes of the array ÷ time, nothing added for what
 * caches and memory move besides, so it is a lower bound of what the memory does.
 *
 * What it leaves out: textures (some phones read them faster), several devices, and other programs' use of the memory,
 * which shows as spread.
 *
 * @example `await measureGpu({ environment, request: { mostBytes: 2 ** 30 }, signal })` →
 * `{ status: 'measured', read: { medianBytesPerSecond: 3.6e9, … }, warnings: ['software-adapter'], … }` on a processor.
 */
export async function measureGpu({
  environment,
  request,
  signal,
  listener = {},
  leastBytes,
}: {
  environment: GpuEnvironment;
  request: GpuRequest;
  signal: AbortSignal;
  listener?: GpuListener;
  /** Of the array that is read; 64 MiB. */
  leastBytes?: Bytes | undefined;
}): Promise<GpuResult> {
  const samples: BandwidthSample[] = [];
  let adapter: AdapterIdentity | null = null;
  let device: GPUDevice | null = null;
  try {
    progress('start', 0);
    const found = await acquireAdapter({ environment, signal });
    adapter = identityOf(found);
    listener.onAdapter?.(adapter);
    const acquired = await acquireDevice({ adapter: found, signal });
    device = acquired.device;
    return await measureDevice({
      ...acquired,
      adapter,
      environment,
      request,
      signal,
      leastBytes,
      samples,
      progress,
      onSample: listener.onSample,
    });
  } catch (error) {
    const stop = error instanceof BenchStop ? error : null;
    return {
      status: 'failed',
      failure: stop?.failure ?? 'crashed',
      detail: stop?.message ?? String(error),
      adapter,
      samples,
    };
  } finally {
    device?.destroy();
  }

  function progress(step: BenchProgress['step'], ratio: number): void {
    const [from, to] = STEPS[step];
    listener.onProgress?.({ part: 'gpu', step, doneRatio: from + ratio * (to - from) });
  }
}

async function measureDevice({
  device,
  hasTimestamps,
  adapter,
  environment: { now },
  request: { mostBytes, paceRatio = 1 },
  signal,
  leastBytes,
  samples,
  progress,
  onSample,
}: {
  device: GPUDevice;
  hasTimestamps: boolean;
  adapter: AdapterIdentity;
  environment: GpuEnvironment;
  request: GpuRequest;
  signal: AbortSignal;
  leastBytes: Bytes | undefined;
  samples: BandwidthSample[];
  progress: Bench['progress'];
  onSample: GpuListener['onSample'];
}): Promise<GpuMeasurement> {
  const session = createSession({ device, hasTimestamps, now, signal });
  const workshop = createWorkshop(session);
  const runner = createRunner(session);
  const emptySeconds = await emptySubmitSeconds(runner);

  progress('allocate', 0);
  const bindingBytes = powerOfTwoUpTo(device.limits.maxStorageBufferBindingSize);
  const arrays = await allocateArrays({
    session,
    mostBytes,
    leastBytes,
    fill: (buffer, bytes) =>
      fillArray({
        workshop,
        runner,
        lateSeconds: emptySeconds,
        buffer,
        bytes,
        bindingBytes,
        onProgress: (done) => progress('fill', done),
      }),
  });

  let kernelsChecked = 0;
  const bench: Bench = {
    workshop,
    runner,
    arrays,
    pace: paceOf({ paceRatio, emptySubmitSeconds: emptySeconds, hasTimestamps }),
    checked: () => (kernelsChecked += 1),
    keep(sample) {
      samples.push(sample);
      onSample?.(sample);
    },
    progress,
  };

  const tuned = await tuneShapes(bench);
  const [best] = tuned;
  const { shape, stretchBytes } = best;
  const both = writable(arrays);
  const rowOf = async (row: SecondaryRow) =>
    both && prepareRow({ bench, row, arrays: both, shape, readStretchBytes: stretchBytes });
  const headline = await measureHeadline({ bench, best, copy: await rowOf('copy') });
  const { timer, disagreementRatio, doTimersDisagree } = chooseTimer({
    spans: headline.read,
    emptySubmitSeconds: emptySeconds,
  });
  const ratesOf = (some: readonly BandwidthSample[]): number[] =>
    some.map((sample) => bytesPerSecondOf({ sample, timer }));
  const read = spreadOf(ratesOf(headline.read));

  const secondary: Partial<Record<SecondaryRow, BandwidthSpread>> = {};
  if (headline.copy.length > 0) secondary.copy = spreadOf(ratesOf(headline.copy));
  for (const [i, row] of LATER_ROWS.entries()) {
    progress('secondary', i / LATER_ROWS.length);
    const prepared = await rowOf(row);
    if (prepared) secondary[row] = spreadOf(ratesOf(await measureRow({ bench, prepared })));
  }

  const swept = await sweep({ bench, best, bytesPerSecond: read.medianBytesPerSecond });
  const points = swept.map(({ bufferBytes, samples: some }) => ({
    bufferBytes,
    medianBytesPerSecond: medianOf(ratesOf(some)),
  }));
  progress('sweep', 1);

  const isStandIn = isSoftware(adapter);
  const warnings: readonly (readonly [BenchWarning, boolean])[] = [
    ['software-adapter', isStandIn],
    ['suspected-software', !isStandIn && isComputeBound(points)],
    ['noisy', isNoisy(read)],
    ['plateau-not-reached', !isPlateauReached(points)],
    ['timers-disagree', doTimersDisagree],
    ['small-limits', arrays.bufferBytes < SMALL_BYTES],
  ];
  return {
    status: 'measured',
    adapter,
    bufferBytes: arrays.bufferBytes,
    askedBytes: arrays.askedBytes,
    bindingBytes: arrays.bindingBytes,
    kernel: shape,
    timer,
    timerDisagreementRatio: disagreementRatio,
    emptySubmitSeconds: emptySeconds,
    read,
    secondary,
    sweep: points,
    tuned: tuned.map(({ shape: tried, samples: some }) => ({ shape: tried, bytesPerSecond: medianOf(ratesOf(some)) })),
    checksum: { expected: headline.expected, found: headline.found, kernelsChecked },
    warnings: warnings.flatMap(([warning, isMeant]) => (isMeant ? [warning] : [])),
    samples,
  };
}
