import type { Defaults } from './fields.ts';

/**
 * What `transformers` takes for keys that a file leaves out, where that is more than "as many as heads" or "none".
 * Sizes (layers, heads, width) are used inside a nested text model only: those are saved by difference from their
 * defaults, while a top level without them is a damaged file.
 *
 * Source: `configuration_*.py` of huggingface/transformers at version 5.
 */
const LLAMA = sizes(32, 4096, 32);
const QWEN2_VL = { ...sizes(80, 8192, 64), num_key_value_heads: 8 };

export const DEFAULTS: ReadonlyMap<string, Defaults> = new Map<string, Defaults>([
  ['llama', LLAMA],
  ['mistral', { ...LLAMA, num_key_value_heads: 8, sliding_window: 4096 }],
  ['mixtral', { ...LLAMA, num_key_value_heads: 8 }],
  ['qwen2', { ...LLAMA, max_window_layers: 28, sliding_window: 4096 }],
  ['qwen2_moe', { ...sizes(24, 2048, 16), max_window_layers: 28, sliding_window: 4096 }],
  ['qwen2_vl', { ...QWEN2_VL, max_window_layers: 80, sliding_window: 4096 }],
  ['qwen2_5_vl', { ...QWEN2_VL, max_window_layers: 80, sliding_window: 4096 }],
  ['qwen3', { ...LLAMA, head_dim: 128, max_window_layers: 28, sliding_window: 4096 }],
  ['qwen3_moe', { ...sizes(24, 2048, 32), num_key_value_heads: 4, max_window_layers: 28, sliding_window: 4096 }],
  ['qwen3_vl', { ...LLAMA, head_dim: 128 }],
  ['gemma', { ...sizes(28, 3072, 16), head_dim: 256 }],
  ['gemma2', { ...sizes(26, 2304, 8), num_key_value_heads: 4, head_dim: 256, sliding_window: 4096 }],
  [
    'gemma3',
    {
      ...sizes(26, 2304, 8),
      num_key_value_heads: 4,
      head_dim: 256,
      sliding_window: 4096,
      max_position_embeddings: 131_072,
    },
  ],
  [
    'gemma3n',
    {
      ...sizes(35, 2048, 8),
      num_key_value_heads: 2,
      head_dim: 256,
      sliding_window: 512,
      num_kv_shared_layers: 15,
      max_position_embeddings: 32_768,
    },
  ],
  [
    'gemma4',
    {
      ...sizes(30, 2304, 8),
      num_key_value_heads: 4,
      head_dim: 256,
      global_head_dim: 512,
      sliding_window: 512,
      max_position_embeddings: 131_072,
    },
  ],
  ['llama4', { ...sizes(48, 5120, 40), num_key_value_heads: 8, head_dim: 128, attention_chunk_size: 8192 }],
  ['mllama', { ...sizes(40, 4096, 32), num_key_value_heads: 8 }],
  ['gpt_oss', { ...sizes(36, 2880, 64), num_key_value_heads: 8, head_dim: 64, sliding_window: 128 }],
  ['phi3', sizes(32, 3072, 32)],
  ['gpt2', sizes(12, 768, 12)],
  ['opt', sizes(12, 768, 12)],
  ['glm', { head_dim: 128, num_key_value_heads: 2 }],
  ['glm4', { head_dim: 128, num_key_value_heads: 2 }],
  ['glm4_moe', { head_dim: 128, num_key_value_heads: 8 }],
  ['cohere2', { sliding_window: 4096 }],
  ['olmo3', { sliding_window: 4096 }],
  ['laguna', { head_dim: 128, num_key_value_heads: 8, sliding_window: 512 }],
  ['step3', { ...sizes(61, 7168, 64), num_key_value_heads: 1, head_dim: 256 }],
  ['jamba', { attn_layer_period: 8, attn_layer_offset: 4, mamba_d_state: 16, mamba_d_conv: 4, mamba_expand: 2 }],
  ['mamba', { state_size: 16, conv_kernel: 4, expand: 2 }],
  ['lfm2', { conv_L_cache: 3 }],
  ['lfm2_moe', { conv_L_cache: 3 }],
  [
    'qwen3_next',
    {
      num_key_value_heads: 2,
      head_dim: 256,
      linear_conv_kernel_dim: 4,
      linear_key_head_dim: 128,
      linear_value_head_dim: 128,
      linear_num_key_heads: 16,
      linear_num_value_heads: 32,
    },
  ],
  ['deepseek_v32', { index_head_dim: 128 }],
  ['glm_moe_dsa', { index_head_dim: 128 }],
  ['recurrent_gemma', { conv1d_width: 4, attention_window_size: 2048 }],
  ['gpt_neo', { window_size: 256 }],
  ['falcon', { max_position_embeddings: 2048 }],
]);

function sizes(layers: number, hidden: number, heads: number): Defaults {
  return { num_hidden_layers: layers, hidden_size: hidden, num_attention_heads: heads };
}
