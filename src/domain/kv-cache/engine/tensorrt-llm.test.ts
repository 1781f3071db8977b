import { expect, test } from 'vitest';
import { DEEPSEEK_V4_PRO, GPT_OSS_120B, KIMI_K3, LLAMA_3_1_8B, LLAMA_4_SCOUT } from '../../testing/published-models.ts';
import type { LayerGroup } from '../layer-group.ts';
import { tensorrtLlmFigures } from './tensorrt-llm.ts';

const figures = (groups: readonly LayerGroup[], contextTokens: number) =>
  tensorrtLlmFigures({ groups, dtype: 'bf16', contextTokens, sequences: 1, settings: { name: 'tensorrt-llm' } });

test('4,096 tokens of Llama 3.1 8B are 128 blocks of 4 MiB', () => {
  // 32 × 131,072 B a block.
  expect(figures(LLAMA_3_1_8B, 4_096).bytesPerSequence).toBe(128 * 4 * 2 ** 20);
  expect(figures(LLAMA_3_1_8B, 4_097).bytesPerSequence).toBe(129 * 4 * 2 ** 20);
  expect(figures(LLAMA_3_1_8B, 1).blockTokens).toBe(32);
});

test('a window of 128 takes four blocks and one more', () => {
  expect(figures(GPT_OSS_120B, 100_000).groups[0]?.bytesPerSequence).toBe((128 + 32) * 36_864);
  expect(figures(GPT_OSS_120B, 40).groups[0]?.bytesPerSequence).toBe((64 + 32) * 36_864);
});

test('a window takes at least the blocks that it straddles at its worst', () => {
  const window = GPT_OSS_120B.slice(0, 1);
  for (let last = 127; last < 400; last++) {
    const straddled = Math.floor(last / 32) - Math.floor((last - 127) / 32) + 1;
    expect(straddled * 32 * 36_864).toBeLessThanOrEqual(figures(window, last + 1).bytesPerSequence);
  }
});

test('a chunk takes its blocks', () => {
  expect(figures(LLAMA_4_SCOUT, 100_000).groups[1]?.bytesPerSequence).toBe(8_192 * 36 * 4_096);
});

test('a state takes one unpadded slot', () => {
  const { groups, statePaddingRatio, fixedBytesPerSequence } = figures(KIMI_K3, 1);
  expect(groups[1]?.bytesPerSequence).toBe(449_372_160);
  expect(fixedBytesPerSequence).toBe(449_372_160);
  expect(statePaddingRatio).toBeNull();
});

test('DeepSeek V4 keeps one entry of ratio 128 for four blocks of 32', () => {
  // 1,024 tokens: 8 entries beside a window of 5 blocks.
  expect(figures(DEEPSEEK_V4_PRO, 1_024).groups[1]?.bytesPerSequence).toBe(31 * (5 * 32 + 8) * 1_024);
});
