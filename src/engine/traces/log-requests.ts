import type { ReadLog, UsageLog } from '../readers/log.ts';
import { chainOf, promptTokensAt } from '../usage-results/request-chain.ts';

/** What every kind of log says of its requests, in columns, in the order of the log. */
export interface LogRequests {
  /** Requests, or the rows of a report that counts several in one. */
  readonly rows: number;
  /** Requests of each row; 0 where a report does not count them. */
  readonly counts: Uint32Array;
  readonly startSeconds: Float64Array;
  /** The whole prompt, whatever was read from or written to a cache. */
  readonly promptTokens: Float64Array;
  readonly outputTokens: Float64Array;
  /** Whether rows are single requests; where not, lengths of prompts are not known. */
  readonly isPerRequest: boolean;
  /** Whether it is known which requests are of one agent. Where not, the columns below say nothing. */
  readonly knowsAgents: boolean;
  readonly session: Uint32Array;
  readonly agent: Uint32Array;
  /** Codes of `GAP_CAUSE_CODES`. */
  readonly cause: Uint8Array;
  /** The agent's request before this one, of the same model, as a cache never serves two; −1 for none. */
  readonly previous: Int32Array;
  /** Since the start of `previous`; NaN for none. */
  readonly gapSeconds: Float64Array;
}

/**
 * The requests of a log, and which follows which.
 * Example: requests of one agent at 0, 10 and 400 s have gaps NaN, 10 and 390 s, and 1 and 2 come after 0 and 1.
 * Ignores: that a log without sessions may hold turns of one conversation; it then knows no agents.
 */
export function requestsOf(log: ReadLog): LogRequests {
  if (log.evidence === 'usage') return requestsOfUsage(log);
  const { startSeconds, inputTokens, outputTokens } = log.evidence === 'blocks' ? log.stream : log;
  const rows = startSeconds.length;
  const base = {
    rows,
    counts: new Uint32Array(rows).fill(1),
    startSeconds,
    promptTokens: Float64Array.from(inputTokens),
    outputTokens: Float64Array.from(outputTokens),
    isPerRequest: true,
  };
  if (log.evidence === 'lengths') return { ...base, ...noAgents(rows) };
  // Sessions are told by which prompt goes on which, where nothing names them: impossible once ids are not chained.
  if (log.agents === 1 && log.chaining.state === 'broken') return { ...base, ...noAgents(rows) };
  const { session, agent, cause } = log.labels;
  return { ...base, knowsAgents: true, session, agent, cause, ...turns({ startSeconds, agent }) };
}

function requestsOfUsage({ columns, knowsSessions, isPerRequest }: UsageLog): LogRequests {
  const { startSeconds, outputTokens, requests: counts, session, agent, cause } = columns;
  const rows = startSeconds.length;
  const promptTokens = columns.inputTokens.map((_, row) => promptTokensAt({ columns, row }));
  const base = { rows, counts, startSeconds, promptTokens, outputTokens, isPerRequest };
  if (!isPerRequest || !knowsSessions) return { ...base, ...noAgents(rows) };
  const { previous, gapSeconds } = chainOf(columns);
  return { ...base, knowsAgents: true, session, agent, cause, previous, gapSeconds };
}

function noAgents(rows: number) {
  return {
    knowsAgents: false,
    session: new Uint32Array(rows),
    agent: new Uint32Array(rows),
    cause: new Uint8Array(rows),
    previous: new Int32Array(rows).fill(-1),
    gapSeconds: new Float64Array(rows).fill(NaN),
  };
}

function turns({ startSeconds, agent }: { startSeconds: Float64Array; agent: Uint32Array }) {
  const rows = startSeconds.length;
  const previous = new Int32Array(rows);
  const gapSeconds = new Float64Array(rows);
  const last = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    const own = agent[row] ?? 0;
    const before = last.get(own) ?? -1;
    previous[row] = before;
    gapSeconds[row] = before < 0 ? NaN : (startSeconds[row] ?? 0) - (startSeconds[before] ?? 0);
    last.set(own, row);
  }
  return { previous, gapSeconds };
}

/** How many different values a column holds. */
export function distinct(values: ArrayLike<number>): number {
  return new Set(Array.from(values)).size;
}
