import { describe, expect, test } from 'vitest';
import {
  DEEPSEEK_V3,
  DEEPSEEK_V4_PRO,
  GEMMA_3_270M,
  LLAMA_4_SCOUT,
  QWEN3_5_27B,
  WHISPER_LARGE_V3,
} from '../../testing/published-models.ts';
import type { LayerGroup } from '../layer-group.ts';
import type { KvDtype } from '../precision.ts';
import { llamaCppFigures } from './llama-cpp.ts';

const MIB = 2 ** 20;

function totalBytes({
  groups,
  contextTokens,
  sequences = 1,
  unifiedCache = false,
  dtype = 'fp16',
}: {
  groups: readonly LayerGroup[];
  contextTokens: number;
  sequences?: number;
  unifiedCache?: boolean;
  dtype?: KvDtype;
}): number {
  const settings = { name: 'llama.cpp', unifiedCache } as const;
  return sequences * llamaCppFigures({ groups, dtype, contextTokens, sequences, settings }).bytesPerSequence;
}

describe('Gemma 3 270M with 8,192 tokens of context among its slots', () => {
  // 1,024 B per token and layer: 3 layers of all 8,192 tokens are 24 MiB, 15 layers of PAD(512 + 512, 256) 15 MiB.
  // unslothai/unsloth @015bdef0 studio/backend/tests/test_kv_cache_estimation.py, live against llama-server.
  test.each([
    [1, false, 39],
    [2, false, 54],
    [4, false, 84],
    // One window of PAD(2 × 512 + 512, 256) = 1,536 cells for both.
    [2, true, 46.5],
  ])('%d slots, unified cache %s: %d MiB', (sequences, unifiedCache, mib) => {
    const contextTokens = 8_192 / sequences;
    expect(totalBytes({ groups: GEMMA_3_270M, contextTokens, sequences, unifiedCache })).toBe(mib * MIB);
  });

  test('quantises windows like the rest', () => {
    // 256 elements are 8 blocks of 34 B.
    expect(totalBytes({ groups: GEMMA_3_270M, contextTokens: 8_192, dtype: 'q8_0' })).toBe((39 * MIB * 34) / 64);
  });

  test('holds a short context whole in its windows', () => {
    // PAD(300, 256) = 512 cells on all 18 layers.
    expect(totalBytes({ groups: GEMMA_3_270M, contextTokens: 300 })).toBe(512 * 18 * 1_024);
  });
});

test('LLaMA 30B in fp32 at 512 tokens: 1,560 MiB', () => {
  // 60 layers of 52 × 128 = 6,656 (log in abetlen/llama-cpp-python #66).
  const groups: LayerGroup[] = [{ kind: 'full', layers: 60, kvHeads: 52, kDim: 128, vDim: 128 }];
  expect(totalBytes({ groups, contextTokens: 512, dtype: 'fp32' })).toBe(1_560 * MIB);
});

test('DeepSeek-V3.1 at 163,840 tokens: 10.72 GiB', () => {
  // Table in unslothai/unsloth PR #4757.
  expect(totalBytes({ groups: DEEPSEEK_V3, contextTokens: 163_840 }) / 2 ** 30).toBeCloseTo(10.72, 2);
});

test('contexts are padded to 256 cells', () => {
  expect(totalBytes({ groups: DEEPSEEK_V3, contextTokens: 1 })).toBe(256 * 70_272);
  expect(totalBytes({ groups: DEEPSEEK_V3, contextTokens: 257 })).toBe(512 * 70_272);
});

test('what grows, DeepSeek V4 included, grows by 256; windows and states do not', () => {
  const blockOf = (groups: readonly LayerGroup[]) =>
    llamaCppFigures({ groups, dtype: 'fp16', contextTokens: 1, sequences: 1, settings: { name: 'llama.cpp' } })
      .blockTokens;
  expect(blockOf(DEEPSEEK_V3)).toBe(256);
  expect(blockOf(DEEPSEEK_V4_PRO)).toBe(256);
  expect(blockOf(LLAMA_4_SCOUT.slice(1))).toBeNull();
  expect(blockOf(QWEN3_5_27B.slice(1))).toBeNull();
});

test('a chunk is held like a window', () => {
  // PAD(8,192 + 512, 256) = 8,704 cells.
  expect(totalBytes({ groups: LLAMA_4_SCOUT.slice(1), contextTokens: 100_000 })).toBe(8_704 * 36 * 4_096);
});

test('states are fp32 throughout, unpadded', () => {
  const { groups, statePaddingRatio } = llamaCppFigures({
    groups: QWEN3_5_27B,
    dtype: 'q8_0',
    contextTokens: 1,
    sequences: 1,
    settings: { name: 'llama.cpp' },
  });
  expect(groups[1]?.bytesPerSequence).toBe(48 * (786_432 + 30_720) * 4);
  expect(statePaddingRatio).toBeNull();
});

test('the encoder’s part is padded', () => {
  // PAD(1,500, 256) = 1,536 cells.
  expect(totalBytes({ groups: WHISPER_LARGE_V3.slice(1), contextTokens: 1 })).toBe(1_536 * 163_840);
});

test('DeepSeek V4 is sized by whole entries and its window', () => {
  // 512 cells for 300 tokens: PAD(min(300, 128 + 512), 256) = 512 in the window; 128 entries, 4 entries.
  const index = 256;
  expect(totalBytes({ groups: DEEPSEEK_V4_PRO, contextTokens: 300 })).toBe(
    30 * (512 * 1_024 + 128 * (1_024 + index)) + 31 * (512 + 4) * 1_024,
  );
});
