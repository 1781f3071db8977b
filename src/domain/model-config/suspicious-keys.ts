import type { Fields } from './fields.ts';
import type { Notes } from './notes.ts';
import { quoted } from './refusal.ts';

/** Keys that have to do with the cache, and what one that nobody understood could change. */
const SUSPICIOUS: readonly (readonly [RegExp, string])[] = [
  [/compress/, 'cached entries may stand for several tokens'],
  [/(^|_)swa(_|$)|sliding|window/, 'some layers may keep a window only, or have heads of their own in it'],
  [/attention_chunk|chunked_att|local_att|global_att|attn_layer|attention_layers|full_att/, 'layers may differ'],
  [/^index(er)?_|_indexer/, 'layers may keep index keys beside the cache'],
  [/share.*kv|kv.*shar|n_shared_head|(^|_)cla(_|$)|yoco|kv_source|kv_reuse/, 'layers may share one cache'],
  [/cross_(attention|attn|layer)/, 'layers may attend to something other than the text'],
  [/(^|_)kv(_|$)|key_value|latent|_lora_rank$/, 'keys and values may be kept in another form'],
  [/head_dim|kv_channels|head_size|d_kv|attn_head/, 'head sizes may differ'],
  [
    /(attn|attention)_(config|cfg|type|other)|sparse_(attention|attn|config)|blocksparse|(^|_)(nsa|dsa|moba)(_|$)/,
    'attention may be of another kind',
  ],
  [
    /layers?_types?|layers?_block|block_types?|block_configs|hybrid|layer_pattern|per_layer_config/,
    'layers may be of several kinds',
  ],
  [/^linear_|linear_att|lightning|delta_net|(^|_)(kda|gdn)(_|$)/, 'layers may keep a state instead of a cache'],
  [
    /mamba|(^|_)ssm|conv_kernel|conv_l_cache|d_conv|d_state|state_size|rwkv|recurrent|(^|_)lru/,
    'layers may keep a state instead of a cache',
  ],
  [/hc_mult|hyper_connection/, 'several streams may be kept'],
  [/total_ut_steps|(^|_)loops?$|num_recurrences/, 'layers may run, and cache, more than once'],
  [/^attn_mode$|^expand_(k|v)$|qk_dim_factor/, 'layers may keep a state instead of a cache'],
  [/query_groups|heads_per_layer|kv_heads|multi_query/, 'the number of KV heads may differ'],
];

/** Keys that look alike and have nothing to do with the size of the cache. */
const HARMLESS: readonly RegExp[] = [
  /rope(?!_head_dim)|rotary|yarn/,
  /quant|compression_config|kv_cache|cache_implementation|dtype/,
  /vision|image|img|video|audio|visual|pixel|patch|speech|talker|code2wav|projector|(^|_)mm(_|$)/,
  /^moe_|expert|router|^mlp_|^ffn_|_mlp/,
  /mtp|nextn/,
  /bias|dropout|_act$|activation|norm|_eps$|init|gate$|gating|scal|softcap|sink|loss/,
  /chunk_size_feed_forward|llm_compressor|compression_ratio|multiplier|_(alpha|beta)(_factor)?$|^mamba_(chunk_size|dt_|proj|conv_bias|rms)|^use_(mamba|conv)|^mamba_use/,
  /^dual_chunk|^attn_implementation|^_attn|^attn_impl|attention_dropout|attention_probs/,
  /^no_rope|^use_bidirectional|^pruned_heads$/,
  /^(q|o)_lora_rank$/,
  /token_id|tokens?_index|^vocab|^task_|tie_/,
];

/** Doubts every key that says something, has to do with the cache, and that no reader asked for. */
export function doubtLeftovers(fields: Fields, notes: Notes, { sameAs }: { sameAs?: Fields } = {}): void {
  for (const key of fields.leftovers()) {
    const name = (key.split('.').at(-1) ?? key).toLowerCase();
    if (HARMLESS.some((pattern) => pattern.test(name)) || sameAs?.has(key)) continue;
    const effect = SUSPICIOUS.find(([pattern]) => pattern.test(name))?.[1];
    if (effect) notes.doubt(`${fields.path}${quoted(key).replaceAll('"', '')} is not modelled here: ${effect}.`);
  }
}
