import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, magnitudes } from '../testing/arbitraries.ts';
import { exactly } from './estimate.ts';
import { LOAD_ERROR } from './measured-errors.ts';
import { loadSeconds, ttftOf, type LoadPath } from './ttft.ts';

const path = (changes: Partial<LoadPath>): LoadPath => ({
  floorSeconds: 0,
  bytesPerSecond: 1,
  expandBytesPerSecond: null,
  errorRatio: 0,
  ...changes,
});
const typical = (storedBytes: number, of: LoadPath): number =>
  loadSeconds({ storedBytes, expandedBytes: storedBytes, path: of }).typical;
const errors = (pairs: readonly (readonly [model: number, measured: number])[]): number[] =>
  pairs.map(([model, measured]) => Math.abs(model / measured - 1));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('loads, measured', () => {
  test('Llama 3.1 8B from DRAM (vLLM blog 2026-01-08): 12 ms and 43.5 GB/s', () => {
    const dram = path({ floorSeconds: 0.012, bytesPerSecond: 43.5e9 });
    const off = errors(
      (
        [
          [10_000, 0.046],
          [20_000, 0.074],
          [30_000, 0.101],
          [40_000, 0.13],
          [50_000, 0.157],
          [60_000, 0.193],
          [70_000, 0.222],
          [100_000, 0.314],
        ] as const
      ).map(([tokens, seconds]) => [typical(tokens * 131_072, dram), seconds]),
    );
    expect(mean(off)).toBeCloseTo(LOAD_ERROR.hostMemory.value.meanRatio, 3);
    expect(Math.max(...off)).toBeCloseTo(LOAD_ERROR.hostMemory.value.worstRatio, 2);
  });

  test('gpt-oss-120b from a peer (llm-d blog 2026-08-15): 21.9 ms and 4.32 µs a token of 73,728 B', () => {
    const peer = path({ floorSeconds: 0.0219, bytesPerSecond: 73_728 / 4.32e-6 });
    const off = errors(
      (
        [
          [2_048, 0.035],
          [8_192, 0.057],
          [16_384, 0.086],
          [32_768, 0.165],
          [49_152, 0.235],
        ] as const
      ).map(([tokens, seconds]) => [typical(tokens * 73_728, peer), seconds]),
    );
    expect(mean(off)).toBeCloseTo(LOAD_ERROR.peer.value.meanRatio, 3);
    expect(Math.max(...off)).toBeCloseTo(LOAD_ERROR.peer.value.worstRatio, 2);
  });

  test('a fleet restores GLM-5.2 at 26 ms per GB: 45,000 tokens in 53 ms, published 59', () => {
    expect(typical(45_000 * 44.9e3, path({ bytesPerSecond: 1e9 / 0.026 }))).toBeCloseTo(0.0525, 4);
  });
});

test('a compressed prefix is shorter to load and then expanded', () => {
  // 1 s floor, 10 B at 5 B/s, 40 B at 20 B/s.
  const of = path({ floorSeconds: 1, bytesPerSecond: 5, expandBytesPerSecond: 20, errorRatio: 0.1 });
  const { low, typical: middle, high } = loadSeconds({ storedBytes: 10, expandedBytes: 40, path: of });
  expect(low).toBeCloseTo(4.5, 9);
  expect(middle).toBeCloseTo(5, 9);
  expect(high).toBeCloseTo(5.5, 9);
});

test('nothing to load takes no time, a tier without bandwidth for ever', () => {
  expect(typical(0, path({ floorSeconds: 1 }))).toBe(0);
  expect(typical(1, path({ bytesPerSecond: 0 }))).toBe(Infinity);
});

describe('time to first token', () => {
  test('serial adds, overlapped takes the longer', () => {
    const ttft = ttftOf({
      recomputeSeconds: exactly(8.1),
      loadSeconds: { low: 0.4, typical: 0.5, high: 0.6 },
      restSeconds: { low: 0.07, typical: 0.08, high: 0.7 },
    });
    expect(ttft.serialSeconds.typical).toBeCloseTo(0.58, 9);
    expect(ttft.overlappedSeconds).toEqual({ low: 0.4, typical: 0.5, high: 0.7 });
    expect(ttft.speedUp).toBeCloseTo(8.1 / 0.58, 9);
  });

  test('overlap is never slower than one after the other, nor faster than either', () => {
    fc.assert(
      fc.property(magnitudes(1e-3, 1e3), magnitudes(1e-3, 1e3), between(0, 0.3), (load, rest, error) => {
        const of = (value: number) => ({ low: value * (1 - error), typical: value, high: value * (1 + error) });
        const { serialSeconds, overlappedSeconds } = ttftOf({
          recomputeSeconds: exactly(1),
          loadSeconds: of(load),
          restSeconds: of(rest),
        });
        for (const key of ['low', 'typical', 'high'] as const) {
          expect(overlappedSeconds[key]).toBeLessThanOrEqual(serialSeconds[key]);
          expect(overlappedSeconds[key]).toBeGreaterThanOrEqual(serialSeconds[key] / 2);
        }
      }),
    );
  });
});
