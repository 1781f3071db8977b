import type { Bytes, Seconds } from '../../domain/units.ts';
import { MEBIBYTE, powerOfTwoUpTo } from './environment.ts';
import { busySeconds, type Runner, type Span } from './submit.ts';
import type { Work } from './work.ts';

/** Systems end a device that does not answer for 2 s; a dispatch and a submission stay far below. */
const LONGEST_DISPATCH_SECONDS = 0.15;
const LONGEST_SUBMISSION_SECONDS = 0.4;
const FIRST_STRETCH_BYTES = 16 * MEBIBYTE;
/** Below this the way to the device and back hides how fast it is. */
const TELLING_SECONDS = 0.02;
const MOST_GROWTH = 8;
/** Of a span of which nothing is left without the wait for its answer. */
const SHORTEST_SECONDS = 1e-3;
/** A device that answers faster than any of this does not do the work. */
const MOST_PASSES = 2 ** 20;

/** How work is submitted so that a sample is long enough and no submission too long. */
export interface Load {
  readonly passes: number;
  readonly mostCommands: number;
}

/**
 * How much of an array one dispatch may take, a power of two: tried on 16 MiB first, and on more where that was too short
 * to tell.
 *
 * Example: 16 MiB take 4 ms, mostly the way there and back; 128 MiB take 25 ms. 0.15 s ÷ 25 ms × 128 MiB = 768 MiB, so 512.
 */
export async function findStretch({
  runner,
  lateSeconds,
  mostBytes,
  make,
}: {
  runner: Runner;
  /** What an empty submission takes. */
  lateSeconds: Seconds;
  mostBytes: Bytes;
  make: (bytes: Bytes) => Promise<Work>;
}): Promise<Bytes> {
  let bytes = Math.min(FIRST_STRETCH_BYTES, mostBytes);
  // The first dispatch of a kernel may have to wait until it is translated.
  await runner.run({ work: await make(bytes), passes: 1, mostCommands: 1 });
  for (;;) {
    const span = await runner.run({ work: await make(bytes), passes: 1, mostCommands: 1 });
    const seconds = busySeconds({ span, lateSeconds });
    const most = (bytes * LONGEST_DISPATCH_SECONDS) / Math.max(seconds, SHORTEST_SECONDS);
    if (most >= mostBytes) return mostBytes;
    const allowed = powerOfTwoUpTo(Math.max(MEBIBYTE, most));
    if (seconds >= TELLING_SECONDS || bytes === mostBytes) return Math.min(allowed, mostBytes);
    bytes = Math.min(bytes * MOST_GROWTH, allowed, mostBytes);
  }
}

/**
 * Passes until a run takes about as long as it should, from one pass up and never by more than eight times at once, so that
 * no guess is ever submitted. The last run is a valid span of that load; `passesDone` counts all of them, for their sum.
 */
export async function rampUp({
  runner,
  lateSeconds,
  work,
  targetSeconds,
  from = { passes: 1, mostCommands: 1 },
}: {
  runner: Runner;
  /** What an empty submission takes. */
  lateSeconds: Seconds;
  work: Work;
  targetSeconds: Seconds;
  /** A load that is known to be short enough. */
  from?: Load | undefined;
}): Promise<{ readonly load: Load; readonly span: Span; readonly passesDone: number }> {
  let load = from;
  let passesDone = 0;
  for (;;) {
    const span = await runner.run({ work, ...load });
    passesDone += load.passes;
    const seconds = busySeconds({ span, lateSeconds });
    if (seconds >= 0.7 * targetSeconds || load.passes >= MOST_PASSES) return { load, span, passesDone };
    const commands = load.passes * work.dispatchesPerPass;
    const wanted = Math.ceil((load.passes * targetSeconds) / Math.max(seconds, Number.MIN_VALUE));
    const mostCommands = Math.floor(Math.min((commands * LONGEST_SUBMISSION_SECONDS) / span.wallSeconds, MOST_PASSES));
    load = {
      passes: Math.min(load.passes * MOST_GROWTH, wanted, MOST_PASSES),
      mostCommands: Math.max(1, mostCommands),
    };
  }
}
