import type { LayerGroup } from '../kv-cache/layer-group.ts';
import { attentionLayer, attentionReader } from './attention-layers.ts';
import { checked, headDim, readShape } from './attention-shape.ts';
import { Fields, HEAD_KEYS, isRecord } from './fields.ts';
import { layerCount, perLayer, range, type Reading } from './reading.ts';
import { grouped, quoted, Refusal } from './refusal.ts';
import { gatedLinearRecurrence, mamba1, mamba2 } from './state-layers.ts';

/** Families whose layers differ in a way of their own. */

const NO_ATTENTION: LayerGroup = { kind: 'none', layers: 1, reason: 'no-attention' };

/** Models found by architecture search (Nemotron Super and Ultra, DeciLM): one object for each block. */
export function readBlockConfigs(reading: Reading): readonly LayerGroup[] {
  const { fields, notes } = reading;
  const layers = layerCount(reading);
  const key = 'block_configs';
  const blocks = fields.list(key);
  if (!blocks) throw new Refusal(`${fields.path}${key} is missing: which layers keep a cache is unknown.`);
  fields.acknowledge('num_key_value_heads', 'num_key_value_heads_per_layer');
  const heads = fields.required(HEAD_KEYS, 'heads', 'the number of attention heads');
  const kDim = headDim(fields, heads);
  return perLayer(blocks, { layers, key, reading }).map((block, index) => {
    const path = `${fields.path}${key}[${index}].attention.`;
    const given = isRecord(block) ? block['attention'] : undefined;
    if (!isRecord(given)) throw new Refusal(`${path.slice(0, -1)} is missing.`);
    const attention = new Fields({ values: given, notes, path });
    if (attention.flag('no_op') === true || attention.flag('replace_with_linear') === true) return NO_ATTENTION;
    if (attention.has('window_length') || attention.has('sparsify')) {
      notes.doubt(`${key} has windows or sparse attention, which are not modelled: those layers are counted in full.`);
    }
    const perHead = attention.count('n_heads_in_group', 'heads');
    const kvHeads = perHead === null ? attention.count('num_key_value_heads', 'heads') : heads / perHead;
    if (kvHeads === null || !Number.isInteger(kvHeads)) {
      throw new Refusal(`${path}n_heads_in_group is missing or does not divide ${grouped(heads)} heads.`);
    }
    return attentionLayer('full', checked(attention, { heads, kvHeads, kDim, vDim: kDim }));
  });
}

/** OpenELM: query and KV heads by layer. */
export function readOpenElm(reading: Reading): readonly LayerGroup[] {
  const { fields } = reading;
  const layers = layerCount(reading);
  const kDim = fields.required('head_dim', 'width', 'the head size');
  const [heads, kvHeads] = ['num_query_heads', 'num_kv_heads'].map((key) => {
    const list = fields.numbers(key, 'heads');
    if (!list || list.includes(0)) throw new Refusal(`${fields.path}${key} should have the heads of every layer.`);
    return perLayer(list, { layers, key, reading });
  });
  return range(layers).map((index) =>
    attentionLayer(
      'full',
      checked(fields, { heads: heads?.[index] ?? 1, kvHeads: kvHeads?.[index] ?? 1, kDim, vDim: kDim }),
    ),
  );
}

/** MPT and DBRX keep their attention in `attn_config`. */
export function readMpt(reading: Reading): readonly LayerGroup[] {
  const { fields } = reading;
  const config = fields.nested('attn_config');
  const heads = fields.required(HEAD_KEYS, 'heads', 'the number of attention heads');
  const type = config?.text('attn_type') ?? null;
  const kvHeads = config?.count('kv_n_heads', 'heads') ?? (type === 'multiquery_attention' ? 1 : heads);
  const window = config?.take('sliding_window_size');
  if (window !== undefined && window !== -1) {
    throw new Refusal(`attn_config.sliding_window_size is ${quoted(window)}: windows of MPT are not modelled.`);
  }
  config?.acknowledge('attn_impl', 'attn_pdrop', 'attn_uses_sequence_id', 'clip_qkv', 'softmax_scale');
  const kDim = headDim(fields, heads);
  const layer = attentionLayer('full', checked(fields, { heads, kvHeads, kDim, vDim: kDim }));
  return range(layerCount(reading)).map(() => layer);
}

