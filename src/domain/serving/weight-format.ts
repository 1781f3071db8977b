/** How weights are stored, for the memory they take. */
export const WEIGHT_FORMATS = ['bf16', 'fp8', '4-bit'] as const;
export type WeightFormat = (typeof WEIGHT_FORMATS)[number];

/**
 * Bytes of one parameter. 4-bit counts a scale per 16 elements as nvfp4 does; mxfp4 takes 6 % less. Layers that a
 * checkpoint keeps in a wider format (embeddings, routers, norms) are not counted apart.
 */
export function bytesPerParameter(format: WeightFormat): number {
  switch (format) {
    case 'bf16':
      return 2;
    case 'fp8':
      return 1;
    case '4-bit':
      return 0.5625;
  }
}
