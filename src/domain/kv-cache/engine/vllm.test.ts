import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEEPSEEK_V3_2,
  DEEPSEEK_V4_FLASH,
  DEEPSEEK_V4_PRO,
  GEMMA_4_31B,
  GLM_5_2,
  GPT_OSS_120B,
  GRANITE_4_H_SMALL,
  KIMI_K2_6,
  KIMI_K3,
  LLAMA_3_1_8B,
  LLAMA_3_1_70B,
  LLAMA_4_SCOUT,
  MINIMAX_M3,
  MISTRAL_SMALL_3_2,
  NEMOTRON_NANO_9B,
  QWEN3_32B,
  QWEN3_5_27B,
  QWEN3_5_35B,
  QWEN3_5_9B,
  WHISPER_LARGE_V3,
} from '../../testing/published-models.ts';
import type { LayerGroup } from '../layer-group.ts';
import type { KvDtype } from '../precision.ts';
import { rankGroups } from '../tensor-parallel.ts';
import { blocksFor, roundedUp, type EngineFigures, type EngineSettings } from './engine.ts';
import { vllmFigures } from './vllm.ts';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

function figures({
  groups,
  contextTokens = 1,
  dtype = 'bf16',
  ranks = 1,
  settings = {},
}: {
  groups: readonly LayerGroup[];
  contextTokens?: number;
  dtype?: KvDtype;
  ranks?: number;
  settings?: Omit<EngineSettings, 'name'>;
}): EngineFigures {
  return vllmFigures({
    groups: rankGroups({ groups, ranks }),
    dtype,
    contextTokens,
    sequences: 1,
    settings: { name: 'vllm', ...settings },
  });
}

describe('blocks', () => {
  test('15,049 tokens in blocks of 128 are 118', () => {
    // llm-d-incubation/llm-d-planner docs/empirical-vllm-memory-results.md, Mistral Small 3.2.
    expect(blocksFor({ tokens: 15_049, blockTokens: 128 })).toBe(118);
    expect(roundedUp({ tokens: 15_049, blockTokens: 128 })).toBe(15_104);
    const { bytesPerSequence } = figures({
      groups: MISTRAL_SMALL_3_2,
      contextTokens: 15_049,
      settings: { blockTokens: 128 },
    });
    expect(bytesPerSequence).toBe(118 * 128 * 163_840);
  });

  // vLLM blog 2026-01-08, physical blocks of 16 tokens on a rank.
  test.each([
    ['Llama 3.1 8B', 1, 2, LLAMA_3_1_8B],
    ['Llama 3.1 70B', 4, 1.25, LLAMA_3_1_70B],
    ['Qwen3-32B', 2, 2, QWEN3_32B],
  ])('of %s at TP%d take %d MiB', (_name, ranks, mib, groups) => {
    const one = figures({ groups, ranks, contextTokens: 16 });
    expect(one.blockTokens).toBe(16);
    expect(one.bytesPerSequence).toBe(mib * MIB);
    expect(figures({ groups, ranks, contextTokens: 17 }).bytesPerSequence).toBe(2 * mib * MIB);
  });

  test.each([
    ['of latent attention are 64', KIMI_K2_6, 64],
    ['of sparse attention over keys and values 128', MINIMAX_M3, 128],
    ['of DeepSeek V4 256', DEEPSEEK_V4_PRO, 256],
    ['of nothing that grows are none', LLAMA_4_SCOUT.slice(1), null],
    ['of states alone are none', KIMI_K3.slice(1), null],
  ])('%s', (_name, groups, blockTokens) => {
    expect(figures({ groups }).blockTokens).toBe(blockTokens);
  });

  test('46.80 GiB hold 715,072 tokens of Kimi K2 in blocks of 64', () => {
    // vllm-project/recipes, Kimi-K2-Think.md, TP8: the printed GiB is rounded, so to 3 in 10,000.
    const { marginalBytesPerToken } = figures({ groups: KIMI_K2_6, ranks: 8 });
    expect(Math.floor((46.8 * GIB) / marginalBytesPerToken / 64) * 64).toBe(715_072);
  });
});

