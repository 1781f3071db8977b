import { Fenwick } from './fenwick.ts';

/**
 * An LRU stack of blocks 0 … n − 1 that tells distances: each touch takes the next slot of a row, and a Fenwick tree
 * counts the taken slots. When the row is full, blocks move to its beginning in their order.
 */
export class LruStack {
  readonly #slotOf: Int32Array;
  readonly #blockAt: Int32Array;
  readonly #taken: Fenwick;
  #next = 0;

  constructor({ blocks }: { blocks: number }) {
    const slots = 2 * blocks + 1_024;
    this.#slotOf = new Int32Array(blocks).fill(-1);
    this.#blockAt = new Int32Array(slots).fill(-1);
    this.#taken = new Fenwick(slots);
  }

  /** How many blocks have been touched since the block was, itself included: 1 on top; 0 if it never was. */
  distanceOf(block: number): number {
    const slot = this.#slotOf[block] ?? -1;
    if (slot < 0) return 0;
    return this.#taken.total - this.#taken.sumThrough(slot) + 1;
  }

  /** Moves the block to the top. */
  touch(block: number): void {
    if (this.#next === this.#blockAt.length) this.#closeUp();
    const slot = this.#slotOf[block] ?? -1;
    if (slot >= 0) {
      this.#blockAt[slot] = -1;
      this.#taken.add(slot, -1);
    }
    this.#slotOf[block] = this.#next;
    this.#blockAt[this.#next] = block;
    this.#taken.add(this.#next, 1);
    this.#next++;
  }

  #closeUp(): void {
    let filled = 0;
    for (let slot = 0; slot < this.#next; slot++) {
      const block = this.#blockAt[slot] ?? -1;
      if (block < 0) continue;
      this.#blockAt[filled] = block;
      this.#slotOf[block] = filled++;
    }
    this.#blockAt.fill(-1, filled);
    this.#taken.resetToOnes(filled);
    this.#next = filled;
  }
}
