import type { LayerGroup } from '../kv-cache/layer-group.ts';
import { attentionLayer, attentionReader } from './attention-layers.ts';
import { headDim, readShape } from './attention-shape.ts';
import { HEAD_KEYS, LAYER_KEYS } from './fields.ts';
import { latentShape } from './latent-layers.ts';
import { layerCount, perLayer, range, type Reading } from './reading.ts';
import { grouped, quoted, Refusal } from './refusal.ts';
import { gatedDeltaNet, kimiDelta, lightning, mamba1, mamba2, shortConvolution } from './state-layers.ts';

/** Models that mix attention with layers of fixed state. */

const NO_ATTENTION: LayerGroup = { kind: 'none', layers: 1, reason: 'no-attention' };

/** Attention of a hybrid: latent where the file has a latent rank, grouped-query otherwise. */
function fullLayer(reading: Reading): LayerGroup {
  return reading.fields.has('kv_lora_rank') ? latentShape(reading) : attentionLayer('full', readShape(reading.fields));
}

/**
 * Layers by a list of words, each a layer or several side by side. Layers of a sort that never occurs are not read, so
 * their fields may be missing.
 */
function byWords(
  words: readonly string[],
  meaning: Readonly<Record<string, () => readonly LayerGroup[]>>,
  { key, reading }: { key: string; reading: Reading },
): readonly LayerGroup[] {
  const read = new Map<string, readonly LayerGroup[]>();
  return words.flatMap((word) => {
    let layers = read.get(word);
    if (!layers) {
      const reader = Object.hasOwn(meaning, word) ? meaning[word] : undefined;
      if (!reader) {
        throw new Refusal(
          `${reading.fields.path}${key} has ${quoted(word)}, which is not modelled: a total without it would be wrong.`,
        );
      }
      layers = reader();
      read.set(word, layers);
    }
    return layers;
  });
}

/** Qwen3-Next, Qwen3.5 and later: every fourth layer is full attention, the others gated delta nets. */
export function readGatedDeltaNet(reading: Reading): readonly LayerGroup[] {
  const { fields, notes } = reading;
  const layers = layerCount(reading);
  const listed = fields.words('layer_types');
  const interval = fields.count('full_attention_interval', 'layers');
  if (!listed && interval === null) {
    const say =
      'Neither layer_types nor full_attention_interval is given: every fourth layer is taken as full attention';
    if (reading.known) notes.remark(`${say}, the default of ${reading.known}.`);
    else notes.doubt(`${say}.`);
  }
  const every = interval ?? 4;
  const words = listed
    ? perLayer(listed, { layers, key: 'layer_types', reading })
    : range(layers).map((index) => ((index + 1) % every === 0 ? 'full_attention' : 'linear_attention'));
  const meaning = { full_attention: () => [fullLayer(reading)], linear_attention: () => [gatedDeltaNet(reading)] };
  return byWords(words, meaning, { key: 'layer_types', reading });
}

/** Kimi Linear, Kimi K3: `full_attn_layers` counts from 1. */
export function readKimiLinear(reading: Reading): readonly LayerGroup[] {
  const { fields } = reading;
  const layers = layerCount(reading);
  const linear = fields.nested('linear_attn_config');
  const full = linear?.numbers('full_attn_layers', 'layers');
  if (!linear || !full) {
    throw new Refusal(
      `${fields.path}linear_attn_config.full_attn_layers is missing: which layers keep a cache is unknown.`,
    );
  }
  const beyond = full.find((layer) => layer < 1 || layer > layers);
  if (beyond !== undefined) {
    throw new Refusal(`${fields.path}linear_attn_config.full_attn_layers has ${beyond} of ${grouped(layers)} layers.`);
  }
  linear.acknowledge('kda_layers');
  const chosen = new Set(full);
  const words = range(layers).map((index) => (chosen.has(index + 1) ? 'full' : 'linear'));
  const meaning = { full: () => [fullLayer(reading)], linear: () => [kimiDelta(reading, linear)] };
  return byWords(words, meaning, { key: 'linear_attn_config', reading });
}

/** Nemotron-H: letters or words for each block; blocks of MLP or experts keep nothing. */
export function readNemotronH(reading: Reading): readonly LayerGroup[] {
  const { fields } = reading;
  const attention = (): readonly LayerGroup[] => [fullLayer(reading)];
  const state = (): readonly LayerGroup[] => [mamba2(reading)];
  const none = (): readonly LayerGroup[] => [NO_ATTENTION];
  const meaning = { '*': attention, attention, M: state, mamba: state, '-': none, mlp: none, E: none, moe: none };
  const words = fields.words('layers_block_type');
  const pattern = fields.text('hybrid_override_pattern');
  const listed = words ?? pattern?.split('').filter((letter) => letter !== '|');
  if (!listed || listed.length === 0) {
    throw new Refusal(
      `${fields.path}hybrid_override_pattern (or layers_block_type) is missing: which layers keep a cache is unknown.`,
    );
  }
  const key = words ? 'layers_block_type' : 'hybrid_override_pattern';
  // Nemotron Ultra has the list and no number.
  const layers = fields.count(LAYER_KEYS, 'layers') ?? listed.length;
  return byWords(perLayer(listed, { layers, key, reading }), meaning, { key, reading });
}

/** Granite 4, Bamba, Jamba: attention where a list, indices or a period say so, Mamba elsewhere. */
const MAMBA_SIZES = [
  'mamba_d_conv',
  'mamba_d_head',
  'mamba_d_state',
  'mamba_expand',
  'mamba_n_groups',
  'mamba_n_heads',
] as const;

