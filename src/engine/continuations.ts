import { growableUint32 } from './growable.ts';
import type { PrefixForest } from './prefix-forest.ts';

/** How many prompts back a continuation is looked for; each has replaced the end of the one before. */
const MOST_STEPS = 256;

/**
 * Finds which earlier request a prompt goes on: for traces that do not name their sessions. A prompt goes on another
 * where it begins with all of that one's full blocks, and where the last block both know was first sent by it. A prompt
 * that shares only a beginning, as a system prompt that everyone sends, goes on none.
 * Example: with blocks of 100 tokens, AB of 250 tokens (C is partial: ABC), then ABDE goes on the first, AX does not.
 */
export class Continuations {
  readonly #forest: PrefixForest;
  readonly #fullBlocks = growableUint32();
  /** Per tail of the forest, the request that added it. */
  readonly #creators = growableUint32();

  constructor(forest: PrefixForest) {
    this.#forest = forest;
  }

  /** Adds a request before its own tail is added to the forest; returns the request it goes on, −1 for none. */
  add({
    tail,
    sharedBlocks,
    fullBlocks,
    addsTail,
  }: {
    /** The tail that holds the last of the shared blocks; −1 where nothing is shared. */
    tail: number;
    sharedBlocks: number;
    fullBlocks: number;
    addsTail: boolean;
  }): number {
    const before = this.#find({ tail, sharedBlocks });
    if (addsTail) this.#creators.push(this.#fullBlocks.length);
    this.#fullBlocks.push(fullBlocks);
    return before;
  }

  #find({ tail, sharedBlocks }: { tail: number; sharedBlocks: number }): number {
    let holder = tail;
    let shared = sharedBlocks;
    for (let step = 0; holder >= 0 && step < MOST_STEPS; step++) {
      const creator = this.#creators.at(holder);
      const full = this.#fullBlocks.at(creator);
      if (full > 0 && shared >= full) return creator;
      shared = this.#forest.forks.at(holder);
      holder = this.#forest.parents.at(holder);
    }
    return -1;
  }
}
