import { fields, type Fixture, fixture, layerTypes, sizes } from './fixtures.ts';

const QWEN = { use_sliding_window: false, sliding_window: 32_768, max_window_layers: 28 };
const MHA = { attention: 'MHA' };
const GQA_WINDOW = { attention: 'GQA + sliding window' };

/** Models of attention layers before latent attention. Bytes: layers × KV heads × (K + V) × 2, and windows apart. */
export const ATTENTION_FIXTURES: readonly Fixture[] = [
  fixture('Llama 3.1 8B', { model_type: 'llama', ...sizes(32, 4096, 32, 8) }, { perToken: 32 * 8 * 256 * 2 }),
  fixture('Llama 1 7B', { model_type: 'llama', ...sizes(32, 4096, 32) }, { ...MHA, perToken: 32 * 32 * 256 * 2 }),
  fixture(
    'Mistral 7B v0.1',
    { model_type: 'mistral', ...sizes(32, 4096, 32, 8), sliding_window: 4096, max_position_embeddings: 32_768 },
    { ...GQA_WINDOW, fixed: 4096 * 32 * 8 * 256 * 2 },
  ),
  fixture(
    'Mistral 7B v0.3',
    { model_type: 'mistral', ...sizes(32, 4096, 32, 8), sliding_window: null, max_position_embeddings: 32_768 },
    { perToken: 131_072 },
  ),
  fixture(
    'Mistral Nemo',
    { model_type: 'mistral', ...sizes(40, 5120, 32, 8), head_dim: 128, sliding_window: null },
    { perToken: 40 * 8 * 256 * 2 },
  ),
  fixture('Mixtral 8x22B', { model_type: 'mixtral', ...sizes(56, 6144, 48, 8) }, { perToken: 229_376 }),
  fixture('Qwen2.5 7B', { model_type: 'qwen2', ...sizes(28, 3584, 28, 4), ...QWEN }, { perToken: 57_344 }),
  fixture('Qwen2 57B-A14B', { model_type: 'qwen2_moe', ...sizes(28, 3584, 28, 4), ...QWEN }, { perToken: 57_344 }),
  fixture(
    'Qwen2.5 with its window on from layer 20',
    {
      model_type: 'qwen2',
      ...sizes(28, 3584, 28, 4),
      ...fields('use_sliding_window=true sliding_window=4096 max_window_layers=20 max_position_embeddings=32768'),
    },
    { ...GQA_WINDOW, perToken: 20 * 4 * 256 * 2, fixed: 8 * 4 * 256 * 2 * 4096 },
  ),
  fixture(
    'Qwen3 32B',
    { model_type: 'qwen3', ...sizes(64, 5120, 64, 8), head_dim: 128, use_sliding_window: false, max_window_layers: 64 },
    { perToken: 262_144 },
  ),
  fixture(
    'Qwen3 235B-A22B',
    { model_type: 'qwen3_moe', ...sizes(94, 4096, 64, 4), head_dim: 128 },
    { perToken: 94 * 4 * 256 * 2 },
  ),
  fixture(
    'Qwen2.5-VL 7B',
    { model_type: 'qwen2_5_vl', ...sizes(28, 3584, 28, 4), ...QWEN, vision_config: { depth: 32, window_size: 112 } },
    { perToken: 57_344 },
  ),
  fixture(
    'Qwen3-VL 8B',
    { model_type: 'qwen3_vl', text_config: { model_type: 'qwen3_vl_text', ...sizes(36, 4096, 32, 8), head_dim: 128 } },
    { perToken: 36 * 8 * 256 * 2 },
  ),
  fixture(
    'Qwen3-Omni 30B-A3B',
    {
      model_type: 'qwen3_omni_moe',
      thinker_config: { text_config: { model_type: 'qwen3_omni_moe_text', ...sizes(48, 2048, 32, 4), head_dim: 128 } },
    },
    { perToken: 98_304 },
  ),
  fixture(
    'Gemma 7B',
    { model_type: 'gemma', ...sizes(28, 3072, 16, 16), head_dim: 256 },
    { ...MHA, perToken: 458_752 },
  ),
  fixture(
    'Gemma 2 27B',
    {
      model_type: 'gemma2',
      ...sizes(46, 4608, 32, 16),
      head_dim: 128,
      sliding_window: 4096,
      max_position_embeddings: 8192,
    },
    { ...GQA_WINDOW, perToken: 188_416, fixed: 736 * 2 ** 20 },
  ),
  fixture(
    'Gemma 3 4B, saved by difference',
    {
      model_type: 'gemma3',
      text_config: { model_type: 'gemma3_text', hidden_size: 2560, num_hidden_layers: 34, sliding_window: 1024 },
    },
    { ...GQA_WINDOW, perToken: 20_480, fixed: 116 * 2 ** 20 },
  ),
  fixture(
    'Gemma 3 27B',
    {
      model_type: 'gemma3',
      text_config: {
        model_type: 'gemma3_text',
        ...sizes(62, 5376, 32, 16),
        ...fields('head_dim=128 sliding_window=1024 sliding_window_pattern=6'),
        rope_scaling: { factor: 8, rope_type: 'linear' },
      },
    },
    { ...GQA_WINDOW, perToken: 81_920, fixed: 416 * 2 ** 20 },
  ),
  fixture(
    'Gemma 3n E4B',
    { model_type: 'gemma3n', text_config: { model_type: 'gemma3n_text', layer_types: layerTypes('ssssf', 35) } },
    { ...GQA_WINDOW, perToken: 4 * 2 * 512 * 2, fixed: 16 * 2 ** 20 },
  ),
  fixture(
    'Gemma 4 31B',
    {
      model_type: 'gemma4',
      text_config: {
        model_type: 'gemma4_text',
        ...sizes(60, 5376, 32, 16),
        ...fields('head_dim=256 global_head_dim=512 num_global_key_value_heads=4 attention_k_eq_v=true'),
        ...fields('sliding_window=1024 num_kv_shared_layers=0 max_position_embeddings=262144'),
        layer_types: layerTypes('sssssf', 60),
      },
    },
    { ...GQA_WINDOW, perToken: 81_920, fixed: 800 * 2 ** 20 },
  ),
  fixture(
    'Gemma 4 E2B',
    {
      model_type: 'gemma4_text',
      ...sizes(35, 1536, 8, 1),
      ...fields('head_dim=256 global_head_dim=512 num_global_key_value_heads=null attention_k_eq_v=false'),
      ...fields('sliding_window=512 num_kv_shared_layers=20 max_position_embeddings=131072'),
      layer_types: layerTypes('ssssf', 35),
    },
    { attention: 'MQA + sliding window', perToken: 3 * 1024 * 2, fixed: 6 * 2 ** 20 },
  ),
  fixture('Phi-2', { model_type: 'phi', ...sizes(32, 2560, 32) }, { ...MHA, perToken: 32 * 32 * 160 * 2 }),
  fixture(
    'Phi-3 mini 4k',
    { model_type: 'phi3', ...sizes(32, 3072, 32, 32), sliding_window: 2047, max_position_embeddings: 4096 },
    { status: 'approximate', attention: 'MHA + sliding window', fixed: 2047 * 32 * 32 * 192 * 2 },
  ),
  fixture(
    'Phi-4 mini',
    { model_type: 'phi3', ...sizes(32, 3072, 24, 8), sliding_window: 262_144, max_position_embeddings: 131_072 },
    { perToken: 131_072 },
  ),
  fixture(
    'Phi-3.5 MoE',
    { model_type: 'phimoe', ...sizes(32, 4096, 32, 8), sliding_window: 131_072, max_position_embeddings: 131_072 },
    { perToken: 131_072 },
  ),
  fixture(
    'GPT-2',
    { model_type: 'gpt2', ...fields('n_layer=12 n_head=12 n_embd=768 n_ctx=1024') },
    { ...MHA, perToken: 36_864 },
  ),
  fixture(
    'GPT-Neo 2.7B',
    {
      model_type: 'gpt_neo',
      ...fields('num_layers=32 num_heads=20 hidden_size=2560 window_size=256 max_position_embeddings=2048'),
      attention_types: [[['global', 'local'], 16]],
    },
    { attention: 'MHA + sliding window', perToken: 16 * 20 * 256 * 2, fixed: 256 * 16 * 20 * 256 * 2 },
  ),
  fixture('GPT-NeoX 20B', { model_type: 'gpt_neox', ...sizes(44, 6144, 64) }, { ...MHA, perToken: 44 * 64 * 192 * 2 }),
  fixture(
    'GPT-J 6B',
    { model_type: 'gptj', ...fields('n_layer=28 n_head=16 n_embd=4096') },
    { ...MHA, perToken: 458_752 },
  ),
  fixture('OPT 6.7B', { model_type: 'opt', ...sizes(32, 4096, 32) }, { ...MHA, perToken: 524_288 }),
  fixture(
    'BLOOM 7B1',
    { model_type: 'bloom', ...fields('n_layer=30 num_attention_heads=32 n_embed=4096') },
    { ...MHA, perToken: 491_520 },
  ),
  fixture(
    'MPT 7B',
    {
      model_type: 'mpt',
      ...fields('n_layers=32 n_heads=32 d_model=4096 max_seq_len=2048'),
      attn_config: { alibi: true },
    },
    { ...MHA, perToken: 524_288 },
  ),
  fixture(
    'DBRX',
    {
      model_type: 'dbrx',
      ...fields('n_layers=40 n_heads=48 d_model=6144'),
      attn_config: { kv_n_heads: 8, clip_qkv: 8 },
    },
    { perToken: 40 * 8 * 256 * 2 },
  ),
  fixture(
    'Falcon 7B',
    {
      model_type: 'falcon',
      ...sizes(32, 4544, 71),
      num_kv_heads: 71,
      multi_query: true,
      new_decoder_architecture: false,
    },
    { attention: 'MQA', perToken: 32 * 128 * 2 },
  ),
  fixture(
    'Falcon 40B',
    {
      model_type: 'falcon',
      ...sizes(60, 8192, 128),
      num_kv_heads: 8,
      multi_query: true,
      new_decoder_architecture: true,
    },
    { perToken: 60 * 8 * 128 * 2 },
  ),
  fixture(
    'StarCoder',
    { model_type: 'gpt_bigcode', ...fields('n_layer=40 n_head=48 n_embd=6144 multi_query=true') },
    { attention: 'MQA', perToken: 40 * 256 * 2 },
  ),
  fixture(
    'StarCoder2 15B',
    { model_type: 'starcoder2', ...sizes(40, 6144, 48, 4), sliding_window: 4096, max_position_embeddings: 16_384 },
    { ...GQA_WINDOW, fixed: 4096 * 40 * 4 * 256 * 2 },
  ),
  fixture(
    'ChatGLM3 6B',
    {
      model_type: 'chatglm',
      ...fields('num_layers=28 hidden_size=4096 num_attention_heads=32 kv_channels=128 seq_length=8192'),
      ...fields('multi_query_attention=true multi_query_group_num=2'),
    },
    { perToken: 28 * 2 * 256 * 2 },
  ),
  fixture(
    'Baichuan2 13B',
    { model_type: 'baichuan', ...sizes(40, 5120, 40), model_max_length: 4096 },
    { ...MHA, perToken: 819_200 },
  ),
  fixture('InternLM2 20B', { model_type: 'internlm2', ...sizes(48, 6144, 48, 8) }, { perToken: 196_608 }),
  fixture('StableLM 2 1.6B', { model_type: 'stablelm', ...sizes(24, 2048, 32, 32) }, { ...MHA, perToken: 196_608 }),
  fixture('OLMo 2 13B', { model_type: 'olmo2', ...sizes(40, 5120, 40, 40) }, { ...MHA, perToken: 819_200 }),
  fixture(
    'OLMo 3 7B',
    { model_type: 'olmo3', ...sizes(32, 4096, 32, 32), sliding_window: 4096, layer_types: layerTypes('sssf', 32) },
    { attention: 'MHA + sliding window', perToken: 131_072, fixed: 4096 * 24 * 32 * 256 * 2 },
  ),
  fixture('Command R', { model_type: 'cohere', ...sizes(40, 8192, 64, 64) }, { ...MHA, perToken: 1_310_720 }),
  fixture(
    'Command R7B',
    {
      model_type: 'cohere2',
      ...sizes(32, 4096, 32, 8),
      head_dim: 128,
      sliding_window: 4096,
      sliding_window_pattern: 4,
    },
    { ...GQA_WINDOW, perToken: 32_768, fixed: 4096 * 24 * 8 * 256 * 2 },
  ),
  fixture('Granite 3.1 8B', { model_type: 'granite', ...sizes(40, 4096, 32, 8) }, { perToken: 163_840 }),
  fixture('Minitron 8B', { model_type: 'nemotron', ...sizes(32, 4096, 48, 8), head_dim: 128 }, { perToken: 131_072 }),
  fixture(
    'Llama 3.3 Nemotron Super 49B',
    {
      model_type: 'nemotron-nas',
      ...sizes(80, 8192, 64),
      num_key_value_heads: null,
      block_configs: Array.from({ length: 80 }, (_, index) => ({
        attention: index < 49 ? { n_heads_in_group: 8, no_op: false } : { n_heads_in_group: null, no_op: true },
        ffn: { ffn_mult: 2.625 },
      })),
    },
    { perToken: 49 * 8 * 256 * 2 },
  ),
];
