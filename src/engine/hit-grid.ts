import type { Seconds, Tokens } from '../domain/units.ts';

/**
 * Hits by window and capacity: what a cache that keeps a block for the window after its last access, and at most so many
 * blocks, would have served. Every table is row-major: index = window × capacities + capacity.
 */
export interface HitGrid {
  /** Rising, inclusive: a block of exactly that age is a hit. `Infinity` where time is no limit. */
  readonly windowsSeconds: readonly Seconds[];
  /** Rising. `Infinity` where capacity is no limit. */
  readonly capacitiesBlocks: readonly number[];
  readonly hitBlocks: Float64Array;
  /** Of these, blocks that the request fills to the last token. */
  readonly hitFullBlocks: Float64Array;
  readonly hitTokens: Float64Array;
  readonly requestsWithHit: Float64Array;
  /** Σ over requests of hit tokens ÷ input tokens. */
  readonly sumOfTokenRatios: Float64Array;
  /** Σ over requests of hit blocks ÷ blocks. */
  readonly sumOfBlockRatios: Float64Array;
}

/** One cell of a grid. */
export interface HitCounts {
  readonly hitBlocks: number;
  readonly hitFullBlocks: number;
  readonly hitTokens: Tokens;
  readonly requestsWithHit: number;
  readonly sumOfTokenRatios: number;
  readonly sumOfBlockRatios: number;
}

/**
 * The cell of a window and a capacity that the grid was asked for. Throws a `RangeError` for any other: between two
 * windows the grid says nothing, and between two capacities only a curve does.
 */
export function cellOf({
  grid,
  windowSeconds,
  capacityBlocks,
}: {
  grid: HitGrid;
  windowSeconds: Seconds;
  capacityBlocks: number;
}): HitCounts {
  const row = grid.windowsSeconds.indexOf(windowSeconds);
  const column = grid.capacitiesBlocks.indexOf(capacityBlocks);
  if (row < 0) throw new RangeError(`The grid has no window of ${windowSeconds} seconds`);
  if (column < 0) throw new RangeError(`The grid has no capacity of ${capacityBlocks} blocks`);
  const at = row * grid.capacitiesBlocks.length + column;
  return {
    hitBlocks: grid.hitBlocks[at] ?? 0,
    hitFullBlocks: grid.hitFullBlocks[at] ?? 0,
    hitTokens: grid.hitTokens[at] ?? 0,
    requestsWithHit: grid.requestsWithHit[at] ?? 0,
    sumOfTokenRatios: grid.sumOfTokenRatios[at] ?? 0,
    sumOfBlockRatios: grid.sumOfBlockRatios[at] ?? 0,
  };
}

/**
 * The hits of several caches of one size each, side by side: tables add up cell by cell. Throws a `RangeError` where
 * grids were not asked for the same windows and capacities, and for none at all.
 * Example: recorded sessions replayed each with a cache of its own.
 */
export function sumGrids(grids: readonly HitGrid[]): HitGrid {
  const [first] = grids;
  if (!first) throw new RangeError('No grids to add up');
  const { windowsSeconds, capacitiesBlocks } = first;
  for (const grid of grids)
    if (!sameNumbers(grid.windowsSeconds, windowsSeconds) || !sameNumbers(grid.capacitiesBlocks, capacitiesBlocks))
      throw new RangeError('Grids of other windows or capacities cannot be added up');
  const sum = (table: (grid: HitGrid) => Float64Array) =>
    table(first).map((_, cell) => grids.reduce((total, grid) => total + (table(grid)[cell] ?? 0), 0));
  return {
    windowsSeconds,
    capacitiesBlocks,
    hitBlocks: sum((grid) => grid.hitBlocks),
    hitFullBlocks: sum((grid) => grid.hitFullBlocks),
    hitTokens: sum((grid) => grid.hitTokens),
    requestsWithHit: sum((grid) => grid.requestsWithHit),
    sumOfTokenRatios: sum((grid) => grid.sumOfTokenRatios),
    sumOfBlockRatios: sum((grid) => grid.sumOfBlockRatios),
  };
}

function sameNumbers(some: readonly number[], others: readonly number[]): boolean {
  return some.length === others.length && some.every((value, index) => value === others[index]);
}
