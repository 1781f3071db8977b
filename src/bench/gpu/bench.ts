import type { BandwidthSample, BenchProgress } from '../../domain/bandwidth/measurement.ts';
import type { Bytes, Ratio, Seconds } from '../../domain/units.ts';
import { medianOf } from '../statistics.ts';
import type { Arrays } from './allocate.ts';
import { sumOfArray } from './checksum.ts';
import { MEBIBYTE } from './environment.ts';
import { rampUp, type Load } from './ramp.ts';
import { BenchStop } from './session.ts';
import type { Runner, Span } from './submit.ts';
import { sumOfPasses, type Work, type Workshop } from './work.ts';

/** Above this the browser looks for answers now and then rather than being told (Firefox: every 100 ms). */
const SLOW_ANSWER_SECONDS = 0.02;

/** How long things take. */
export interface Pace {
  readonly tuneSeconds: Seconds;
  readonly sampleSeconds: Seconds;
  readonly warmUpSeconds: Seconds;
  /** Of an empty submission: how late answers come. */
  readonly lateSeconds: Seconds;
}

/**
 * Samples of 0.15 s and 0.7 s of warm-up, for the clocks of a card to rise. Where there is only the page's clock and answers
 * come late, ten times as long samples, so that lateness is at most some per cent of them.
 */
export function paceOf({
  paceRatio,
  emptySubmitSeconds,
  hasTimestamps,
}: {
  paceRatio: Ratio;
  emptySubmitSeconds: Seconds;
  hasTimestamps: boolean;
}): Pace {
  const isLate = !hasTimestamps && emptySubmitSeconds > SLOW_ANSWER_SECONDS;
  const seconds = (full: Seconds): Seconds => Math.max(0.03, full * paceRatio);
  return {
    tuneSeconds: seconds(isLate ? 0.4 : 0.15),
    sampleSeconds: seconds(isLate ? 1.5 : 0.15),
    warmUpSeconds: seconds(0.7),
    lateSeconds: emptySubmitSeconds,
  };
}

/** What every stage works with. */
export interface Bench {
  readonly workshop: Workshop;
  readonly runner: Runner;
  readonly arrays: Arrays;
  readonly pace: Pace;
  /** A sum was compared, and was right. */
  readonly checked: () => void;
  readonly keep: (sample: BandwidthSample) => void;
  readonly progress: (step: BenchProgress['step'], doneRatio: Ratio) => void;
}

/** Work that was found right, with the load that makes a sample of it. */
export interface Prepared extends Load {
  readonly work: Work;
}

type Purpose = BandwidthSample['purpose'];

/** Runs a sample and keeps it. */
export async function takeSample({
  bench,
  prepared,
  purpose,
}: {
  bench: Bench;
  prepared: Prepared;
  purpose: Purpose;
}): Promise<BandwidthSample> {
  return keepSample({ bench, prepared, purpose, span: await bench.runner.run(prepared) });
}

/** Keeps what a run of prepared work took. */
export function keepSample({
  bench,
  prepared: { work, passes },
  purpose,
  span,
}: {
  bench: Bench;
  prepared: Prepared;
  purpose: Purpose;
  span: Span;
}): BandwidthSample {
  const sample: BandwidthSample = {
    kernel: work.kernel,
    bufferBytes: work.bufferBytes,
    passes,
    bytesMoved: passes * work.bytesPerPass,
    ...span,
    purpose,
  };
  bench.keep(sample);
  return sample;
}

/**
 * Makes a read ready: passes enough for a sample, and all that was read on the way there compared. Its last run is kept as
 * the first sample. Throws `BenchStop` for a wrong sum.
 */
export async function prepareRead({
  bench,
  work,
  rounds = 1,
  targetSeconds,
  purpose,
}: {
  bench: Bench;
  work: Work;
  rounds?: number;
  targetSeconds: Seconds;
  purpose: Purpose;
}): Promise<{ readonly prepared: Prepared; readonly first: BandwidthSample }> {
  const { workshop, runner } = bench;
  workshop.clearSums();
  const { load, span, passesDone } = await rampUp({ runner, lateSeconds: bench.pace.lateSeconds, work, targetSeconds });
  const expected = sumOfPasses({ sum: sumOfArray(work.bufferBytes), passes: passesDone, rounds });
  expectSum({ bench, kernel: work.kernel, bytes: work.bufferBytes, expected, found: await workshop.sum() });
  const prepared: Prepared = { work, ...load };
  return { prepared, first: keepSample({ bench, prepared, purpose, span }) };
}

/** Ends the measurement where a kernel came to another sum than it must. */
export function expectSum({
  bench,
  kernel,
  bytes,
  expected,
  found,
}: {
  bench: Pick<Bench, 'checked' | 'workshop'>;
  kernel: string;
  bytes: Bytes;
  expected: number;
  found: number;
}): void {
  if (found !== expected) {
    const [complaint] = bench.workshop.session.complaints;
    throw new BenchStop({
      failure: 'wrong-result',
      detail: `${kernel}, ${bytes / MEBIBYTE} MiB, came to ${found}, and must come to ${expected}.${complaint === undefined ? '' : ` ${complaint}`}`,
    });
  }
  bench.checked();
}

/** The median of empty submissions, start to answer. */
export async function emptySubmitSeconds(runner: Runner): Promise<Seconds> {
  const taken: Seconds[] = [];
  for (let i = 0; i < 7; i += 1) taken.push(await runner.runEmpty());
  return medianOf(taken);
}
