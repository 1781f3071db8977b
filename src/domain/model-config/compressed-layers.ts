import type { LayerGroup } from '../kv-cache/layer-group.ts';
import { HEAD_KEYS } from './fields.ts';
import { layerCount, perLayer, type Reading } from './reading.ts';
import { grouped, quoted, Refusal } from './refusal.ts';

/** The ratio whose layers choose among their entries with an indexer; entries at 128 are few enough to read them all. */
const INDEXED_RATIO = 4;

/**
 * Compressed attention of DeepSeek V4: one ratio for each layer, and a window beside it.
 *
 * Source: `transformers` `configuration_deepseek_v4.py`. Example: V4 Flash has 2 layers of the window alone, 21 of ratio
 * 4 and 20 of ratio 128; the 44th entry of its list is for multi-token prediction. Ignored: the compressor's own state.
 */
export function readCompressed(reading: Reading): readonly LayerGroup[] {
  const { fields, notes } = reading;
  const layers = layerCount(reading);
  const ratios = readRatios(reading, layers);
  for (const ratio of ratios) {
    if (ratio === 0 || ratio === INDEXED_RATIO || ratio === 128) continue;
    notes.doubt(
      `Layers compress ${grouped(ratio)} to 1: whether they keep index keys is not known, and none is counted for them.`,
    );
  }
  const entryDim = fields.required('head_dim', 'width', 'the width of an entry');
  const ropeDim = fields.required('qk_rope_head_dim', 'width', 'the rotary part of an entry');
  const windowTokens = fields.required('sliding_window', 'tokens', 'the uncompressed window');
  if (ropeDim > entryDim) throw new Refusal(`${fields.path}qk_rope_head_dim is wider than head_dim.`);
  const heads = fields.count(HEAD_KEYS, 'heads');
  const indexDim = fields.count('index_head_dim', 'width');
  const indexHeads = fields.count('index_n_heads', 'heads');
  const topK = fields.count('index_topk', 'tokens');
  fields.acknowledge('num_key_value_heads', 'hc_mult', 'hc_eps', 'hc_sinkhorn_iters', 'q_lora_rank', 'o_lora_rank');
  fields.acknowledge('hidden_size');
  if (indexDim === null && ratios.includes(INDEXED_RATIO)) {
    throw new Refusal(`${fields.path}index_head_dim is missing, and layers of ratio ${INDEXED_RATIO} keep index keys.`);
  }
  return ratios.map((ratio): LayerGroup => {
    const layer = { kind: 'compressed', layers: 1, ratio, entryDim, ropeDim, windowTokens } as const;
    const query = heads ? { query: { heads, qkDim: entryDim, vDim: entryDim } } : {};
    if (ratio !== INDEXED_RATIO || indexDim === null) return { ...layer, ...query };
    const index = { layers: 1, dim: indexDim, ...(indexHeads ? { heads: indexHeads } : {}), ...(topK ? { topK } : {}) };
    return { ...layer, ...query, index };
  });
}

function readRatios(reading: Reading, layers: number): readonly number[] {
  const { fields } = reading;
  const given = fields.numbers('compress_ratios', 'tokens');
  if (given) {
    return perLayer(given, { layers, key: 'compress_ratios', reading });
  }
  const words = fields.words('layer_types');
  if (!words) {
    throw new Refusal(`${fields.path}compress_ratios is missing: compressed attention cannot be sized without it.`);
  }
  const rates = fields.nested('compress_rates');
  const rate = (word: string, short: string, fallback: number): number =>
    fields.count(short, 'tokens') ?? rates?.count(word, 'tokens') ?? fallback;
  const ratioOf: Readonly<Record<string, number>> = {
    sliding_attention: 0,
    compressed_sparse_attention: rate('compressed_sparse_attention', 'compress_rate_csa', INDEXED_RATIO),
    heavily_compressed_attention: rate('heavily_compressed_attention', 'compress_rate_hca', 128),
  };
  return perLayer(words, { layers, key: 'layer_types', reading }).map((word) => {
    const ratio = Object.hasOwn(ratioOf, word) ? ratioOf[word] : undefined;
    if (ratio !== undefined) return ratio;
    throw new Refusal(`${fields.path}layer_types has ${quoted(word)}, which is no layer of compressed attention.`);
  });
}
