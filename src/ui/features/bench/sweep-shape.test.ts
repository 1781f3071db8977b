import { describe, expect, test } from 'vitest';
import { shapeOfSweep } from './sweep-shape.ts';

const MIB = 2 ** 20;
const sweep = (...rates: readonly number[]) =>
  rates.map((rate, i) => ({ bufferBytes: 2 ** i * MIB, medianBytesPerSecond: rate * 1e9 }));

describe('a sweep', () => {
  test('of a processor with two caches: rise, two shoulders, plateau', () => {
    // Per size from 1 MiB: L2 to 4 MiB, L3 to 64 MiB, memory from 256 MiB.
    const shape = shapeOfSweep(sweep(200, 300, 290, 150, 62, 60, 59, 50, 33, 32, 31.7));
    expect(shape.shoulders).toEqual([
      { fromBytes: 4 * MIB, toBytes: 16 * MIB, beforeBytesPerSecond: 290e9, afterBytesPerSecond: 62e9 },
      { fromBytes: 64 * MIB, toBytes: 256 * MIB, beforeBytesPerSecond: 59e9, afterBytesPerSecond: 33e9 },
    ]);
    expect(shape.plateau).toEqual({ fromBytes: 256 * MIB, bytesPerSecond: 31.7e9 });
    expect(shape.lastChangeRatio).toBeCloseTo(0.3 / 32, 10);
  });

  test('that is flat has no shoulder, and is a plateau from its first size', () => {
    const shape = shapeOfSweep(sweep(4, 4.1, 3.9, 4));
    expect(shape.shoulders).toEqual([]);
    expect(shape.plateau).toEqual({ fromBytes: MIB, bytesPerSecond: 4e9 });
  });

  test('that still falls at its end has no plateau', () => {
    const shape = shapeOfSweep(sweep(100, 100, 80, 60));
    expect(shape.plateau).toBeNull();
    expect(shape.lastChangeRatio).toBeCloseTo(0.25, 10);
    expect(shape.shoulders).toHaveLength(1);
  });

  test('small steps that never lose a tenth each are no shoulder', () => {
    expect(shapeOfSweep(sweep(100, 95, 90, 86, 82, 80)).shoulders).toEqual([]);
  });

  test.each([[sweep()], [sweep(5)]])('of no or one size says nothing', (points) => {
    expect(shapeOfSweep(points)).toEqual({ shoulders: [], plateau: null, lastChangeRatio: null });
  });
});
