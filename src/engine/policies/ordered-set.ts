const BITS = 32;

/**
 * A set of whole numbers 0 … n − 1 that knows its largest. Each level has one bit per word of the level below, so adding,
 * deleting and finding take log₃₂ n steps.
 */
export class OrderedSet {
  readonly #levels: Int32Array[] = [];

  constructor({ size }: { size: number }) {
    let words = size;
    do {
      words = Math.ceil(words / BITS);
      this.#levels.push(new Int32Array(Math.max(1, words)));
    } while (words > 1);
  }

  add(value: number): void {
    let bit = value;
    for (const level of this.#levels) {
      const word = bit >>> 5;
      level[word] = (level[word] ?? 0) | (1 << (bit & 31));
      bit = word;
    }
  }

  delete(value: number): void {
    let bit = value;
    for (const level of this.#levels) {
      const word = bit >>> 5;
      const left = (level[word] ?? 0) & ~(1 << (bit & 31));
      level[word] = left;
      if (left !== 0) return;
      bit = word;
    }
  }

  /** −1 where the set is empty. */
  largest(): number {
    let word = 0;
    for (let level = this.#levels.length - 1; level >= 0; level--) {
      const bits = this.#levels[level]?.[word] ?? 0;
      if (bits === 0) return -1;
      word = word * BITS + (BITS - 1 - Math.clz32(bits));
    }
    return word;
  }
}
