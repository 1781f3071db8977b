import type { Seconds } from '../../domain/units.ts';
import type { Marks } from './protocol.ts';

/** What all workers moved together, while all of them ran. */
export interface CommonWindow {
  readonly seconds: Seconds;
  /** 0 when they never ran at the same time. */
  readonly bytesPerSecond: number;
}

/**
 * Bytes in the time from the last worker's start to the first worker's end ÷ that time. What a worker moved outside of it
 * does not count; of a step across an edge the share inside counts. Adding up what each worker did alone would report more
 * than the memory gives, whenever one of them had it to itself for a while.
 *
 * Example: one worker moves 10 GB evenly from 0 to 1 s, another 10 GB from 0.5 to 1.5 s. Both run from 0.5 to 1 s and move 5 GB
 * each: 20 GB/s. Alone they had 10 GB/s each, too; had the first got 15 GB/s while alone, it would not show.
 */
export function commonWindow(runs: readonly Marks[]): CommonWindow {
  const fromMs = Math.max(...runs.map(({ atMs }) => atMs[0] ?? Infinity));
  const toMs = Math.min(...runs.map(({ atMs }) => atMs.at(-1) ?? -Infinity));
  if (!(toMs > fromMs)) return { seconds: 0, bytesPerSecond: 0 };
  const seconds = (toMs - fromMs) / 1_000;
  let bytes = 0;
  for (const marks of runs) bytes += movedAt({ marks, ms: toMs }) - movedAt({ marks, ms: fromMs });
  return { seconds, bytesPerSecond: bytes / seconds };
}

/** Bytes moved by an instant between the first and the last mark, evenly within a step. */
function movedAt({ marks: { atMs, movedBytes }, ms }: { marks: Marks; ms: number }): number {
  let before = 0;
  let after = atMs.length - 1;
  while (after - before > 1) {
    const middle = (before + after) >> 1;
    if ((atMs[middle] ?? 0) <= ms) before = middle;
    else after = middle;
  }
  const beforeMs = atMs[before] ?? 0;
  const afterMs = atMs[after] ?? 0;
  const beforeBytes = movedBytes[before] ?? 0;
  const afterBytes = movedBytes[after] ?? 0;
  // A coarse clock can show two marks at one instant.
  if (afterMs === beforeMs) return afterBytes;
  return beforeBytes + ((afterBytes - beforeBytes) * (ms - beforeMs)) / (afterMs - beforeMs);
}
