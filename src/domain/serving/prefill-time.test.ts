import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, magnitudes } from '../testing/arbitraries.ts';
import { contexts, layeredModels } from '../testing/layer-groups.ts';
import { exactly } from './estimate.ts';
import { PREFILL_ERROR } from './measured-errors.ts';
import { prefillFlops } from './prefill-flops.ts';
import { impliedMfuRatio, prefillSeconds, prefillTokensPerSecond, type PrefillMachine } from './prefill-time.ts';
import {
  flopsOf,
  GPT_OSS,
  H100_PEAK,
  LLAMA_405B,
  LLAMA_70B,
  LLAMA_8B,
  machineWith,
} from './testing/measured-models.ts';

/** vLLM blog 2026-01-08, figure 1: one request on one H100, GPU prefix cache off; read off the chart to ±10 ms. */
const VLLM_LLAMA_8B = [
  [10_000, 0.268],
  [20_000, 0.639],
  [30_000, 1.102],
  [40_000, 1.657],
  [50_000, 2.294],
  [60_000, 3.016],
  [70_000, 3.845],
  [100_000, 6.855],
] as const;

/** llm-d blog 2026-08-15, table: a prefix computed on one H200. */
const LLM_D_GPT_OSS = [
  [2_048, 0.078],
  [8_192, 0.25],
  [16_384, 0.51],
  [32_768, 1.173],
  [49_152, 1.988],
] as const;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const errorOf = (model: number, measured: number): number => model / measured - 1;
const typical = (flops: number, machine: PrefillMachine): number => prefillSeconds({ flops, machine }).typical;

describe('one request, measured', () => {
  test('Llama 3.1 8B on one H100: within 1.8 % on average at one MFU of 0.60, worst at 10,000 tokens', () => {
    const errors = VLLM_LLAMA_8B.map(([tokens, seconds]) =>
      Math.abs(errorOf(typical(flopsOf(LLAMA_8B, tokens), machineWith({ mfuRatio: 0.6 })), seconds)),
    );
    expect(mean(errors)).toBeCloseTo(PREFILL_ERROR.dense.value.meanRatio, 3);
    expect(Math.max(...errors)).toBeCloseTo(PREFILL_ERROR.dense.value.worstRatio, 2);
  });

  test('fitted on 10,000 to 30,000 tokens alone, 100,000 are told within 5 %', () => {
    const machine = machineWith({ mfuRatio: 1 });
    const fitted = mean(
      VLLM_LLAMA_8B.slice(0, 3).map(([tokens, seconds]) =>
        impliedMfuRatio({ flops: flopsOf(LLAMA_8B, tokens), seconds, machine }),
      ),
    );
    expect(fitted).toBeGreaterThan(0.6);
    const predicted = typical(flopsOf(LLAMA_8B, 100_000), machineWith({ mfuRatio: fitted }));
    expect(Math.abs(errorOf(predicted, 6.855))).toBeLessThan(0.05);
  });

  test('gpt-oss-120b on one H200: within 10 % on average at one MFU of 0.36, which in truth rises with length', () => {
    const errors = LLM_D_GPT_OSS.map(([tokens, seconds]) =>
      Math.abs(errorOf(typical(flopsOf(GPT_OSS, tokens), machineWith({ mfuRatio: 0.36 })), seconds)),
    );
    expect(mean(errors)).toBeCloseTo(PREFILL_ERROR.mixtureOfExperts.value.meanRatio, 3);
    expect(Math.max(...errors)).toBeCloseTo(PREFILL_ERROR.mixtureOfExperts.value.worstRatio, 2);
  });

  test('by hand: 13.96 TFLOP of weights and 26.21 of attention a thousand tokens, at 593 TFLOP/s', () => {
    const linear = 2 * 6.98e9 * 1e5;
    const attention = 32 * 2 * 32 * 256 * (1e10 / 2);
    const seconds = 0.01 + (linear + attention) / (0.6 * 989e12);
    expect(seconds).toBeCloseTo(6.78, 2);
    expect(typical(flopsOf(LLAMA_8B, 100_000), machineWith({ mfuRatio: 0.6 }))).toBeCloseTo(seconds, 9);
  });

  test('tokens a second: 14,800 on one H100, 13,000 for 70B on four, 5,200 for 405B in fp8 on eight', () => {
    const rate = (model: typeof LLAMA_8B, tokens: number, machine: PrefillMachine): number =>
      prefillTokensPerSecond({ newTokens: tokens, flops: flopsOf(model, tokens), machine }).typical;
    expect(rate(LLAMA_8B, 100_000, machineWith({ mfuRatio: 0.6 }))).toBeCloseTo(14_771, -1);
    expect(rate(LLAMA_70B, 16_384, machineWith({ devices: 4, mfuRatio: 0.52 }))).toBeCloseTo(12_990, -2);
    const fp8 = machineWith({ devices: 8, mfuRatio: 0.4, peakFlopsPerSecond: 2 * H100_PEAK });
    expect(rate(LLAMA_405B, 100_000, fp8)).toBeCloseTo(5_200, -2);
  });
});

