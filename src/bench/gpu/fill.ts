import type { Bytes, Seconds } from '../../domain/units.ts';
import { MEBIBYTE } from './environment.ts';
import { busySeconds, type Runner } from './submit.ts';
import type { Workshop } from './work.ts';

const FIRST_BYTES = 16 * MEBIBYTE;
const LONGEST_SECONDS: Seconds = 0.1;

/**
 * Fills a buffer with hashed words, piece by piece: a device is unknown at first, and hashing is more work than reading, so
 * the pieces grow only while they are short.
 */
export async function fillArray({
  workshop,
  runner,
  lateSeconds,
  buffer,
  bytes,
  bindingBytes,
  onProgress,
}: {
  workshop: Workshop;
  runner: Runner;
  lateSeconds: Seconds;
  buffer: GPUBuffer;
  bytes: Bytes;
  bindingBytes: Bytes;
  onProgress: (doneRatio: number) => void;
}): Promise<void> {
  const mostBytes = Math.min(bytes, bindingBytes);
  let piece = Math.min(FIRST_BYTES, mostBytes);
  for (let offset = 0; offset < bytes;) {
    const work = await workshop.hash({ buffer, offset, bytes: piece });
    const span = await runner.run({ work, passes: 1, mostCommands: 1 });
    const seconds = busySeconds({ span, lateSeconds });
    offset += piece;
    onProgress(offset / bytes);
    // Twice as much must begin at a multiple of itself to end where the buffer does.
    if (2 * seconds < LONGEST_SECONDS && 2 * piece <= mostBytes && offset % (2 * piece) === 0) piece *= 2;
    else if (seconds > 2 * LONGEST_SECONDS && piece > MEBIBYTE) piece /= 2;
  }
}
