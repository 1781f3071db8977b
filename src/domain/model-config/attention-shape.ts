import type { KeyValueShape } from '../kv-cache/layer-group.ts';
import { type Fields, HEAD_KEYS, HIDDEN_KEYS } from './fields.ts';
import { grouped, Refusal } from './refusal.ts';

/** Keys, values and queries of one layer. */
export interface Shape {
  readonly heads: number;
  readonly kvHeads: number;
  readonly kDim: number;
  readonly vDim: number;
}

/**
 * How a family says how many KV heads it has:
 * - `standard`: a number, or as many as there are query heads;
 * - `either`: as `standard`, and `multi_query` is obeyed, for architectures that are not known;
 * - `multi-query`: one unless `multi_query` is false (GPT BigCode);
 * - `falcon`: as `multi-query`, unless `new_decoder_architecture` makes the number count;
 * - `chatglm`: `multi_query_group_num` if `multi_query_attention`.
 */
export type KvHeadRule = 'standard' | 'either' | 'multi-query' | 'falcon' | 'chatglm';

export const KV_HEAD_KEYS = [
  'num_key_value_heads',
  'num_kv_heads',
  'n_head_kv',
  'n_kv_heads',
  'kv_n_heads',
  'multi_query_group_num',
  'num_attention_groups',
] as const;
const HEAD_DIM_KEYS = ['head_dim', 'attention_head_dim', 'kv_channels'] as const;

/** The shape that a model's attention layers have unless something says otherwise. */
export function readShape(
  fields: Fields,
  { kvHeads: rule = 'standard', valueDim = false }: { kvHeads?: KvHeadRule; valueDim?: boolean } = {},
): Shape {
  const heads = fields.required(HEAD_KEYS, 'heads', 'the number of attention heads');
  const kvHeads = readKvHeads(fields, { heads, rule });
  const kDim = headDim(fields, heads);
  const vDim = (valueDim ? fields.count('v_head_dim', 'width') : null) ?? kDim;
  return checked(fields, { heads, kvHeads, kDim, vDim });
}

export function headDim(fields: Fields, heads: number): number {
  const given = fields.count(HEAD_DIM_KEYS, 'width');
  if (given !== null) {
    fields.acknowledge(...HIDDEN_KEYS);
    return given;
  }
  const hidden = fields.required(HIDDEN_KEYS, 'width', 'the width of the model, for the head size');
  if (hidden % heads === 0) return hidden / heads;
  throw new Refusal(
    `${fields.path}head_dim is missing, and hidden_size ${grouped(hidden)} is not a multiple of ${grouped(heads)} heads: give head_dim.`,
  );
}

function readKvHeads(fields: Fields, { heads, rule }: { heads: number; rule: KvHeadRule }): number {
  switch (rule) {
    case 'standard':
      return fields.count(KV_HEAD_KEYS, 'heads') ?? heads;
    case 'either':
      return fields.count(KV_HEAD_KEYS, 'heads') ?? (fields.flag('multi_query') === true ? 1 : heads);
    case 'multi-query':
      return fields.flag('multi_query') === false ? heads : 1;
    case 'falcon': {
      const given = fields.has('num_kv_heads') || fields.has('n_head_kv');
      if (fields.flag('new_decoder_architecture') === true) {
        fields.acknowledge('multi_query');
        return given ? fields.required(['num_kv_heads', 'n_head_kv'], 'heads', 'KV heads') : heads;
      }
      // Falcon 7B carries num_kv_heads 71 beside multi_query: the flag is what its code obeys.
      fields.acknowledge('num_kv_heads', 'n_head_kv');
      return fields.flag('multi_query') === false ? heads : 1;
    }
    case 'chatglm': {
      const groups = fields.count('multi_query_group_num', 'heads');
      return fields.flag('multi_query_attention') === true ? (groups ?? 1) : heads;
    }
  }
}

/** Query heads are dealt out evenly over KV heads, or the model could not run. */
export function checked(fields: Fields, shape: Shape): Shape {
  const { heads, kvHeads } = shape;
  if (heads % kvHeads === 0) return shape;
  throw new Refusal(
    `${fields.path}num_key_value_heads: ${grouped(kvHeads)} KV heads do not divide ${grouped(heads)} attention heads.`,
  );
}

/** The shape as a group of one layer carries it. */
export function keyValues({ heads, kvHeads, kDim, vDim }: Shape): Omit<KeyValueShape, 'layers'> & { layers: 1 } {
  return { layers: 1, kvHeads, kDim, vDim, query: { heads, qkDim: kDim, vDim } };
}
