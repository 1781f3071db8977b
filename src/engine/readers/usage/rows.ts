import type { Seconds, Tokens, Usd } from '../../../domain/units.ts';
import { growableFloat64, growableUint32, type Growable } from '../../growable.ts';
import { LogError } from '../json-fields.ts';
import { GAP_CAUSE_CODES, type UsageColumns } from '../log.ts';
import { promptTokensOf, type TokenClasses } from './token-classes.ts';

export interface UsageRow extends TokenClasses {
  readonly startSeconds: Seconds;
  readonly endSeconds?: Seconds | null | undefined;
  /** Default: 1. */
  readonly requests?: number | undefined;
  /** Any name; only which rows share it is kept. */
  readonly session?: string | undefined;
  /** Name of an agent within its session. Default: its main agent. */
  readonly agent?: string | undefined;
  readonly model: string;
  readonly cause?: number | undefined;
  readonly reportedUsd?: Usd | null | undefined;
}

const MOST_MODELS = 2 ** 16;
const MOST_REQUESTS = 2 ** 32 - 1;
const MOST_CODES = 2 ** 32 - 1;
const CLASSES = [
  'inputTokens',
  'cacheReadTokens',
  'cacheWrite5mTokens',
  'cacheWrite1hTokens',
  'cacheWriteOtherTokens',
  'outputTokens',
] as const;
const NUMBERS = ['startSeconds', 'endSeconds', ...CLASSES, 'reportedUsd'] as const;
const COUNTS = ['requests', 'session', 'agent', 'model', 'cause'] as const;
type NumberColumn = (typeof NUMBERS)[number];
type CountColumn = (typeof COUNTS)[number];

/** Names by which rows are told apart while they are read, as numbers in the order in which they came. */
class Names {
  readonly #numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  has(name: string): boolean {
    return this.#numbers.has(name);
  }

  get size(): number {
    return this.#numbers.size;
  }

  names(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}

/**
 * Rows of a usage log while it is read, checked one by one. Of sessions and agents only which rows share one is kept.
 *
 * A row is one that can be: classes are whole counts, 0 or more, and there is a token in it.
 */
export class UsageRows {
  readonly #numbers: Readonly<Record<NumberColumn, Growable<Float64Array>>>;
  readonly #counts: Readonly<Record<CountColumn, Growable<Uint32Array>>>;
  readonly #sessions = new Names();
  readonly #agents = new Names();
  readonly #models = new Names();

  constructor() {
    this.#numbers = columnsOf({ names: NUMBERS, make: growableFloat64 });
    this.#counts = columnsOf({ names: COUNTS, make: growableUint32 });
  }

  get length(): number {
    return this.#counts.model.length;
  }

  /** The row's index. Errors: a `LogError` for a row that cannot be; nothing is added then. */
  add(row: UsageRow): number {
    checkRow(row);
    const { requests, session, agent, model, cause } = this.#countsOf(row);
    this.#counts.requests.push(requests);
    this.#counts.session.push(session);
    this.#counts.agent.push(agent);
    this.#counts.model.push(model);
    this.#counts.cause.push(cause);
    this.#numbers.startSeconds.push(row.startSeconds);
    this.#numbers.endSeconds.push(row.endSeconds ?? NaN);
    this.#numbers.reportedUsd.push(row.reportedUsd ?? NaN);
    for (const name of CLASSES) this.#numbers[name].push(row[name]);
    return this.length - 1;
  }

  /** Puts a row in the place of another. Errors: as of `add`. */
  set({ index, row }: { index: number; row: UsageRow }): void {
    checkRow(row);
    const counts = this.#countsOf(row);
    for (const name of COUNTS) this.#counts[name].values[index] = counts[name];
    this.#numbers.startSeconds.values[index] = row.startSeconds;
    this.#numbers.endSeconds.values[index] = row.endSeconds ?? NaN;
    this.#numbers.reportedUsd.values[index] = row.reportedUsd ?? NaN;
    for (const name of CLASSES) this.#numbers[name].values[index] = row[name];
  }

  startOf(index: number): Seconds {
    return this.#numbers.startSeconds.at(index);
  }

  untoldLifeTokensOf(index: number): Tokens {
    return this.#numbers.cacheWriteOtherTokens.at(index);
  }

  causeOf(index: number): number {
    return this.#counts.cause.at(index);
  }

