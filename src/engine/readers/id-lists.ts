/** Block ids of a request, and how many of them the list before it in the file begins with too. */
export class IdList {
  readonly ids: Float64Array;
  readonly before: IdList | undefined;
  readonly sharedBlocks: number;

  constructor({ ids, before, sharedBlocks }: { ids: Float64Array; before: IdList | undefined; sharedBlocks: number }) {
    this.ids = ids;
    this.before = before;
    this.sharedBlocks = sharedBlocks;
  }
}

const COMMA = 44;
const ZERO = 48;
const NINE = 57;

/**
 * Reads lists of block ids from their JSON texts, one after another. A conversation's lists mostly begin with the list
 * before, and equal texts are compared fifty times as fast as numbers are parsed: only what is new is parsed.
 * Example: `1,2,3` then `1,2,3,4` gives [1, 2, 3], then [1, 2, 3, 4] with 3 shared blocks.
 */
export class IdLists {
  #text = '';
  #list: IdList | undefined;
  #ids = new Float64Array(1_024);
  /** Per id where it ends in the text. */
  #ends = new Uint32Array(1_024);
  #length = 0;

  /** The list of what stands between its brackets; `undefined` where that is anything but whole numbers from 0. */
  read(text: string): IdList | undefined {
    const before = this.#list;
    const shared = before ? this.#sharedWith(text) : 0;
    if (shared < this.#length) this.#restart(shared);
    if (!this.#parse({ text, from: shared === 0 ? 0 : (this.#ends[shared - 1] ?? 0) })) {
      // Lists that were given keep their storage; this one goes on from nothing.
      this.#text = '';
      this.#list = undefined;
      this.#restart(0);
      return undefined;
    }
    this.#text = text;
    this.#list = new IdList({ ids: this.#ids.subarray(0, this.#length), before, sharedBlocks: shared });
    return this.#list;
  }

  /** How many leading ids the text has in common with the list before. */
  #sharedWith(text: string): number {
    const before = this.#text;
    const { length } = before;
    if (text.slice(0, length) === before) {
      if (text.length === length || text.charCodeAt(length) === COMMA) return this.#length;
    }
    let low = 0;
    let high = Math.min(length, text.length);
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (text.slice(low, middle) === before.slice(low, middle)) low = middle;
      else high = middle - 1;
    }
    return this.#idsEndingBefore(low);
  }

  /** Ids with a separator after them within the first `characters`: an id at their end may go on differently. */
  #idsEndingBefore(characters: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#ends[middle - 1] ?? 0) < characters) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Goes on from so many ids in new storage, since earlier lists are views of the old one. */
  #restart(shared: number): void {
    const ids = new Float64Array(Math.max(1_024, 2 * shared));
    ids.set(this.#ids.subarray(0, shared));
    this.#ids = ids;
    this.#length = shared;
  }

  /** Adds the ids of a text from the end of the last known one on. Runs once per new block. */
  #parse({ text, from }: { text: string; from: number }): boolean {
    const { length } = text;
    let at = afterSpace(text, from);
    if (at === length) return true;
    for (let isFirst = this.#length === 0; at < length; isFirst = false) {
      if (!isFirst) {
        if (text.charCodeAt(at) !== COMMA) return false;
        at = afterSpace(text, at + 1);
      }
      const start = at;
      let id = 0;
      for (let code = text.charCodeAt(at); code >= ZERO && code <= NINE; code = text.charCodeAt(++at))
        id = 10 * id + (code - ZERO);
      // JSON has no leading zeros, and no id is above 2⁵³ − 1.
      if (at === start || (at > start + 1 && text.charCodeAt(start) === ZERO) || id > Number.MAX_SAFE_INTEGER)
        return false;
      this.#push(id, at);
      at = afterSpace(text, at);
    }
    return true;
  }

  #push(id: number, end: number): void {
    const index = this.#length++;
    if (index >= this.#ids.length) {
      const larger = new Float64Array(2 * this.#ids.length);
      larger.set(this.#ids);
      this.#ids = larger;
    }
    if (index >= this.#ends.length) {
      const larger = new Uint32Array(2 * this.#ends.length);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#ids[index] = id;
    this.#ends[index] = end;
  }
}

/** The index of the first character from `from` on that is no space of JSON. */
export function afterSpace(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === 32 || code === 9 || code === 10 || code === 13;)
    code = text.charCodeAt(++at);
  return at;
}
