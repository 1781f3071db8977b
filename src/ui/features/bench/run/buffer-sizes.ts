const MIB = 2 ** 20;

/** Sizes of the array to choose from. The larger it is, the less of it any cache holds. */
export const BUFFER_CHOICES: readonly number[] = [64, 128, 256, 512, 1_024].map((mib) => mib * MIB);

/** The next smaller choice; the smallest has none. */
export function smallerBuffer(bytes: number): number | null {
  return BUFFER_CHOICES.findLast((choice) => choice < bytes) ?? null;
}

/** The next larger choice; the largest has none. */
export function largerBuffer(bytes: number): number | null {
  return BUFFER_CHOICES.find((choice) => choice > bytes) ?? null;
}
