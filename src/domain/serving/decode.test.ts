import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LayerGroup } from '../kv-cache/layer-group.ts';
import { rankGroups } from '../kv-cache/tensor-parallel.ts';
import { bytesPerSequence } from '../kv-cache/size.ts';
import { between, magnitudes } from '../testing/arbitraries.ts';
import { contexts, layeredModels } from '../testing/layer-groups.ts';
import {
  DEEPSEEK_V3,
  DEEPSEEK_V3_2,
  DEEPSEEK_V4_FLASH,
  GPT_OSS_120B,
  KIMI_K2_6,
  LLAMA_3_1_8B,
  MINIMAX_M3,
  QWEN3_235B,
  QWEN3_5_27B,
} from '../testing/published-models.ts';
import { decodeSpeed, type DecodeMachine, type DecodeStep } from './decode-step.ts';
import { decodeFlops, decodeKvBytes } from './decode-work.ts';
import { parametersRead, type Parameters } from './experts.ts';
import { DECODE_DEFAULTS } from './measured-errors.ts';

const V3: Parameters = { totalParameters: 671e9, activeParameters: 37e9, experts: { count: 256, perToken: 8 } };

describe('experts read', () => {
  test('by hand: 2 of 4 experts of 10 beside 20 shared', () => {
    // Total 60, active 40: one token reads 40; two read 20 + 40 × (1 − ¼) = 50.
    const parameters: Parameters = { totalParameters: 60, activeParameters: 40, experts: { count: 4, perToken: 2 } };
    expect([1, 2, 3].map((tokens) => parametersRead({ parameters, tokens }))).toEqual([40, 50, 55]);
  });

  test('DeepSeek-V3 reads 37 B for one token, 163 B for 8, nearly all for 256', () => {
    const read = (tokens: number): number => parametersRead({ parameters: V3, tokens }) / 1e9;
    expect(read(1)).toBeCloseTo(37, 9);
    // 654.45 B in experts; (31 ÷ 32)⁸ = 0.7757 of them untouched.
    expect(read(8)).toBeCloseTo(163.3, 0);
    expect(read(256)).toBeGreaterThan(670);
  });

  test('counted against drawing experts at random', () => {
    const experts = 16;
    const perToken = 3;
    const tokens = 5;
    let seed = 1;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    let distinct = 0;
    const rounds = 20_000;
    for (let round = 0; round < rounds; round++) {
      const used = new Set<number>();
      for (let token = 0; token < tokens; token++) {
        const own = new Set<number>();
        while (own.size < perToken) own.add(Math.floor(random() * experts));
        for (const expert of own) used.add(expert);
      }
      distinct += used.size;
    }
    const parameters = { totalParameters: experts, activeParameters: perToken, experts: { count: experts, perToken } };
    expect(Math.abs(parametersRead({ parameters, tokens }) - distinct / rounds)).toBeLessThan(0.03);
  });

  test('a dense model reads itself, no tokens read nothing, unknown experts are all the parameters', () => {
    const dense = { totalParameters: 8, activeParameters: 8, experts: null };
    expect(parametersRead({ parameters: dense, tokens: 3 })).toBe(8);
    expect(parametersRead({ parameters: dense, tokens: 0 })).toBe(0);
    const unknown = { totalParameters: 100, activeParameters: 10, experts: null };
    expect(parametersRead({ parameters: unknown, tokens: 1 })).toBeCloseTo(10, 9);
    expect(parametersRead({ parameters: unknown, tokens: 2 })).toBeCloseTo(19, 9);
  });

  test('grow with the batch, from the active to the total', () => {
    fc.assert(
      fc.property(
        magnitudes(1e8, 1e13),
        between(0.01, 1),
        fc.oneof(
          fc.constant(null),
          fc.record({ count: fc.integer({ min: 1, max: 512 }), perToken: fc.integer({ min: 1, max: 512 }) }),
        ),
        fc.integer({ min: 1, max: 5_000 }),
        (totalParameters, share, experts, tokens) => {
          const parameters = { totalParameters, activeParameters: totalParameters * share, experts };
          const read = parametersRead({ parameters, tokens });
          expect(parametersRead({ parameters, tokens: tokens + 1 })).toBeGreaterThanOrEqual(read * (1 - 1e-12));
          expect(read).toBeLessThanOrEqual(totalParameters * (1 + 1e-12));
          expect(read).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('work of one token', () => {
  // Step-3 report (arXiv 2507.19427), attention FLOPs per decoded token at 8K and 32K; it counts a latent value as wide as
  // its key (576), here it is 512, 5.6 % less in sum.
  test.each([
    ['DeepSeek-V3', DEEPSEEK_V3, 8_192, 1.47e11, 0.06],
    ['DeepSeek-V3', DEEPSEEK_V3, 32_768, 5.89e11, 0.06],
    ['Kimi K2', KIMI_K2_6, 8_192, 1.47e11 / 2, 0.06],
    ['Qwen3-235B', QWEN3_235B, 8_192, 2.52e10, 0.003],
  ] as const)('%s at %#', (_name, groups, contextTokens, published, tolerance) => {
    const { attentionFlops, linearFlops } = decodeFlops({ groups, activeParameters: 37e9, contextTokens });
    expect(Math.abs(attentionFlops / published - 1)).toBeLessThan(tolerance);
    expect(linearFlops).toBe(2 * 37e9);
  });

  test('cache read: all of a full cache, the chosen records and every key of a sparse one, windows, states twice', () => {
    const read = (groups: readonly LayerGroup[], contextTokens: number): number =>
      decodeKvBytes({ groups, dtype: 'bf16', contextTokens });
    expect(read(LLAMA_3_1_8B, 100_000)).toBe(13_107_200_000);
    expect(read(DEEPSEEK_V3_2, 100_000)).toBe(61 * (2_048 * 1_152 + 100_000 * 256));
    expect(read(MINIMAX_M3, 100_000)).toBe((57 * 2_048 + 3 * 100_000) * 2_048 + 57 * 100_000 * 256);
    expect(read(GPT_OSS_120B, 100_000)).toBe(18 * (100_000 + 128) * 2_048);
    expect(read(QWEN3_5_27B, 100_000)).toBe(
      16 * 100_000 * 4_096 + 2 * bytesPerSequence({ groups: QWEN3_5_27B.slice(1), dtype: 'bf16', contextTokens: 9 }),
    );
    // V4-Flash: 43 windows of 128, 21 × 512 of 25,000 entries and all their keys, 20 × all of 781.25 entries; 1,024 B each.
    expect(read(DEEPSEEK_V4_FLASH, 100_000)).toBe(
      (43 * 128 + 21 * 512 + (20 * 100_000) / 128) * 1_024 + 21 * 25_000 * 256,
    );
  });

  test('what is read never exceeds what is kept, states aside', () => {
    fc.assert(
      fc.property(layeredModels, contexts, (groups, contextTokens) => {
        const without = groups.filter(({ kind }) => kind !== 'state');
        const kept = bytesPerSequence({ groups: without, dtype: 'bf16', contextTokens });
        expect(decodeKvBytes({ groups: without, dtype: 'bf16', contextTokens })).toBeLessThanOrEqual(kept * (1 + 1e-9));
      }),
    );
  });

  test('a latent cache is read whole on each of eight ranks, KV heads are divided', () => {
    const read = (groups: readonly LayerGroup[]): number =>
      decodeKvBytes({ groups: rankGroups({ groups, ranks: 8 }), dtype: 'bf16', contextTokens: 1_000 });
    expect(read(DEEPSEEK_V3)).toBe(70_272_000);
    expect(read(LLAMA_3_1_8B)).toBe(131_072_000 / 8);
  });
});
const MACHINE: DecodeMachine = {
  devices: 1,
  memoryBytesPerSecond: 3.35e12,
  peakFlopsPerSecond: 989e12,
  weightEfficiencyRatio: DECODE_DEFAULTS.weightEfficiencyRatio.value,
  kvEfficiencyRatio: DECODE_DEFAULTS.kvEfficiencyRatio.value,
  computeEfficiencyRatio: DECODE_DEFAULTS.computeEfficiencyRatio.value,
  stepSeconds: DECODE_DEFAULTS.stepSeconds.value,
  layerSeconds: DECODE_DEFAULTS.layerSeconds.value,
  errorRatio: DECODE_DEFAULTS.errorRatio.value,
};
const LLAMA_STEP: DecodeStep = {
  sequences: 1,
  layers: 32,
  weightBytes: 16.06e9,
  kvBytesPerSequenceAndDevice: 0,
  flopsPerSequence: 16e9,
};

describe('a decode step', () => {
  test.each([
    // vLLM blog 2026-04-22 (fp8 KV cache), Llama 3.1 8B, one request: intercept and slope of the time of a token.
    ['H100', 3.35e12, 0.006_44, 4.37e-8],
    ['B200', 8e12, 0.003_93, 1.8e-8],
  ])(
    'of Llama 3.1 8B on one %s: the published line lies in the band',
    (_name, memoryBytesPerSecond, intercept, slope) => {
      for (const contextTokens of [1_000, 10_000, 100_000]) {
        const { stepSeconds, bound } = decodeSpeed({
          machine: { ...MACHINE, memoryBytesPerSecond },
          step: { ...LLAMA_STEP, kvBytesPerSequenceAndDevice: 131_072 * contextTokens },
        });
        const measured = intercept + slope * contextTokens;
        expect(measured).toBeGreaterThan(stepSeconds.low);
        expect(measured).toBeLessThan(stepSeconds.high);
        expect(bound).toBe('memory');
      }
    },
  );

  test('by hand on two devices', () => {
    // 100 B of weights over 2 × 10 × 0.5 = 10 s; 3 × 4 B over 10 × 0.8 = 1.5 s; 3 × 40 FLOP over 2 × 20 × 0.5 = 6 s; 1 + 2 × 0.5.
    const speed = decodeSpeed({
      machine: {
        devices: 2,
        memoryBytesPerSecond: 10,
        peakFlopsPerSecond: 20,
        weightEfficiencyRatio: 0.5,
        kvEfficiencyRatio: 0.8,
        computeEfficiencyRatio: 0.5,
        stepSeconds: 1,
        layerSeconds: 0.5,
        errorRatio: 0.2,
      },
      step: { sequences: 3, layers: 2, weightBytes: 100, kvBytesPerSequenceAndDevice: 4, flopsPerSequence: 40 },
    });
    expect(speed.stepSeconds.typical).toBeCloseTo(13.5, 9);
    expect(speed.tokensPerSecond.typical).toBeCloseTo(3 / 13.5, 9);
    expect(speed.tokensPerSecondPerSequence.low).toBeCloseTo(1 / (13.5 * 1.2), 9);
    expect(speed.bound).toBe('memory');
  });

  test('large batches of short sequences multiply longer than they read', () => {
    const at = (sequences: number) =>
      decodeSpeed({ machine: MACHINE, step: { ...LLAMA_STEP, sequences, kvBytesPerSequenceAndDevice: 131_072 } });
    expect(at(1).bound).toBe('memory');
    expect(at(1_024).bound).toBe('compute');
    expect(at(1_024).tokensPerSecond.typical).toBeGreaterThan(at(1).tokensPerSecond.typical);
  });

  test('many layers on fast memory wait for each other', () => {
    const machine = { ...MACHINE, devices: 8, memoryBytesPerSecond: 8e12 };
    expect(decodeSpeed({ machine, step: LLAMA_STEP }).bound).toBe('overhead');
  });

  test('more sequences never speed one of them up, nor slow all of them down', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4_096 }),
        magnitudes(1e6, 1e13),
        magnitudes(1, 1e11),
        magnitudes(1e6, 1e13),
        fc.integer({ min: 1, max: 16 }),
        (sequences, weightBytes, kvBytesPerSequenceAndDevice, flopsPerSequence, devices) => {
          const at = (count: number) =>
            decodeSpeed({
              machine: { ...MACHINE, devices },
              step: { sequences: count, layers: 80, weightBytes, kvBytesPerSequenceAndDevice, flopsPerSequence },
            });
          const [few, many] = [at(sequences), at(sequences + 1)];
          expect(many.stepSeconds.typical).toBeGreaterThanOrEqual(few.stepSeconds.typical);
          expect(many.tokensPerSecond.typical).toBeGreaterThanOrEqual(few.tokensPerSecond.typical * (1 - 1e-12));
        },
      ),
    );
  });
});
