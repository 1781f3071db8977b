import type { Seconds, Tokens } from '../../domain/units.ts';
import { growableFloat64, growableUint32, type Growable } from '../growable.ts';
import { BlockIdStreamBuilder, type BlockIdRequest } from '../prefix-chain.ts';
import { LogError } from './json-fields.ts';
import { GAP_CAUSE_CODES, type BlockLog, type LogFormat, type SkippedLine } from './log.ts';

export type GapCause = keyof typeof GAP_CAUSE_CODES;

/** What a log says about a request beside its blocks. */
export interface RequestLabel {
  /** Any numbers from 0: `finish` makes them dense. */
  readonly session: number;
  readonly agent: number;
  readonly cause?: GapCause | undefined;
  readonly endSeconds?: Seconds | undefined;
}

/** What a reader tells its builder at the end; `files` and skipped lines are added by `readLogs`. */
export interface ReaderFacts {
  readonly format: LogFormat;
  readonly duplicates: number;
  readonly duplicatesKept: boolean;
  readonly notes: readonly string[];
  readonly skipped?: readonly SkippedLine[];
  readonly skippedLines?: number;
}

const MOST_TOKENS = 2 ** 32 - 1;

/** Says why a stream would refuse a request; `undefined` where it would not. */
export function faultOf({
  request,
  blockTokens,
}: {
  request: BlockIdRequest;
  blockTokens: Tokens;
}): string | undefined {
  const { startSeconds, inputTokens, outputTokens, blockIds } = request;
  if (!Number.isFinite(startSeconds)) return `starts at ${startSeconds} seconds`;
  for (const tokens of [inputTokens, outputTokens])
    if (!(Number.isSafeInteger(tokens) && tokens >= 0 && tokens <= MOST_TOKENS)) return `has ${tokens} tokens`;
  const most = Math.ceil(inputTokens / blockTokens);
  if (blockIds.length > most)
    return `has ${blockIds.length} blocks of ${blockTokens} tokens; its ${inputTokens} input tokens fill at most ${most}`;
  return undefined;
}

/** Collects requests with blocks and what is known beside them, and puts both into the order of the stream. */
export class BlockLogBuilder {
  readonly blockTokens: Tokens;
  readonly #stream: BlockIdStreamBuilder;
  readonly #session = growableUint32();
  readonly #agent = growableUint32();
  readonly #cause = growableUint32();
  readonly #endSeconds = growableFloat64();

  constructor({ blockTokens }: { blockTokens: Tokens }) {
    this.blockTokens = blockTokens;
    this.#stream = new BlockIdStreamBuilder({ blockTokens });
  }

  get requests(): number {
    return this.#session.length;
  }

  startScope(): void {
    this.#stream.startScope();
  }

  /** Throws a `LogError` for a request that no stream may hold. */
  check(request: BlockIdRequest): void {
    const fault = faultOf({ request, blockTokens: this.blockTokens });
    if (fault !== undefined) throw new LogError(`The request ${fault}`);
  }

  /** Adds a request; what its label says may depend on the earlier one whose prompt it goes on. Errors: as `check`. */
  add({
    request,
    label,
  }: {
    request: BlockIdRequest;
    label: (goesOn: { readonly request: number; readonly session: number } | undefined) => RequestLabel;
  }): void {
    this.check(request);
    const before = this.#stream.addRequest(request);
    const own = label(before < 0 ? undefined : { request: before, session: this.#session.at(before) });
    this.#session.push(own.session);
    this.#agent.push(own.agent);
    this.#cause.push(GAP_CAUSE_CODES[own.cause ?? 'unknown']);
    this.#endSeconds.push(own.endSeconds ?? NaN);
  }

  finish({
    sharesBlocksAcrossFiles,
    blockCount,
    sessionsByChains = false,
    notes,
    ...facts
  }: ReaderFacts & {
    readonly sharesBlocksAcrossFiles: boolean;
    readonly blockCount: BlockLog['blockCount'];
    /** Whether sessions were told apart by which prompt goes on which: impossible once ids are not chained. */
    readonly sessionsByChains?: boolean;
  }): BlockLog {
    if (this.requests === 0) throw new LogError('No request could be read');
    const { stream, chaining, order } = this.#stream.build();
    const isOneSession = sessionsByChains && chaining.state === 'broken';
    if (isOneSession) for (const column of [this.#session, this.#agent]) column.values.fill(0);
    const session = dense({ column: this.#session, order });
    const agent = dense({ column: this.#agent, order });
    return {
      skipped: [],
      skippedLines: 0,
      ...facts,
      evidence: 'blocks',
      files: 0,
      notes: [
        ...notes,
        ...(chaining.state === 'broken' ? [NOT_CHAINED] : []),
        ...(isOneSession ? ['Sessions cannot be told apart here: all requests are counted as one.'] : []),
      ],
      stream,
      chaining,
      labels: {
        session: session.numbers,
        agent: agent.numbers,
        cause: Uint8Array.from(order, (index) => this.#cause.at(index)),
        endSeconds: Float64Array.from(order, (index) => this.#endSeconds.at(index)),
      },
      sessions: session.size,
      agents: agent.size,
      sharesBlocksAcrossFiles,
      blockCount,
    };
  }
}

const NOT_CHAINED =
  'A block id stands behind different blocks in different prompts, so ids do not name whole prefixes. A prompt hits as far as each of its leading ids is in the cache.';

/** Numbers in the order of a stream, renumbered from 0 in the order in which they were added. */
function dense({ column, order }: { column: Growable<Uint32Array>; order: Uint32Array }): {
  readonly numbers: Uint32Array;
  readonly size: number;
} {
  const names = new Map<number, number>();
  const renumbered = column.toArray().map((name) => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size);
    return names.size - 1;
  });
  return { numbers: order.map((index) => renumbered[index] ?? 0), size: names.size };
}
