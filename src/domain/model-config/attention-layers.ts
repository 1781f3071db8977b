import type { LayerGroup } from '../kv-cache/layer-group.ts';
import { type KvHeadRule, checked, keyValues, KV_HEAD_KEYS, readShape, type Shape } from './attention-shape.ts';
import { Fields, HEAD_KEYS, isRecord } from './fields.ts';
import { type LayerWord, readWindows, type WindowRule, type Windows } from './layer-words.ts';
import { layerCount, type LayerReader, perLayer, type Reading } from './reading.ts';
import { grouped, quoted, Refusal } from './refusal.ts';

export interface AttentionOptions {
  readonly window?: WindowRule;
  readonly kvHeads?: KvHeadRule;
  /** `v_head_dim` is the width of a cached value (MiMo V2), not a leftover. */
  readonly valueDim?: boolean;
  /** Layers may differ in their heads, or share a cache, by keys that other families do not obey. */
  readonly mixed?: boolean;
  /** The last layer is full whatever the list says (Gemma 4). */
  readonly lastIsFull?: boolean;
}

/**
 * A model of attention layers, full, windowed or chunked, whose shapes may differ between the two sorts.
 *
 * Sources: `transformers` configurations of the families in `known-models.ts`. Example: Gemma 3 27B, 62 layers with
 * `sliding_window_pattern` 6, is 10 full layers and 52 of 1,024 tokens.
 */
export function attentionReader(options: AttentionOptions = {}): LayerReader {
  return (reading) => readAttention(reading, options);
}

function readAttention(reading: Reading, options: AttentionOptions): readonly LayerGroup[] {
  const { fields } = reading;
  const layers = layerCount(reading);
  const { window: rule = 'none', mixed = false } = options;
  const windows = readWindows(reading, { layers, rule, mixed });
  const base = readShape(fields, options);
  if (!mixed) return windows.words.map((word) => attentionLayer(word, base, windows));
  const sliding = slidingShape(reading, base);
  const full = globalShape(reading, base);
  const heads = headsPerLayer(reading, layers);
  const overrides = layerOverrides(reading);
  const shared = sharedLayers(reading, layers);
  return windows.words.map((listed, index): LayerGroup => {
    if (index >= layers - shared) return { kind: 'none', layers: 1, reason: 'shares-kv' };
    const word = options.lastIsFull && index === layers - 1 ? 'full' : listed;
    const shape = { ...(word === 'sliding' ? sliding : full), ...overrides.get(index) };
    const own = heads?.[index];
    return attentionLayer(word, checked(fields, own ? { ...shape, heads: own } : shape), windows);
  });
}

export function attentionLayer(
  word: LayerWord,
  shape: Shape,
  { windowTokens, chunkTokens }: Pick<Windows, 'windowTokens' | 'chunkTokens'> = {
    windowTokens: null,
    chunkTokens: null,
  },
): LayerGroup {
  if (word === 'sliding' && windowTokens !== null) return { kind: 'sliding', ...keyValues(shape), windowTokens };
  if (word === 'chunked' && chunkTokens !== null) return { kind: 'chunked', ...keyValues(shape), chunkTokens };
  return { kind: 'full', ...keyValues(shape) };
}

/** MiMo's `swa_*`, Step's `attention_other_setting`: windowed layers with heads of their own. */
function slidingShape({ fields }: Reading, base: Shape): Shape {
  const other = fields.nested('attention_other_setting');
  // Step names the same width twice.
  other?.acknowledge('true_head_dim', 'head_dim');
  if (other?.has('attention_type') && other.text('attention_type') !== 'sliding_attention') {
    throw new Refusal(
      `attention_other_setting is for ${quoted(other.take('attention_type'))}: only sliding_attention is known.`,
    );
  }
  const kDim = other ? other.count('head_dim', 'width') : fields.count('swa_head_dim', 'width');
  return {
    heads:
      (other
        ? other.count(HEAD_KEYS, 'heads')
        : fields.count(['swa_num_attention_heads', 'num_sliding_attention_heads'], 'heads')) ?? base.heads,
    kvHeads:
      (other ? other.count(KV_HEAD_KEYS, 'heads') : fields.count('swa_num_key_value_heads', 'heads')) ?? base.kvHeads,
    kDim: kDim ?? base.kDim,
    vDim: fields.count('swa_v_head_dim', 'width') ?? (kDim !== null && base.kDim === base.vDim ? kDim : base.vDim),
  };
}

/** Gemma 4: full layers have wider and fewer heads. K and V are cached apart even where they are equal. */
function globalShape({ fields, notes }: Reading, base: Shape): Shape {
  if (!fields.hasAny(['global_head_dim', 'num_global_key_value_heads']) && !fields.has('attention_k_eq_v')) return base;
  const width = fields.count('global_head_dim', 'width') ?? base.kDim;
  const equal = fields.flag('attention_k_eq_v');
  const kvHeads = fields.count('num_global_key_value_heads', 'heads');
  if (kvHeads !== null && equal === null) {
    notes.doubt(
      `num_global_key_value_heads (${grouped(kvHeads)}) counts only with attention_k_eq_v, which is not given and is taken as true; without it full layers have ${grouped(base.kvHeads)} KV heads.`,
    );
  }
  return { ...base, kDim: width, vDim: width, kvHeads: equal === false ? base.kvHeads : (kvHeads ?? base.kvHeads) };
}

/** Laguna: query heads by layer. */
function headsPerLayer(reading: Reading, layers: number): readonly number[] | null {
  const key = 'num_attention_heads_per_layer';
  const list = reading.fields.has(key) ? reading.fields.numbers(key, 'heads') : null;
  if (!list) return null;
  if (list.includes(0)) throw new Refusal(`${reading.fields.path}${key} has a layer without heads.`);
  return perLayer(list, { layers, key, reading });
}

/** `per_layer_config`, in which newer versions of the library write down what differs, by layer from 0. */
function layerOverrides({ fields, notes }: Reading): ReadonlyMap<number, Partial<Shape>> {
  const overrides = new Map<number, Partial<Shape>>();
  const given = fields.take('per_layer_config');
  if (!isRecord(given)) return overrides;
  for (const [key, values] of Object.entries(given)) {
    const path = `${fields.path}per_layer_config.${quoted(key)}.`;
    if (!/^\d{1,5}$/.test(key) || !isRecord(values)) throw new Refusal(`${path} is not a layer and its differences.`);
    const own = new Fields({ values, notes, path });
    const width = own.count('head_dim', 'width');
    const kvHeads = own.count('num_key_value_heads', 'heads');
    overrides.set(Number(key), { ...(width ? { kDim: width, vDim: width } : {}), ...(kvHeads ? { kvHeads } : {}) });
    for (const unknown of own.leftovers())
      notes.doubt(`per_layer_config changes ${quoted(unknown)}, which is not modelled.`);
  }
  return overrides;
}

/** The last layers that read an earlier layer's cache (Gemma 3n, Gemma 4). */
function sharedLayers({ fields }: Reading, layers: number): number {
  const shared = fields.countOrZero('num_kv_shared_layers', 'layers');
  if (shared < layers) return shared;
  throw new Refusal(
    `${fields.path}num_kv_shared_layers is ${grouped(shared)} of ${grouped(layers)} layers: none would be left to keep a cache.`,
  );
}
