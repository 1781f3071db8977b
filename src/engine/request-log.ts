import type { Seconds, Tokens } from '../domain/units.ts';
import { growableFloat64, growableUint32 } from './growable.ts';

/** When a request starts, and what it sends and gets. */
export interface RequestFigures {
  readonly startSeconds: Seconds;
  readonly inputTokens: Tokens;
  readonly outputTokens: Tokens;
}

const MOST_TOKENS = 2 ** 32 - 1;

/** The figures of requests in the order in which they are added, checked one by one. */
export class RequestLog {
  readonly blockTokens: Tokens;
  readonly #startSeconds = growableFloat64();
  readonly #inputTokens = growableUint32();
  readonly #outputTokens = growableUint32();
  #last = -Infinity;
  #sorted = true;
  #order: Uint32Array | undefined;

  constructor({ blockTokens }: { blockTokens: Tokens }) {
    if (!(Number.isSafeInteger(blockTokens) && blockTokens > 0))
      throw new RangeError(`A block of ${blockTokens} tokens: it must be a whole number above 0`);
    this.blockTokens = blockTokens;
  }

  get length(): number {
    return this.#startSeconds.length;
  }

  /** Throws a `RangeError` for a value that no stream may hold, and then changes nothing. */
  add({ figures, blocks }: { figures: RequestFigures; blocks: number }): void {
    const { startSeconds, inputTokens, outputTokens } = figures;
    if (!Number.isFinite(startSeconds)) this.#fail(`starts at ${startSeconds} seconds`);
    if (!isTokens(inputTokens)) this.#fail(`has ${inputTokens} input tokens; it must be a whole number up to 2³² − 1`);
    if (!isTokens(outputTokens))
      this.#fail(`has ${outputTokens} output tokens; it must be a whole number up to 2³² − 1`);
    const most = Math.ceil(inputTokens / this.blockTokens);
    if (blocks > most) this.#fail(`has ${blocks} blocks; its ${inputTokens} input tokens fill at most ${most}`);
    this.#startSeconds.push(startSeconds);
    this.#inputTokens.push(inputTokens);
    this.#outputTokens.push(outputTokens);
    if (startSeconds < this.#last) this.#sorted = false;
    this.#last = startSeconds;
    this.#order = undefined;
  }

  #fail(problem: string): never {
    throw new RangeError(`Request ${this.length} ${problem}`);
  }

  /** Indices in order of time, ties in order of addition; sorted once, however often it is asked for. */
  order(): Uint32Array {
    if (this.#order) return this.#order;
    const start = this.#startSeconds.values;
    const order = Uint32Array.from({ length: this.length }, (_, index) => index);
    if (!this.#sorted) order.sort((a, b) => (start[a] ?? 0) - (start[b] ?? 0) || a - b);
    this.#order = order;
    return order;
  }

  /** That order, and the columns in it. */
  inOrderOfTime() {
    const start = this.#startSeconds.toArray();
    const order = this.order();
    return {
      order,
      columns: {
        blockTokens: this.blockTokens,
        startSeconds: this.#sorted ? start : start.map((_, index) => start[order[index] ?? 0] ?? 0),
        inputTokens: pick({ values: this.#inputTokens.values, order }),
        outputTokens: pick({ values: this.#outputTokens.values, order }),
      },
    };
  }
}

function isTokens(tokens: number): boolean {
  return Number.isSafeInteger(tokens) && tokens >= 0 && tokens <= MOST_TOKENS;
}

/** The values at the given indices. */
export function pick({ values, order }: { values: Uint32Array; order: Uint32Array }): Uint32Array {
  return order.map((index) => values[index] ?? 0);
}
