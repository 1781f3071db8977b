import type { Seconds, Tokens } from '../../domain/units.ts';
import { cellOf, type HitGrid } from '../hit-grid.ts';
import { hitRatesOf, type HitRates } from '../hit-rates.ts';
import { streamInSlots } from '../readers/log-in-slots.ts';
import type { BlockLog } from '../readers/log.ts';
import type { TouchOrder } from '../replay-blocks.ts';
import { replaySteps, type Replay } from '../replay.ts';
import { totalsOf, type RequestStream, type StreamTotals } from '../request-stream.ts';
import { finish, type RunControl, type Steps } from '../run-control.ts';
import { outputsOf, type OutputReuse } from './output-reuse.ts';
import { geometric } from './spread.ts';
import { withoutPartialBlocks } from './whole-blocks.ts';

const CHART_POINTS = 100;
const MAP_POINTS = 24;
const SHORTEST_SECONDS = 10;
/** The smallest cache looked at, in mean prompts. */
const SMALLEST_PROMPTS = 1 / 8;

/** The hits of one cache, over every denominator that is in use. */
export interface SurfacePoint {
  /** `Infinity` where nothing expires. */
  readonly windowSeconds: Seconds;
  /** `Infinity` where nothing is dropped. */
  readonly capacityTokens: Tokens;
  readonly rates: HitRates;
  readonly missedTokens: Tokens;
  /** Missed tokens ÷ missed tokens without limits; `null` where those are none. */
  readonly amplification: number | null;
}

export interface HitSurface {
  readonly order: TouchOrder;
  /** `ceil` counts a prompt's last block although it is partial; `floor` leaves it out. */
  readonly blockCount: 'floor' | 'ceil';
  /** Why another count than the one asked for was used; `null` where it is as asked. */
  readonly blockCountNote: string | null;
  readonly outputs: OutputReuse;
  readonly unlimited: SurfacePoint;
  /** By window, shortest first, unlimited in size; the last is unlimited. */
  readonly retention: readonly SurfacePoint[];
  /** By size, smallest first, unlimited in time; the last is unlimited. */
  readonly capacity: readonly SurfacePoint[];
  /** By both: `map[row][column]` of the row's window and the column's capacity. */
  readonly map: readonly (readonly SurfacePoint[])[];
}

export interface HitSurfaceRequest {
  readonly log: BlockLog;
  /** Default: leaf-first. */
  readonly order?: TouchOrder;
  /** For logs whose sessions all begin at 0: how many are open at a time, back to back. Default: the log's own times. */
  readonly slots?: number | undefined;
  /** Default: as the log counts. */
  readonly blockCount?: 'floor' | 'ceil';
  /** Windows that must be among those of `retention`. */
  readonly windowsSeconds?: readonly Seconds[];
  /** Sizes that must be among those of `capacity`; whole blocks, rounded down. */
  readonly capacitiesTokens?: readonly Tokens[];
}

/**
 * Hit rates of a log's blocks against retention, against capacity, and against both, exactly, by two replays: one for time
 * alone, to which the order of touching within a request means nothing, and one for all sizes.
 *
 * Windows: from 10 s to the log's span; capacities: from an eighth of a mean prompt to all distinct blocks; in equal ratios,
 * and without limit. A log that counts whole blocks cannot be counted with partial ones: their ids are not in it.
 * Example: AB at 0 s and ABC at 60 s, of 10 tokens: 0.4 of tokens from 60 s on, and 0.4 of 30 tokens' capacity on.
 * Errors: `RangeError` as `replay`. Ignores: answers, as `outputs` says, and replicas.
 */
export function hitSurface({
  control,
  ...request
}: HitSurfaceRequest & { readonly control?: RunControl | undefined }): HitSurface {
  return finish(hitSurfaceSteps(request), control);
}

