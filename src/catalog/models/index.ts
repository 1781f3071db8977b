import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { AI21_MODELS } from './ai21.ts';
import { findsByName, type FindModel } from './by-name.ts';
import { DEEPSEEK_MODELS } from './deepseek.ts';
import { GOOGLE_MODELS } from './google.ts';
import { IBM_MODELS } from './ibm.ts';
import { META_MODELS } from './meta.ts';
import { MICROSOFT_MODELS } from './microsoft.ts';
import { MINIMAX_MODELS } from './minimax.ts';
import { MISTRAL_MODELS } from './mistral.ts';
import { MOONSHOTAI_MODELS } from './moonshotai.ts';
import { NVIDIA_MODELS } from './nvidia.ts';
import { OPENAI_MODELS } from './openai.ts';
import { POOLSIDE_MODELS } from './poolside.ts';
import { QWEN_MODELS } from './qwen.ts';
import { STEPFUN_MODELS } from './stepfun.ts';
import { XIAOMI_MODELS } from './xiaomi.ts';
import { ZAI_MODELS } from './zai.ts';

/** Every open model whose cache the core can size exactly: by maker, and there the newest family first. */
export const MODELS: readonly ModelGeometry[] = [
  ...AI21_MODELS,
  ...DEEPSEEK_MODELS,
  ...GOOGLE_MODELS,
  ...IBM_MODELS,
  ...META_MODELS,
  ...MICROSOFT_MODELS,
  ...MINIMAX_MODELS,
  ...MISTRAL_MODELS,
  ...MOONSHOTAI_MODELS,
  ...NVIDIA_MODELS,
  ...OPENAI_MODELS,
  ...POOLSIDE_MODELS,
  ...QWEN_MODELS,
  ...STEPFUN_MODELS,
  ...XIAOMI_MODELS,
  ...ZAI_MODELS,
];

/** By id or by hub id, whatever the case. */
export const modelById: FindModel = findsByName(MODELS);

const MAX_SUGGESTIONS = 5;

/**
 * Models that somebody who typed `text` may have meant, the likeliest first: those whose id or hub id contains the most
 * of its words, counted in letters. At least half of what was typed must be found.
 *
 * Example: `llama 405` suggests `Meta-Llama-3.1-405B` before the other Llamas.
 */
export function modelsLike(text: string): readonly ModelGeometry[] {
  const words = wordsOf(text);
  const typedLength = lengthOf(words);
  return MODELS.map((model) => {
    const name = wordsOf(`${model.id}/${model.hubId}`).join('');
    return { model, found: lengthOf(words.filter((word) => name.includes(word))) };
  })
    .filter(({ found }) => found > 0 && 2 * found >= typedLength)
    .toSorted((a, b) => b.found - a.found)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ model }) => model);
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z]+|\d+/g) ?? [];
}

function lengthOf(words: readonly string[]): number {
  return words.join('').length;
}
