import type { LatentGroup, LayerGroup, SparseIndex } from '../kv-cache/layer-group.ts';
import { attentionReader } from './attention-layers.ts';
import { HEAD_KEYS } from './fields.ts';
import { layerCount, perLayer, range, type Reading } from './reading.ts';
import { quoted, Refusal } from './refusal.ts';

/** Shape of one layer of multi-head latent attention. */
export type LatentShape = Omit<LatentGroup, 'index'> & { readonly layers: 1 };

/**
 * Multi-head latent attention, with the lightning indexer of DeepSeek V3.2 and GLM-5 where there is one.
 *
 * One vector of `kv_lora_rank` and one rotary part of `qk_rope_head_dim` per token and layer; `num_key_value_heads` and
 * `head_dim` are of no account. Example: DeepSeek V3 keeps 61 × (512 + 64) elements per token.
 */
export function readLatent(reading: Reading, { perBlock = 1 }: { perBlock?: number } = {}): readonly LayerGroup[] {
  // DeepSeek-VL2 and DeepSeek-OCR switch it off and are plain multi-head attention.
  if (reading.fields.has('use_mla') && reading.fields.flag('use_mla') === false) {
    acknowledgeLatent(reading);
    return attentionReader()(reading);
  }
  const layers = perBlock === 1 ? layerCount(reading) : blockCount(reading) * perBlock;
  const shape = latentShape(reading);
  checkLayerTypes(reading, layers);
  const owners = indexOwners(reading, layers);
  const index = owners ? sparseIndex(reading) : null;
  return range(layers).map((at) => (index && owners?.[at] ? { ...shape, index } : shape));
}

/** LongCat: `num_layers` counts blocks of two attentions; a file saved by the library also has their product. */
function blockCount(reading: Reading): number {
  const { fields } = reading;
  if (!fields.has('num_layers')) return layerCount(reading);
  fields.acknowledge('num_hidden_layers');
  return fields.required('num_layers', 'layers', 'the number of blocks');
}

export function latentShape({ fields }: Reading): LatentShape {
  fields.acknowledge('num_key_value_heads', 'head_dim', 'qk_head_dim', 'q_lora_rank', 'hidden_size', 'use_mla');
  const what = 'which multi-head latent attention needs';
  const latentDim = fields.required('kv_lora_rank', 'width', what);
  const ropeDim = fields.required('qk_rope_head_dim', 'width', what);
  const heads = fields.count(HEAD_KEYS, 'heads');
  const nope = fields.count('qk_nope_head_dim', 'width');
  const vDim = fields.count('v_head_dim', 'width') ?? nope;
  const shape = { kind: 'mla', layers: 1, latentDim, ropeDim } as const;
  if (heads === null || nope === null || vDim === null) return shape;
  return { ...shape, query: { heads, qkDim: nope + ropeDim, vDim } };
}

function acknowledgeLatent({ fields }: Reading): void {
  fields.acknowledge('kv_lora_rank', 'q_lora_rank', 'qk_rope_head_dim', 'qk_nope_head_dim', 'v_head_dim');
}

function checkLayerTypes(reading: Reading, layers: number): void {
  const words = reading.fields.words('layer_types');
  if (!words) return;
  for (const word of perLayer(words, { layers, key: 'layer_types', reading })) {
    if (word === 'full_attention' || word === 'deepseek_sparse_attention') continue;
    reading.notes.doubt(
      `layer_types has ${quoted(word)} beside latent attention: such layers are counted as full and may hold less.`,
    );
  }
}

/** Which layers keep an index key; null where the model has no indexer. */
function indexOwners(reading: Reading, layers: number): readonly boolean[] | null {
  const { fields, notes } = reading;
  if (fields.count('index_head_dim', 'width') === null) return null;
  const types = fields.words('indexer_types');
  const frequency = fields.count('index_topk_freq', 'layers');
  const pattern = fields.text('index_topk_pattern');
  const given = fields.has('index_skip_topk_offset');
  const offset = fields.countOrZero('index_skip_topk_offset', 'layers');
  if (types) {
    return perLayer(types, { layers, key: 'indexer_types', reading }).map((type) => {
      if (type === 'full' || type === 'shared') return type === 'full';
      throw new Refusal(`${fields.path}indexer_types has ${quoted(type)}: only "full" and "shared" are known.`);
    });
  }
  if (pattern && /^[FS]+$/.test(pattern)) {
    return perLayer(pattern.split(''), { layers, key: 'index_topk_pattern', reading }).map((letter) => letter === 'F');
  }
  if (pattern) throw new Refusal(`${fields.path}index_topk_pattern is ${quoted(pattern)}: only F and S are known.`);
  if (frequency === null || frequency === 1) return range(layers).map(() => true);
  const skipped = given ? offset : 2;
  if (!given) {
    notes.doubt('index_skip_topk_offset is not given: 2 is assumed; it moves the layers that keep an index key.');
  }
  return range(layers).map((index) => Math.max(index - skipped + 1, 0) % frequency === 0);
}

function sparseIndex({ fields }: Reading): SparseIndex {
  const dim = fields.required('index_head_dim', 'width', 'the width of an index key');
  const heads = fields.count('index_n_heads', 'heads');
  const topK = fields.count('index_topk', 'tokens');
  fields.acknowledge('indexer_rope_interleave', 'index_share_for_mtp_iteration');
  return { layers: 1, dim, ...(heads ? { heads } : {}), ...(topK ? { topK } : {}) };
}
