import type { Sharded, StateAlgorithm, StateGroup } from '../kv-cache/layer-group.ts';
import { type Fields, HIDDEN_KEYS } from './fields.ts';
import type { Reading } from './reading.ts';
import { grouped, quoted, Refusal } from './refusal.ts';

/** Layers that keep a state of fixed size per sequence. Each function reads the shape of one such layer. */

const CONVOLUTION_BYTES = 2;
const SSM_DTYPE_KEYS = ['mamba_ssm_dtype', 'mamba_ssm_cache_dtype', 'ssm_state_dtype'] as const;

/** Gated delta net (Qwen3-Next, Qwen3.5): a dk × dv matrix for each value head. Qwen3-Next: 32 × 128 × 128. */
export function gatedDeltaNet(reading: Reading): StateGroup {
  const { fields } = reading;
  const keyHeads = fields.required('linear_num_key_heads', 'heads', 'key heads of linear attention');
  const valueHeads = fields.required('linear_num_value_heads', 'heads', 'value heads of linear attention');
  const keyDim = fields.required('linear_key_head_dim', 'width', 'the key width of linear attention');
  const valueDim = fields.required('linear_value_head_dim', 'width', 'the value width of linear attention');
  const steps = stepsKept(fields.required('linear_conv_kernel_dim', 'width', 'the short convolution'));
  return state(reading, 'gated-delta-net', {
    recurrent: { units: valueHeads, elementsPerUnit: keyDim * valueDim },
    convolution: [
      { units: keyHeads, elementsPerUnit: 2 * keyDim * steps },
      { units: valueHeads, elementsPerUnit: valueDim * steps },
    ],
  });
}

/** Kimi delta attention: `linear_attn_config` has equal heads for queries, keys and values. Engines keep it in fp32. */
export function kimiDelta(reading: Reading, linear: Fields): StateGroup {
  const heads = linear.required('num_heads', 'heads', 'heads of linear attention');
  const dim = linear.required('head_dim', 'width', 'the head size of linear attention');
  const steps = stepsKept(linear.required('short_conv_kernel_size', 'width', 'the short convolution'));
  reading.notes.remark('The recurrent state of KDA is counted in fp32, as engines keep it.');
  return state(reading, 'kda', {
    recurrent: { units: heads, elementsPerUnit: dim * dim },
    convolution: [{ units: heads, elementsPerUnit: 3 * dim * steps }],
    bytesPerElement: 4,
  });
}

/** Mamba-2, under the names of Nemotron-H, of Bamba, Granite and Falcon-H1, of Zamba2 and of `mamba2` itself. */
export function mamba2(reading: Reading, { own = false }: { own?: boolean } = {}): StateGroup {
  const { fields } = reading;
  const headKeys = ['mamba_num_heads', 'mamba_n_heads', 'n_mamba_heads', ...(own ? ['num_heads'] : [])];
  const heads = fields.required(headKeys, 'heads', 'heads of Mamba-2');
  const headDim = mamba2HeadDim(reading, { heads, own });
  const stateSize = fields.required(['ssm_state_size', 'mamba_d_state', 'state_size'], 'width', 'the state of Mamba-2');
  const groups = fields.required(['n_groups', 'mamba_n_groups', 'mamba_ngroups'], 'heads', 'groups of Mamba-2');
  const steps = stepsKept(fields.required(['conv_kernel', 'mamba_d_conv'], 'width', 'the short convolution'));
  fields.acknowledge('expand', 'mamba_expand', 'mamba_d_ssm', 'mamba_chunk_size', 'chunk_size');
  return state(reading, 'mamba-2', {
    recurrent: { units: heads, elementsPerUnit: headDim * stateSize },
    convolution: [
      { units: heads, elementsPerUnit: headDim * steps },
      { units: groups, elementsPerUnit: 2 * stateSize * steps },
    ],
  });
}

function mamba2HeadDim({ fields }: Reading, { heads, own }: { heads: number; own: boolean }): number {
  const keys = ['mamba_head_dim', 'mamba_d_head', 'mamba_headdim', ...(own ? ['head_dim'] : [])];
  if (fields.take('mamba_d_head') !== 'auto') {
    const given = fields.count(keys, 'width');
    if (given !== null) return given;
  }
  const inner =
    fields.count('mamba_d_ssm', 'width') ??
    (fields.count(['mamba_expand', 'expand'], 'width') ?? 2) *
      fields.required(HIDDEN_KEYS, 'width', 'the width of the model');
  if (inner % heads === 0) return inner / heads;
  throw new Refusal(`${fields.path}mamba_d_head is missing, and ${grouped(inner)} does not divide by its heads.`);
}

