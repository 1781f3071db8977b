import { growableUint32 } from '../growable.ts';
import { mixed } from './digest.ts';

/**
 * Numbers for blocks told apart by what they hold: keys of so many words each, compared word by word, so that two blocks
 * have one number only where their keys are equal. Costs 4 bytes per word and 8 to 16 bytes per block.
 */
export class ContentIndex {
  readonly #words: number;
  readonly #keys = growableUint32();
  #slots = new Int32Array(1_024).fill(-1);
  size = 0;

  constructor({ words }: { words: number }) {
    this.#words = words;
  }

  /** The number of a key, from 0 in the order in which keys were first met. */
  numberOf(key: Uint32Array): number {
    let slot = this.#slotOf(key, 0);
    for (let number = this.#slots[slot] ?? -1; number >= 0; number = this.#slots[slot] ?? -1) {
      if (this.#holds(number, key)) return number;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    const number = this.size++;
    this.#keys.reserve(this.size * this.#words);
    this.#keys.values.set(key, number * this.#words);
    this.#keys.length = this.size * this.#words;
    this.#slots[slot] = number;
    if (2 * this.size > this.#slots.length) this.#grow();
    return number;
  }

  #slotOf(words: Uint32Array, from: number): number {
    let hash = 0;
    const end = from + this.#words;
    for (let at = from; at < end; at++) hash = Math.imul(hash ^ (words[at] as number), 0x9e3779b1) ^ (hash >>> 15);
    return mixed(hash) & (this.#slots.length - 1);
  }

  #holds(number: number, key: Uint32Array): boolean {
    const { values } = this.#keys;
    const from = number * this.#words;
    for (let word = 0; word < this.#words; word++) if (values[from + word] !== key[word]) return false;
    return true;
  }

  #grow(): void {
    this.#slots = new Int32Array(2 * this.#slots.length).fill(-1);
    for (let number = 0; number < this.size; number++) {
      let slot = this.#slotOf(this.#keys.values, number * this.#words);
      while ((this.#slots[slot] ?? -1) >= 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = number;
    }
  }
}

/** The number above a prompt's first block, in keys. */
const ROOT = 0;

/**
 * Prefix-chained block ids of prompts given as token ids: a block is its tokens below the block before it, compared token
 * by token, so ids are equal exactly where prompts are up to there. Tokens beyond the last full block have no id.
 * Example: blocks of 2: [7, 7, 8, 8, 9] is [0, 1], then [7, 7, 8, 9] is [0, 2], and [8, 8] is [3].
 */
export class TokenBlocks {
  readonly #blockTokens: number;
  readonly #index: ContentIndex;
  readonly #key: Uint32Array;

  constructor({ blockTokens }: { blockTokens: number }) {
    this.#blockTokens = blockTokens;
    this.#index = new ContentIndex({ words: blockTokens + 1 });
    this.#key = new Uint32Array(blockTokens + 1);
  }

  /** Ids of a prompt's full blocks; `tokens` are whole numbers below 2³². */
  idsOf(tokens: ArrayLike<number>): readonly number[] {
    const ids: number[] = [];
    let above = ROOT;
    for (let end = this.#blockTokens; end <= tokens.length; end += this.#blockTokens) {
      this.#key[0] = above;
      for (let word = 1; word <= this.#blockTokens; word++)
        this.#key[word] = tokens[end - this.#blockTokens + word - 1] as number;
      const id = this.#index.numberOf(this.#key);
      ids.push(id);
      above = id + 1;
    }
    return ids;
  }
}

/**
 * The same of prompts given as text, in blocks of so many UTF-16 units. Of a block 64 bits of hash are kept and nothing of
 * its text: two texts below the same block share an id wrongly with a probability of 2⁻⁶⁴ a pair.
 */
export class TextBlocks {
  readonly #blockCharacters: number;
  readonly #index = new ContentIndex({ words: 3 });
  readonly #key = new Uint32Array(3);

  constructor({ blockCharacters }: { blockCharacters: number }) {
    this.#blockCharacters = blockCharacters;
  }

  idsOf(text: string): readonly number[] {
    const ids: number[] = [];
    let above = ROOT;
    let from = 0;
    for (let end = this.#blockCharacters; end <= text.length; end += this.#blockCharacters) {
      let a = 0x243f6a88;
      let b = 0x13198a2e;
      for (; from < end; from++) {
        const code = text.charCodeAt(from);
        a = Math.imul(a ^ code, 0x9e3779b1) ^ (a >>> 13);
        b = Math.imul(b ^ code, 0x85ebca77) ^ (b >>> 16);
      }
      this.#key[0] = above;
      this.#key[1] = mixed(a);
      this.#key[2] = mixed(b);
      const id = this.#index.numberOf(this.#key);
      ids.push(id);
      above = id + 1;
    }
    return ids;
  }
}
