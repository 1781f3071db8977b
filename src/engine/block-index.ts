/** Ids below this are looked up in an array, others in a map. */
const DIRECT = 2 ** 24;

/**
 * Numbers for block ids, given out by the caller. Ids are whole numbers from 0 to 2⁵³ − 1; small ones, as traces that
 * count their blocks have them, cost 4 bytes each and one array access; of others there can be 16 million at a time.
 */
export class BlockIndex {
  /** Number of each small id, −1 where it has none. May be read directly; ids beyond its end need `get`. */
  direct = new Int32Array(1_024).fill(-1);
  /** The largest id numbered in the array. */
  #largest = -1;
  readonly #others = new Map<number, number>();

  /** The number of an id, or −1. Throws a `RangeError` for what is not an id. */
  get(id: number): number {
    const number = this.direct[id];
    if (number !== undefined) return number;
    if (!(Number.isSafeInteger(id) && id >= 0))
      throw new RangeError(`Block id ${id} is not a whole number from 0 to 2⁵³ − 1`);
    return this.#others.get(id) ?? -1;
  }

  /** Numbers an id for which `get` gave −1. */
  set(id: number, number: number): void {
    if (id >= DIRECT) {
      this.#others.set(id, number);
      return;
    }
    if (id >= this.direct.length) {
      const larger = new Int32Array(Math.min(DIRECT, Math.max(id + 1, 2 * this.direct.length))).fill(-1);
      larger.set(this.direct);
      this.direct = larger;
    }
    this.direct[id] = number;
    if (id > this.#largest) this.#largest = id;
  }

  /** Forgets all ids. */
  clear(): void {
    this.direct.fill(-1, 0, this.#largest + 1);
    this.#largest = -1;
    this.#others.clear();
  }
}