/** Mamba-1 (Mamba, Falcon Mamba, Jamba): one state for each inner channel. Jamba: 8,192 × 16. */
export function mamba1(reading: Reading): StateGroup {
  const { fields } = reading;
  const hidden = fields.required(HIDDEN_KEYS, 'width', 'the width of the model');
  const expand = fields.count(['mamba_expand', 'expand'], 'width') ?? 2;
  // In Mamba's own configs intermediate_size is the inner width; in Jamba it is the MLP's.
  const inner = (fields.has('mamba_expand') ? null : innerWidth(reading)) ?? expand * hidden;
  const stateSize = fields.required(['mamba_d_state', 'state_size'], 'width', 'the state of Mamba');
  const steps = stepsKept(fields.required(['mamba_d_conv', 'conv_kernel'], 'width', 'the short convolution'));
  return state(reading, 'mamba-1', {
    recurrent: { units: inner, elementsPerUnit: stateSize },
    convolution: [{ units: inner, elementsPerUnit: steps }],
  });
}

function innerWidth({ fields, known }: Reading): number | null {
  return known === 'mamba' || known === 'falcon_mamba' ? fields.count('intermediate_size', 'width') : null;
}

/** Lightning attention (MiniMax-01, M1): a square matrix for each head. */
export function lightning(reading: Reading, { heads, dim }: { heads: number; dim: number }): StateGroup {
  return state(reading, 'lightning', { recurrent: { units: heads, elementsPerUnit: dim * dim }, convolution: [] });
}

/** LFM2's gated convolution keeps its last inputs and no recurrent state. */
export function shortConvolution(reading: Reading): StateGroup {
  const { fields } = reading;
  const hidden = fields.required(HIDDEN_KEYS, 'width', 'the width of the model');
  const units = fields.count('conv_dim', 'width') ?? hidden;
  const steps = stepsKept(fields.required('conv_L_cache', 'width', 'the short convolution'));
  fields.acknowledge('conv_dim_out', 'conv_use_xavier_init');
  return state(reading, 'short-convolution', {
    recurrent: { units, elementsPerUnit: 0 },
    convolution: [{ units, elementsPerUnit: steps }],
    bytesPerElement: 4,
  });
}

/** RG-LRU of RecurrentGemma: one number for each channel. */
export function gatedLinearRecurrence(reading: Reading): StateGroup {
  const { fields, notes } = reading;
  const units = fields.count(['lru_width', 'hidden_size'], 'width') ?? 0;
  const steps = stepsKept(fields.required('conv1d_width', 'width', 'the short convolution'));
  notes.doubt('RG-LRU layers are counted as a state of one fp32 element per channel.');
  return state(reading, 'rg-lru', {
    recurrent: { units, elementsPerUnit: 1 },
    convolution: [{ units, elementsPerUnit: steps }],
    bytesPerElement: 4,
  });
}

function stepsKept(kernel: number): number {
  return kernel - 1;
}

function state(
  reading: Reading,
  algorithm: StateAlgorithm,
  shape: { recurrent: Sharded; convolution: readonly Sharded[]; bytesPerElement?: number },
): StateGroup {
  const { recurrent, convolution } = shape;
  return {
    kind: 'state',
    layers: 1,
    algorithm,
    recurrent,
    recurrentBytesPerElement: shape.bytesPerElement ?? stateBytes(reading),
    convolution,
    convolutionBytesPerElement: CONVOLUTION_BYTES,
  };
}

/** Bytes of a state's elements. Where the file does not say, engines differ: vLLM takes the dtype of the weights. */
function stateBytes({ fields, notes }: Reading): number {
  for (const key of SSM_DTYPE_KEYS) {
    const name = fields.text(key);
    if (name === null || name === 'auto') continue;
    if (/^(torch\.)?(float32|fp32|float)$/.test(name)) return 4;
    if (/^(torch\.)?(bfloat16|float16|bf16|fp16|half)$/.test(name)) return 2;
    throw new Refusal(`${fields.path}${key} is ${quoted(name)}: only 16-bit and 32-bit states are known.`);
  }
  notes.doubt(
    'The dtype of the recurrent state is not given (mamba_ssm_dtype): fp32 is assumed; an engine that keeps it in bf16 needs half.',
  );
  return 4;
}