describe('records', () => {
  test.each([
    // 78 × 1,152 + 21 × 132 and 78 × 656 + 21 × 132 (teilomillet/kvfit docs/capacity-search.md).
    ['bf16', 90.457031],
    ['fp8', 52.675781],
  ] as const)('of GLM-5.3 in %s take %d GiB at 1,048,576 tokens', (dtype, gib) => {
    expect(figures({ groups: GLM_5_2, dtype, contextTokens: 2 ** 20 }).bytesPerSequence / GIB).toBeCloseTo(gib, 6);
  });

  test('of DeepSeek-V3.2 in fp8 are 61 × (656 + 132) B', () => {
    expect(figures({ groups: DEEPSEEK_V3_2, dtype: 'fp8' }).marginalBytesPerToken).toBe(48_068);
  });

  test('of latent attention without an index stay raw in fp8', () => {
    expect(figures({ groups: KIMI_K2_6, dtype: 'fp8' }).marginalBytesPerToken).toBe(61 * 576);
  });

  test('of DeepSeek V4 in fp8 are 584 B, with 132 B of index on the layers of ratio 4', () => {
    expect(figures({ groups: DEEPSEEK_V4_PRO, dtype: 'fp8' }).marginalBytesPerToken).toBe(
      (30 * (584 + 132)) / 4 + (31 * 584) / 128,
    );
    expect(figures({ groups: DEEPSEEK_V4_FLASH, dtype: 'fp8' }).marginalBytesPerToken).toBe(3_850.25);
  });

  test('of MiniMax-M3 keep index keys in the cache’s precision: 38,016 B in fp8 on each of 2 ranks', () => {
    // 60 × 2 × 256 + 57 × 128 (SemiAnalysisAI/InferenceX, without its draft layer).
    expect(figures({ groups: MINIMAX_M3, dtype: 'fp8', ranks: 2 }).marginalBytesPerToken).toBe(38_016);
  });
});

