/**
 * A hit count at every capacity, exactly: a line through its points, from (0, 0) on, constant beyond the last. Between
 * two points each further block of capacity adds the same whole number of hits.
 */
export interface CapacityCurve {
  /** Rising. */
  readonly capacityBlocks: Float64Array;
  readonly hits: Float64Array;
}

/**
 * Hits of a cache of that many blocks; `Infinity` for one without limit.
 * Formula: linear interpolation, exact because the curve bends only at its points. Fractions of a block hold nothing.
 * Example: the curve (0, 0), (10, 20) has 8 hits at 4 blocks and 20 at 10 or more.
 */
export function hitsAt({ curve, capacityBlocks }: { curve: CapacityCurve; capacityBlocks: number }): number {
  if (!(capacityBlocks >= 0)) throw new RangeError(`A capacity of ${capacityBlocks} blocks`);
  const capacity = Math.floor(capacityBlocks);
  const last = curve.capacityBlocks.length - 1;
  const at = lowerBound({ sorted: curve.capacityBlocks, value: capacity });
  if (at > last) return curve.hits[last] ?? 0;
  const right = curve.capacityBlocks[at] ?? 0;
  if (right === capacity) return curve.hits[at] ?? 0;
  const left = curve.capacityBlocks[at - 1] ?? 0;
  const below = curve.hits[at - 1] ?? 0;
  return below + (((curve.hits[at] ?? 0) - below) / (right - left)) * (capacity - left);
}

/**
 * The curve of several caches of one size each, side by side: hits add up at every capacity. `capacityBlocks` is then
 * the size of each cache, not of all together.
 * Example: files replayed each with a cache of its own.
 */
export function sumCurves(curves: readonly CapacityCurve[]): CapacityCurve {
  const all = new Float64Array(curves.reduce((sum, { capacityBlocks }) => sum + capacityBlocks.length, 0));
  let length = 0;
  for (const { capacityBlocks } of curves) {
    all.set(capacityBlocks, length);
    length += capacityBlocks.length;
  }
  const capacityBlocks = all.sort().filter((capacity, index) => index === 0 || capacity !== all[index - 1]);
  const hits = capacityBlocks.map((capacity) =>
    curves.reduce((sum, curve) => sum + hitsAt({ curve, capacityBlocks: capacity }), 0),
  );
  return { capacityBlocks, hits };
}

/**
 * Hits by the tier that serves them, fastest first, when each tier also holds all that the faster ones do.
 * Formula: a hit at stack distance d comes from the first tier with capacity ≥ d, so a tier's hits are those of a cache
 * of its size less those of the tier before.
 * Errors: a `RangeError` for capacities that do not rise. Ignores: how long each tier keeps a block; take the curve of one
 * window.
 * Example: capacities [4, 10] on the curve (0, 0), (10, 20) serve 8 and 12.
 */
export function hitsByTier({
  curve,
  capacitiesBlocks,
}: {
  curve: CapacityCurve;
  /** Of each tier, what the faster ones hold included. */
  capacitiesBlocks: readonly number[];
}): readonly number[] {
  let before = 0;
  let held = 0;
  return capacitiesBlocks.map((capacityBlocks) => {
    if (!(capacityBlocks >= held)) throw new RangeError(`A tier of ${capacityBlocks} blocks below one of ${held}`);
    held = capacityBlocks;
    const hits = hitsAt({ curve, capacityBlocks });
    const own = hits - before;
    before = hits;
    return own;
  });
}

/** Index of the first value ≥ `value` in a rising array; its length where there is none. */
export function lowerBound({ sorted, value }: { sorted: Float64Array; value: number }): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
