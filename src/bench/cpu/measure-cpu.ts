import type {
  BandwidthSpread,
  BenchProgress,
  CpuFailure,
  CpuMeasurement,
  CpuResult,
} from '../../domain/bandwidth/measurement.ts';
import type { Bytes, Ratio } from '../../domain/units.ts';
import { isNoisy, medianOf, spreadOf } from '../statistics.ts';
import { CrewFailure, startCrew, type Crew, type StartCpuWorker } from './crew.ts';
import type { MemoryKind } from './kernels.ts';
import { bytesPerWorkerOf, LEAST_BYTES_PER_WORKER, LEAST_TOTAL_BYTES, workerCounts } from './plan.ts';
import { createProgress, type Step } from './progress.ts';
import type { CpuKernel } from './protocol.ts';
import { hasWasmSimd } from './simd.ts';

/** In milliseconds, before `paceRatio`. Clocks rise, and the engine compiles the loops properly, in the first half second. */
const WARM_UP_MS = 500;
const TUNE_MS = 300;
const READ_MS = 400;
const SECONDARY_MS = 300;

const TUNE_SAMPLES = 3;
const READ_SAMPLES = 12;
const SECONDARY_SAMPLES = 5;
/** Write last: it leaves nothing to copy. */
const SECONDARY = ['triad', 'copy', 'write'] as const;

/** A sample in which all workers ran for less than this share of the time says little; so often is it taken again. */
const LEAST_COMMON_RATIO = 0.5;
const MOST_RETRIES = 5;

export interface MeasureCpuOptions {
  /** The array of each worker. All together take at most 1 GiB, see `plan.ts`. */
  readonly mostBytesPerWorker: Bytes;
  readonly logicalCores: number;
  /** Whether the page may share memory between workers (`crossOriginIsolated`). */
  readonly isIsolated: boolean;
  readonly startWorker: StartCpuWorker;
  readonly onProgress: (progress: BenchProgress) => void;
  readonly signal: AbortSignal;
  /** How long every sample takes, as a share of the usual. */
  readonly paceRatio?: Ratio;
  /** Whether the page has been hidden since the measurement began. Browsers slow hidden pages down. */
  readonly wasHidden?: () => boolean;
  /** The clock that workers count by, too. */
  readonly nowMs?: () => number;
  readonly hasSimd?: () => boolean;
}

interface Ready {
  readonly crew: Crew;
  readonly bytesPerWorker: Bytes;
  readonly isHalved: boolean;
  readonly checksum: CpuMeasurement['checksum'];
}

/**
 * The bandwidth of the processor's memory, by WebAssembly loops in as many workers as give most: one, half as many as there
 * are logical cores, or all. What counts is what all workers moved while all of them ran. Nothing is timed before the sums of
 * what is read are exactly those that plain code finds, and sums of timed reads are checked as well.
 *
 * Takes about 15 s on two cores. Never rejects: whatever goes wrong is a result. Cancelling ends the workers at once.
 * The figure is what the browser reaches, so a lower bound of what the memory gives.
 */
export async function measureCpu(options: MeasureCpuOptions): Promise<CpuResult> {
  const { signal, hasSimd = hasWasmSimd } = options;
  if (signal.aborted) return failed({ failure: 'cancelled', detail: 'Cancelled.' });
  if (!hasSimd()) return failed({ failure: 'no-wasm-simd', detail: 'This browser has no WebAssembly SIMD.' });
  try {
    return await measure(options);
  } catch (error) {
    if (signal.aborted) return failed({ failure: 'cancelled', detail: 'Cancelled.' });
    const detail = error instanceof Error ? error.message : String(error);
    return failed({ failure: error instanceof CrewFailure ? error.failure : 'crashed', detail });
  }
}

function failed({ failure, detail }: { failure: CpuFailure; detail: string }): CpuResult {
  return { status: 'failed', failure, detail };
}

