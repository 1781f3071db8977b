import { attentionReader } from './attention-layers.ts';
import { readCompressed } from './compressed-layers.ts';
import {
  readGatedDeltaNet,
  readKimiLinear,
  readLightningHybrid,
  readMambaHybrid,
  readNemotronH,
  readShortConvolutionHybrid,
} from './hybrid-layers.ts';
import { readLatent } from './latent-layers.ts';
import type { LayerReader, Reading } from './reading.ts';
import { readBlockConfigs } from './special-layers.ts';

/**
 * A reader for an architecture that is not known by name, chosen by the fields it has. What it reads is right if the
 * fields mean what they mean elsewhere, so the verdict is approximate.
 */
export function inferReader({ fields }: Reading): { reader: LayerReader; words: string } {
  if (fields.has('compress_ratios'))
    return { reader: readCompressed, words: 'compressed attention, as in DeepSeek V4' };
  if (fields.has('block_configs')) return { reader: readBlockConfigs, words: 'blocks of their own, as in DeciLM' };
  if (fields.has('linear_attn_config')) return { reader: readKimiLinear, words: 'delta attention, as in Kimi Linear' };
  if (fields.has('linear_num_value_heads')) {
    return { reader: readGatedDeltaNet, words: 'gated delta nets, as in Qwen3-Next' };
  }
  if (fields.has('conv_L_cache'))
    return { reader: readShortConvolutionHybrid, words: 'short convolutions, as in LFM2' };
  if (fields.has('attn_type_list') || fields.has('layer_group_size')) {
    return { reader: readLightningHybrid, words: 'lightning attention, as in MiniMax-01' };
  }
  if (fields.has('hybrid_override_pattern') || (fields.has('layers_block_type') && fields.has('ssm_state_size'))) {
    return { reader: readNemotronH, words: 'Mamba-2 and attention, as in Nemotron-H' };
  }
  if (fields.hasAny(['mamba_d_state', 'mamba_d_conv'])) {
    const version = fields.hasAny(['mamba_n_heads', 'mamba_d_head', 'n_mamba_heads']) ? 2 : 1;
    return { reader: (reading) => readMambaHybrid(reading, { version }), words: `Mamba-${version} and attention` };
  }
  if (fields.has('kv_lora_rank')) return { reader: readLatent, words: 'latent attention, as in DeepSeek V3' };
  return plain(fields.hasAny(['swa_head_dim', 'hybrid_layer_pattern', 'v_head_dim']), windowRule(fields));
}

function plain(valueDim: boolean, window: 'all' | number): { reader: LayerReader; words: string } {
  return {
    reader: attentionReader({ window, valueDim, kvHeads: 'either', mixed: true }),
    words: 'plain grouped-query attention',
  };
}

function windowRule(fields: Reading['fields']): 'all' | number {
  return fields.hasAny(['sliding_window_pattern', '_sliding_window_pattern']) ? 6 : 'all';
}
