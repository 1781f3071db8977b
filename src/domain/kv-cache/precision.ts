import type { Bytes } from '../units.ts';

/**
 * Storage formats of KV elements.
 *
 * Plain formats take a fixed number of bytes per element. Block formats keep one scale (and for `_1` a minimum) for a
 * block of elements: nvfp4 an fp8 scale per 16, mxfp4 an e8m0 scale per 32, llama.cpp's q-formats an fp16 scale per 32.
 * Scaled formats keep fp32 scales whose number depends on the record: `record.ts` knows the layouts.
 *
 * Sources: ggml-org/llama.cpp ggml-common.h (block definitions); vLLM's per-token-head quantised cache
 * (4-byte scale per head and token); NVFP4 and MXFP4 as specified by NVIDIA and the OCP.
 */
export const KV_DTYPES = [
  'fp32',
  'bf16',
  'fp16',
  'fp8',
  'int8',
  'fp8-scaled',
  'int8-scaled',
  'nvfp4',
  'mxfp4',
  'q8_0',
  'q5_1',
  'q5_0',
  'q4_1',
  'q4_0',
  'iq4_nl',
] as const;
export type KvDtype = (typeof KV_DTYPES)[number];

/** Formats whose scales stand beside each record. */
export type ScaledDtype = 'fp8-scaled' | 'int8-scaled';

interface BlockFormat {
  readonly elements: number;
  readonly bytes: Bytes;
}

const BLOCKS: Readonly<Record<Exclude<KvDtype, ScaledDtype>, BlockFormat>> = {
  fp32: { elements: 1, bytes: 4 },
  bf16: { elements: 1, bytes: 2 },
  fp16: { elements: 1, bytes: 2 },
  fp8: { elements: 1, bytes: 1 },
  int8: { elements: 1, bytes: 1 },
  nvfp4: { elements: 16, bytes: 9 },
  mxfp4: { elements: 32, bytes: 17 },
  q8_0: { elements: 32, bytes: 34 },
  q5_1: { elements: 32, bytes: 24 },
  q5_0: { elements: 32, bytes: 22 },
  q4_1: { elements: 32, bytes: 20 },
  q4_0: { elements: 32, bytes: 18 },
  iq4_nl: { elements: 32, bytes: 18 },
};

export function isScaled(dtype: KvDtype): dtype is ScaledDtype {
  return dtype === 'fp8-scaled' || dtype === 'int8-scaled';
}

/**
 * Bytes of one element, scales included; a row whose length is no multiple of the block takes a little more.
 * Examples: bf16 2, q8_0 34 ÷ 32 = 1.0625, nvfp4 9 ÷ 16 = 0.5625, mxfp4 17 ÷ 32 = 0.53125.
 */
export function bytesPerElement(dtype: Exclude<KvDtype, ScaledDtype>): number {
  const { elements, bytes } = BLOCKS[dtype];
  return bytes / elements;
}

/** Bytes of a row of elements: whole blocks. Example: 576 elements in q4_0 are 18 blocks of 18 B = 324 B. */
export function rowBytes({ elements, dtype }: { elements: number; dtype: Exclude<KvDtype, ScaledDtype> }): Bytes {
  const block = BLOCKS[dtype];
  return Math.ceil(elements / block.elements) * block.bytes;
}
