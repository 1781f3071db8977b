import type { Seconds } from '../domain/units.ts';
import { lowerBound } from './capacity-curve.ts';
import type { HitGrid } from './hit-grid.ts';
import type { Reuse, TalliedRequest } from './reuse.ts';

/**
 * Counts hits into a grid of windows × capacities. While counting, a cell holds what begins to count there: `from` what
 * counts at this and every larger capacity, `only` what counts at this capacity alone (a run that the capacity cuts).
 * Both count at this and every longer window. `grid` sums them up.
 */
export class GridTally {
  readonly #windows: Float64Array;
  readonly #capacities: Float64Array;
  readonly #blocksFrom: Float64Array;
  readonly #blocksOnly: Float64Array;
  readonly #tokenRatiosFrom: Float64Array;
  readonly #tokenRatiosOnly: Float64Array;
  readonly #blockRatiosFrom: Float64Array;
  readonly #blockRatiosOnly: Float64Array;
  readonly #partialBlocks: Float64Array;
  readonly #shortTokens: Float64Array;
  readonly #requests: Float64Array;

  constructor({
    windowsSeconds,
    capacitiesBlocks,
  }: {
    windowsSeconds: readonly Seconds[];
    capacitiesBlocks: readonly number[];
  }) {
    this.#windows = Float64Array.from(windowsSeconds);
    this.#capacities = Float64Array.from(capacitiesBlocks);
    const cells = () => new Float64Array(windowsSeconds.length * capacitiesBlocks.length);
    this.#blocksFrom = cells();
    this.#blocksOnly = cells();
    this.#tokenRatiosFrom = cells();
    this.#tokenRatiosOnly = cells();
    this.#blockRatiosFrom = cells();
    this.#blockRatiosOnly = cells();
    this.#partialBlocks = cells();
    this.#shortTokens = cells();
    this.#requests = cells();
  }

  add({ reuse, request }: { reuse: Reuse; request: TalliedRequest }): void {
    const row = lowerBound({ sorted: this.#windows, value: reuse.ageSeconds });
    if (row === this.#windows.length) return;
    const { above, blocks } = reuse;
    const columns = this.#capacities.length;
    const at = row * columns;
    let column = lowerBound({ sorted: this.#capacities, value: above + 1 });
    if (reuse.first && column < columns) bump({ table: this.#requests, at: at + column, by: 1 });
    const tokenRatio = request.blockTokens / request.inputTokens;
    const blockRatio = 1 / request.blocks;
    for (; column < columns && (this.#capacities[column] ?? 0) < above + blocks; column++) {
      const kept = (this.#capacities[column] ?? 0) - above;
      bump({ table: this.#blocksOnly, at: at + column, by: kept });
      bump({ table: this.#tokenRatiosOnly, at: at + column, by: kept * tokenRatio });
      bump({ table: this.#blockRatiosOnly, at: at + column, by: kept * blockRatio });
    }
    if (column === columns) return;
    const short = reuse.last ? request.shortTokens : 0;
    bump({ table: this.#blocksFrom, at: at + column, by: blocks });
    bump({ table: this.#tokenRatiosFrom, at: at + column, by: blocks * tokenRatio - short / request.inputTokens });
    bump({ table: this.#blockRatiosFrom, at: at + column, by: blocks * blockRatio });
    if (short === 0) return;
    bump({ table: this.#partialBlocks, at: at + column, by: 1 });
    bump({ table: this.#shortTokens, at: at + column, by: short });
  }

  grid({ blockTokens }: { blockTokens: number }): HitGrid {
    const sum = (from: Float64Array, only?: Float64Array) => this.#sum({ from, only });
    const hitBlocks = sum(this.#blocksFrom, this.#blocksOnly);
    const partial = sum(this.#partialBlocks);
    const short = sum(this.#shortTokens);
    return {
      windowsSeconds: [...this.#windows],
      capacitiesBlocks: [...this.#capacities],
      hitBlocks,
      hitFullBlocks: hitBlocks.map((blocks, cell) => blocks - (partial[cell] ?? 0)),
      hitTokens: hitBlocks.map((blocks, cell) => blocks * blockTokens - (short[cell] ?? 0)),
      requestsWithHit: sum(this.#requests),
      sumOfTokenRatios: sum(this.#tokenRatiosFrom, this.#tokenRatiosOnly),
      sumOfBlockRatios: sum(this.#blockRatiosFrom, this.#blockRatiosOnly),
    };
  }

  #sum({ from, only }: { from: Float64Array; only: Float64Array | undefined }): Float64Array {
    const columns = this.#capacities.length;
    const sums = new Float64Array(from.length);
    for (let row = 0; row < this.#windows.length; row++) {
      let running = 0;
      for (let column = 0; column < columns; column++) {
        const cell = row * columns + column;
        running += from[cell] ?? 0;
        const shorterWindows = row > 0 ? (sums[cell - columns] ?? 0) : 0;
        sums[cell] = running + (only?.[cell] ?? 0) + shorterWindows;
      }
    }
    return sums;
  }
}

function bump({ table, at, by }: { table: Float64Array; at: number; by: number }): void {
  table[at] = (table[at] ?? 0) + by;
}
