import { cellOf } from '../src/engine/hit-grid.ts';
import { hitRatesOf } from '../src/engine/hit-rates.ts';
import { streamInSlots } from '../src/engine/readers/log-in-slots.ts';
import type { BlockLog, LogFormat, ReadLog } from '../src/engine/readers/log.ts';
import { GAP_EDGES_SECONDS, hitRateAtEdge } from '../src/engine/usage-results/cube.ts';
import type { TouchOrder } from '../src/engine/replay-blocks.ts';
import { replay, type Replay } from '../src/engine/replay.ts';
import { InputError } from './input-error.ts';

/** Blocks are `null` where there are only tokens. */
interface Hits {
  readonly hitBlocks: number | null;
  readonly blockRatio: number | null;
  readonly tokenRatio: number;
}

/** What the verb prints. `null` stands for what the log cannot tell; `why` then says why. */
export interface ReplayReport {
  readonly format: LogFormat;
  /** `null` of a report that does not count them. */
  readonly requests: number | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly blocks: number | null;
  readonly uniqueBlocks: number | null;
  /** Rows, or sessions where each is a file, that repeat another. */
  readonly duplicates: number;
  readonly infinite: Hits | null;
  /** By the seconds asked for; `null` at those for which the log has no answer. */
  readonly ttl: Readonly<Record<string, Hits | null>> | null;
  /** By the tokens asked for. */
  readonly capacity: Readonly<Record<string, Hits>> | null;
  /** Taken by reading, and by the replay. */
  readonly seconds: { readonly read: number; readonly curve: number | null };
  readonly skippedLines: number;
  readonly why?: string;
}

export interface ReplayQuestions {
  readonly windowsSeconds: readonly number[];
  readonly capacitiesTokens: readonly number[];
  readonly slots: number | undefined;
  readonly order: TouchOrder;
}

/**
 * The figures of a log: exact counts where it lists blocks, totals of tokens elsewhere. Throws an `InputError` where slots
 * are asked for sessions that have times of their own.
 */
export function replayReport({
  log,
  questions,
  read,
}: {
  log: ReadLog;
  questions: ReplayQuestions;
  read: number;
}): ReplayReport {
  if (questions.slots !== undefined && !(log.evidence === 'blocks' && beginsEachAtZero(log)))
    throw new InputError(
      '--slots is for sessions that are a file each and begin at 0; requests of this log have times.',
    );
  const { format, duplicates, skippedLines } = log;
  if (log.evidence !== 'blocks')
    return {
      format,
      ...tokensOf(log),
      blocks: null,
      uniqueBlocks: null,
      duplicates,
      ...withoutBlocks({ log, questions }),
      capacity: null,
      seconds: { read, curve: null },
      skippedLines,
    };
  const since = performance.now();
  const { hitsAt, totals, capacity } = replayed({ log, questions });
  const curve = (performance.now() - since) / 1_000;
  return {
    format,
    requests: totals.requests,
    inputTokens: totals.inputTokens,
    outputTokens: totals.outputTokens,
    blocks: totals.blocks,
    uniqueBlocks: totals.uniqueBlocks,
    duplicates,
    infinite: hitsAt({ windowSeconds: Infinity, capacityBlocks: Infinity }),
    ttl: Object.fromEntries(
      questions.windowsSeconds.map((windowSeconds) => [
        String(windowSeconds),
        hitsAt({ windowSeconds, capacityBlocks: Infinity }),
      ]),
    ),
    capacity,
    seconds: { read, curve },
    skippedLines,
    ...(capacity
      ? {}
      : {
          why: `${log.sessions} sessions that each begin at 0 share no clock: --slots N says how many are open at once.`,
        }),
  };
}

