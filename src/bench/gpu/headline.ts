import type { BandwidthSample } from '../../domain/bandwidth/measurement.ts';
import { expectSum, takeSample, type Bench, type Prepared } from './bench.ts';
import { sumOfArray } from './checksum.ts';
import { rampUp } from './ramp.ts';
import type { PreparedRow } from './secondary.ts';
import type { TunedShape } from './tune.ts';
import { sumOfPasses } from './work.ts';

/** Odd, so that the median is a sample. */
const SAMPLES = 11;

export interface Headline {
  readonly read: readonly BandwidthSample[];
  readonly copy: readonly BandwidthSample[];
  readonly expected: number;
  readonly found: number;
}

/**
 * The figure: the best shape, warmed up until the clocks of a card have risen, then eleven samples with a copy between each
 * two, so that a busy moment shows in both. All that was read from the warm-up on must add up in the end, or there is no
 * figure (throws `BenchStop`).
 */
export async function measureHeadline({
  bench,
  best,
  copy,
}: {
  bench: Bench;
  best: TunedShape;
  copy: PreparedRow | null;
}): Promise<Headline> {
  const { workshop, runner, pace } = bench;
  const { work } = best.prepared;
  bench.progress('warm-up', 0);
  const { load } = await rampUp({
    runner,
    lateSeconds: pace.lateSeconds,
    work,
    targetSeconds: pace.sampleSeconds,
    from: best.prepared,
  });
  const prepared: Prepared = { work, ...load };

  workshop.clearSums();
  let passesDone = 0;
  const sample = async (purpose: 'warm-up' | 'headline'): Promise<BandwidthSample> => {
    passesDone += load.passes;
    return takeSample({ bench, prepared, purpose });
  };
  for (let warmSeconds = 0; warmSeconds < pace.warmUpSeconds;) {
    bench.progress('warm-up', warmSeconds / pace.warmUpSeconds);
    warmSeconds += (await sample('warm-up')).wallSeconds;
  }
  const read: BandwidthSample[] = [];
  const copied: BandwidthSample[] = [];
  for (let i = 0; i < SAMPLES; i += 1) {
    bench.progress('read', i / SAMPLES);
    read.push(await sample('headline'));
    if (copy) copied.push(await takeSample({ bench, prepared: copy.prepared, purpose: 'secondary' }));
  }
  const expected = sumOfPasses({ sum: sumOfArray(work.bufferBytes), passes: passesDone });
  const found = await workshop.sum();
  const kernel = `${passesDone} passes of ${work.kernel}`;
  expectSum({ bench, kernel, bytes: work.bufferBytes, expected, found });
  if (copy) await copy.check();
  return { read, copy: copied, expected, found };
}
