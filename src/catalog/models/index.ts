import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { DEEPSEEK_MODELS } from './deepseek.ts';
import { GOOGLE_MODELS } from './google.ts';
import { META_MODELS } from './meta.ts';
import { MINIMAX_MODELS } from './minimax.ts';
import { MISTRAL_MODELS } from './mistral.ts';
import { MOONSHOTAI_MODELS } from './moonshotai.ts';
import { OPENAI_MODELS } from './openai.ts';
import { QWEN_MODELS } from './qwen.ts';
import { XIAOMI_MODELS } from './xiaomi.ts';
import { ZAI_MODELS } from './zai.ts';

/** Every open model whose cache the core can size exactly. */
export const MODELS: readonly ModelGeometry[] = [
  ...META_MODELS,
  ...DEEPSEEK_MODELS,
  ...MOONSHOTAI_MODELS,
  ...QWEN_MODELS,
  ...MINIMAX_MODELS,
  ...OPENAI_MODELS,
  ...ZAI_MODELS,
  ...MISTRAL_MODELS,
  ...GOOGLE_MODELS,
  ...XIAOMI_MODELS,
];

const BY_ID: ReadonlyMap<string, ModelGeometry> = new Map(MODELS.map((model) => [model.id, model]));

export function modelById(id: string): ModelGeometry | undefined {
  return BY_ID.get(id);
}
