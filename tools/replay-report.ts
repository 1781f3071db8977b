import { cellOf } from '../src/engine/hit-grid.ts';
import { hitRatesOf } from '../src/engine/hit-rates.ts';
import { streamInSlots } from '../src/engine/readers/log-in-slots.ts';
import type { BlockLog, LogFormat, ReadLog } from '../src/engine/readers/log.ts';
import type { TouchOrder } from '../src/engine/replay-blocks.ts';
import { replay, type Replay } from '../src/engine/replay.ts';
import { InputError } from './input-error.ts';

interface Hits {
  readonly hitBlocks: number;
  readonly blockRatio: number;
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
  /** By the seconds asked for. */
  readonly ttl: Readonly<Record<string, Hits>> | null;
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
      infinite: null,
      ttl: null,
      capacity: null,
      seconds: { read, curve: null },
      skippedLines,
      why:
        log.evidence === 'usage'
          ? 'The log says what a provider read from its cache, not which blocks prompts consist of.'
          : 'The log has lengths only: which prompts have a beginning in common cannot be seen.',
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
