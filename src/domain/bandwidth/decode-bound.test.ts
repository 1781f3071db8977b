import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parametersRead } from '../serving/experts.ts';
import { magnitudes } from '../testing/arbitraries.ts';
import { contexts, layeredModels } from '../testing/layer-groups.ts';
import { DEEPSEEK_V3, LLAMA_3_1_8B, QWEN3_5_27B } from '../testing/published-models.ts';
import { atBandwidth, decodeBound, kvShareOf, parametersReadPerToken, spacedContexts } from './decode-bound.ts';

/** 128,256 × 4,096, twice: embedding and head. */
const LLAMA_TABLE = 128_256 * 4_096;
const LLAMA_READ = parametersReadPerToken({
  activeParameters: 8.03e9,
  tables: { inActiveParameters: 2 * LLAMA_TABLE, headParameters: LLAMA_TABLE },
});

describe('parameters read per token', () => {
  test('Llama 3.1 8B reads its head and not its embedding', () => {
    expect(LLAMA_READ / 1e9).toBeCloseTo(7.5047, 4);
  });

  test('one matrix that is both is read once; what is not counted among the active is added', () => {
    expect(
      parametersReadPerToken({ activeParameters: 100, tables: { inActiveParameters: 10, headParameters: 10 } }),
    ).toBe(100);
    // GLM counts neither: its head comes on top.
    expect(
      parametersReadPerToken({ activeParameters: 100, tables: { inActiveParameters: 0, headParameters: 10 } }),
    ).toBe(110);
    expect(parametersReadPerToken({ activeParameters: 100, tables: null })).toBe(100);
  });

  test('the active parameters are what one token of a mixture reads: shared and k of E', () => {
    // DeepSeek-V3: 37 of 671 billion, 8 of 256 experts.
    const read = parametersRead({
      parameters: { totalParameters: 671e9, activeParameters: 37e9, experts: { count: 256, perToken: 8 } },
      tokens: 1,
    });
    expect(parametersReadPerToken({ activeParameters: 37e9, tables: null })).toBeCloseTo(read, -3);
  });
});

