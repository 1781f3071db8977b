import type { LayerGroup } from '../kv-cache/layer-group.ts';
import { attentionReader } from './attention-layers.ts';
import { perLayer, type Reading } from './reading.ts';

/**
 * MiniMax-M3: an ordinary grouped-query cache, and an index key on the layers that attend sparsely.
 *
 * Example: 60 layers of 4 KV heads of 128, of which 57 keep an index key of 128.
 */
export function readSparseGqa(reading: Reading): readonly LayerGroup[] {
  const { fields, notes } = reading;
  const layers = attentionReader({ window: 'none' })(reading);
  const sparse = fields.nested('sparse_attention_config');
  if (!sparse) {
    notes.doubt('sparse_attention_config is not given: no index keys are counted.');
    return layers;
  }
  if (sparse.flag('use_sparse_attention') === false) return layers;
  const dim = sparse.required('sparse_index_dim', 'width', 'the width of an index key');
  const heads = sparse.count('sparse_num_index_heads', 'heads');
  const blocks = sparse.count('sparse_topk_blocks', 'tokens');
  const blockTokens = sparse.count('sparse_block_size', 'tokens');
  const key = 'sparse_attention_freq';
  const flags = sparse.numbers(key, 'layers');
  if (!flags) notes.doubt(`${sparse.path}${key} is not given: every layer is counted with an index key.`);
  const owners = flags ? perLayer(flags, { layers: layers.length, key, reading }) : null;
  sparse.acknowledge('sparse_disable_index_value', 'sparse_init_block', 'sparse_local_block', 'sparse_score_type');
  const topK = blocks && blockTokens ? { topK: blocks * blockTokens } : {};
  const index = { layers: 1, dim, ...(heads ? { heads } : {}), ...topK };
  return layers.map((layer, at) => (layer.kind === 'full' && (owners?.[at] ?? 1) > 0 ? { ...layer, index } : layer));
}
