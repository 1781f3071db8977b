import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contexts, engineSettings, kvDtypes, layeredModels, rankCounts } from '../testing/layer-groups.ts';
import {
  DEEPSEEK_V3,
  DEEPSEEK_V3_2,
  DEEPSEEK_V4_FLASH,
  GPT_OSS_120B,
  QWEN3_5_27B,
  WHISPER_LARGE_V3,
} from '../testing/published-models.ts';
import { engineFigures } from './engine/index.ts';
import type { LayerGroup } from './layer-group.ts';
import { bytesPerSequence } from './size.ts';
import { storedBytesPerSequence, type StoredLayout } from './stored.ts';
import { rankGroups } from './tensor-parallel.ts';

const stored = (groups: readonly LayerGroup[], contextTokens: number, layout?: StoredLayout): number =>
  storedBytesPerSequence({ groups, dtype: 'bf16', contextTokens, layout });

describe('one copy', () => {
  test('of DeepSeek-V3 is 70,272 B per token, and whole blocks of it', () => {
    expect(stored(DEEPSEEK_V3, 1_000)).toBe(1_000 * 70_272);
    // 16 blocks of 64.
    expect(stored(DEEPSEEK_V3, 1_000, { engine: 'vllm', blockTokens: 64 })).toBe(1_024 * 70_272);
  });

  test('has the engine’s index keys: 132 B in vLLM, 256 B in llama.cpp', () => {
    expect(stored(DEEPSEEK_V3_2, 64, { engine: 'vllm', blockTokens: 64 })).toBe(64 * 61 * (1_152 + 132));
    expect(stored(DEEPSEEK_V3_2, 256, { engine: 'llama.cpp', blockTokens: 256 })).toBe(256 * 61 * (1_152 + 256));
  });

  test('has what a window holds, not what the engine reserves for it', () => {
    const layout: StoredLayout = { engine: 'vllm', blockTokens: 16 };
    expect(stored(GPT_OSS_120B, 100_000, layout)).toBe((100_000 + 128) * 18 * 2_048);
    expect(stored(GPT_OSS_120B, 100, layout)).toBe((112 + 100) * 18 * 2_048);
  });

  test('has unpadded states, as wide as the engine keeps them', () => {
    const state = QWEN3_5_27B.slice(1);
    // 48 × (786,432 × 4 + 30,720 × 2) B; llama.cpp keeps the convolution’s inputs in fp32 too.
    expect(stored(state, 1, { engine: 'vllm', blockTokens: null })).toBe(153_944_064);
    expect(stored(state, 1, { engine: 'llama.cpp', blockTokens: null })).toBe(48 * (786_432 + 30_720) * 4);
  });

  test('has the compressed entries of whole blocks beside the windows', () => {
    // 4 blocks of 256: 256 entries of ratio 4 with their index keys, 8 of ratio 128, and 43 windows of 128.
    expect(stored(DEEPSEEK_V4_FLASH, 1_000, { engine: 'vllm', blockTokens: 256 })).toBe(
      256 * 21 * (1_024 + 132) + 8 * 20 * 1_024 + 43 * 128 * 1_024,
    );
  });

  test('has the encoder’s part once', () => {
    expect(stored(WHISPER_LARGE_V3, 448, { engine: 'vllm', blockTokens: 16 })).toBe(448 * 163_840 + 245_760_000);
  });
});

describe('any model', () => {
  test('is stored in no more bytes than all ranks hold together', () => {
    fc.assert(
      fc.property(
        layeredModels,
        kvDtypes,
        contexts,
        rankCounts,
        fc.option(engineSettings, { nil: null }),
        fc.integer({ min: 1, max: 10_000 }),
        (groups, dtype, contextTokens, ranks, settings, sequences) => {
          const perRank = rankGroups({ groups, ranks });
          if (settings === null) {
            const all = ranks * bytesPerSequence({ groups: perRank, dtype, contextTokens });
            expect(storedBytesPerSequence({ groups, dtype, contextTokens })).toBeLessThanOrEqual(all * (1 + 1e-12));
            return;
          }
          const { blockTokens, bytesPerSequence: held } = engineFigures({
            groups: perRank,
            dtype,
            contextTokens,
            sequences,
            settings,
          });
          const layout = { engine: settings.name, blockTokens };
          expect(storedBytesPerSequence({ groups, dtype, contextTokens, layout })).toBeLessThanOrEqual(
            ranks * held * (1 + 1e-12),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is never stored in less for a longer context', () => {
    fc.assert(
      fc.property(
        layeredModels,
        kvDtypes,
        contexts,
        contexts,
        fc.constantFrom<StoredLayout | undefined>(
          undefined,
          { engine: 'vllm', blockTokens: 16 },
          { engine: 'sglang', blockTokens: 1 },
          { engine: 'llama.cpp', blockTokens: 256 },
        ),
        (groups, dtype, a, b, layout) => {
          const [short, long] = [Math.min(a, b), Math.max(a, b)].map((contextTokens) =>
            storedBytesPerSequence({ groups, dtype, contextTokens, layout }),
          );
          expect(long).toBeGreaterThanOrEqual(short ?? NaN);
        },
      ),
    );
  });
});
