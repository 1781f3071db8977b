import { describe, expect, test } from 'vitest';
import type { AdapterIdentity, CpuMeasurement, GpuMeasurement } from '../../domain/bandwidth/measurement.ts';
import { MEBIBYTE } from './environment.ts';
import { isComputeBound, isSoftware, withSuspicion, withWarning } from './plausibility.ts';
import { isPlateauReached, roundsFor, sweepSizes } from './sweep.ts';

const ADAPTER: AdapterIdentity = {
  vendor: 'acme',
  architecture: 'anvil-2',
  device: '',
  description: '',
  isFallback: false,
  renderer: null,
};
const curve = (...gigabytes: readonly number[]) =>
  gigabytes.map((each, i) => ({ bufferBytes: 2 ** i * MEBIBYTE, medianBytesPerSecond: each * 1e9 }));

test('adapters that say they are a processor', () => {
  expect(isSoftware(ADAPTER)).toBe(false);
  expect(isSoftware({ ...ADAPTER, isFallback: true })).toBe(true);
  expect(isSoftware({ ...ADAPTER, architecture: 'swiftshader' })).toBe(true);
  expect(isSoftware({ ...ADAPTER, description: 'Microsoft Basic Render Driver' })).toBe(true);
  expect(isSoftware({ ...ADAPTER, vendor: 'mesa', architecture: 'software' })).toBe(true);
});

test('a flat curve of a few GB/s is computed, one with a cache in front is read', () => {
  // Measured: lavapipe and a processor's own memory behind its cache.
  expect(isComputeBound(curve(5.7, 7.2, 7.2, 7.6, 7.6, 8.8, 8.4))).toBe(true);
  expect(isComputeBound(curve(30, 12, 9))).toBe(false);
  expect(isComputeBound(curve(300, 136, 60, 60, 32, 32))).toBe(false);
  expect(isComputeBound(curve(100, 100, 100))).toBe(false);
  expect(isComputeBound(curve(5))).toBe(false);
});

describe('beside the processor', () => {
  const gpu = { status: 'measured', adapter: ADAPTER, read: { medianBytesPerSecond: 14e9 }, warnings: [] };
  const of = (change: object = {}) => ({ ...gpu, ...change }) as unknown as GpuMeasurement;
  const cpu = (gigabytes: number) =>
    ({ status: 'measured', read: { medianBytesPerSecond: gigabytes * 1e9 } }) as CpuMeasurement;
  test('a device far below it is suspected, one near it is not', () => {
    expect(withSuspicion({ gpu: of(), cpu: cpu(27) })).toMatchObject({
      warnings: ['suspected-software'],
      suspicions: ['below-processor'],
    });
    expect(withSuspicion({ gpu: of(), cpu: cpu(19) })).toEqual(of());
    expect(withSuspicion({ gpu: of(), cpu: null })).toEqual(of());
  });
  test('the page’s other name can tell', () => {
    const adapter = { ...ADAPTER, renderer: 'ANGLE (Mesa, llvmpipe (LLVM 15.0.6 256 bits), OpenGL 4.5)' };
    expect(withSuspicion({ gpu: of({ adapter }), cpu: null })).toMatchObject({
      warnings: ['suspected-software'],
      suspicions: ['renderer-name'],
    });
  });
  test('a slow and flat curve, which had its warning before, gets its reason, and the others stand beside it', () => {
    const flat = of({ warnings: ['suspected-software'] });
    expect(withSuspicion({ gpu: flat, cpu: null })).toEqual({ ...flat, suspicions: ['slow-and-flat'] });
    const adapter = { ...ADAPTER, renderer: 'Google SwiftShader' };
    expect(withSuspicion({ gpu: { ...flat, adapter }, cpu: cpu(27) })).toMatchObject({
      warnings: ['suspected-software'],
      suspicions: ['slow-and-flat', 'below-processor', 'renderer-name'],
    });
  });
  test('what is known is not suspected, and a failure stays one', () => {
    const known = of({ warnings: ['software-adapter'] });
    expect(withSuspicion({ gpu: known, cpu: cpu(27) })).toBe(known);
    const failed = { status: 'failed', failure: 'no-adapter', detail: '', adapter: null, samples: [] } as const;
    expect(withSuspicion({ gpu: failed, cpu: cpu(27) })).toBe(failed);
  });
  test('a warning is added once', () => {
    const once = withWarning({ result: of(), warning: 'hidden-tab' });
    expect(withWarning({ result: once, warning: 'hidden-tab' }).warnings).toEqual(['hidden-tab']);
  });
});

describe('sizes', () => {
  test('go from 1 MiB to the whole array by doubling', () => {
    expect(sweepSizes(8 * MEBIBYTE).map((bytes) => bytes / MEBIBYTE)).toEqual([1, 2, 4, 8]);
    expect(sweepSizes(1_024 * MEBIBYTE)).toHaveLength(11);
    expect(sweepSizes(MEBIBYTE / 2)).toEqual([MEBIBYTE / 2]);
  });
  test('are read as often in a dispatch as 1 ms holds, and from 256 MiB on once', () => {
    // 1 ms of 1 TB/s is 1 GB: 953 MiB.
    expect(roundsFor({ bytes: MEBIBYTE, bytesPerSecond: 1e12 })).toBe(512);
    expect(roundsFor({ bytes: 64 * MEBIBYTE, bytesPerSecond: 1e12 })).toBe(8);
    expect(roundsFor({ bytes: 256 * MEBIBYTE, bytesPerSecond: 1e13 })).toBe(1);
    // A slow device still gets 16 MiB a dispatch.
    expect(roundsFor({ bytes: MEBIBYTE, bytesPerSecond: 1e9 })).toBe(16);
    expect(roundsFor({ bytes: 64 * MEBIBYTE, bytesPerSecond: 10e9 })).toBe(1);
  });
  test('have come to memory when the last doubling changes less than 7 %', () => {
    expect(isPlateauReached(curve(300, 60, 32, 31.8))).toBe(true);
    expect(isPlateauReached(curve(300, 60, 33.8, 31))).toBe(false);
    expect(isPlateauReached(curve(20, 25))).toBe(false);
    expect(isPlateauReached(curve(31.8))).toBe(false);
  });
});
