import type { Bytes } from '../units.ts';
import type { LayerGroup } from './layer-group.ts';
import { isScaled, rowBytes, type KvDtype } from './precision.ts';

/**
 * What one layer keeps of one token (or of one compressed entry): the record, and the index key where the layer owns
 * one.
 */
export interface TokenRecord {
  readonly recordBytes: Bytes;
  readonly indexBytes: Bytes;
}

const FP32_BYTES = 4;
const BF16_BYTES = 2;
/** FlashMLA: one fp32 scale for 128 latent elements. */
const LATENT_PER_SCALE = 128;
/** DeepSeek V4 in vLLM: one e8m0 scale byte for 64 elements, padded to 8 bytes: 448 + 128 + 8 = 584. */
const COMPRESSED_PER_SCALE = 64;
const COMPRESSED_SCALE_ALIGNMENT = 8;

const NOTHING: TokenRecord = { recordBytes: 0, indexBytes: 0 };

/**
 * Bytes of a layer's record and index key.
 *
 *     K and V            KV heads × (K width + V width) × b
 *       fp8-, int8-scaled  KV heads × (K width + 4 + V width + 4)       a 4-byte scale per head and token
 *     MLA                (latent + rotary) × b                         one vector, not K and V
 *       fp8-scaled         latent + 4 × ⌈latent ÷ 128⌉ + 2 × rotary    FlashMLA: 512 + 16 + 128 = 656
 *     compressed (V4)    entry × b
 *       fp8-scaled         448 + 2 × 64 + 8 = 584                      vLLM
 *     index key          width × b
 *       fp8-scaled         width + 4 × ⌈width ÷ 128⌉ = 132
 *
 * Example: DeepSeek-V3.2 in fp8-scaled keeps 656 + 132 B per token and layer.
 * Sources: deepseek-ai/FlashMLA docs/20250929-hopper-fp8-sparse-deep-dive.md; vLLM blog 2026-04-24 (DeepSeek V4).
 */
export function recordOf({ group, dtype }: { group: LayerGroup; dtype: KvDtype }): TokenRecord {
  switch (group.kind) {
    case 'full':
    case 'sliding':
    case 'chunked':
    case 'cross':
      return {
        recordBytes: isScaled(dtype)
          ? group.kvHeads * (group.kDim + FP32_BYTES + group.vDim + FP32_BYTES)
          : rowBytes({ elements: group.kvHeads * group.kDim, dtype }) +
            rowBytes({ elements: group.kvHeads * group.vDim, dtype }),
        indexBytes: group.kind === 'full' && group.index ? indexKeyBytes({ dim: group.index.dim, dtype }) : 0,
      };
    case 'mla':
      return {
        recordBytes: isScaled(dtype)
          ? group.latentDim + FP32_BYTES * Math.ceil(group.latentDim / LATENT_PER_SCALE) + BF16_BYTES * group.ropeDim
          : rowBytes({ elements: group.latentDim + group.ropeDim, dtype }),
        indexBytes: group.index ? indexKeyBytes({ dim: group.index.dim, dtype }) : 0,
      };
    case 'compressed':
      return {
        recordBytes: isScaled(dtype)
          ? scaledEntryBytes({ quantisedDim: Math.max(0, group.entryDim - group.ropeDim), ropeDim: group.ropeDim })
          : rowBytes({ elements: group.entryDim, dtype }),
        indexBytes: group.index ? indexKeyBytes({ dim: group.index.dim, dtype }) : 0,
      };
    case 'state':
    case 'none':
      return NOTHING;
  }
}

/** An index key. Engines that quantise it keep 132 B for a width of 128, whatever the precision of the cache. */
export function indexKeyBytes({ dim, dtype }: { dim: number; dtype: KvDtype }): Bytes {
  return isScaled(dtype) ? dim + FP32_BYTES * Math.ceil(dim / LATENT_PER_SCALE) : rowBytes({ elements: dim, dtype });
}

function scaledEntryBytes({ quantisedDim, ropeDim }: { quantisedDim: number; ropeDim: number }): Bytes {
  const scales = Math.ceil(quantisedDim / COMPRESSED_PER_SCALE);
  return (
    quantisedDim + BF16_BYTES * ropeDim + Math.ceil(scales / COMPRESSED_SCALE_ALIGNMENT) * COMPRESSED_SCALE_ALIGNMENT
  );
}
