import { HitTally, type Answers, type Questions } from './hit-tally.ts';
import { replayBlocks, type TouchOrder } from './replay-blocks.ts';
import { replayRuns } from './replay-runs.ts';
import { totalsOf, type RequestStream, type StreamTotals } from './request-stream.ts';
import { finish, type RunControl, type Steps } from './run-control.ts';
import { validateStream } from './validate-stream.ts';

export interface ReplayRequest extends Questions {
  readonly stream: RequestStream;
  /** Default: leaf-first. */
  readonly order?: TouchOrder;
  /**
   * Whether requests that start at the same instant read nothing of each other, as siblings that are launched at once and
   * still being prefilled. Default: no, each reads what those before it in the stream have sent. Leaf-first only.
   */
  readonly blindTies?: boolean;
}

/** How a replay was done: by runs where it can, block by block where ids are not chained or the order is sequential. */
export type ReplayMethod = 'runs' | 'blocks';

export interface Replay extends Answers {
  readonly method: ReplayMethod;
  readonly order: TouchOrder;
  readonly totals: StreamTotals;
}

/**
 * Sends every request of a stream through a cache and counts, in one pass, the hits of every window and capacity asked
 * for, and of every capacity there is. All caches begin empty. A window is inclusive (age ≤ T), from start to start, and
 * begins again with every access; when full, a cache drops what was accessed longest ago. Exact: counts are those of a
 * cache that is simulated for that window and capacity alone.
 *
 * Formula: hit(T, C) ⇔ age ≤ T and stack distance ≤ C, for leading blocks.
 * Shape: tables of windows × capacities; curves as points of a bent line; one `Uint32Array` per `perRequest`.
 * Errors: `RangeError` for a stream or a question that breaks a rule, before any work; `Cancelled` when stopped.
 * Source: the composition of TTL and LRU holds because expired blocks are always the least recently used ones.
 * Example: requests AB at 0 s, ABC at 10 s, AB at 400 s, with a window of 300 s: 2 of 7 blocks hit, without one 4.
 * Ignores: the time a request takes to write its blocks (but for `blindTies`), output tokens (they count when they come back as input),
 * routing, and misses of the cache's own.
 */
export function replay({ control, ...request }: ReplayRequest & { readonly control?: RunControl | undefined }): Replay {
  return finish(replaySteps(request), control);
}

/** The same in steps of some milliseconds, for `finishInTurns`. */
export function* replaySteps({
  stream,
  order = 'leaf-first',
  blindTies = false,
  ...questions
}: ReplayRequest): Steps<Replay> {
  validateStream(stream);
  if (blindTies && order !== 'leaf-first') throw new RangeError('Blind ties need the order to be leaf-first');
  const tally = new HitTally({ stream, questions });
  const method: ReplayMethod = stream.form === 'chained' && order === 'leaf-first' ? 'runs' : 'blocks';
  if (stream.form === 'chained' && method === 'runs') yield* replayRuns({ stream, tally, blindTies });
  else yield* replayBlocks({ stream, tally, order, blindTies });
  return { method, order, totals: totalsOf(stream), ...tally.answers() };
}
