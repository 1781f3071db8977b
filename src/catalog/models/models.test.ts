import { describe, expect, test } from 'vitest';
import { kvSizeOf } from '../../domain/kv-cache/size.ts';
import { MODELS, modelById } from './index.ts';

describe('models', () => {
  test('are at least twelve, with unique ids and names', () => {
    expect(MODELS.length).toBeGreaterThanOrEqual(12);
    expect(new Set(MODELS.map(({ id }) => id)).size).toBe(MODELS.length);
    expect(new Set(MODELS.map(({ name }) => name)).size).toBe(MODELS.length);
  });

  test.each(MODELS)(
    '$id has sizes that make sense',
    ({ groups, maxContextTokens, totalParameters, activeParameters, attention }) => {
      expect(groups.value.length).toBeGreaterThan(0);
      for (const group of groups.value)
        expect(Object.values(group).every((part) => typeof part === 'string' || part > 0)).toBe(true);
      expect(maxContextTokens.value).toBeGreaterThanOrEqual(32_768);
      expect(activeParameters.value).toBeLessThanOrEqual(totalParameters.value);
      expect(activeParameters.value).toBeGreaterThan(1e9);
      expect(attention.includes('sliding')).toBe(groups.value.some(({ kind }) => kind === 'sliding'));
      expect(attention.includes('MLA')).toBe(groups.value.some(({ kind }) => kind === 'mla'));
    },
  );

  // bf16 bytes per token and bytes of full windows, as published for these models.
  test.each([
    ['meta-llama/Meta-Llama-3.1-8B', 131_072, 0],
    ['meta-llama/Meta-Llama-3.1-70B', 327_680, 0],
    ['meta-llama/Meta-Llama-3.1-405B', 516_096, 0],
    ['deepseek-ai/DeepSeek-V3', 70_272, 0],
    ['moonshotai/Kimi-K2.6', 70_272, 0],
    ['Qwen/Qwen3-32B', 262_144, 0],
    ['Qwen/Qwen3-235B-A22B', 192_512, 0],
    ['MiniMaxAI/MiniMax-M2.7', 253_952, 0],
    ['zai-org/GLM-4.6', 376_832, 0],
    ['mistralai/Mistral-Large-Instruct-2407', 360_448, 0],
    ['openai/gpt-oss-120b', 36_864, 4_718_592],
    ['google/gemma-3-27b-it', 81_920, 436_207_616],
    ['XiaomiMiMo/MiMo-V2-Flash', 23_040, 25_559_040],
  ])('%s keeps %d bytes per token in bf16', (id, marginalBytesPerToken, fixedBytesPerSequence) => {
    const groups = modelById(id)?.groups.value ?? [];
    expect(kvSizeOf({ groups, dtype: 'bf16' })).toMatchObject({ marginalBytesPerToken, fixedBytesPerSequence });
  });
});