/** GPT-Neo: `attention_types` repeats short lists of global and local layers. */
export function readGptNeo(reading: Reading): readonly LayerGroup[] {
  const { fields } = reading;
  const layers = layerCount(reading);
  const shape = readShape(fields);
  const windowTokens = fields.required('window_size', 'tokens', 'the window of local layers');
  const listed = fields.words('attention_layers') ?? expand(fields.list('attention_types'), layers);
  if (!listed)
    throw new Refusal(`${fields.path}attention_types is missing or not of the form [[["global", "local"], 12]].`);
  fields.acknowledge('attention_types');
  return perLayer(listed, { layers, key: 'attention_layers', reading }).map((word) => {
    if (word !== 'global' && word !== 'local') throw new Refusal(`${fields.path}attention_layers has ${quoted(word)}.`);
    return attentionLayer(word === 'local' ? 'sliding' : 'full', shape, { windowTokens, chunkTokens: null });
  });
}

function expand(types: readonly unknown[] | null, layers: number): readonly string[] | null {
  if (!types) return null;
  const words: string[] = [];
  for (const entry of types) {
    const [cycle, times] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    if (!Array.isArray(cycle) || typeof times !== 'number' || !(times >= 1 && times <= layers)) return null;
    for (let round = 0; round < times && words.length <= layers; round += 1) {
      for (const word of cycle as readonly unknown[]) words.push(typeof word === 'string' ? word : '');
    }
  }
  return words;
}

/** Hunyuan: with cross-layer attention, every n-th layer keeps a cache and those after it read it. */
export function readHunyuan(reading: Reading): readonly LayerGroup[] {
  const { fields, notes } = reading;
  const factor = fields.count('cla_share_factor', 'layers') ?? 1;
  const layers = attentionReader()(reading);
  if (fields.flag('use_cla') !== true || factor === 1) return layers;
  notes.doubt(
    `use_cla: ${grouped(factor)} layers share one cache; an engine that stores it for each layer needs ${grouped(factor)} times as much.`,
  );
  return layers.map((layer, index) =>
    index % factor === 0 ? layer : { kind: 'none', layers: 1, reason: 'shares-kv' },
  );
}

/** RecurrentGemma: two recurrent layers for each of local attention. */
export function readRecurrentGemma(reading: Reading): readonly LayerGroup[] {
  const { fields } = reading;
  const layers = layerCount(reading);
  const cycle = fields.words('block_types') ?? fields.words('_block_types') ?? ['recurrent', 'recurrent', 'attention'];
  fields.acknowledge('_block_types', 'block_types');
  const windowTokens = fields.required('attention_window_size', 'tokens', 'the window of attention');
  const attention = attentionLayer('sliding', readShape(fields), { windowTokens, chunkTokens: null });
  const recurrent = gatedLinearRecurrence(reading);
  return range(layers).map((index) => {
    const word = cycle[index % cycle.length];
    if (word === 'attention') return attention;
    if (word === 'recurrent') return recurrent;
    throw new Refusal(`${fields.path}block_types has ${quoted(word)}: only "recurrent" and "attention" are known.`);
  });
}

/** Models of Mamba layers alone. */
export function readMamba(reading: Reading, { version }: { version: 1 | 2 }): readonly LayerGroup[] {
  const layer = version === 1 ? mamba1(reading) : mamba2(reading, { own: true });
  return range(layerCount(reading)).map(() => layer);
}

/** Llama 3.2 Vision: `cross_attention_layers` of the text model read the image and keep nothing of the text. */
export function readMllama(reading: Reading): readonly LayerGroup[] {
  const { fields, outer, notes } = reading;
  const layers = attentionReader()(reading);
  const chosen = new Set(fields.numbers('cross_attention_layers', 'layers') ?? [3, 8, 13, 18, 23, 28, 33, 38]);
  const vision = outer?.nested('vision_config');
  const side = vision?.count('image_size', 'width') ?? 448;
  const patch = vision?.count('patch_size', 'width') ?? 14;
  const tiles = vision?.count('max_num_tiles', 'layers') ?? 4;
  const encoderTokens = tiles * (Math.floor(side / patch) ** 2 + 1);
  notes.doubt(
    `Cross-attention layers are sized for one image of ${grouped(tiles)} tiles, ${grouped(encoderTokens)} tokens; further images add as much each, and text alone needs none.`,
  );
  return layers.map((layer, index) =>
    chosen.has(index) && layer.kind === 'full' ? { ...layer, kind: 'cross', encoderTokens } : layer,
  );
}
