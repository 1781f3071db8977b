import type { CapacityCurve } from './capacity-curve.ts';

/**
 * Collects hits by stack distance as changes of slope: a run of blocks at distances `above` + 1 … `above` + n adds one
 * hit per block of capacity from `above` to `above` + n. Memory: 8 bytes per distance, up to the largest seen.
 */
export class SlopeHistogram {
  #changes = new Float64Array(1_024);

  /** `perBlock` hits (or tokens) at each of the distances `above` + 1 … `above` + `blocks`. */
  add({ above, blocks, perBlock }: { above: number; blocks: number; perBlock: number }): void {
    const end = above + blocks;
    if (end >= this.#changes.length) {
      const larger = new Float64Array(Math.max(end + 1, 2 * this.#changes.length));
      larger.set(this.#changes);
      this.#changes = larger;
    }
    this.#changes[above] = (this.#changes[above] ?? 0) + perBlock;
    this.#changes[end] = (this.#changes[end] ?? 0) - perBlock;
  }

  /** What both hold together. */
  plus(other: SlopeHistogram): SlopeHistogram {
    const sum = new SlopeHistogram();
    const changes = new Float64Array(Math.max(this.#changes.length, other.#changes.length));
    changes.set(this.#changes);
    for (let at = 0; at < other.#changes.length; at++) changes[at] = (changes[at] ?? 0) + (other.#changes[at] ?? 0);
    sum.#changes = changes;
    return sum;
  }

  curve(): CapacityCurve {
    const changes = this.#changes;
    let points = 1;
    for (let at = 1; at < changes.length; at++) if (changes[at] !== 0) points++;
    const capacityBlocks = new Float64Array(points);
    const hits = new Float64Array(points);
    let point = 1;
    let slope = changes[0] ?? 0;
    for (let at = 1; at < changes.length; at++) {
      const change = changes[at] ?? 0;
      if (change === 0) continue;
      const left = capacityBlocks[point - 1] ?? 0;
      capacityBlocks[point] = at;
      hits[point] = (hits[point - 1] ?? 0) + slope * (at - left);
      slope += change;
      point++;
    }
    return { capacityBlocks, hits };
  }
}
