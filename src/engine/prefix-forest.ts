import { growableInt32, growableUint32 } from './growable.ts';

/**
 * The forest of prompts while it is built. A tail is a stretch of blocks that appeared together, below a block known
 * before; its parent is the tail that holds that block. Nothing in it depends on how long prompts are.
 */
export class PrefixForest {
  /** The tail that holds the block above the first own one; −1 where a tail starts at the root. */
  readonly parents = growableInt32();
  /** Depth of the block above the first own one. */
  readonly forks = growableUint32();
  /** Depth of the last own block. */
  readonly ends = growableUint32();
  /** How many blocks all earlier tails hold: own blocks are numbered from here. */
  readonly firstBlocks = growableUint32();
  blocks = 0;

  /** Adds blocks below depth `forkBlocks` of `tail`'s chain and returns their tail. `tail` is −1 for the root. */
  addTail({ tail, forkBlocks, newBlocks }: { tail: number; forkBlocks: number; newBlocks: number }): number {
    this.parents.push(forkBlocks === 0 ? -1 : this.holderOf({ tail, depth: forkBlocks }));
    this.forks.push(forkBlocks);
    this.ends.push(forkBlocks + newBlocks);
    this.firstBlocks.push(this.blocks);
    this.blocks += newBlocks;
    return this.parents.length - 1;
  }

  /** The tail that itself holds the block at `depth` ≥ 1 of `tail`'s chain. */
  holderOf({ tail, depth }: { tail: number; depth: number }): number {
    let holder = tail;
    while (depth <= this.forks.at(holder)) holder = this.parents.at(holder);
    return holder;
  }

  /** The tail that holds the block of that number, and the block's depth. */
  locate(block: number): { tail: number; depth: number } {
    const firsts = this.firstBlocks.values;
    let low = 0;
    let high = this.firstBlocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((firsts[middle] ?? 0) <= block) low = middle;
      else high = middle - 1;
    }
    return { tail: low, depth: this.forks.at(low) + 1 + block - this.firstBlocks.at(low) };
  }

  /** Writes the numbers of the first `depth` blocks of `tail`'s chain to `into`, from `at` on. */
  writeChain({ tail, depth, into, at }: { tail: number; depth: number; into: Uint32Array; at: number }): void {
    let holder = tail;
    let end = depth;
    while (end > 0) {
      const fork = this.forks.at(holder);
      const first = this.firstBlocks.at(holder);
      for (let own = fork; own < end; own++) into[at + own] = first + own - fork;
      end = fork;
      if (end > 0) holder = this.parents.at(holder);
    }
  }
}
