/** The typed arrays that grow while a stream is read. */
export type Numbers = Int32Array | Uint32Array | Float64Array;

/**
 * A typed array that doubles when full. `values` is the storage, longer than `length`; it is replaced on growth, so fetch
 * it again after every `push`.
 */
export class Growable<A extends Numbers> {
  values: A;
  length = 0;
  readonly #make: (length: number) => A;

  constructor(make: (length: number) => A) {
    this.#make = make;
    this.values = make(64);
  }

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(this.length + 1);
    this.values[this.length++] = value;
  }

  /** Makes room for so many values in all, at least doubling. */
  reserve(total: number): void {
    if (total <= this.values.length) return;
    const larger = this.#make(Math.max(total, 2 * this.values.length));
    larger.set(this.values);
    this.values = larger;
  }

  at(index: number): number {
    if (!(index >= 0 && index < this.length)) throw new RangeError(`Index ${index} is outside 0 … ${this.length - 1}`);
    return this.values[index] ?? 0;
  }

  /** A copy of exactly the values pushed. */
  toArray(): A {
    const exact = this.#make(this.length);
    exact.set(this.values.subarray(0, this.length));
    return exact;
  }
}

export const growableUint32 = (): Growable<Uint32Array> => new Growable((length) => new Uint32Array(length));
export const growableInt32 = (): Growable<Int32Array> => new Growable((length) => new Int32Array(length));
export const growableFloat64 = (): Growable<Float64Array> => new Growable((length) => new Float64Array(length));
