import { describe, expect, test } from 'vitest';
import type { BandwidthSample } from '../../domain/bandwidth/measurement.ts';
import { MEBIBYTE } from './environment.ts';
import type { FakeOptions } from './testing/fake-gpu.ts';
import { measured, SIZE, start } from './testing/run-fake.ts';

/** Faster on a first part of memory that a cache holds. */
const cached =
  ({ cacheBytes, near, far }: { cacheBytes: number; near: number; far: number }) =>
  ({ arrayBytes }: { arrayBytes: number }) =>
    arrayBytes <= cacheBytes ? near : far;

describe('a device of 2 GB/s', () => {
  test('is measured as that, by its own clock, within what starting dispatches takes', async () => {
    const result = await measured();
    // 4 MiB take 2,097 µs and starting a dispatch 50: 4 MiB ÷ 2,147 µs = 1.953 GB/s.
    expect(result.read.medianBytesPerSecond / 1e9).toBeCloseTo(1.953, 2);
    expect(result.read).toMatchObject({ samples: 11 });
    expect(result).toMatchObject({
      timer: 'timestamp',
      bufferBytes: SIZE,
      askedBytes: SIZE,
      bindingBytes: 2 ** 30,
      adapter: { vendor: 'acme', architecture: 'anvil-2', isFallback: false, renderer: null },
    });
    expect(result.timerDisagreementRatio).toBeLessThan(0.01);
    expect(result.emptySubmitSeconds).toBeCloseTo(1e-4, 6);
    expect(Object.keys(result.secondary).toSorted()).toEqual(['buffer-copy', 'copy', 'triad', 'write']);
    // 2 MiB arrays: 2 × 2 MiB ÷ (50 µs + 2,097 µs).
    expect((result.secondary.copy?.medianBytesPerSecond ?? 0) / 1e9).toBeCloseTo(1.953, 2);
  });

  test('has an exact sum for all that was read, and one for every kernel', async () => {
    const { checksum, tuned, sweep } = await measured();
    expect(checksum.found).toBe(checksum.expected);
    // 8 shapes, copy twice, 3 later rows twice, the headline, 3 sizes.
    expect(checksum.kernelsChecked).toBe(8 + 2 + 6 + 1 + 3);
    expect(tuned).toHaveLength(8);
    expect(sweep.map(({ bufferBytes }) => bufferBytes / MEBIBYTE)).toEqual([1, 2, 4]);
  });

  test('takes samples of 0.15 s, and no submission of more than half a second', async () => {
    const { fake, result, samples } = start();
    await result;
    const headline = samples.filter(({ purpose }) => purpose === 'headline');
    expect(headline).toHaveLength(11);
    for (const { wallSeconds } of headline) expect(wallSeconds).toBeGreaterThan(0.1);
    expect(fake.longestSubmissionSeconds()).toBeLessThan(0.5);
    const warm = samples.filter(({ purpose }) => purpose === 'warm-up').map(({ wallSeconds }) => wallSeconds);
    expect(warm.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(0.7);
  });

  test('gives its memory back, and all samples with the result', async () => {
    const { fake, result, samples } = start();
    const { samples: kept } = await result;
    expect(kept).toEqual(samples);
    await expect(fake.gpu.requestAdapter()).rejects.toThrow(/no longer exists/);
  });

  test('tells of progress that never goes back, through every step', async () => {
    const { result, progress } = start();
    await result;
    const ratios = progress.map(({ doneRatio }) => doneRatio);
    expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
    expect(ratios.at(-1)).toBe(1);
    expect(new Set(progress.map(({ step }) => step))).toEqual(
      new Set(['start', 'allocate', 'fill', 'check', 'tune', 'warm-up', 'read', 'secondary', 'sweep']),
    );
  });

  test('does the same in a shorter time at a lower pace', async () => {
    const full = start();
    const short = start({ paceRatio: 0.2 });
    await Promise.all([full.result, short.result]);
    expect(short.fake.now() - 1).toBeLessThan(0.4 * (full.fake.now() - 1));
    const kernels = (samples: readonly BandwidthSample[]) => new Set(samples.map(({ kernel }) => kernel));
    expect(kernels(short.samples)).toEqual(kernels(full.samples));
    const count = (samples: readonly BandwidthSample[]) =>
      samples.filter(({ purpose }) => purpose === 'headline').length;
    expect(count(short.samples)).toBe(count(full.samples));
  });
});

test('the fastest shape wins, and hopeless ones are not tried again', async () => {
  const bytesPerSecond: FakeOptions['bytesPerSecond'] = ({ label }) => (label === 'read block u4 64' ? 2e9 : 0.6e9);
  const { kernel, tuned, samples } = await measured({ options: { bytesPerSecond } });
  expect(kernel).toMatchObject({ map: 'block', unroll: 4, workgroupSize: 64 });
  expect(tuned[0]?.shape).toEqual(kernel);
  const tries = new Map<string, number>();
  for (const { purpose, kernel: name } of samples) if (purpose === 'tune') tries.set(name, (tries.get(name) ?? 0) + 1);
  expect([...tries.values()].toSorted()).toEqual([1, 1, 1, 1, 1, 1, 1, 3]);
});

test('a device of small workgroups tries the shapes that fit', async () => {
  const { tuned } = await measured({ options: { limits: { maxComputeInvocationsPerWorkgroup: 128 } } });
  expect(tuned.map(({ shape }) => shape.workgroupSize)).toEqual([64, 64, 64, 64]);
});

describe('clocks', () => {
  test('without a clock of the device the figure is by the page’s, and lower by the way there and back', async () => {
    const [both, wall] = await Promise.all([measured(), measured({ options: { hasTimestamps: false } })]);
    expect(wall).toMatchObject({ timer: 'wall', timerDisagreementRatio: null });
    expect(wall.samples.every(({ deviceSeconds }) => deviceSeconds === null)).toBe(true);
    expect(wall.read.medianBytesPerSecond).toBeLessThan(both.read.medianBytesPerSecond);
    expect(wall.read.medianBytesPerSecond).toBeGreaterThan(0.99 * both.read.medianBytesPerSecond);
  });
  test('a clock of 65,536 ns is good for spans as long as these', async () => {
    const [fine, coarse] = await Promise.all([measured(), measured({ options: { quantum: 65_536 } })]);
    expect(coarse.timer).toBe('timestamp');
    expect(coarse.read.medianBytesPerSecond / fine.read.medianBytesPerSecond - 1).toBeCloseTo(0, 2);
  });
  test('a clock in ticks of 52 ns is found out, and the page’s is used', async () => {
    const result = await measured({ options: { tickFactor: 1 / 52 } });
    expect(result).toMatchObject({ timer: 'wall', warnings: expect.arrayContaining(['timers-disagree']) });
    expect(result.read.medianBytesPerSecond / 1e9).toBeCloseTo(1.953, 2);
  });
  test('a browser that looks for answers every 100 ms and has no clock of the device gets longer samples', async () => {
    const { samples, read, emptySubmitSeconds } = await measured({
      options: { hasTimestamps: false, answerSeconds: 0.1 },
    });
    expect(emptySubmitSeconds).toBeCloseTo(0.1, 3);
    const headline = samples.filter(({ purpose }) => purpose === 'headline');
    for (const { wallSeconds } of headline) expect(wallSeconds).toBeGreaterThan(1);
    // At most a tenth too low, and never too high.
    expect(read.medianBytesPerSecond / 1e9).toBeGreaterThan(0.9 * 1.953);
    expect(read.medianBytesPerSecond / 1e9).toBeLessThan(1.954);
  });
  test('with a clock of the device late answers change nothing', async () => {
    const result = await measured({ options: { answerSeconds: 0.1 } });
    expect(result.timer).toBe('timestamp');
    expect(result.warnings).not.toContain('timers-disagree');
    expect(result.read.medianBytesPerSecond / 1e9).toBeCloseTo(1.953, 2);
  });
});

describe('warnings', () => {
  const BIG = { mostBytes: 8 * MEBIBYTE, options: {} };
  test('a steady device on a small array has none but that', async () => {
    expect((await measured({ options: { dispatchSeconds: 0, bytesPerSecond: () => 20e9 } })).warnings).toEqual([
      'small-limits',
    ]);
  });
  test('noisy', async () => {
    // Every sample of its own speed: long waves over the dispatches.
    const jitter = (n: number): number => (Math.floor(n / 250) % 2 === 0 ? 1 : 1.5);
    expect((await measured({ options: { jitter } })).warnings).toContain('noisy');
  });
  test('a cache that still shows in the last doubling', async () => {
    const bytesPerSecond = cached({ cacheBytes: 4 * MEBIBYTE, near: 80e9, far: 20e9 });
    const result = await measured({ ...BIG, options: { bytesPerSecond, dispatchSeconds: 0 } });
    expect(result.warnings).toContain('plateau-not-reached');
  });
  test('a cache that is left behind draws a shoulder and no warning', async () => {
    const bytesPerSecond = cached({ cacheBytes: 2 * MEBIBYTE, near: 80e9, far: 20e9 });
    const { sweep, warnings } = await measured({ ...BIG, options: { bytesPerSecond, dispatchSeconds: 0 } });
    expect(sweep.map(({ medianBytesPerSecond }) => Math.round(medianBytesPerSecond / 1e9))).toEqual([80, 80, 20, 20]);
    expect(warnings).not.toContain('plateau-not-reached');
  });
  test('an adapter that says it is software, and one that only looks like it', async () => {
    expect((await measured({ options: { info: { isFallbackAdapter: true } } })).warnings).toContain('software-adapter');
    expect((await measured({ options: { info: { architecture: 'swiftshader' } } })).warnings).toContain(
      'software-adapter',
    );
    const slow = await measured({ options: { bytesPerSecond: () => 3e9, info: { vendor: '', architecture: '' } } });
    expect(slow.warnings).toContain('suspected-software');
    expect(slow.warnings).not.toContain('software-adapter');
  });
});
