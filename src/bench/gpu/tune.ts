import type { BandwidthSample, KernelShape } from '../../domain/bandwidth/measurement.ts';
import type { Bytes } from '../../domain/units.ts';
import { medianOf } from '../statistics.ts';
import { prepareRead, takeSample, type Bench, type Prepared } from './bench.ts';
import { findStretch } from './ramp.ts';
import { shapesFor } from './shapes.ts';
import { bytesPerSecondOf } from './timing.ts';

/** A shape so far behind the best after one sample does not overtake it in two more. */
const HOPELESS_RATIO = 0.7;
const SAMPLES = 3;

/** A shape that reads right, with its samples. */
export interface TunedShape {
  readonly shape: KernelShape;
  readonly stretchBytes: Bytes;
  readonly prepared: Prepared;
  readonly samples: readonly BandwidthSample[];
}

interface Trial extends TunedShape {
  readonly samples: BandwidthSample[];
}

/**
 * Tries every shape on the whole array: whether it comes to the right sum, and how fast it is. Further samples are taken in
 * turns, so that a card that grows warm or a busy moment does not meet one shape alone; shapes below 70 % of the best take part
 * once. Best first, the hopeless last. Throws `BenchStop` for a wrong sum of any of them.
 */
export async function tuneShapes(bench: Bench): Promise<readonly [TunedShape, ...TunedShape[]]> {
  const { device, hasTimestamps } = bench.workshop.session;
  const shapes = shapesFor({ mostInvocations: device.limits.maxComputeInvocationsPerWorkgroup });
  const trials: Trial[] = [];
  for (const shape of shapes) {
    bench.progress('check', trials.length / shapes.length);
    trials.push(await tryShape({ bench, shape }));
  }
  // Which clock is to be trusted is found out later; a factor between them makes no shape the better one.
  const timer = hasTimestamps ? 'timestamp' : 'wall';
  const rateOf = ({ samples }: Trial): number => medianOf(samples.map((sample) => bytesPerSecondOf({ sample, timer })));
  const byRate = (some: readonly Trial[]): Trial[] => some.toSorted((a, b) => rateOf(b) - rateOf(a));
  let racing: readonly Trial[] = trials;
  for (let round = 1; round < SAMPLES; round += 1) {
    const best = Math.max(...racing.map(rateOf));
    racing = racing.filter((trial) => rateOf(trial) >= HOPELESS_RATIO * best);
    for (const [i, { prepared, samples }] of racing.entries()) {
      bench.progress('tune', (round - 1 + i / racing.length) / (SAMPLES - 1));
      samples.push(await takeSample({ bench, prepared, purpose: 'tune' }));
    }
  }
  const [first, ...rest] = [...byRate(racing), ...byRate(trials.filter((trial) => !racing.includes(trial)))];
  if (!first) throw new Error('No shape fits the device.');
  return [first, ...rest];
}

/** A read of the whole array in stretches that no watchdog ends, found right, with its first sample. */
async function tryShape({ bench, shape }: { bench: Bench; shape: KernelShape }): Promise<Trial> {
  const {
    workshop,
    runner,
    pace,
    arrays: { source, bufferBytes, bindingBytes },
  } = bench;
  const stretchBytes = await findStretch({
    runner,
    lateSeconds: pace.lateSeconds,
    mostBytes: Math.min(bufferBytes, bindingBytes),
    make: (bytes) => workshop.read({ source, shape, bytes, stretchBytes: bytes }),
  });
  const work = await workshop.read({ source, shape, bytes: bufferBytes, stretchBytes });
  const { prepared, first } = await prepareRead({ bench, work, targetSeconds: pace.tuneSeconds, purpose: 'tune' });
  return { shape, stretchBytes, prepared, samples: [first] };
}
