/**
 * Prefix sums that change: a Fenwick tree of integer counts over positions 0 … n − 1. Adding and summing take
 * log₂ n steps. Each count and their total must stay below 2³¹.
 *
 * Source: P. M. Fenwick, "A new data structure for cumulative frequency tables", 1994.
 * Example: after `add(2, 5)` and `add(7, 1)`, `sumThrough(6)` is 5 and `total` is 6.
 */
export class Fenwick {
  total = 0;
  readonly #tree: Int32Array;

  constructor(length: number) {
    this.#tree = new Int32Array(length + 1);
  }

  add(position: number, count: number): void {
    const tree = this.#tree;
    this.total += count;
    for (let node = position + 1; node < tree.length; node += node & -node) tree[node] = (tree[node] ?? 0) + count;
  }

  /** Sum of the counts at positions 0 … `position`, itself included. */
  sumThrough(position: number): number {
    const tree = this.#tree;
    let sum = 0;
    for (let node = position + 1; node > 0; node &= node - 1) sum += tree[node] ?? 0;
    return sum;
  }

  /** Starts again with a count of 1 at positions 0 … `ones` − 1 and 0 beyond. */
  resetToOnes(ones: number): void {
    const tree = this.#tree;
    this.total = ones;
    for (let node = 1; node < tree.length; node++) {
      const first = node - (node & -node);
      tree[node] = Math.max(0, Math.min(node, ones) - first);
    }
  }
}