/** The same in steps, for `finishInTurns`. */
export function* hitSurfaceSteps({
  log,
  order = 'leaf-first',
  slots,
  blockCount = log.blockCount,
  windowsSeconds = [],
  capacitiesTokens = [],
}: HitSurfaceRequest): Steps<HitSurface> {
  const timed = slots === undefined ? log.stream : streamInSlots({ log, slots });
  const stream = blockCount === 'floor' ? withoutPartialBlocks(timed) : timed;
  const totals = totalsOf(stream);
  const { blockTokens } = stream;
  const blocksOf = (tokens: Tokens): number => Math.floor(tokens / blockTokens);
  const windows = windowsOf({ stream, points: CHART_POINTS, also: windowsSeconds });
  const capacities = capacitiesOf({ totals, points: CHART_POINTS, also: capacitiesTokens.map(blocksOf) });
  const mapCapacities = capacitiesOf({ totals, points: MAP_POINTS - 1, also: [] });
  // Without a limit of size nothing depends on the order, and leaf-first is the quick one.
  const byWindow = yield* replaySteps({
    stream,
    order: 'leaf-first',
    windowsSeconds: windows,
    curveWindowsSeconds: [],
  });
  const byBoth = yield* replaySteps({
    stream,
    order,
    windowsSeconds: windowsOf({ stream, points: MAP_POINTS - 1, also: [] }),
    capacitiesBlocks: rising([...capacities, ...mapCapacities]),
    curveWindowsSeconds: [],
  });
  const hits = cellOf({ grid: byWindow.grid, windowSeconds: Infinity, capacityBlocks: Infinity });
  const leastMissed = totals.inputTokens - hits.hitTokens;
  const rowsOf = ({ grid }: Replay) => rowsOfGrid({ grid, totals, blockTokens, leastMissed });
  const retention = rowsOf(byWindow).flat();
  const both = rowsOf(byBoth);
  const among = (blocks: readonly number[]) => {
    const tokens = new Set(blocks.map((capacity) => capacity * blockTokens));
    return ({ capacityTokens }: SurfacePoint) => tokens.has(capacityTokens);
  };
  const unlimited = retention.at(-1);
  if (!unlimited) throw new Error('A grid has a window');
  return {
    order,
    blockCount: log.blockCount === 'floor' ? 'floor' : blockCount,
    blockCountNote:
      blockCount === 'ceil' && log.blockCount === 'floor'
        ? 'The log counts whole blocks only; the partial ones at the ends of prompts are not in it.'
        : null,
    outputs: outputsOf(log),
    unlimited,
    retention,
    capacity: (both.at(-1) ?? []).filter(among(capacities)),
    map: both.map((row) => row.filter(among(mapCapacities))),
  };
}

function windowsOf({
  stream: { startSeconds },
  points,
  also,
}: {
  stream: RequestStream;
  points: number;
  also: readonly Seconds[];
}): readonly Seconds[] {
  const span = (startSeconds.at(-1) ?? 0) - (startSeconds[0] ?? 0);
  const to = Math.max(2 * SHORTEST_SECONDS, span);
  return rising([...geometric({ from: SHORTEST_SECONDS, to, points }), ...also, Infinity]);
}

function capacitiesOf({
  totals: { requests, blocks, uniqueBlocks },
  points,
  also,
}: {
  totals: StreamTotals;
  points: number;
  also: readonly number[];
}): readonly number[] {
  const to = Math.max(2, uniqueBlocks);
  const from = Math.min(to, Math.max(1, (SMALLEST_PROMPTS * blocks) / Math.max(1, requests)));
  return rising([...geometric({ from, to, points }).map(Math.round), ...also, Infinity]);
}

function rising(values: readonly number[]): readonly number[] {
  return [...new Set(values)].toSorted((a, b) => a - b);
}

function rowsOfGrid({
  grid,
  totals,
  blockTokens,
  leastMissed,
}: {
  grid: HitGrid;
  totals: StreamTotals;
  blockTokens: Tokens;
  leastMissed: Tokens;
}): readonly (readonly SurfacePoint[])[] {
  return grid.windowsSeconds.map((windowSeconds) =>
    grid.capacitiesBlocks.map((capacityBlocks) => {
      const hits = cellOf({ grid, windowSeconds, capacityBlocks });
      const missedTokens = totals.inputTokens - hits.hitTokens;
      return {
        windowSeconds,
        capacityTokens: capacityBlocks * blockTokens,
        rates: hitRatesOf({ hits, totals }),
        missedTokens,
        amplification: leastMissed > 0 ? missedTokens / leastMissed : null,
      };
    }),
  );
}