describe('decode bound', () => {
  test('Llama 3.1 8B in bf16 on an H100 at 100,000 tokens, by hand', () => {
    const bound = decodeBound({
      weightBytes: 2 * LLAMA_READ,
      groups: LLAMA_3_1_8B,
      dtype: 'bf16',
      contextTokens: 100_000,
      bytesPerSecond: 3.35e12,
    });
    // 32 layers × 8 heads × (128 + 128) × 2 B = 131,072 B a token.
    expect(bound.kvBytes).toBe(13_107_200_000);
    expect(bound.weightBytes / 1e9).toBeCloseTo(15.0093, 4);
    // 28.1165 GB ÷ 3.35 TB/s = 8.393 ms.
    expect(bound.secondsPerToken * 1e3).toBeCloseTo(8.393, 3);
    expect(bound.tokensPerSecond).toBeCloseTo(119.15, 2);
    expect(bound.weightSeconds * 1e3).toBeCloseTo(4.48, 2);
    expect(bound.kvSeconds * 1e3).toBeCloseTo(3.913, 3);
    expect(kvShareOf(bound)).toBeCloseTo(0.4662, 4);
    // Nobody measured faster: vLLM's published line is 6.44 + 4.37 ms.
    expect(bound.secondsPerToken).toBeLessThan(0.010_81);
  });

  test('the same at 100 tokens is all weights: 223 tokens a second', () => {
    const bound = decodeBound({
      weightBytes: 2 * LLAMA_READ,
      groups: LLAMA_3_1_8B,
      dtype: 'bf16',
      contextTokens: 100,
      bytesPerSecond: 3.35e12,
    });
    expect(bound.kvBytes).toBe(13_107_200);
    expect(bound.tokensPerSecond).toBeCloseTo(3.35e12 / 15.0224e9, 1);
    expect(kvShareOf(bound)).toBeLessThan(0.001);
  });

  test('a latent cache is small beside the weights: DeepSeek-V3 in fp8 at 100,000 tokens', () => {
    const bound = decodeBound({
      weightBytes: 37e9,
      groups: DEEPSEEK_V3,
      dtype: 'bf16',
      contextTokens: 100_000,
      bytesPerSecond: 8e12,
    });
    // 61 layers × 576 × 2 B = 70,272 B a token.
    expect(bound.kvBytes).toBe(7_027_200_000);
    expect(bound.tokensPerSecond).toBeCloseTo(8e12 / 44.0272e9, 6);
  });

  test('a state is read and written at every token, however short the sequence', () => {
    const at = (contextTokens: number) =>
      decodeBound({ weightBytes: 0, groups: QWEN3_5_27B, dtype: 'bf16', contextTokens, bytesPerSecond: 1e12 });
    // 16 full layers × 4 heads × (256 + 256) × 2 B; the rest are states.
    const grows = at(1_001).kvBytes - at(1_000).kvBytes;
    expect(grows).toBe(16 * 4 * 512 * 2);
    expect(at(1).kvBytes - grows).toBeGreaterThan(1e8);
  });

  test('never rises with the context, and grows in proportion to the bandwidth', () => {
    fc.assert(
      fc.property(
        layeredModels,
        contexts,
        contexts,
        magnitudes(1e6, 1e12),
        magnitudes(1e9, 1e14),
        fc.double({ min: 1, max: 100, noNaN: true }),
        (groups, one, other, weightBytes, bytesPerSecond, faster) => {
          const at = (contextTokens: number, rate: number) =>
            decodeBound({ weightBytes, groups, dtype: 'bf16', contextTokens, bytesPerSecond: rate });
          const short = at(Math.min(one, other), bytesPerSecond);
          const long = at(Math.max(one, other), bytesPerSecond);
          expect(long.tokensPerSecond).toBeLessThanOrEqual(short.tokensPerSecond);
          expect(long.weightSeconds).toBe(short.weightSeconds);
          const quick = at(one, bytesPerSecond * faster);
          expect(quick.tokensPerSecond).toBeCloseTo(at(one, bytesPerSecond).tokensPerSecond * faster, 6);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('adds up, and at an equal bandwidth is equal', () => {
    fc.assert(
      fc.property(
        layeredModels,
        contexts,
        magnitudes(1e6, 1e12),
        magnitudes(1e9, 1e14),
        (groups, contextTokens, weightBytes, bytesPerSecond) => {
          const bound = decodeBound({ weightBytes, groups, dtype: 'bf16', contextTokens, bytesPerSecond });
          expect(bound.bytesPerToken).toBe(bound.weightBytes + bound.kvBytes);
          expect((bound.weightSeconds + bound.kvSeconds) / bound.secondsPerToken).toBeCloseTo(1, 9);
          expect(bound.tokensPerSecond * bound.secondsPerToken).toBeCloseTo(1, 9);
          expect(atBandwidth({ bound, bytesPerSecond })).toEqual(bound);
          expect(atBandwidth({ bound, bytesPerSecond: 2 * bytesPerSecond }).tokensPerSecond).toBeCloseTo(
            2 * bound.tokensPerSecond,
            6,
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('lengths of a curve', () => {
  test('evenly spaced in the log, with what must be among them', () => {
    expect(spacedContexts({ shortestTokens: 1, longestTokens: 100, points: 3, include: [50, 1_000] })).toEqual([
      1, 10, 50, 100,
    ]);
    expect(spacedContexts({ shortestTokens: 100, longestTokens: 100, points: 9, include: [] })).toEqual([100]);
    expect(spacedContexts({ shortestTokens: 100, longestTokens: 40, points: 9, include: [] })).toEqual([40]);
  });

  test('ascend from the shortest to the longest, each once', () => {
    fc.assert(
      fc.property(contexts, contexts, fc.integer({ min: 2, max: 140 }), (one, other, points) => {
        const [shortestTokens, longestTokens] = [Math.min(one, other), Math.max(one, other)];
        const spaced = spacedContexts({ shortestTokens, longestTokens, points, include: [one] });
        expect(spaced.at(0)).toBe(shortestTokens);
        expect(spaced.at(-1)).toBe(longestTokens);
        expect(spaced).toContain(one);
        expect(spaced.length).toBeLessThanOrEqual(points + 1);
        for (const [i, tokens] of spaced.entries()) expect(tokens).toBeGreaterThan(spaced[i - 1] ?? -1);
      }),
    );
  });
});