async function measure(options: MeasureCpuOptions): Promise<CpuMeasurement> {
  const { logicalCores, isIsolated, paceRatio = 1, wasHidden = () => false } = options;
  const counts = workerCounts({ logicalCores });
  const memory: MemoryKind = isIsolated ? 'shared' : 'private';
  const tell = createProgress({
    steps: stepsOf(counts.length),
    onProgress: options.onProgress,
  });
  const samples: { kernel: string; workers: number; bytesPerSecond: number }[] = [];

  const sample = async ({
    crew,
    workers,
    kernel,
    label = kernel,
    times,
    windowMs,
    step,
  }: {
    crew: Crew;
    workers: number;
    kernel: CpuKernel;
    label?: string;
    times: number;
    windowMs: number;
    step: Step;
  }): Promise<number[]> => {
    const rates: number[] = [];
    for (let retries = 0; rates.length < times;) {
      const { seconds, bytesPerSecond } = await crew.run({ kernel, windowMs: windowMs * paceRatio });
      if (seconds * 1_000 < LEAST_COMMON_RATIO * windowMs * paceRatio) {
        retries += 1;
        if (retries > MOST_RETRIES) return [];
        continue;
      }
      rates.push(bytesPerSecond);
      samples.push({ kernel: label, workers, bytesPerSecond });
      tell(step);
    }
    return rates;
  };

  const open = async (workers: number): Promise<Ready> => {
    const ready = await openCrew({ options, workers, memory, tell });
    // A run of its own, so that no sample has a cold start; what it says is dropped.
    await ready.crew.run({ kernel: 'read', windowMs: WARM_UP_MS * paceRatio });
    tell('warm-up');
    return ready;
  };

  tell('start');
  const byWorkers: { workers: number; bytesPerSecond: number }[] = [];
  let best: { workers: number; bytesPerSecond: number } | undefined;
  let held: { workers: number; ready: Ready } | undefined;
  try {
    for (const workers of counts) {
      held?.ready.crew.end();
      held = { workers, ready: await open(workers) };
      const rates = await sample({
        crew: held.ready.crew,
        workers,
        kernel: 'read',
        label: 'read-tune',
        times: TUNE_SAMPLES,
        windowMs: TUNE_MS,
        step: 'tune',
      });
      if (rates.length === 0) continue;
      const tuned = { workers, bytesPerSecond: medianOf(rates) };
      byWorkers.push(tuned);
      if (best === undefined || tuned.bytesPerSecond > best.bytesPerSecond) best = tuned;
    }
    if (best === undefined || held === undefined) throw new Error('The workers were not let run.');
    const { workers } = best;
    if (held.workers !== workers) {
      held.ready.crew.end();
      held = { workers, ready: await open(workers) };
    }
    const { crew, bytesPerWorker, isHalved, checksum } = held.ready;
    const of = { crew, workers };
    const reads = await sample({ ...of, kernel: 'read', times: READ_SAMPLES, windowMs: READ_MS, step: 'read' });
    if (reads.length === 0) throw new Error('The workers were not let run at the same time.');
    const secondary: Partial<Record<(typeof SECONDARY)[number], BandwidthSpread>> = {};
    for (const kernel of SECONDARY) {
      const times = SECONDARY_SAMPLES;
      const rates = await sample({ ...of, kernel, times, windowMs: SECONDARY_MS, step: 'secondary' });
      if (rates.length > 0) secondary[kernel] = spreadOf(rates);
    }
    const read = spreadOf(reads);
    const isSmall = isHalved || workers * bytesPerWorker < LEAST_TOTAL_BYTES;
    return {
      status: 'measured',
      workers,
      memory,
      bytesPerWorker,
      read,
      secondary,
      byWorkers,
      checksum,
      warnings: [
        ...(isNoisy(read) ? (['noisy'] as const) : []),
        ...(wasHidden() ? (['hidden-tab'] as const) : []),
        ...(isSmall ? (['small-limits'] as const) : []),
      ],
      samples,
    };
  } finally {
    held?.ready.crew.end();
  }
}

/** Workers with filled and checked memory: half as much, and again, while there is not so much. */
async function openCrew({
  options: { mostBytesPerWorker, startWorker, signal, nowMs = () => performance.timeOrigin + performance.now() },
  workers,
  memory,
  tell,
}: {
  options: MeasureCpuOptions;
  workers: number;
  memory: MemoryKind;
  tell: (step: Step) => void;
}): Promise<Ready> {
  const askedBytes = bytesPerWorkerOf({ mostBytes: mostBytesPerWorker, workers });
  for (
    let bytesPerWorker = askedBytes;
    ;
    bytesPerWorker = bytesPerWorkerOf({ mostBytes: bytesPerWorker / 2, workers })
  ) {
    try {
      const crew = await startCrew({ workers, bytesPerWorker, memory, startWorker, signal, nowMs });
      try {
        tell('allocate');
        await crew.fill();
        tell('fill');
        const checksum = await crew.check();
        tell('check');
        return { crew, bytesPerWorker, isHalved: bytesPerWorker < askedBytes, checksum };
      } catch (error) {
        crew.end();
        throw error;
      }
    } catch (error) {
      const isFull = error instanceof CrewFailure && error.failure === 'out-of-memory';
      if (!isFull || bytesPerWorker / 2 < LEAST_BYTES_PER_WORKER) throw error;
    }
  }
}

/** What is to be done, with about how long it takes in seconds; the winner may have to be set up again. */
function stepsOf(crews: number): readonly { step: Step; times: number; seconds: number }[] {
  const setUps = crews + 1;
  return [
    { step: 'start', times: 1, seconds: 0 },
    { step: 'allocate', times: setUps, seconds: 0.1 },
    { step: 'fill', times: setUps, seconds: 0.6 },
    { step: 'check', times: setUps, seconds: 0.4 },
    { step: 'warm-up', times: setUps, seconds: WARM_UP_MS / 1_000 },
    { step: 'tune', times: crews * TUNE_SAMPLES, seconds: TUNE_MS / 1_000 },
    { step: 'read', times: READ_SAMPLES, seconds: READ_MS / 1_000 },
    { step: 'secondary', times: SECONDARY.length * SECONDARY_SAMPLES, seconds: SECONDARY_MS / 1_000 },
  ];
}
