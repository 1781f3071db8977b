import { fields, type Fixture, fixture, layerTypes, sizes } from './fixtures.ts';

const GDN = fields(
  'linear_key_head_dim=128 linear_value_head_dim=128 linear_num_key_heads=16 linear_conv_kernel_dim=4',
);
const MLA = fields('kv_lora_rank=512 qk_rope_head_dim=64 qk_nope_head_dim=128 v_head_dim=128');
const NEMOTRON = fields('mamba_head_dim=64 n_groups=8 conv_kernel=4 expand=2 chunk_size=128 mamba_hidden_act="silu"');

/** Models that keep states or attend to an encoder. A state: recurrent elements × 4, and convolution × 2. */
export const HYBRID_FIXTURES: readonly Fixture[] = [
  fixture(
    'Qwen3-Next 80B-A3B',
    {
      model_type: 'qwen3_next',
      ...sizes(48, 2048, 16, 2),
      ...GDN,
      head_dim: 256,
      linear_num_value_heads: 32,
      full_attention_interval: 4,
    },
    {
      status: 'approximate',
      attention: 'GQA + gated delta net',
      perToken: 12 * 2 * 512 * 2,
      fixed: 36 * (32 * 128 * 128 * 4 + 24_576 * 2),
    },
  ),
  fixture(
    'Qwen3.5 397B-A17B',
    {
      model_type: 'qwen3_5_moe',
      text_config: {
        model_type: 'qwen3_5_moe_text',
        ...sizes(60, 4096, 32, 2),
        ...GDN,
        head_dim: 256,
        linear_num_value_heads: 64,
        layer_types: layerTypes('lllf', 60),
        ...fields('mamba_ssm_dtype="float32" mtp_num_hidden_layers=1 attn_output_gate=true'),
      },
      vision_config: { num_heads: 16, depth: 27 },
    },
    {
      attention: 'GQA + gated delta net',
      perToken: 15 * 2 * 512 * 2,
      fixed: 45 * (64 * 128 * 128 * 4 + 36_864 * 2),
    },
  ),
  fixture(
    'Kimi Linear 48B-A3B',
    {
      model_type: 'kimi_linear',
      ...sizes(27, 2304, 32, 32),
      ...MLA,
      head_dim: 72,
      q_lora_rank: null,
      mla_use_nope: true,
      linear_attn_config: {
        full_attn_layers: [4, 8, 12, 16, 20, 24, 27],
        kda_layers: [1, 2, 3],
        ...fields('num_heads=32 head_dim=128 short_conv_kernel_size=4'),
      },
    },
    { attention: 'MLA + KDA', perToken: 7 * 576 * 2, fixed: 20 * (524_288 * 4 + 36_864 * 2) },
  ),
  fixture(
    'Nemotron 3 Nano 30B-A3B',
    {
      model_type: 'nemotron_h',
      ...sizes(52, 2688, 32, 2),
      ...NEMOTRON,
      head_dim: 128,
      mamba_num_heads: 64,
      ssm_state_size: 128,
      mamba_ssm_cache_dtype: 'float32',
      hybrid_override_pattern: 'MEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEMEM*EMEMEMEME',
    },
    { attention: 'GQA + Mamba-2', perToken: 6 * 2 * 256 * 2, fixed: 23 * (524_288 * 4 + 18_432 * 2) },
  ),
  fixture(
    'Nemotron-H with words and no number of layers',
    {
      model_type: 'nemotron_h',
      hidden_size: 8192,
      num_attention_heads: 64,
      num_key_value_heads: 2,
      head_dim: 128,
      ssm_state_size: 128,
      ...NEMOTRON,
      mamba_num_heads: 256,
      mamba_ssm_cache_dtype: 'float32',
      layers_block_type: ['mamba', 'moe', 'mamba', 'attention', 'moe'],
    },
    { attention: 'GQA + Mamba-2', perToken: 2 * 256 * 2, fixed: 2 * (2_097_152 * 4 + 55_296 * 2) },
  ),
  fixture(
    'Nemotron-H 56B',
    {
      model_type: 'nemotron_h',
      ...sizes(118, 8192, 64, 8),
      ...NEMOTRON,
      attention_head_dim: 128,
      mamba_num_heads: 256,
      ssm_state_size: 256,
      hybrid_override_pattern:
        'M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M-',
    },
    {
      status: 'approximate',
      attention: 'GQA + Mamba-2',
      perToken: 10 * 8 * 256 * 2,
      fixed: 54 * (4_194_304 * 4 + 61_440 * 2),
    },
  ),
  fixture(
    'Granite 4.0 H Small',
    {
      model_type: 'granitemoehybrid',
      ...sizes(40, 4096, 32, 8),
      ...fields('mamba_n_heads=128 mamba_d_head=64 mamba_d_state=128 mamba_n_groups=1 mamba_d_conv=4 mamba_expand=2'),
      layer_types: layerTypes('mmmmmammmm', 40),
      mamba_ssm_cache_dtype: 'bfloat16',
    },
    { attention: 'GQA + Mamba-2', perToken: 4 * 8 * 256 * 2, fixed: 36 * (1_048_576 * 2 + 25_344 * 2) },
  ),
  fixture(
    'Bamba 9B',
    {
      model_type: 'bamba',
      ...sizes(32, 4096, 32, 8),
      ...fields(
        'mamba_n_heads=128 mamba_d_head="auto" mamba_d_state=128 mamba_n_groups=1 mamba_d_conv=4 mamba_expand=2',
      ),
      attn_layer_indices: [9, 18, 27],
    },
    {
      status: 'approximate',
      attention: 'GQA + Mamba-2',
      perToken: 3 * 8 * 256 * 2,
      fixed: 29 * (1_048_576 * 4 + 25_344 * 2),
    },
  ),
  fixture(
    'Jamba v0.1',
    {
      model_type: 'jamba',
      ...sizes(32, 4096, 32, 8),
      ...fields(
        'attn_layer_period=8 attn_layer_offset=4 mamba_d_state=16 mamba_d_conv=4 mamba_expand=2 mamba_dt_rank=256',
      ),
    },
    {
      status: 'approximate',
      attention: 'GQA + Mamba-1',
      perToken: 4 * 8 * 256 * 2,
      fixed: 28 * (8192 * 16 * 4 + 8192 * 3 * 2),
    },
  ),
  fixture(
    'Zamba2 2.7B',
    {
      model_type: 'zamba2',
      ...sizes(54, 2560, 32, 32),
      ...fields('n_mamba_heads=80 mamba_headdim=64 mamba_d_state=64 mamba_ngroups=1 mamba_d_conv=4 mamba_expand=2'),
      hybrid_layer_ids: [6, 12, 18, 24, 30, 36, 42, 47, 51],
      attention_head_dim: 160,
    },
    {
      status: 'approximate',
      attention: 'MHA + Mamba-2',
      perToken: 9 * 32 * 320 * 2,
      fixed: 54 * (5120 * 64 * 4 + (5120 + 128) * 3 * 2),
    },
  ),
  fixture(
    'Falcon-H1 0.5B',
    {
      model_type: 'falcon_h1',
      ...sizes(36, 1024, 8, 2),
      ...fields('head_dim=64 mamba_d_ssm=1536 mamba_n_heads=24 mamba_d_head=64 mamba_n_groups=1 mamba_d_state=128'),
      ...fields('mamba_d_conv=4 mamba_expand=2 ssm_multipliers=[1,1] mamba_chunk_size=128'),
    },
    {
      status: 'approximate',
      attention: 'GQA + Mamba-2',
      perToken: 36 * 2 * 128 * 2,
      fixed: 36 * (1536 * 128 * 4 + (1536 + 256) * 3 * 2),
    },
  ),
  fixture(
    'MiniMax-Text-01',
    {
      model_type: 'minimax_text_01',
      ...sizes(80, 6144, 64, 8),
      head_dim: 128,
      attn_type_list: Array.from({ length: 80 }, (_, index) => Number(index % 8 === 7)),
      ...fields('layernorm_linear_attention_alpha=3.5 layernorm_linear_attention_beta=1'),
    },
    {
      status: 'approximate',
      attention: 'GQA + lightning attention',
      perToken: 10 * 8 * 256 * 2,
      fixed: 70 * 64 * 128 * 128 * 4,
    },
  ),
  fixture(
    'LFM2 1.2B',
    {
      model_type: 'lfm2',
      ...sizes(16, 2048, 32, 8),
      conv_L_cache: 3,
      conv_bias: false,
      conv_dim: 2048,
      full_attn_idxs: [2, 5, 8, 10, 12, 14],
    },
    { attention: 'GQA + short convolution', perToken: 6 * 8 * 128 * 2, fixed: 10 * 2048 * 2 * 2 },
  ),
  fixture(
    'RecurrentGemma 2B',
    {
      model_type: 'recurrent_gemma',
      ...sizes(26, 2560, 10, 1),
      ...fields('head_dim=256 attention_window_size=2048 lru_width=2560 conv1d_width=4'),
      block_types: ['recurrent', 'recurrent', 'attention'],
    },
    {
      status: 'approximate',
      attention: 'MQA + sliding window + RG-LRU',
      fixed: 2048 * 8 * 512 * 2 + 18 * (2560 * 4 + 2560 * 3 * 2),
    },
  ),
  fixture(
    'Mamba 2.8B',
    {
      model_type: 'mamba',
      ...fields('num_hidden_layers=64 hidden_size=2560 intermediate_size=5120 state_size=16 conv_kernel=4 expand=2'),
    },
    { status: 'approximate', attention: 'Mamba-1', fixed: 64 * (5120 * 16 * 4 + 5120 * 3 * 2) },
  ),
  fixture(
    'Falcon Mamba 7B',
    {
      model_type: 'falcon_mamba',
      ...fields('num_hidden_layers=64 hidden_size=4096 intermediate_size=8192 state_size=16 conv_kernel=4 expand=16'),
      use_mambapy: true,
    },
    { status: 'approximate', attention: 'Mamba-1', fixed: 64 * (8192 * 16 * 4 + 8192 * 3 * 2) },
  ),
  fixture(
    'Mamba-2 2.7B',
    {
      model_type: 'mamba2',
      ...fields(
        'num_hidden_layers=64 hidden_size=2560 num_heads=80 head_dim=64 state_size=128 n_groups=1 conv_kernel=4',
      ),
    },
    { status: 'approximate', attention: 'Mamba-2', fixed: 64 * (5120 * 128 * 4 + (5120 + 256) * 3 * 2) },
  ),
  fixture(
    'Whisper large-v3',
    {
      model_type: 'whisper',
      ...fields(
        'd_model=1280 decoder_layers=32 decoder_attention_heads=20 encoder_layers=32 encoder_attention_heads=20',
      ),
      ...fields('num_hidden_layers=32 max_source_positions=1500 max_target_positions=448'),
    },
    { attention: 'MHA + cross-attention', perToken: 32 * 20 * 128 * 2, fixed: 1500 * 32 * 20 * 128 * 2 },
  ),
  fixture(
    'T5 large',
    {
      model_type: 't5',
      ...fields('num_layers=24 num_decoder_layers=24 num_heads=16 d_kv=64 d_model=1024 n_positions=512'),
    },
    {
      status: 'approximate',
      attention: 'MHA + cross-attention',
      perToken: 24 * 16 * 128 * 2,
      fixed: 512 * 24 * 16 * 128 * 2,
    },
  ),
  fixture(
    'BART large',
    {
      model_type: 'bart',
      ...fields(
        'd_model=1024 decoder_layers=12 decoder_attention_heads=16 num_hidden_layers=12 max_position_embeddings=1024',
      ),
    },
    {
      status: 'approximate',
      attention: 'MHA + cross-attention',
      perToken: 12 * 16 * 128 * 2,
      fixed: 1024 * 12 * 16 * 128 * 2,
    },
  ),
  fixture(
    'Llama 3.2 11B Vision',
    {
      model_type: 'mllama',
      text_config: {
        model_type: 'mllama_text_model',
        ...sizes(40, 4096, 32, 8),
        cross_attention_layers: [3, 8, 13, 18, 23, 28, 33, 38],
      },
      vision_config: fields('image_size=560 patch_size=14 max_num_tiles=4'),
    },
    {
      status: 'approximate',
      attention: 'GQA + cross-attention',
      perToken: 32 * 8 * 256 * 2,
      fixed: 4 * 1601 * 8 * 8 * 256 * 2,
    },
  ),
];
