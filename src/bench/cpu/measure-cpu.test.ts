import { describe, expect, test } from 'vitest';
import { sumOfWords } from '../gpu/checksum.ts';
import { createCpuHandler } from './cpu-handler.ts';
import type { StartCpuWorker } from './crew.ts';
import { measureCpu } from './measure-cpu.ts';
import { GB, measured, measureOn, MIB } from './testing/measure-on.ts';

describe('the figure', () => {
  test('is of all workers together, with at least ten samples', async () => {
    // 10 GB/s each, and a fifth more for every later sample of the same workers: 1 warm-up, 3 to tune, 12 read.
    const { result, machine } = await measureOn({
      rateOf: ({ kernel, sample }) => (kernel === 'read' ? 10 : 7) * GB * (1 + sample / 100),
    });
    const { workers, memory, bytesPerWorker, read, secondary, byWorkers, samples, checksum } = measured(result);
    expect({ workers, memory, bytesPerWorker }).toEqual({ workers: 2, memory: 'private', bytesPerWorker: 512 * MIB });
    // Samples 4 … 15 of two workers: 20.8 to 23 GB/s, evenly.
    expect(read.samples).toBe(12);
    expect(read.worstBytesPerSecond / GB).toBeCloseTo(20.8);
    expect(read.bestBytesPerSecond / GB).toBeCloseTo(23);
    expect(read.medianBytesPerSecond / GB).toBeCloseTo(21.9);
    expect(Object.keys(secondary).toSorted()).toEqual(['copy', 'triad', 'write']);
    expect(secondary.triad?.worstBytesPerSecond).toBeCloseTo(14 * GB * 1.16);
    // The middle one of three: samples 1, 2 and 3.
    expect(byWorkers.map((row) => row.bytesPerSecond / GB)).toEqual([10.2, 20.4]);
    expect(samples.filter(({ kernel }) => kernel === 'read')).toHaveLength(12);
    // 2 × 3 000 000 000 modulo 2³².
    expect(checksum).toEqual({ expected: 1_705_032_704, found: 1_705_032_704 });
    expect(machine.counts().mostAtOnce).toBe(2);
  });

  test('is of as many workers as give most, which are then started again', async () => {
    // One 12, four 36 and eight 32 GB/s.
    const { result, machine } = await measureOn({
      rateOf: ({ workers }) => (({ 1: 12, 4: 9, 8: 4 })[workers] ?? 0) * GB,
      change: { logicalCores: 8 },
    });
    expect(measured(result).workers).toBe(4);
    expect(measured(result).byWorkers.map(({ workers }) => workers)).toEqual([1, 4, 8]);
    expect(machine.setUps.map(({ workers, bytesPerWorker }) => [workers, bytesPerWorker / MIB])).toEqual([
      [1, 512],
      [4, 256],
      [8, 128],
      [4, 256],
    ]);
    // Never more than one crew's memory at a time.
    expect(machine.counts().mostAtOnce).toBe(8);
  });

  test('leaves out what a worker did alone', async () => {
    // The second of two begins 100 ms late, so each window loses 100 ms at either end; the rate stays.
    const { result } = await measureOn({ lagMs: () => 100 });
    expect(measured(result).read.medianBytesPerSecond / GB).toBeCloseTo(20);
  });

  test('is of fewer workers where more never run at the same time', async () => {
    const { result } = await measureOn({ lagMs: (workers) => (workers === 2 ? 10_000 : 0) });
    expect(measured(result).workers).toBe(1);
    expect(measured(result).byWorkers).toHaveLength(1);
  });

  test('takes a share of the time', async () => {
    const usual = await measureOn();
    const quick = await measureOn({ change: { paceRatio: 0.1 } });
    expect(quick.machine.nowMs()).toBeLessThan(0.25 * usual.machine.nowMs());
    expect(measured(quick.result).read.samples).toBe(12);
  });

  test('is of one memory where the page is isolated', async () => {
    const { result, machine } = await measureOn({ change: { isIsolated: true } });
    expect(measured(result).memory).toBe('shared');
    expect([...machine.kinds()]).toEqual(['shared']);
  });
});

test('progress goes up to the end', async () => {
  const { progress } = await measureOn({ change: { logicalCores: 8 } });
  const ratios = progress.map(({ doneRatio }) => doneRatio);
  expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
  expect(ratios[0]).toBe(0);
  expect(ratios.at(-1)).toBeCloseTo(1);
  expect(new Set(progress.map(({ step }) => step))).toEqual(
    new Set(['start', 'allocate', 'fill', 'check', 'warm-up', 'tune', 'read', 'secondary']),
  );
});

describe('warnings', () => {
  test('none of a quiet machine', async () => {
    expect(measured((await measureOn()).result).warnings).toEqual([]);
  });

  test('samples that lie far apart', async () => {
    const { result } = await measureOn({ rateOf: ({ sample }) => (sample % 2 === 0 ? 10 : 13) * GB });
    expect(measured(result).warnings).toEqual(['noisy']);
  });

  test('a page that was hidden', async () => {
    const { result } = await measureOn({ change: { wasHidden: () => true } });
    expect(measured(result).warnings).toEqual(['hidden-tab']);
  });

  test('less memory than was asked for: half, and half again', async () => {
    const { result, machine } = await measureOn({ memoryBytes: 300 * MIB });
    expect(measured(result)).toMatchObject({ workers: 2, bytesPerWorker: 128 * MIB, warnings: ['small-limits'] });
    expect(machine.setUps.map(({ bytesPerWorker }) => bytesPerWorker / MIB)).toEqual([512, 256, 512, 256, 128]);
  });

  test('arrays that a cache may hold', async () => {
    const { result } = await measureOn({ change: { mostBytesPerWorker: 100 * MIB } });
    expect(measured(result)).toMatchObject({ bytesPerWorker: 100 * MIB, warnings: ['small-limits'] });
  });
});

test('real kernels on real memory, in this thread', async () => {
  const nowMs = () => performance.now();
  const startWorker: StartCpuWorker = ({ onMessage }) => {
    const handle = createCpuHandler({ post: onMessage, nowMs });
    return { postMessage: (message) => void handle(message), terminate: () => undefined };
  };
  for (const isIsolated of [false, true]) {
    const result = await measureCpu({
      mostBytesPerWorker: 4 * MIB,
      logicalCores: 1,
      isIsolated,
      startWorker,
      nowMs,
      onProgress: () => undefined,
      signal: new AbortController().signal,
      paceRatio: 0.01,
    });
    const { checksum, read, memory, bytesPerWorker } = measured(result);
    const expected = sumOfWords({ fromWord: 0, toWord: MIB });
    expect({ checksum, memory, bytesPerWorker }).toEqual({
      checksum: { expected, found: expected },
      memory: isIsolated ? 'shared' : 'private',
      bytesPerWorker: 4 * MIB,
    });
    // Nothing reads 10 TB/s, and nothing that works reads less than 10 MB/s.
    expect(read.medianBytesPerSecond).toBeGreaterThan(1e7);
    expect(read.medianBytesPerSecond).toBeLessThan(1e13);
  }
});
