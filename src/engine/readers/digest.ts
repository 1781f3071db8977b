const FIRST = 0x9e3779b1;
const SECOND = 0x85ebca77;

const number = new Float64Array(1);
const halves = new Uint32Array(number.buffer);

/**
 * A running digest of numbers and texts in two lanes of 32 bits, to find repeats. Not for adversaries. Two different
 * rows agree with a probability of 2⁻⁶⁴ in the lanes and 2⁻⁵³ in `key`: of a million rows, 1 in 18,000 logs would show a
 * repeat that is none.
 */
export class Digest {
  a = 0x243f6a88;
  b = 0x13198a2e;

  number(value: number): this {
    number[0] = value;
    this.#word(halves[0] ?? 0);
    this.#word(halves[1] ?? 0);
    return this;
  }

  /** Whole numbers; of those above 2³² the low bits. Runs once per block of every request. */
  ids(list: ArrayLike<number>): this {
    let { a, b } = this;
    const { length } = list;
    for (let index = 0; index < length; index++) {
      const id = (list[index] as number) | 0;
      a = Math.imul(a ^ id, FIRST);
      b = Math.imul(b ^ id, SECOND) ^ (a >>> 15);
    }
    this.a = a;
    this.b = b;
    return this.number(length);
  }

  text(text: string): this {
    let { a, b } = this;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      a = Math.imul(a ^ code, FIRST);
      b = Math.imul(b ^ code, SECOND) ^ (a >>> 15);
    }
    this.a = a;
    this.b = b;
    return this.number(text.length);
  }

  /** A whole number below 2⁵³. */
  key(): number {
    const a = mixed(this.a ^ (this.b >>> 16));
    const b = mixed(this.b ^ a);
    return (a >>> 0) * 2 ** 21 + (b >>> 11);
  }

  #word(word: number): void {
    this.a = Math.imul(this.a ^ word, FIRST);
    this.b = Math.imul(this.b ^ word, SECOND) ^ (this.a >>> 15);
  }
}

/** Spreads each bit over all: the last words have touched only high bits. */
export function mixed(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return bits ^ (bits >>> 16);
}

/** A set of `Map` or `Set` holds 2²⁴ keys at most. */
const MOST_KEYS = 2 ** 23;

/** Counts rows that repeat an earlier one; beyond eight million different rows, repeats of those only. */
export class Repeats {
  readonly #keys = new Set<number>();
  count = 0;

  /** Whether a row with that key was there before. */
  meet(key: number): boolean {
    if (this.#keys.has(key)) {
      this.count++;
      return true;
    }
    if (this.#keys.size < MOST_KEYS) this.#keys.add(key);
    return false;
  }

  get isFull(): boolean {
    return this.#keys.size >= MOST_KEYS;
  }
}
