import { ARRAYS_COUNTED } from '../../domain/bandwidth/measurement.ts';
import type { Bytes } from '../../domain/units.ts';
import { hashedWord } from '../gpu/checksum.ts';
import type { Kernels, Range } from './kernels.ts';
import type { CpuKernel } from './protocol.ts';

/** A few tenths of a millisecond: long enough that looking at the clock costs nothing, short enough to stop in time. */
export const STEP_BYTES = 4 * 2 ** 20;

/** The loops work in strides of 128 bytes. */
const STRIDE_BYTES = 128;

/** One kernel going round and round over a worker's array, a step at a time. */
export interface Passes {
  /** Returns the bytes it moved, counted as STREAM does. Throws a {@link WrongSum} after a pass that came to something else. */
  readonly step: () => Bytes;
  /** Ends the pass under way and checks what it left. */
  readonly finish: () => void;
}

/** The memory does not hold what was written to it, or the kernel does not compute what it should. */
export class WrongSum extends Error {
  override readonly name = 'WrongSum';
  constructor({ kernel, expected, found }: { kernel: CpuKernel; expected: number; found: number }) {
    super(`The sum after ${kernel} is ${found}, and should be ${expected}.`);
  }
}

/**
 * Passes of a kernel over a worker's stretch of memory. Read and write take all of it, a copy goes from the second half to
 * the first, a triad from the last two thirds to the first; so that no kernel needs more memory than the others.
 *
 * Reads add up to the sum of the filled stretch, pass for pass, and go on where the run before stopped. The others are
 * checked by reading what they wrote; `salt` makes what is written differ from run to run.
 */
export function createPasses({
  kernels,
  kernel,
  stretch,
  filledSum,
  salt,
  stepBytes = STEP_BYTES,
}: {
  kernels: Kernels;
  kernel: CpuKernel;
  stretch: Range;
  filledSum: number;
  salt: number;
  stepBytes?: Bytes;
}): Passes {
  const parts = kernel === 'copy' ? 2 : kernel === 'triad' ? 3 : 1;
  const bytes = stretch.toByte - stretch.fromByte;
  const partBytes = parts === 1 ? bytes : Math.floor(bytes / parts / STRIDE_BYTES) * STRIDE_BYTES;
  const target = { fromByte: stretch.fromByte, toByte: stretch.fromByte + partBytes };
  const second = { fromByte: target.toByte, toByte: target.toByte + partBytes };
  const third = { fromByte: second.toByte, toByte: second.toByte + partBytes };
  const value = hashedWord(salt);
  let at = target.fromByte;
  let sum = 0;

  const work = (range: Range): void => {
    const offset = range.fromByte - target.fromByte;
    if (kernel === 'read') sum = (sum + kernels.read(range)) >>> 0;
    else if (kernel === 'write') kernels.write({ ...range, value });
    else if (kernel === 'copy') kernels.copy({ ...range, sourceByte: second.fromByte + offset });
    else kernels.triad({ ...range, leftByte: second.fromByte + offset, rightByte: third.fromByte + offset });
  };

  const expectedSum = (): number => {
    if (kernel === 'read') return filledSum;
    if (kernel === 'write') return Math.imul(partBytes / 4, value) >>> 0;
    if (kernel === 'copy') return kernels.read(second);
    return (kernels.read(second) + Math.imul(3, kernels.read(third))) >>> 0;
  };

  const check = (): void => {
    const expected = expectedSum();
    const found = kernel === 'read' ? sum : kernels.read(target);
    sum = 0;
    if (found !== expected) throw new WrongSum({ kernel, expected, found });
  };

  const step = (): Bytes => {
    const toByte = Math.min(at + stepBytes, target.toByte);
    const stepped = toByte - at;
    work({ fromByte: at, toByte });
    at = toByte;
    if (at === target.toByte) {
      at = target.fromByte;
      // A reading costs nothing to check; the others are checked when the clock no longer runs.
      if (kernel === 'read') check();
    }
    return stepped * (kernel === 'read' ? 1 : ARRAYS_COUNTED[kernel]);
  };

  return {
    step,
    finish() {
      while (at !== target.fromByte) step();
      if (kernel !== 'read') check();
    },
  };
}
