import type { Tokens } from '../units.ts';
import { type Fields, isRecord, LIMITS } from './fields.ts';
import type { Notes } from './notes.ts';
import { grouped, quoted, Refusal } from './refusal.ts';

const CONTEXT_KEYS = [
  'max_position_embeddings',
  'max_position_embedding',
  'n_positions',
  'max_sequence_length',
  'max_seq_length',
  'max_seq_len',
  'seq_length',
  'model_max_length',
  'max_context_length',
  'n_ctx',
  'max_target_positions',
] as const;

/**
 * The longest context the file states. Scaling is not multiplied in where the stated length already covers it, as in
 * DeepSeek V3 (40 × 4,096 = 163,840); a file that states less than YaRN reaches (Qwen3: 40,960 stated, 32,768 × 4) is
 * taken at the scaled length, as engines do. Null where the file has none, or a placeholder.
 */
export function readContextLength(fields: Fields, notes: Notes): Tokens | null {
  const stated = statedLength(fields, notes);
  const scaling = ropeScaling(fields);
  if (stated === null || !scaling) return stated;
  const { original, factor, type } = scaling;
  if (original === null) return stated;
  const scaled = factor === null ? null : Math.round(original * factor);
  if (type === 'yarn' && scaled !== null && scaled > stated && scaled <= LIMITS.tokens) {
    notes.remark(`The stated context of ${grouped(stated)} is without YaRN: ${grouped(scaled)} with it.`);
    return scaled;
  }
  if (stated > original) {
    notes.remark(
      `The stated context of ${grouped(stated)} already covers rope scaling from ${grouped(original)}: it is not multiplied again.`,
    );
  }
  return stated;
}

function statedLength(fields: Fields, notes: Notes): Tokens | null {
  for (const key of CONTEXT_KEYS) {
    if (!fields.has(key)) continue;
    const value = fields.take(key);
    if (typeof value === 'number' && value > LIMITS.tokens) {
      notes.remark(`${key} is a placeholder, not a length.`);
      continue;
    }
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
    // XLNet and T5 write -1 or nothing for "any length".
    if (value === -1 || value === 0) continue;
    throw new Refusal(`${fields.path}${key} should be a number of tokens, and is ${quoted(value)}.`);
  }
  return null;
}

interface Scaling {
  readonly original: Tokens | null;
  readonly factor: number | null;
  readonly type: string;
}

/** `rope_scaling`, or `rope_parameters` of newer files, which may be keyed by the sort of layer. */
function ropeScaling(fields: Fields): Scaling | null {
  for (const key of ['rope_scaling', 'rope_parameters']) {
    const given = fields.take(key);
    if (!isRecord(given)) continue;
    const inner = given['full_attention'] ?? given['main'];
    const values = isRecord(inner) ? inner : given;
    const type = values['rope_type'] ?? values['type'];
    return {
      original: positive(values['original_max_position_embeddings']),
      factor: positive(values['factor']),
      type: typeof type === 'string' ? type : '',
    };
  }
  return null;
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 && value <= LIMITS.tokens ? value : null;
}

const DRAFT_KEYS = [
  'num_nextn_predict_layers',
  'mtp_num_hidden_layers',
  'num_mtp_modules',
  'mtp_num_layers',
  'num_mtp_layers',
] as const;

/** Layers that predict further tokens: only in use under speculative decoding. MiniMax-M2: 3 modules of one layer. */
export function readDraftLayers(fields: Fields): number {
  const modules = DRAFT_KEYS.map((key) => (fields.has(key) ? fields.countOrZero(key, 'layers') : null));
  const count = modules.find((value) => value !== null) ?? 0;
  if (fields.has('use_mtp') && fields.take('use_mtp') === false) return 0;
  const each = fields.has('mtp_transformer_layers') ? fields.countOrZero('mtp_transformer_layers', 'layers') : 1;
  return Math.min(count * Math.max(each, 1), LIMITS.layers);
}

/** What the file says of the precision an engine would keep its cache in: never of the geometry. */
export function remarkCachePrecision(fields: Fields, notes: Notes): void {
  const given = fields.take('quantization_config');
  const quantization = isRecord(given) ? given : {};
  const scheme = quantization['kv_cache_scheme'];
  const algorithm = quantization['kv_cache_quant_algo'] ?? fields.take('kv_cache_dtype');
  const bits = isRecord(scheme) ? scheme['num_bits'] : undefined;
  if (typeof bits === 'number') {
    notes.remark(
      `The checkpoint has scales for a KV cache in ${String(bits).slice(0, 8)} bits: its engine may default to it.`,
    );
  } else if (typeof algorithm === 'string' && algorithm !== 'auto') {
    notes.remark(`The checkpoint is made for a KV cache in ${quoted(algorithm)}: its engine may default to it.`);
  }
}
