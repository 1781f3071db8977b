import { HEAD_KEYS, HIDDEN_KEYS, isRecord, LAYER_KEYS } from './fields.ts';
import { quoted, Refusal } from './refusal.ts';

type Values = Readonly<Record<string, unknown>>;

/** Where multimodal files keep their language model, in the order to try. */
const NESTED = [
  'text_config',
  'llm_config',
  'language_config',
  'thinker_config',
  'decoder',
  'text_cfg',
  'language_model',
  'text_model',
  'lm_config',
  'model',
  'llm',
] as const;

const WIDTH_KEYS: readonly string[] = [...HEAD_KEYS, ...HIDDEN_KEYS, 'decoder_attention_heads'];

export interface TextModel {
  readonly values: Values;
  /** 'text_config.' where it is nested: also what its fields are called in notes. */
  readonly path: string;
}

/**
 * The part of a config that describes the language model: the top level if it has layers, else the first known
 * sub-config. A nested one is written by difference from the library's defaults, so its sizes may be missing.
 */
export function findTextModel(config: Values): TextModel {
  return search(config, '', 3) ?? { values: config, path: '' };
}

function search(values: Values, path: string, depth: number): TextModel | null {
  if (hasLayers(values)) return { values, path };
  let first: TextModel | null = null;
  for (const key of NESTED) {
    if (!Object.hasOwn(values, key)) continue;
    const nested = values[key];
    if (nested === null || nested === undefined) continue;
    if (!isRecord(nested)) {
      if (key === 'text_config') throw new Refusal(`${path}${key} should be an object, and is ${quoted(nested)}.`);
      continue;
    }
    const at = `${path}${key}.`;
    const found = depth > 0 ? search(nested, at, depth - 1) : null;
    if (found) return found;
    if (!first && typeof nested['model_type'] === 'string') first = { values: nested, path: at };
  }
  return first;
}

function hasLayers(values: Values): boolean {
  const has = (key: string): boolean => Object.hasOwn(values, key) && values[key] !== null && values[key] !== undefined;
  return (
    [...LAYER_KEYS, 'layers_block_type', 'hybrid_override_pattern', 'num_decoder_layers'].some(has) &&
    WIDTH_KEYS.some(has)
  );
}
