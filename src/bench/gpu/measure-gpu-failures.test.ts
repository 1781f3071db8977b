import { describe, expect, test } from 'vitest';
import { MEBIBYTE } from './environment.ts';
import { measureGpu } from './measure-gpu.ts';
import type { FakeOptions } from './testing/fake-gpu.ts';
import { measured, run, SIZE, start } from './testing/run-fake.ts';

describe('no device', () => {
  const ask = (environment: { gpu: undefined; isSecureContext: boolean }) =>
    measureGpu({
      environment: { ...environment, now: () => 0 },
      request: { mostBytes: SIZE },
      signal: new AbortController().signal,
    });
  test('no WebGPU, and why', async () => {
    expect(await ask({ gpu: undefined, isSecureContext: true })).toMatchObject({ failure: 'no-webgpu', adapter: null });
    expect(await ask({ gpu: undefined, isSecureContext: false })).toMatchObject({ failure: 'insecure-page' });
  });
  test('no adapter, refused or not there', async () => {
    expect(await run({ options: { adapter: 'none' } })).toMatchObject({
      failure: 'no-adapter',
      detail: expect.stringContaining('null'),
    });
    expect(await run({ options: { adapter: 'refuses' } })).toMatchObject({
      failure: 'no-adapter',
      detail: expect.stringContaining('Not allowed here'),
    });
  });
  test('an adapter that comes only without a preference is taken', async () => {
    expect((await run({ options: { adapter: 'only-plain' } })).status).toBe('measured');
  });
  test('no device at all, none with a clock, none with larger limits', async () => {
    expect(await run({ options: { device: 'none' } })).toMatchObject({
      failure: 'no-device',
      detail: expect.stringContaining('No such device'),
      adapter: { vendor: 'acme' },
    });
    expect(await measured({ options: { device: 'no-clock' } })).toMatchObject({ timer: 'wall' });
    expect(await measured({ options: { device: 'only-plain' } })).toMatchObject({ timer: 'wall' });
  });
  test('asks for the limits of the adapter', async () => {
    const { fake, result } = start({ options: { limits: { maxBufferSize: 2 ** 29 } } });
    await result;
    expect(fake.devices[0]).toMatchObject({
      requiredLimits: { maxBufferSize: 2 ** 29, maxComputeInvocationsPerWorkgroup: 256 },
      requiredFeatures: ['timestamp-query'],
    });
  });
});

describe('memory', () => {
  test('that runs out is halved until it fits, the second array too', async () => {
    // 8 MiB do not fit into 5; 4 do, and of the second's 2 the one MiB that is left.
    const bench = start({ mostBytes: 8 * MEBIBYTE, options: { memoryBytes: 5 * MEBIBYTE } });
    const result = await bench.result;
    expect(result).toMatchObject({
      status: 'measured',
      askedBytes: 8 * MEBIBYTE,
      bufferBytes: 4 * MEBIBYTE,
      warnings: expect.arrayContaining(['small-limits']),
    });
    expect(result.samples.filter(({ kernel }) => kernel.startsWith('read')).length).toBeGreaterThan(20);
  });
  test('that is not there for a second array leaves the rows out', async () => {
    const result = await measured({ options: { memoryBytes: SIZE } });
    expect(result.secondary).toEqual({});
    expect(result.read.samples).toBe(11);
  });
  test('below the least is a failure', async () => {
    expect(await run({ options: { memoryBytes: MEBIBYTE - 1 } })).toMatchObject({
      failure: 'out-of-memory',
      detail: 'The device gave no 1 MiB.',
    });
  });
  test('a buffer stays within the limit, whatever is asked for', async () => {
    const result = await measured({ options: { limits: { maxBufferSize: 2.5 * MEBIBYTE } } });
    expect(result).toMatchObject({ askedBytes: 2 * MEBIBYTE, bufferBytes: 2 * MEBIBYTE });
  });
  test('a binding smaller than the buffer is read part by part, to the same sum', async () => {
    const whole = await measured();
    const parts = await measured({ options: { limits: { maxStorageBufferBindingSize: 1.5 * MEBIBYTE } } });
    expect(parts).toMatchObject({ bindingBytes: MEBIBYTE, bufferBytes: SIZE });
    expect(parts.sweep.map(({ bufferBytes }) => bufferBytes)).toEqual(
      whole.sweep.map(({ bufferBytes }) => bufferBytes),
    );
    // Each MiB takes 524 µs and 50 to start: 1.826 GB/s.
    expect(parts.read.medianBytesPerSecond / 1e9).toBeCloseTo(1.826, 2);
  });
});

describe('a wrong sum is no figure', () => {
  test.each([['read thread u8'], ['read grid u4 256'], ['fill'], ['copy'], ['write'], ['triad']])(
    'of %s',
    async (label) => {
      const result = await run({ options: { wrong: new RegExp(`^${label}`) } });
      expect(result).toMatchObject({ status: 'failed', failure: 'wrong-result' });
      expect(result).not.toHaveProperty('read');
    },
  );
  test('that comes up in the headline alone', async () => {
    const wrong = { test: (label: string) => label.startsWith('read') && bench.progress.at(-1)?.step === 'read' };
    const bench = start({ options: { wrong } });
    expect(await bench.result).toMatchObject({
      failure: 'wrong-result',
      detail: expect.stringMatching(/passes of read/),
    });
  });
});

describe('a device that goes away', () => {
  test('is said to be lost, in its own words, wherever the run is', async () => {
    for (const at of [3, 20, 60, 120, 240]) {
      const options: FakeOptions = {
        onAnswer: (n) => {
          if (n === at) bench.fake.lose('The driver was updated.');
        },
      };
      const bench = start({ options, mostBytes: MEBIBYTE });
      expect(await bench.result).toMatchObject({ failure: 'device-lost', adapter: { vendor: 'acme' } });
    }
  });
  test('is lost as well when it only refuses', async () => {
    const bench = start({ mostBytes: MEBIBYTE, options: { onAnswer: (n) => void (n === 80 && bench.fake.crash()) } });
    expect(await bench.result).toMatchObject({
      failure: 'device-lost',
      detail: expect.stringContaining('no longer exists'),
    });
  });
});

describe('a cancel', () => {
  test('before the start asks for nothing', async () => {
    const controller = new AbortController();
    controller.abort();
    expect(await run({ controller })).toMatchObject({ failure: 'cancelled', adapter: null, samples: [] });
  });
  test('ends the run at every step, with the samples that were there', async () => {
    const whole = start({ mostBytes: MEBIBYTE });
    await whole.result;
    const answers = whole.fake.answers();
    expect(answers).toBeGreaterThan(150);
    const steps = new Set<string>();
    for (let at = 1; at < answers; at += at < 20 ? 1 : 11) {
      const controller = new AbortController();
      const options: FakeOptions = { onAnswer: (n) => void (n === at && controller.abort()) };
      const bench = start({ mostBytes: MEBIBYTE, controller, options });
      const result = await bench.result;
      expect(result).toMatchObject({ status: 'failed', failure: 'cancelled' });
      expect(result.samples).toEqual(bench.samples);
      steps.add(bench.progress.at(-1)?.step ?? '');
    }
    expect(steps.size).toBe(9);
  });
  test('ends it even where the device never answers again', async () => {
    const controller = new AbortController();
    const bench = start({
      mostBytes: MEBIBYTE,
      controller,
      options: {
        onAnswer: (n) => {
          if (n !== 100) return;
          bench.fake.hang();
          setTimeout(() => controller.abort(), 5);
        },
      },
    });
    expect(await bench.result).toMatchObject({ failure: 'cancelled' });
  });
});
