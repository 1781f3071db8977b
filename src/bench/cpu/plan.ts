import type { Bytes } from '../../domain/units.ts';

const MEBIBYTE = 2 ** 20;

/** All workers together: at least twice any processor's last cache, and below what one memory can address. */
export const MOST_TOTAL_BYTES = 1024 * MEBIBYTE;
/** With less than this in all, a large cache may hold a good part of it. */
export const LEAST_TOTAL_BYTES = 256 * MEBIBYTE;
/** Less says nothing of memory. */
export const LEAST_BYTES_PER_WORKER = 16 * MEBIBYTE;
/** Memory is saturated long before; and so many get {@link LEAST_BYTES_PER_WORKER} each. */
export const MOST_WORKERS = 64;

/**
 * Numbers of workers worth trying, ascending: one, half as many as there are logical cores (of which two may share one core),
 * and all of them.
 *
 * Example: 8 cores: 1, 4, 8. One core: 1.
 */
export function workerCounts({ logicalCores }: { logicalCores: number }): readonly number[] {
  const all = Math.min(Math.max(1, Math.floor(logicalCores) || 1), MOST_WORKERS);
  return [...new Set([1, Math.max(1, Math.floor(all / 2)), all])];
}

/**
 * The array of each worker, in whole MiB: what it may take at most, less where all together would take more than 1 GiB.
 *
 * Example: at most 512 MiB each: 512 MiB for one worker or two, 64 MiB for sixteen.
 */
export function bytesPerWorkerOf({ mostBytes, workers }: { mostBytes: Bytes; workers: number }): Bytes {
  const bytes = Math.min(mostBytes, MOST_TOTAL_BYTES / workers);
  return Math.max(MEBIBYTE, Math.floor(bytes / MEBIBYTE) * MEBIBYTE);
}