/** What is known without blocks: of a cube the rates at the edges of its buckets, of others nothing. */
function withoutBlocks({
  log,
  questions,
}: {
  log: Exclude<ReadLog, BlockLog>;
  questions: ReplayQuestions;
}): Pick<ReplayReport, 'infinite' | 'ttl'> & { readonly why: string } {
  if (log.evidence === 'lengths')
    return {
      infinite: null,
      ttl: null,
      why: 'The log has lengths only: which prompts have a beginning in common cannot be seen.',
    };
  if (!log.cells)
    return {
      infinite: null,
      ttl: null,
      why: 'The log says what a provider read from its cache, not which blocks prompts consist of.',
    };
  const rates = new Map(hitRateAtEdge(log.cells).map(({ lifeSeconds, hitRatio }) => [lifeSeconds, hitRatio]));
  const hitsFor = (lifeSeconds: number): Hits | null => {
    const tokenRatio = rates.get(lifeSeconds);
    return tokenRatio === undefined ? null : { hitBlocks: null, blockRatio: null, tokenRatio };
  };
  const edges = GAP_EDGES_SECONDS.filter((edge) => edge > 0);
  return {
    infinite: hitsFor(Infinity),
    ttl: Object.fromEntries(questions.windowsSeconds.map((seconds) => [String(seconds), hitsFor(seconds)])),
    why: `A cube holds sums and neither blocks nor single requests. Its ratios are inferred from lengths, at most what a cache could have given, at ${edges.join(', ')} s and without an end.`,
  };
}

/** Whether sessions have a clock each, so that together they are only sessions and no load. */
const beginsEachAtZero = (log: BlockLog): boolean => log.format === 'kv-cache-tester';

function replayed({ log, questions }: { log: BlockLog; questions: ReplayQuestions }) {
  const { slots, order, windowsSeconds, capacitiesTokens } = questions;
  const stream = slots === undefined ? log.stream : streamInSlots({ log, slots });
  const isOneLoad = slots !== undefined || log.sessions === 1 || !beginsEachAtZero(log);
  const blocksFor = (tokens: number): number => Math.floor(tokens / stream.blockTokens);
  const { grid, totals }: Replay = replay({
    stream,
    order,
    windowsSeconds: rising([...windowsSeconds, Infinity]),
    capacitiesBlocks: rising([...(isOneLoad ? capacitiesTokens.map(blocksFor) : []), Infinity]),
  });
  const hitsAt = (limits: { windowSeconds: number; capacityBlocks: number }): Hits => {
    const hits = cellOf({ grid, ...limits });
    const { ofBlocks, ofTokens } = hitRatesOf({ hits, totals });
    return { hitBlocks: hits.hitBlocks, blockRatio: ofBlocks, tokenRatio: ofTokens };
  };
  const capacity = isOneLoad
    ? Object.fromEntries(
        capacitiesTokens.map((tokens) => [
          String(tokens),
          hitsAt({ windowSeconds: Infinity, capacityBlocks: blocksFor(tokens) }),
        ]),
      )
    : null;
  return { hitsAt, totals, capacity };
}

const rising = (values: readonly number[]): readonly number[] => [...new Set(values)].sort((a, b) => a - b);

function tokensOf(log: Exclude<ReadLog, BlockLog>): Pick<ReplayReport, 'requests' | 'inputTokens' | 'outputTokens'> {
  const sum = (column: Float64Array | Uint32Array): number => {
    let total = 0;
    // What came from a cache may be untold: then it stands among the rest of the input.
    for (const value of column) total += Number.isNaN(value) ? 0 : value;
    return total;
  };
  if (log.evidence === 'lengths') {
    const { inputTokens, outputTokens } = log;
    return { requests: inputTokens.length, inputTokens: sum(inputTokens), outputTokens: sum(outputTokens) };
  }
  const { columns } = log;
  const { cacheReadTokens, cacheWrite5mTokens, cacheWrite1hTokens, cacheWriteOtherTokens } = columns;
  const inputs = [columns.inputTokens, cacheReadTokens, cacheWrite5mTokens, cacheWrite1hTokens, cacheWriteOtherTokens];
  return {
    requests: sum(columns.requests) || null,
    inputTokens: inputs.reduce((total, column) => total + sum(column), 0),
    outputTokens: sum(columns.outputTokens),
  };
}