export function readMambaHybrid(reading: Reading, { version }: { version: 1 | 2 }): readonly LayerGroup[] {
  const layers = layerCount(reading);
  const attention = (): readonly LayerGroup[] => [fullLayer(reading)];
  const mamba = (): readonly LayerGroup[] => [version === 1 ? mamba1(reading) : mamba2(reading)];
  const { key, words } = mambaHybridWords(reading, layers);
  const meaning = { attention, full_attention: attention, mamba, mamba2: mamba };
  // Dense models of a hybrid family carry its sizes along unused.
  if (!words.some((word) => word.startsWith('mamba'))) reading.fields.acknowledge(...MAMBA_SIZES);
  return byWords(words, meaning, { key, reading });
}

function mambaHybridWords(reading: Reading, layers: number): { key: string; words: readonly string[] } {
  const { fields } = reading;
  for (const key of ['layers_block_type', 'layer_types']) {
    const words = fields.words(key);
    if (words) return { key, words: perLayer(words, { layers, key, reading }) };
  }
  const indices = fields.numbers('attn_layer_indices', 'layers');
  const period = fields.count('attn_layer_period', 'layers');
  const offset = fields.countOrZero('attn_layer_offset', 'layers');
  if (!indices && period === null) {
    throw new Refusal(
      `${fields.path}layer_types is missing, and so are attn_layer_indices and attn_layer_period: which layers keep a cache is unknown.`,
    );
  }
  const chosen = new Set(indices ?? range(layers).filter((index) => index % (period ?? 1) === offset % (period ?? 1)));
  return { key: 'layer_types', words: range(layers).map((index) => (chosen.has(index) ? 'attention' : 'mamba')) };
}

/** Falcon-H1: attention and Mamba-2 side by side in every layer. */
export function readFalconH1(reading: Reading): readonly LayerGroup[] {
  const both = [fullLayer(reading), mamba2(reading)];
  return range(layerCount(reading)).flatMap(() => both);
}

/** Zamba2: every layer is Mamba-2, and a hybrid one has shared attention twice as wide before it. */
export function readZamba2(reading: Reading): readonly LayerGroup[] {
  const { fields } = reading;
  const layers = layerCount(reading);
  const words = fields.words('layers_block_type');
  const ids = fields.numbers('hybrid_layer_ids', 'layers');
  if (!words && !ids) {
    throw new Refusal(`${fields.path}layers_block_type is missing: which layers keep a cache is unknown.`);
  }
  const heads = fields.required(HEAD_KEYS, 'heads', 'the number of attention heads');
  const hidden = fields.required('hidden_size', 'width', 'the width of the model');
  const kvHeads = fields.count('num_key_value_heads', 'heads') ?? heads;
  const width = fields.count('attention_head_dim', 'width') ?? Math.floor((2 * hidden) / heads);
  fields.acknowledge('attention_hidden_size', 'kv_channels', 'num_query_groups', 'num_mem_blocks');
  if (width < 1 || heads % kvHeads !== 0)
    throw new Refusal(`${fields.path}num_attention_heads does not fit the model.`);
  const attention = attentionLayer('full', { heads, kvHeads, kDim: width, vDim: width });
  const mamba = mamba2(reading);
  const listed = words ?? range(layers).map((index) => (ids?.includes(index) ? 'hybrid' : 'mamba'));
  const meaning = { mamba: () => [mamba], hybrid: () => [attention, mamba] };
  const key = 'layers_block_type';
  return byWords(perLayer(listed, { layers, key, reading }), meaning, { key, reading });
}

/** MiniMax-01 and M1: lightning attention where `attn_type_list` is 0. M2.7 still carries the list, all ones. */
export function readLightningHybrid(reading: Reading): readonly LayerGroup[] {
  const { fields } = reading;
  const layers = layerCount(reading);
  const flags = fields.numbers('attn_type_list', 'layers');
  const group = fields.count('layer_group_size', 'layers');
  const listed = fields.words('layer_types') ?? flags?.map((flag) => (flag ? 'full_attention' : 'linear_attention'));
  const full = (index: number, every: number): boolean =>
    (index + 1) % every === 0 || index >= layers - (layers % every);
  if (!listed && group === null) {
    throw new Refusal(`${fields.path}attn_type_list is missing: which layers keep a cache is unknown.`);
  }
  const words = listed
    ? perLayer(listed, { layers, key: 'attn_type_list', reading })
    : range(layers).map((index) => (full(index, group ?? 1) ? 'full_attention' : 'linear_attention'));
  const heads = fields.required(HEAD_KEYS, 'heads', 'the number of attention heads');
  const meaning = {
    full_attention: () => [fullLayer(reading)],
    linear_attention: () => [lightning(reading, { heads, dim: headDim(fields, heads) })],
  };
  return byWords(words, meaning, { key: 'attn_type_list', reading });
}

/** MiniMax-M2: attention throughout; M2.7 lists its layers in M1's way. */
export function readMiniMaxM2(reading: Reading): readonly LayerGroup[] {
  return reading.fields.has('attn_type_list') ? readLightningHybrid(reading) : attentionReader()(reading);
}

/** LFM2: short convolutions between attention layers. */
export function readShortConvolutionHybrid(reading: Reading): readonly LayerGroup[] {
  const { fields } = reading;
  const layers = layerCount(reading);
  const indices = fields.numbers('full_attn_idxs', 'layers');
  const listed = fields.words('layer_types') ?? null;
  if (!listed && !indices) {
    throw new Refusal(`${fields.path}layer_types is missing: which layers keep a cache is unknown.`);
  }
  const words = listed
    ? perLayer(listed, { layers, key: 'layer_types', reading })
    : range(layers).map((index) => (indices?.includes(index) ? 'full_attention' : 'conv'));
  const meaning = { full_attention: () => [fullLayer(reading)], conv: () => [shortConvolution(reading)] };
  return byWords(words, meaning, { key: 'layer_types', reading });
}
