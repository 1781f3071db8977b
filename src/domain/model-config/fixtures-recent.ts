import { fields, type Fixture, fixture, layerTypes, sizes } from './fixtures.ts';

const QWEN = { use_sliding_window: false, sliding_window: 32_768, max_window_layers: 28 };
const MLA = { kv_lora_rank: 512, q_lora_rank: 1536, qk_rope_head_dim: 64, qk_nope_head_dim: 128, v_head_dim: 128 };
const MLA_ATTENTION = { attention: 'MLA' };
const MHA = { attention: 'MHA' };
const GQA_WINDOW = { attention: 'GQA + sliding window' };
/** Models of attention layers, latent and later ones. Bytes: elements per token and layer × 2, and windows apart. */
export const RECENT_FIXTURES: readonly Fixture[] = [
  fixture(
    'DeepSeek V2 Lite',
    { model_type: 'deepseek_v2', ...sizes(27, 2048, 16, 16), ...MLA, q_lora_rank: null },
    { ...MLA_ATTENTION, perToken: 27 * 576 * 2 },
  ),
  fixture(
    'DeepSeek V3',
    { model_type: 'deepseek_v3', ...sizes(61, 7168, 128, 128), ...MLA, num_nextn_predict_layers: 1 },
    { ...MLA_ATTENTION, perToken: 70_272 },
  ),
  fixture(
    'DeepSeek V3.2',
    {
      model_type: 'deepseek_v32',
      ...sizes(61, 7168, 128, 128),
      ...MLA,
      ...fields('index_head_dim=128 index_n_heads=64 index_topk=2048'),
    },
    { attention: 'MLA + index', perToken: 85_888 },
  ),
  fixture(
    'DeepSeek V4 Flash',
    {
      model_type: 'deepseek_v4',
      ...sizes(43, 4096, 64, 1),
      ...fields('head_dim=512 qk_rope_head_dim=64 index_head_dim=128 index_n_heads=64 index_topk=512 hc_mult=4'),
      ...fields('sliding_window=128 num_nextn_predict_layers=1 q_lora_rank=1024 o_lora_rank=1024'),
      compress_ratios: [0, 0, ...Array.from({ length: 41 }, (_, index) => (index % 2 === 0 ? 4 : 128)), 0],
    },
    { attention: 'compressed attention', perToken: 6880, fixed: 128 * 43 * 512 * 2 },
  ),
  fixture(
    'Kimi K2',
    { model_type: 'kimi_k2', ...sizes(61, 7168, 64, 64), ...MLA, num_nextn_predict_layers: 0 },
    { ...MLA_ATTENTION, perToken: 70_272 },
  ),
  fixture(
    'Kimi K2.5',
    { model_type: 'kimi_k25', text_config: { model_type: 'kimi_k2', ...sizes(61, 7168, 64, 64), ...MLA } },
    { ...MLA_ATTENTION, perToken: 70_272 },
  ),
  fixture('GLM-4.6', { model_type: 'glm4_moe', ...sizes(92, 5120, 96, 8), head_dim: 128 }, { perToken: 376_832 }),
  fixture('GLM-4 9B 0414', { model_type: 'glm4', ...sizes(40, 4096, 32, 2), head_dim: 128 }, { perToken: 40_960 }),
  fixture(
    'GLM-5.2, from its frequency',
    {
      model_type: 'glm_moe_dsa',
      ...sizes(78, 6144, 64, 64),
      ...MLA,
      qk_nope_head_dim: 192,
      v_head_dim: 256,
      head_dim: 192,
      ...fields('index_head_dim=128 index_n_heads=32 index_topk=2048 index_topk_freq=4 index_skip_topk_offset=3'),
    },
    { attention: 'MLA + index', perToken: 78 * 576 * 2 + 21 * 128 * 2 },
  ),
  fixture(
    'MiniCPM3 4B',
    {
      model_type: 'minicpm3',
      ...sizes(62, 2560, 40, 40),
      ...fields('kv_lora_rank=256 qk_rope_head_dim=32 qk_nope_head_dim=64'),
    },
    { ...MLA_ATTENTION, perToken: 62 * 288 * 2 },
  ),
  fixture(
    'LongCat Flash, two attentions a block',
    { model_type: 'longcat_flash', num_layers: 28, hidden_size: 6144, num_attention_heads: 64, ...MLA },
    { ...MLA_ATTENTION, perToken: 56 * 576 * 2 },
  ),
  fixture(
    'MiniMax-M2.7',
    {
      model_type: 'minimax_m2',
      ...sizes(62, 3072, 48, 8),
      head_dim: 128,
      attn_type_list: Array.from({ length: 62 }, () => 1),
    },
    { perToken: 62 * 8 * 256 * 2 },
  ),
  fixture(
    'MiniMax-M3',
    {
      model_type: 'minimax_m3',
      ...sizes(60, 6144, 64, 4),
      head_dim: 128,
      sparse_attention_config: {
        ...fields('use_sparse_attention=true sparse_index_dim=128 sparse_num_index_heads=4 sparse_topk_blocks=16'),
        sparse_block_size: 128,
        sparse_attention_freq: Array.from({ length: 60 }, (_, index) => Number(index >= 3)),
      },
    },
    { attention: 'GQA + index', perToken: 60 * 4 * 256 * 2 + 57 * 128 * 2 },
  ),
  fixture(
    'gpt-oss 120B',
    {
      model_type: 'gpt_oss',
      ...sizes(36, 2880, 64, 8),
      head_dim: 64,
      sliding_window: 128,
      layer_types: layerTypes('sf', 36),
    },
    { ...GQA_WINDOW, perToken: 36_864, fixed: 4.5 * 2 ** 20 },
  ),
  fixture(
    'Llama 4 Scout',
    {
      model_type: 'llama4',
      text_config: {
        model_type: 'llama4_text',
        ...sizes(48, 5120, 40, 8),
        ...fields('head_dim=128 attention_chunk_size=8192 max_position_embeddings=10485760 no_rope_layers=[]'),
      },
    },
    { attention: 'GQA + chunked attention', perToken: 12 * 8 * 256 * 2, fixed: 8192 * 36 * 8 * 256 * 2 },
  ),
  fixture(
    'ERNIE 4.5 21B-A3B',
    { model_type: 'ernie4_5_moe', ...sizes(28, 2560, 20, 4), compression_ratio: 1 },
    { perToken: 57_344 },
  ),
  fixture(
    'Hunyuan Large',
    { model_type: 'hunyuan', ...sizes(64, 6400, 80, 8), attention_head_dim: 80, use_cla: true, cla_share_factor: 2 },
    { status: 'approximate', perToken: 32 * 8 * 160 * 2 },
  ),
  fixture(
    'Hunyuan A13B',
    { model_type: 'hunyuan_v1_moe', ...sizes(32, 4096, 32, 8), head_dim: 128, use_cla: false, cla_share_factor: 2 },
    { perToken: 131_072 },
  ),
  fixture(
    'Step-3',
    {
      model_type: 'step3_vl',
      text_config: {
        model_type: 'step3_text',
        ...sizes(61, 7168, 64),
        ...fields('num_attention_groups=1 head_dim=256 share_q_dim=2048 max_seq_len=65536'),
      },
    },
    { attention: 'MQA', perToken: 61 * 512 * 2 },
  ),
  fixture(
    'Step-3.5 Flash',
    {
      model_type: 'step3p5',
      ...sizes(45, 4096, 64),
      ...fields('num_attention_groups=8 head_dim=128 sliding_window=512 num_nextn_predict_layers=3'),
      attention_other_setting: {
        attention_type: 'sliding_attention',
        ...fields('num_attention_heads=96 num_attention_groups=8 head_dim=128 true_head_dim=128'),
      },
      layer_types: layerTypes('fsss', 48),
    },
    { ...GQA_WINDOW, perToken: 12 * 8 * 256 * 2, fixed: 512 * 33 * 8 * 256 * 2 },
  ),
  fixture(
    'MiMo 7B',
    { model_type: 'mimo', ...sizes(36, 4096, 32, 8), ...QWEN, head_dim: 128, num_nextn_predict_layers: 1 },
    { perToken: 147_456 },
  ),
  fixture(
    'MiMo-V2-Flash',
    {
      model_type: 'mimo_v2_flash',
      ...sizes(48, 4096, 64, 4),
      ...fields('head_dim=192 v_head_dim=128 sliding_window=128 sliding_window_size=128 attention_chunk_size=128'),
      ...fields('swa_num_attention_heads=64 swa_num_key_value_heads=8 swa_head_dim=192 swa_v_head_dim=128'),
      hybrid_layer_pattern: Array.from({ length: 48 }, (_, index) => Number(index !== 0 && index % 6 !== 5)),
    },
    { ...GQA_WINDOW, perToken: 9 * 4 * 320 * 2, fixed: 128 * 39 * 8 * 320 * 2 },
  ),
  fixture(
    'EXAONE 4.0 32B',
    {
      model_type: 'exaone4',
      ...sizes(64, 5120, 40, 8),
      head_dim: 128,
      sliding_window: 4096,
      sliding_window_pattern: 'LLLG',
    },
    { ...GQA_WINDOW, perToken: 65_536, fixed: 4096 * 48 * 8 * 256 * 2 },
  ),
  fixture(
    'SmolLM3 3B',
    {
      model_type: 'smollm3',
      ...sizes(36, 2048, 16, 4),
      layer_types: layerTypes('f', 36),
      no_rope_layers: [1, 1, 1, 0],
      no_rope_layer_interval: 4,
      use_sliding_window: false,
      sliding_window: null,
    },
    { perToken: 73_728 },
  ),
  fixture('Seed-OSS 36B', { model_type: 'seed_oss', ...sizes(64, 5120, 80, 8), head_dim: 128 }, { perToken: 262_144 }),
  fixture(
    'Arctic',
    { model_type: 'arctic', ...sizes(35, 7168, 56, 8), attention_sliding_window: null },
    { perToken: 143_360 },
  ),
  fixture('Apertus 8B', { model_type: 'apertus', ...sizes(32, 4096, 32, 8) }, { perToken: 131_072 }),
  fixture(
    'dots.llm1',
    { model_type: 'dots1', ...sizes(62, 4096, 32, 32), head_dim: 128 },
    { ...MHA, perToken: 1_015_808 },
  ),
  fixture('Ling Lite', { model_type: 'bailing_moe', ...sizes(28, 2048, 16, 4), head_dim: 128 }, { perToken: 57_344 }),
  fixture(
    'Laguna XS.2',
    {
      model_type: 'laguna',
      ...sizes(40, 2048, 48, 8),
      head_dim: 128,
      sliding_window: 512,
      layer_types: layerTypes('fsss', 40),
      num_attention_heads_per_layer: Array.from({ length: 40 }, (_, index) => (index % 4 === 0 ? 48 : 64)),
    },
    { ...GQA_WINDOW, perToken: 10 * 8 * 256 * 2, fixed: 512 * 30 * 8 * 256 * 2 },
  ),
  fixture(
    'OpenELM, three layers of it',
    {
      model_type: 'openelm',
      ...fields('num_transformer_layers=3 model_dim=1280 head_dim=64 max_context_length=2048'),
      num_query_heads: [12, 12, 16],
      num_kv_heads: [3, 3, 4],
    },
    { perToken: (3 + 3 + 4) * 128 * 2 },
  ),
];