describe('the published 41 times', () => {
  const flops = flopsOf(LLAMA_70B, 105_000);
  test('is a baseline of 23.97 s, which is an MFU of 0.15 on eight H100s', () => {
    expect(23.97 / 0.58).toBeCloseTo(41.3, 1);
    const implied = impliedMfuRatio({ flops, seconds: 23.97, machine: machineWith({ devices: 8, mfuRatio: 1 }) });
    expect(implied).toBeCloseTo(0.152, 3);
    const baseline = typical(flops, machineWith({ devices: 8, mfuRatio: 0.15 }));
    expect(baseline / 0.58).toBeGreaterThan(41);
    expect(baseline / 0.58).toBeLessThan(42.5);
  });

  test('is 10 to 14 times against an engine at 45 to 60 %', () => {
    expect(typical(flops, machineWith({ devices: 8, mfuRatio: 0.45 })) / 0.58).toBeCloseTo(14, 0);
    expect(typical(flops, machineWith({ devices: 8, mfuRatio: 0.6 })) / 0.58).toBeCloseTo(10.5, 1);
  });
});

const machines: fc.Arbitrary<PrefillMachine> = fc.record({
  devices: fc.integer({ min: 1, max: 64 }),
  peakFlopsPerSecond: magnitudes(1e13, 1e16),
  mfuRatio: fc
    .tuple(between(0.01, 1), between(0.01, 1), between(0.01, 1))
    .map((all) => all.toSorted((a, b) => a - b))
    .map(([low = 1, middle = 1, high = 1]) => ({ low, typical: middle, high })),
  floorSeconds: between(0, 3),
  errorRatio: between(0, 0.5),
});

describe('any machine', () => {
  test('its bounds enclose the typical time, which is never below the floor', () => {
    fc.assert(
      fc.property(machines, magnitudes(1, 1e18), (machine, flops) => {
        const { low, typical: middle, high } = prefillSeconds({ flops, machine });
        expect(low).toBeLessThanOrEqual(middle);
        expect(middle).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(machine.floorSeconds);
      }),
    );
  });

  test('more devices, and a cached prefix, never take longer', () => {
    fc.assert(
      fc.property(machines, layeredModels, contexts, between(0, 1), (machine, groups, contextTokens, share) => {
        const cachedTokens = Math.floor(contextTokens * share);
        const whole = prefillFlops({ groups, activeParameters: 1e9, contextTokens }).totalFlops;
        const rest = prefillFlops({ groups, activeParameters: 1e9, contextTokens, cachedTokens }).totalFlops;
        const prefix = prefillFlops({ groups, activeParameters: 1e9, contextTokens: cachedTokens }).totalFlops;
        expect(rest).toBeGreaterThanOrEqual(0);
        expect(Math.abs(prefix + rest - whole)).toBeLessThanOrEqual(1e-9 * whole);
        const more = { ...machine, devices: machine.devices + 1 };
        expect(typical(whole, more)).toBeLessThanOrEqual(typical(whole, machine));
      }),
    );
  });

  test('a known MFU gives the times back that it was derived from', () => {
    fc.assert(
      fc.property(machines, magnitudes(1e9, 1e18), between(0.01, 1), (machine, flops, mfu) => {
        const known = { ...machine, mfuRatio: exactly(mfu) };
        const seconds = typical(flops, known);
        fc.pre(seconds - machine.floorSeconds > 1e-6 * machine.floorSeconds);
        expect(impliedMfuRatio({ flops, seconds, machine })).toBeCloseTo(mfu, 6);
      }),
    );
  });
});
