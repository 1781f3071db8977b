import type { Seconds } from '../domain/units.ts';
import { lowerBound, type CapacityCurve } from './capacity-curve.ts';
import { GridTally } from './grid-tally.ts';
import type { HitGrid } from './hit-grid.ts';
import { blocksOf, requestsIn, shortTokensOf, type RequestStream } from './request-stream.ts';
import type { Reuse, TalliedRequest } from './reuse.ts';
import { SlopeHistogram } from './slope-histogram.ts';

/** What a replay is asked to count. */
export interface Questions {
  /** Windows of the grid: rising, from 0, `Infinity` allowed. Default: [Infinity]. */
  readonly windowsSeconds?: readonly Seconds[];
  /** Capacities of the grid: rising whole numbers from 0, `Infinity` allowed. Default: [Infinity]. */
  readonly capacitiesBlocks?: readonly number[];
  /** Windows for which to give the hits at every capacity. Default: [Infinity]. Memory is that of a curve each. */
  readonly curveWindowsSeconds?: readonly Seconds[];
  /** Caches for which to give the hits of each request. Default: none. */
  readonly perRequest?: readonly CacheLimits[];
}

/** A cache that keeps a block so long after its last access, and at most so many blocks. */
export interface CacheLimits {
  readonly windowSeconds: Seconds;
  readonly capacityBlocks: number;
}

/** The hits of a cache at every capacity. */
export interface WindowCurve {
  readonly windowSeconds: Seconds;
  readonly hitBlocks: CapacityCurve;
  readonly hitTokens: CapacityCurve;
}

export interface Answers {
  readonly grid: HitGrid;
  readonly curves: readonly WindowCurve[];
  /** As asked in `perRequest`: leading blocks each request found. */
  readonly hitBlocksOfRequests: readonly Uint32Array[];
}

/**
 * Counts what replays find. Both replays give it every reuse of every request, with its age and stack distance; a cache
 * of window T and capacity C has a hit exactly where age ≤ T and distance ≤ C.
 */
export class HitTally {
  /** Filled in by the replay before each `add`: one object, because there may be millions of calls. */
  readonly reuse: Reuse = { ageSeconds: 0, above: 0, blocks: 0, first: false, last: false };
  readonly #request: TalliedRequest;
  readonly #stream: RequestStream;
  readonly #grid: GridTally;
  readonly #curveWindows: Float64Array;
  readonly #blockSlopes: readonly SlopeHistogram[];
  /** Only where a stream has partial blocks; else a block is always as many tokens. */
  readonly #tokenSlopes: readonly SlopeHistogram[] | undefined;
  readonly #caches: readonly { readonly limits: CacheLimits; readonly hits: Uint32Array }[];

  constructor({ stream, questions }: { stream: RequestStream; questions: Questions }) {
    const { windowsSeconds = [Infinity], capacitiesBlocks = [Infinity] } = questions;
    const { curveWindowsSeconds = [Infinity], perRequest = [] } = questions;
    mustRise({ name: 'windowsSeconds', values: windowsSeconds });
    mustRise({ name: 'curveWindowsSeconds', values: curveWindowsSeconds });
    mustRise({ name: 'capacitiesBlocks', values: capacitiesBlocks });
    for (const capacity of [...capacitiesBlocks, ...perRequest.map(({ capacityBlocks }) => capacityBlocks)])
      if (capacity !== Infinity && !Number.isSafeInteger(capacity))
        throw new RangeError(`A capacity of ${capacity} blocks: it must be a whole number`);
    this.#stream = stream;
    this.#request = { index: 0, blockTokens: stream.blockTokens, inputTokens: 0, blocks: 0, shortTokens: 0 };
    this.#grid = new GridTally({ windowsSeconds, capacitiesBlocks });
    this.#curveWindows = Float64Array.from(curveWindowsSeconds);
    this.#blockSlopes = curveWindowsSeconds.map(() => new SlopeHistogram());
    const partial = stream.inputTokens.some((_, request) => shortTokensOf({ stream, request }) > 0);
    this.#tokenSlopes = partial ? curveWindowsSeconds.map(() => new SlopeHistogram()) : undefined;
    this.#caches = perRequest.map((limits) => ({ limits, hits: new Uint32Array(requestsIn(stream)) }));
  }

  /** Says whose blocks the next calls of `add` are about. */
  startRequest(index: number): void {
    this.#request.index = index;
    this.#request.inputTokens = this.#stream.inputTokens[index] ?? 0;
    this.#request.blocks = blocksOf({ stream: this.#stream, request: index });
    this.#request.shortTokens = this.#tokenSlopes ? shortTokensOf({ stream: this.#stream, request: index }) : 0;
  }

  /** Counts `reuse`. */
  add(): void {
    const { reuse } = this;
    const request = this.#request;
    this.#grid.add({ reuse, request });
    const { above, blocks } = reuse;
    const window = lowerBound({ sorted: this.#curveWindows, value: reuse.ageSeconds });
    this.#blockSlopes[window]?.add({ above, blocks, perBlock: 1 });
    const tokens = this.#tokenSlopes?.[window];
    tokens?.add({ above, blocks, perBlock: request.blockTokens });
    if (tokens && reuse.last && request.shortTokens > 0)
      tokens.add({ above: above + blocks - 1, blocks: 1, perBlock: -request.shortTokens });
    for (const { limits, hits } of this.#caches) {
      if (reuse.ageSeconds > limits.windowSeconds || limits.capacityBlocks <= above) continue;
      hits[request.index] = (hits[request.index] ?? 0) + Math.min(blocks, limits.capacityBlocks - above);
    }
  }

  answers(): Answers {
    const { blockTokens } = this.#stream;
    const sums = cumulated(this.#blockSlopes);
    const tokenSums = this.#tokenSlopes && cumulated(this.#tokenSlopes);
    const curves = [...this.#curveWindows].map((windowSeconds, window) => {
      const hitBlocks = sums[window] ?? NO_HITS;
      const hits = hitBlocks.hits.map((blocks) => blocks * blockTokens);
      return { windowSeconds, hitBlocks, hitTokens: tokenSums?.[window] ?? { ...hitBlocks, hits } };
    });
    return {
      grid: this.#grid.grid({ blockTokens }),
      curves,
      hitBlocksOfRequests: this.#caches.map(({ hits }) => hits),
    };
  }
}

const NO_HITS: CapacityCurve = { capacityBlocks: new Float64Array(1), hits: new Float64Array(1) };

/** Each histogram and all before it, as curves. */
function cumulated(histograms: readonly SlopeHistogram[]): readonly CapacityCurve[] {
  let all: SlopeHistogram | undefined;
  return histograms.map((histogram) => {
    all = all ? all.plus(histogram) : histogram;
    return all.curve();
  });
}

function mustRise({ name, values }: { name: string; values: readonly number[] }): void {
  let before = -1;
  for (const value of values) {
    if (!(value >= 0 && value > before)) throw new RangeError(`${name} must rise from 0 on, and has ${value}`);
    before = value;
  }
}
