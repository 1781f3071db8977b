import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesPerWorkerOf, MOST_TOTAL_BYTES, MOST_WORKERS, workerCounts } from './plan.ts';

const MIB = 2 ** 20;

test('one, half and all, each once', () => {
  expect(workerCounts({ logicalCores: 1 })).toEqual([1]);
  expect(workerCounts({ logicalCores: 2 })).toEqual([1, 2]);
  expect(workerCounts({ logicalCores: 3 })).toEqual([1, 3]);
  expect(workerCounts({ logicalCores: 8 })).toEqual([1, 4, 8]);
  expect(workerCounts({ logicalCores: 256 })).toEqual([1, 32, 64]);
});

test('a browser that does not tell its cores has one', () => {
  for (const logicalCores of [0, -1, Number.NaN]) expect(workerCounts({ logicalCores })).toEqual([1]);
});

test('an array is what is allowed, or its share of 1 GiB, in whole MiB', () => {
  expect(bytesPerWorkerOf({ mostBytes: 512 * MIB, workers: 1 })).toBe(512 * MIB);
  expect(bytesPerWorkerOf({ mostBytes: 512 * MIB, workers: 2 })).toBe(512 * MIB);
  expect(bytesPerWorkerOf({ mostBytes: 512 * MIB, workers: 16 })).toBe(64 * MIB);
  expect(bytesPerWorkerOf({ mostBytes: 512 * MIB, workers: 12 })).toBe(85 * MIB);
  expect(bytesPerWorkerOf({ mostBytes: 7.5 * MIB, workers: 2 })).toBe(7 * MIB);
  expect(bytesPerWorkerOf({ mostBytes: 10, workers: 2 })).toBe(MIB);
});

test('all together stay addressable, and above 16 MiB each', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: MOST_WORKERS }),
      fc.integer({ min: 16 * MIB, max: 8192 * MIB }),
      (workers, mostBytes) => {
        const bytes = bytesPerWorkerOf({ mostBytes, workers });
        expect(bytes * workers).toBeLessThanOrEqual(MOST_TOTAL_BYTES);
        expect(bytes).toBeLessThanOrEqual(mostBytes);
        expect(bytes).toBeGreaterThanOrEqual(16 * MIB);
      },
    ),
  );
});
