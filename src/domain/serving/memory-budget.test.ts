import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, magnitudes } from '../testing/arbitraries.ts';
import { memoryBudget, type MemoryBudgetRequest } from './memory-budget.ts';

const GIB = 2 ** 30;

describe('room for KV cache on H100s of which 79.18 GiB are visible', () => {
  // Start-up logs of vLLM 0.11 in llm-d-incubation/llm-d-planner @e50305af docs/empirical-vllm-memory-results.md: weights,
  // activations and runtime on one device, and what was left. The rows add up to the printed digit, six of them at a
  // utilisation of 0.90, those of gpt-oss-120b and Mistral Small at 0.95; CUDA graphs (−0.88 to 1.03 GiB) are no part.
  test.each([
    ['gpt-oss-20b', 1, 0.9, 13.47, 7.38, 0.13, 50.28],
    ['gpt-oss-120b', 1, 0.95, 64.38, 7.38, 0.13, 3.33],
    ['Llama 3.3 70B FP8', 2, 0.9, 33.88, 4.84, 0.55, 32],
    ['Llama 3.1 8B', 1, 0.9, 14.99, 4.76, 0.13, 51.38],
    ['Qwen3-0.6B', 1, 0.9, 1.12, 5.56, 0.13, 64.45],
    ['Qwen3-32B', 1, 0.9, 61.03, 5.64, 0.14, 4.45],
    ['Qwen3-32B', 2, 0.9, 30.59, 5.64, 0.54, 34.49],
    ['Mistral Small 3.2', 1, 0.95, 44.76, 2.12, 0.14, 28.2],
  ])('%s on %d at %d', (_name, devices, utilisationRatio, weights, activations, overhead, measured) => {
    const { poolBytesPerDevice } = memoryBudget({
      memoryBytes: 79.18 * GIB,
      utilisationRatio,
      devices,
      weightBytes: devices * weights * GIB,
      activationBytes: activations * GIB,
      overheadBytes: overhead * GIB,
      bytesPerSequenceAndDevice: 1,
    });
    expect(Math.abs(poolBytesPerDevice / GIB - measured)).toBeLessThan(0.01);
  });
});

const EMPTY: MemoryBudgetRequest = {
  memoryBytes: 100,
  utilisationRatio: 0.9,
  devices: 2,
  weightBytes: 80,
  activationBytes: 10,
  overheadBytes: 5,
  bytesPerSequenceAndDevice: 10,
};

test('only whole sequences fit', () => {
  // 100 × 0.9 − 80 ÷ 2 − 10 − 5 = 35.
  expect(memoryBudget(EMPTY)).toEqual({ weightBytesPerDevice: 40, poolBytesPerDevice: 35, sequences: 3 });
  expect(memoryBudget({ ...EMPTY, bytesPerSequenceAndDevice: 35 }).sequences).toBe(1);
  expect(memoryBudget({ ...EMPTY, bytesPerSequenceAndDevice: 35.1 }).sequences).toBe(0);
});

test('what does not fit at all is a negative pool and no sequence', () => {
  expect(memoryBudget({ ...EMPTY, devices: 1 })).toEqual({
    weightBytesPerDevice: 80,
    poolBytesPerDevice: -5,
    sequences: 0,
  });
});

const budgets: fc.Arbitrary<MemoryBudgetRequest> = fc.record({
  memoryBytes: magnitudes(1e9, 1e12),
  utilisationRatio: between(0.01, 1),
  devices: fc.integer({ min: 1, max: 1_024 }),
  weightBytes: magnitudes(1, 1e13),
  activationBytes: between(0, 1e10),
  overheadBytes: between(0, 1e10),
  bytesPerSequenceAndDevice: magnitudes(1, 1e12),
});

describe('any budget', () => {
  test('grows with devices, memory and utilisation', () => {
    fc.assert(
      fc.property(budgets, budgets, (a, b) => {
        const base = memoryBudget(a);
        for (const key of ['devices', 'memoryBytes', 'utilisationRatio'] as const) {
          const more = memoryBudget({ ...a, [key]: Math.max(a[key], b[key]) });
          expect(more.poolBytesPerDevice).toBeGreaterThanOrEqual(base.poolBytesPerDevice);
          expect(more.sequences).toBeGreaterThanOrEqual(base.sequences);
        }
      }),
    );
  });

  test('shrinks with weights, activations, overhead and longer sequences', () => {
    fc.assert(
      fc.property(budgets, budgets, (a, b) => {
        const base = memoryBudget(a);
        for (const key of ['weightBytes', 'activationBytes', 'overheadBytes', 'bytesPerSequenceAndDevice'] as const) {
          const more = memoryBudget({ ...a, [key]: Math.max(a[key], b[key]) });
          expect(more.poolBytesPerDevice).toBeLessThanOrEqual(base.poolBytesPerDevice);
          expect(more.sequences).toBeLessThanOrEqual(base.sequences);
        }
      }),
    );
  });

  test('of TensorRT-LLM is a share of what the rest leaves', () => {
    // 80 GB less 70 of weights, 5 of activations and 1 of runtime leave 4; vLLM's rule leaves 72 − 76 = −4.
    const request = {
      memoryBytes: 80e9,
      utilisationRatio: 0.9,
      devices: 1,
      weightBytes: 70e9,
      activationBytes: 5e9,
      overheadBytes: 1e9,
      bytesPerSequenceAndDevice: 1e9,
    };
    expect(memoryBudget(request)).toMatchObject({ poolBytesPerDevice: -4e9, sequences: 0 });
    const { poolBytesPerDevice, sequences } = memoryBudget({ ...request, utilisationOf: 'remainder' });
    expect(poolBytesPerDevice).toBeCloseTo(3.6e9, 0);
    expect(sequences).toBe(3);
  });

  test('holds the sequences it promises and not one more', () => {
    fc.assert(
      fc.property(budgets, (budget) => {
        const { poolBytesPerDevice, sequences } = memoryBudget(budget);
        const { bytesPerSequenceAndDevice: each } = budget;
        expect(sequences * each).toBeLessThanOrEqual(Math.max(0, poolBytesPerDevice) * (1 + 1e-12));
        expect((sequences + 1) * each).toBeGreaterThan(poolBytesPerDevice * (1 - 1e-12));
      }),
    );
  });
});