describe('a sliding window', () => {
  const window = GPT_OSS_120B.slice(0, 1);
  /** 18 layers × 8 heads × 128 × 2 B. */
  const perToken = 36_864;

  test('reserves a step beyond itself and a block for its edge', () => {
    // ⌈(127 + 8,192) ÷ 16⌉ + 1 = 521 blocks.
    const { bytesPerSequence, fixedBytesPerSequence } = figures({ groups: window, contextTokens: 131_072 });
    expect(bytesPerSequence).toBe(521 * 16 * perToken);
    expect(fixedBytesPerSequence).toBe(bytesPerSequence);
  });

  test('counts the token being computed into itself', () => {
    // A window of 129: (128 + 8,192) ÷ 16 = 520 blocks, not 520.06.
    const longer = window.map((group) => (group.kind === 'sliding' ? { ...group, windowTokens: 129 } : group));
    expect(figures({ groups: longer, contextTokens: 131_072 }).bytesPerSequence).toBe(521 * 16 * perToken);
  });

  test('reserves no more than the context and a block', () => {
    expect(figures({ groups: window, contextTokens: 1_000 }).bytesPerSequence).toBe((63 + 1) * 16 * perToken);
  });

  test('reserves less where a step is shorter', () => {
    // ⌈(127 + 2,048) ÷ 16⌉ + 1 = 137 blocks.
    const { bytesPerSequence } = figures({
      groups: window,
      contextTokens: 131_072,
      settings: { maxBatchedTokens: 2_048 },
    });
    expect(bytesPerSequence).toBe(137 * 16 * perToken);
  });

  test('beside global layers makes Gemma 4 31B allocate nine times what its windows hold', () => {
    // Windows hold 800 MiB; ⌈(1,023 + 8,192) ÷ 16⌉ + 1 = 577 blocks of 16.
    const { groups } = figures({ groups: GEMMA_4_31B, contextTokens: 131_072 });
    expect(groups[1]?.bytesPerSequence).toBe(577 * 16 * 50 * 16 * 512 * 2);
    expect((groups[1]?.bytesPerSequence ?? 0) / (800 * MIB)).toBeCloseTo(9.02, 2);
  });

  /** Holds blocks as a scheduler does: frees what left the window, then takes what the next step needs. */
  function peakTokens({
    windowTokens,
    contextTokens,
    batchedTokens,
    blockTokens,
  }: {
    windowTokens: number;
    contextTokens: number;
    batchedTokens: number;
    blockTokens: number;
  }): number {
    const held = new Set<number>();
    let peak = 0;
    for (let computed = 0; computed < contextTokens;) {
      const end = Math.min(computed + batchedTokens, contextTokens);
      const firstNeeded = Math.max(0, computed - (windowTokens - 1));
      for (const block of held) if ((block + 1) * blockTokens <= firstNeeded) held.delete(block);
      for (let token = computed; token < end; token++) held.add(Math.floor(token / blockTokens));
      peak = Math.max(peak, held.size);
      computed = end;
    }
    return peak * blockTokens;
  }

  test('never holds more while a prompt is computed in steps, and at most one block less', () => {
    const small = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(
        small,
        fc.integer({ min: 1, max: 300 }),
        small,
        small,
        (windowTokens, contextTokens, batched, block) => {
          const groups: LayerGroup[] = [{ kind: 'sliding', layers: 1, kvHeads: 1, kDim: 1, vDim: 1, windowTokens }];
          const settings = { blockTokens: block, maxBatchedTokens: batched };
          const reserved = figures({ groups, dtype: 'fp8', contextTokens, settings }).bytesPerSequence / 2;
          const peak = peakTokens({ windowTokens, contextTokens, batchedTokens: batched, blockTokens: block });
          expect(peak).toBeLessThanOrEqual(reserved);
          // The last step of a prompt may be short; one of full length after a full window is what the rule counts.
          if (contextTokens >= windowTokens + 2 * batched) expect(peak).toBeGreaterThanOrEqual(reserved - block);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a chunk', () => {
  test('reserves a step beyond itself, without a block more', () => {
    const chunks = LLAMA_4_SCOUT.slice(1);
    // (8,192 + 8,192) ÷ 16 = 1,024 blocks; 36 layers × 4,096 B.
    expect(figures({ groups: chunks, contextTokens: 131_072 }).bytesPerSequence).toBe(1_024 * 16 * 36 * 4_096);
    // ⌈10,000 ÷ 16⌉ = 625 blocks.
    expect(figures({ groups: chunks, contextTokens: 10_000 }).bytesPerSequence).toBe(10_000 * 36 * 4_096);
  });
});

test('the encoder’s part takes ⌈1,500 ÷ 16⌉ = 94 blocks', () => {
  const { groups } = figures({ groups: WHISPER_LARGE_V3, contextTokens: 448 });
  expect(groups[1]?.bytesPerSequence).toBe(94 * 16 * 163_840);
});

describe('beside states the block grows', () => {
  test.each([
    // 3,207,168 ÷ (16 × 4,096) = 48.94 (vllm #40691).
    ['Qwen3.6-27B', QWEN3_5_27B, 784],
    // 2,146,304 ÷ (16 × 2,048) = 65.5 (MetaX vLLM plugin, PR 230).
    ['Qwen3.5-35B-A3B', QWEN3_5_35B, 1_056],
    // 2,147,840 ÷ (16 × 4,096) = 32.77.
    ['Granite 4.0 H Small', GRANITE_4_H_SMALL, 528],
    // 2,695,168 ÷ (16 × 4,096) = 41.1, its state in bf16 (vllm #24280).
    ['Nemotron Nano 9B v2', NEMOTRON_NANO_9B, 672],
    // 2,146,304 ÷ (16 × 4,096) = 32.75.
    ['Qwen3.5-9B', QWEN3_5_9B, 528],
    // 6,512,640 ÷ (64 × 1,152) = 88.3.
    ['Kimi K3', KIMI_K3, 89 * 64],
  ])('%s', (_name, groups, blockTokens) => {
    expect(figures({ groups }).blockTokens).toBe(blockTokens);
  });

  test('and the state of Qwen3.6-27B is padded by 0.13 %', () => {
    // 784 × 4,096 ÷ 3,207,168 − 1.
    const { statePaddingRatio, groups } = figures({ groups: QWEN3_5_27B });
    expect(statePaddingRatio).toBe((784 * 4_096) / 3_207_168 - 1);
    expect((statePaddingRatio ?? 0) * 100).toBeCloseTo(0.13, 2);
    expect(groups[1]?.bytesPerSequence).toBe(48 * 784 * 4_096);
  });

  test('so that one token takes a whole block', () => {
    expect(figures({ groups: QWEN3_5_27B, contextTokens: 1 }).bytesPerSequence).toBe(784 * 65_536 + 48 * 784 * 4_096);
    expect(figures({ groups: QWEN3_5_27B, contextTokens: 785 }).bytesPerSequence).toBe(
      2 * 784 * 65_536 + 48 * 784 * 4_096,
    );
  });

  test('twice as far where tokens take half as much', () => {
    // ⌈3,207,168 ÷ (16 × 2,048)⌉ × 16.
    expect(figures({ groups: QWEN3_5_27B, dtype: 'fp8' }).blockTokens).toBe(98 * 16);
  });

  test('from a block that the operator set, if that is too small', () => {
    expect(figures({ groups: QWEN3_5_27B, settings: { blockTokens: 100 } }).blockTokens).toBe(800);
    expect(figures({ groups: QWEN3_5_27B, settings: { blockTokens: 1_000 } }).blockTokens).toBe(1_000);
  });

  test('and says so', () => {
    expect(figures({ groups: QWEN3_5_27B }).notes.join()).toContain('from 16 to 784 tokens');
    expect(figures({ groups: QWEN3_32B }).notes).toEqual([]);
  });
});

describe('DeepSeek V4', () => {
  test('allocates entries in whole blocks, windows as reserved, and the compressors’ state', () => {
    // 10,000 tokens are 40 blocks of 256: 64 entries of ratio 4 and 2 of ratio 128 in each.
    const { bytesPerSequence, groups } = figures({ groups: DEEPSEEK_V4_PRO, dtype: 'fp8', contextTokens: 10_000 });
    // ⌈(127 + 8,192) ÷ 256⌉ + 1 = 34 blocks.
    const windowBytes = 34 * 256 * 584;
    expect(groups[0]?.bytesPerSequence).toBe(30 * (windowBytes + 40 * 64 * (584 + 132)));
    expect(groups[1]?.bytesPerSequence).toBe(31 * (windowBytes + 40 * 2 * 584));
    const parts = groups.reduce((sum, group) => sum + group.bytesPerSequence, 0);
    expect(bytesPerSequence).toBe(parts + 17_481_728);
  });

  test('allocates no more entries in blocks shorter than the ratio', () => {
    // 160 tokens in blocks of 16 are 40 entries of ratio 4 and 2 of ratio 128, not one for each of 10 blocks.
    const settings = { blockTokens: 16 };
    const [four, long] = figures({ groups: DEEPSEEK_V4_PRO, contextTokens: 160, settings }).groups;
    const windowBytes = (160 + 16) * 1_024;
    expect(four?.bytesPerSequence).toBe(30 * (windowBytes + 40 * (1_024 + 132)));
    expect(long?.bytesPerSequence).toBe(31 * (windowBytes + 2 * 1_024));
  });
});
