import type { BandwidthSample, SweepPoint } from '../../domain/bandwidth/measurement.ts';
import type { Bytes } from '../../domain/units.ts';
import { prepareRead, takeSample, type Bench, type Prepared } from './bench.ts';
import { MEBIBYTE, powerOfTwoUpTo } from './environment.ts';
import type { TunedShape } from './tune.ts';
import type { Work } from './work.ts';

const FIRST_BYTES = MEBIBYTE;
const SAMPLES = 3;
/** The last two decide whether a cache still shows. */
const SAMPLES_OF_LAST = 5;
/** From here on starting a dispatch takes no visible part of the time, and an array is read as for the headline. */
const ONE_ROUND_BYTES = 256 * MEBIBYTE;
/** A dispatch of small arrays goes on for so long, to be far above what starting it takes. */
const DISPATCH_SECONDS = 1e-3;
const LEAST_DISPATCH_BYTES = 16 * MEBIBYTE;

export interface SweptSize {
  readonly bufferBytes: Bytes;
  readonly samples: readonly BandwidthSample[];
}

/** 1 MiB, 2 MiB … the whole array. */
export function sweepSizes(bufferBytes: Bytes): readonly Bytes[] {
  const sizes: Bytes[] = [];
  for (let bytes = Math.min(FIRST_BYTES, bufferBytes); bytes <= bufferBytes; bytes *= 2) sizes.push(bytes);
  return sizes;
}

/**
 * How often an array is read in one dispatch: as often as 1 ms holds at the headline's speed, in whole powers of two; once
 * from 256 MiB on.
 *
 * Example: 1 MiB at 1 TB/s: 1 ms is 1 GB, so 512 times. 64 MiB at 10 GB/s: once.
 */
export function roundsFor({ bytes, bytesPerSecond }: { bytes: Bytes; bytesPerSecond: number }): number {
  if (bytes >= ONE_ROUND_BYTES) return 1;
  const dispatchBytes = Math.max(LEAST_DISPATCH_BYTES, bytesPerSecond * DISPATCH_SECONDS);
  return powerOfTwoUpTo(Math.max(1, dispatchBytes / bytes));
}

/**
 * The best shape on arrays from 1 MiB on, where caches show as shoulders; each size checked for its sum first, and all of
 * them sampled in turns. Throws `BenchStop` for a wrong sum.
 */
export async function sweep({
  bench,
  best: { shape, stretchBytes },
  bytesPerSecond,
}: {
  bench: Bench;
  best: Pick<TunedShape, 'shape' | 'stretchBytes'>;
  /** Of the headline. */
  bytesPerSecond: number;
}): Promise<readonly SweptSize[]> {
  const { workshop, pace, arrays } = bench;
  const sizes = sweepSizes(arrays.bufferBytes);
  const swept: { bufferBytes: Bytes; prepared: Prepared; samples: BandwidthSample[] }[] = [];
  for (const bufferBytes of sizes) {
    bench.progress('sweep', (0.5 * swept.length) / sizes.length);
    const rounds = roundsFor({ bytes: bufferBytes, bytesPerSecond });
    const work: Work = await workshop.read({
      source: arrays.source,
      shape,
      bytes: bufferBytes,
      stretchBytes: Math.min(stretchBytes, bufferBytes),
      rounds,
    });
    const { prepared, first } = await prepareRead({
      bench,
      work,
      rounds,
      targetSeconds: pace.sampleSeconds,
      purpose: 'sweep',
    });
    swept.push({ bufferBytes, prepared, samples: [first] });
  }
  for (let round = 1; round < SAMPLES_OF_LAST; round += 1) {
    bench.progress('sweep', 0.5 + (0.5 * round) / SAMPLES_OF_LAST);
    for (const { prepared, samples } of round < SAMPLES ? swept : swept.slice(-2))
      samples.push(await takeSample({ bench, prepared, purpose: 'sweep' }));
  }
  return swept;
}

/** Sizes whose last doubling changes the figure by as much have not come to the end of the caches. */
const PLATEAU_RATIO = 0.07;

/**
 * Whether the last doubling of the size changes the bandwidth by less than 7 %, so that what was measured is memory and no
 * cache. One size alone shows nothing.
 */
export function isPlateauReached(points: readonly SweepPoint[]): boolean {
  const [before, last] = points.slice(-2);
  if (!before || !last) return false;
  return Math.abs(last.medianBytesPerSecond / before.medianBytesPerSecond - 1) < PLATEAU_RATIO;
}
