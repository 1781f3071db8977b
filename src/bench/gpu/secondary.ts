import type { BandwidthSample, KernelShape, SecondaryRow } from '../../domain/bandwidth/measurement.ts';
import type { Bytes } from '../../domain/units.ts';
import type { Arrays } from './allocate.ts';
import { expectSum, takeSample, type Bench, type Prepared } from './bench.ts';
import { sumOfArray, sumOfTriad, sumOfWritten } from './checksum.ts';
import { findStretch, rampUp } from './ramp.ts';
import type { Work } from './work.ts';

const SAMPLES = 5;

/** What each row leaves in the array it writes, modulo 2³². */
const EXPECTED: Readonly<Record<SecondaryRow, (bytes: Bytes) => number>> = {
  write: sumOfWritten,
  copy: sumOfArray,
  triad: sumOfTriad,
  'buffer-copy': sumOfArray,
};

/** A row that writes what it must. */
export interface PreparedRow {
  readonly row: SecondaryRow;
  readonly prepared: Prepared;
  /** Compares what the array holds now, after any number of passes. */
  readonly check: () => Promise<void>;
}

/** The arrays, where there is one to write to. */
export function writable(arrays: Arrays): (Arrays & { readonly target: GPUBuffer }) | null {
  const { target } = arrays;
  return target === null ? null : { ...arrays, target };
}

/**
 * Makes a row ready: in the shape that reads best, in stretches short enough, from an array that was cleared before to one
 * whose sum is right. Throws `BenchStop` where it is not.
 */
export async function prepareRow({
  bench,
  row,
  arrays,
  shape,
  readStretchBytes,
}: {
  bench: Bench;
  row: SecondaryRow;
  arrays: Arrays & { readonly target: GPUBuffer };
  shape: KernelShape;
  readStretchBytes: Bytes;
}): Promise<PreparedRow> {
  const { workshop, runner, pace } = bench;
  const { target, targetBytes: bytes, bindingBytes } = arrays;
  const { device } = workshop.session;

  const make = (stretch: { readonly bytes: Bytes; readonly stretchBytes: Bytes }): Promise<Work> =>
    row === 'buffer-copy'
      ? Promise.resolve(workshop.bufferCopy({ arrays, bytes: stretch.bytes }))
      : workshop[row]({ arrays, shape, ...stretch });
  const stretchBytes = await findStretch({
    runner,
    lateSeconds: pace.lateSeconds,
    mostBytes: Math.min(bytes, bindingBytes),
    make: (each) => make({ bytes: each, stretchBytes: each }),
  });
  const work = await make({ bytes, stretchBytes });
  const reading = await workshop.read({
    source: target,
    shape,
    bytes,
    stretchBytes: Math.min(readStretchBytes, bytes),
  });
  const check = async (): Promise<void> => {
    workshop.clearSums();
    await runner.run({ work: reading, passes: 1, mostCommands: 1 });
    expectSum({ bench, kernel: work.kernel, bytes, expected: EXPECTED[row](bytes), found: await workshop.sum() });
  };
  const encoder = device.createCommandEncoder();
  encoder.clearBuffer(target, 0, bytes);
  device.queue.submit([encoder.finish()]);
  const { load } = await rampUp({ runner, lateSeconds: pace.lateSeconds, work, targetSeconds: pace.sampleSeconds });
  await check();
  return { row, prepared: { work, ...load }, check };
}

/** Samples of a row, between two comparisons of what it wrote. */
export async function measureRow({
  bench,
  prepared: { prepared, check },
}: {
  bench: Bench;
  prepared: PreparedRow;
}): Promise<readonly BandwidthSample[]> {
  const samples: BandwidthSample[] = [];
  for (let i = 0; i < SAMPLES; i += 1) samples.push(await takeSample({ bench, prepared, purpose: 'secondary' }));
  await check();
  return samples;
}

/** The rows that are measured behind the headline, which copy is part of. */
export const LATER_ROWS: readonly SecondaryRow[] = ['write', 'triad', 'buffer-copy'];
