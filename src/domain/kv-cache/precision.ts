/**
 * Storage formats of KV elements that need no scales beside them. Formats with scales (fp8 per head, nvfp4, mxfp4,
 * q8_0 …) carry an overhead that depends on the record's layout and are not among these.
 */
export const KV_DTYPES = ['fp32', 'bf16', 'fp16', 'fp8', 'int8'] as const;
export type KvDtype = (typeof KV_DTYPES)[number];

/** Bytes of one stored element. */
export function bytesPerElement(dtype: KvDtype): number {
  switch (dtype) {
    case 'fp32':
      return 4;
    case 'bf16':
    case 'fp16':
      return 2;
    case 'fp8':
    case 'int8':
      return 1;
  }
}
