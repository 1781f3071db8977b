import type { Bytes, Ratio, Tokens } from '../units.ts';
import type { LayerGroup } from './layer-group.ts';
import type { KvDtype } from './precision.ts';
import { groupBytesAt, groupSizeOf } from './size.ts';

/**
 * How a cache is compressed on its way to storage, apart from its precision in HBM.
 *
 * - `none`: the bytes HBM holds.
 * - `quantised`: stored in another format of the same elements (8 or 4 bits with scales).
 * - `ratio`: a transform codec of the KVTC kind, by its claimed ratio to a 16-bit cache.
 */
export type StorageCodec =
  | { readonly kind: 'none' }
  | { readonly kind: 'quantised'; readonly dtype: KvDtype }
  | { readonly kind: 'ratio'; readonly ratio: number };

/** The codecs a visitor can choose from; what each stands for is `codecOf`. */
export const CODEC_KINDS = ['none', '8-bit', '4-bit', 'transform'] as const;
export type CodecKind = (typeof CODEC_KINDS)[number];

/** 8-bit with a scale per head and token, 4-bit in nvfp4, or a transform codec at a ratio to be given. */
export function codecOf({ kind, ratio }: { kind: CodecKind; ratio: number }): StorageCodec {
  switch (kind) {
    case 'none':
      return { kind: 'none' };
    case '8-bit':
      return { kind: 'quantised', dtype: 'int8-scaled' };
    case '4-bit':
      return { kind: 'quantised', dtype: 'nvfp4' };
    case 'transform':
      return { kind: 'ratio', ratio };
  }
}

/** What a codec does, and what it leaves alone. */
export interface CodedSize {
  readonly storedBytesPerSequence: Bytes;
  /** Sequences the same storage holds, and the speed-up of loading one: stored before ÷ stored after. */
  readonly capacityFactor: Ratio;
}

/**
 * Stored bytes of one sequence under a codec. Never more than HBM holds of a group: a codec that would grow it is not
 * applied. Recurrent states are stored as they are; the codecs are published for keys and values.
 *
 * A loaded cache is expanded again before attention reads it, so a codec changes capacity and load time of the storage
 * and not how many sequences fit into HBM.
 *
 * Example: Llama 3.1 70B, 100,000 tokens in bf16: 32.8 GB; at a ratio of 20 1.64 GB, twenty times as many per drive and
 * a twentieth of the load time. Ignores the codec's own time and its loss of accuracy.
 */
export function codedSize({
  groups,
  dtype,
  contextTokens,
  codec,
}: {
  groups: readonly LayerGroup[];
  dtype: KvDtype;
  contextTokens: Tokens;
  codec: StorageCodec;
}): CodedSize {
  let held = 0;
  let stored = 0;
  for (const group of groups) {
    const bytes = groupBytesAt({ group, dtype, contextTokens });
    held += bytes;
    stored += group.kind === 'state' ? bytes : Math.min(bytes, codedBytes({ group, bytes, contextTokens, codec }));
  }
  return { storedBytesPerSequence: stored, capacityFactor: stored > 0 ? held / stored : 1 };
}

function codedBytes({
  group,
  bytes,
  contextTokens,
  codec,
}: {
  group: LayerGroup;
  bytes: Bytes;
  contextTokens: Tokens;
  codec: StorageCodec;
}): Bytes {
  switch (codec.kind) {
    case 'none':
      return bytes;
    case 'quantised':
      return groupBytesAt({ group, dtype: codec.dtype, contextTokens });
    case 'ratio':
      return groupBytesAt({ group, dtype: 'bf16', contextTokens }) / codec.ratio;
  }
}

/** Stored bytes that a further token adds under a codec. Example: Llama 3.1 70B at a ratio of 20: 16,384 B. */
export function codedMarginalBytesPerToken({
  groups,
  dtype,
  codec,
}: {
  groups: readonly LayerGroup[];
  dtype: KvDtype;
  codec: StorageCodec;
}): Bytes {
  const marginal = (group: LayerGroup, of: KvDtype): Bytes => groupSizeOf({ group, dtype: of }).marginalBytesPerToken;
  return groups.reduce((sum, group) => {
    const held = marginal(group, dtype);
    if (codec.kind === 'none') return sum + held;
    const coded = codec.kind === 'ratio' ? marginal(group, 'bf16') / codec.ratio : marginal(group, codec.dtype);
    return sum + Math.min(held, coded);
  }, 0);
}