  /**
   * The rows in order of time, ties in the order of reading; sessions, agents and models in the order in which they come.
   * A row without a session is one of its own where other rows have theirs, and else all rows are one.
   */
  build({ knowsSessions }: { knowsSessions: boolean }): {
    readonly columns: UsageColumns;
    readonly models: readonly string[];
    readonly sessions: number;
    readonly agents: number;
  } {
    const start = this.#numbers.startSeconds.values;
    const order = Uint32Array.from({ length: this.length }, (_, index) => index);
    order.sort((a, b) => (start[a] ?? 0) - (start[b] ?? 0) || a - b);
    const numbers = (name: NumberColumn): Float64Array => {
      const { values } = this.#numbers[name];
      return Float64Array.from(order, (index) => values[index] ?? 0);
    };
    const counts = (name: CountColumn): Uint32Array => {
      const { values } = this.#counts[name];
      return order.map((index) => values[index] ?? 0);
    };
    const unnamed = knowsSessions ? this.#sessions.numberOf('') : -1;
    const sessions = counts('session');
    const own = (codes: Uint32Array): Uint32Array =>
      codes.map((code, index) => (sessions[index] === unnamed ? MOST_CODES - index : code));
    const session = dense(own(sessions));
    const agent = dense(own(counts('agent')));
    const model = dense(counts('model'));
    const names = this.#models.names();
    return {
      columns: {
        startSeconds: numbers('startSeconds'),
        endSeconds: numbers('endSeconds'),
        requests: counts('requests'),
        session: session.codes,
        agent: agent.codes,
        model: Uint16Array.from(model.codes),
        inputTokens: numbers('inputTokens'),
        cacheReadTokens: numbers('cacheReadTokens'),
        cacheWrite5mTokens: numbers('cacheWrite5mTokens'),
        cacheWrite1hTokens: numbers('cacheWrite1hTokens'),
        cacheWriteOtherTokens: numbers('cacheWriteOtherTokens'),
        outputTokens: numbers('outputTokens'),
        cause: Uint8Array.from(counts('cause')),
        reportedUsd: numbers('reportedUsd'),
      },
      models: model.used.map((code) => names[code] ?? ''),
      sessions: session.used.length,
      agents: agent.used.length,
    };
  }

  #countsOf(row: UsageRow): Readonly<Record<CountColumn, number>> {
    const { requests = 1, session = '', agent = '', model, cause = GAP_CAUSE_CODES.unknown } = row;
    if (!this.#models.has(model) && this.#models.size === MOST_MODELS)
      throw new LogError(`its model is one more than ${MOST_MODELS}`);
    return {
      requests,
      session: this.#sessions.numberOf(session),
      agent: this.#agents.numberOf(agentNameOf({ session, agent })),
      model: this.#models.numberOf(model),
      cause,
    };
  }
}

/** A name for an agent over all sessions. Ids hold no null character. */
export function agentNameOf({ session, agent }: { session: string; agent: string }): string {
  return agent === '' ? session : `${session}\u0000${agent}`;
}

function checkRow(row: UsageRow): void {
  const { startSeconds, requests = 1 } = row;
  if (!Number.isFinite(startSeconds)) throw new LogError('its time is not a number');
  if ((row.endSeconds ?? startSeconds) < startSeconds) throw new LogError('it ends before it begins');
  for (const name of CLASSES) {
    const tokens = row[name];
    const isUntold = name === 'cacheReadTokens' && Number.isNaN(tokens);
    if (!isUntold && !(Number.isSafeInteger(tokens) && tokens >= 0))
      throw new LogError(`${name} is ${tokens}; it must be a whole number of tokens, 0 or more`);
  }
  const promptTokens = promptTokensOf(row);
  if (!Number.isSafeInteger(promptTokens)) throw new LogError('its tokens are too many to count');
  if (promptTokens + row.outputTokens === 0) throw new LogError('it has no tokens');
  if (!(Number.isSafeInteger(requests) && requests >= 0 && requests <= MOST_REQUESTS))
    throw new LogError(`it stands for ${requests} requests; that must be a whole number up to 2³² − 1`);
  if ((row.reportedUsd ?? 0) < 0) throw new LogError('its cost is negative');
}

function columnsOf<Name extends string, A extends Float64Array | Uint32Array>({
  names,
  make,
}: {
  names: readonly Name[];
  make: () => Growable<A>;
}): Readonly<Record<Name, Growable<A>>> {
  return Object.fromEntries(names.map((name) => [name, make()])) as Record<Name, Growable<A>>;
}

/** Codes renumbered in the order of their first use, and the codes in that order. */
function dense(codes: Uint32Array): { readonly codes: Uint32Array; readonly used: readonly number[] } {
  const numbers = new Map<number, number>();
  const renumbered = codes.map((code) => {
    const known = numbers.get(code);
    if (known !== undefined) return known;
    numbers.set(code, numbers.size);
    return numbers.size - 1;
  });
  return { codes: renumbered, used: [...numbers.keys()] };
}
