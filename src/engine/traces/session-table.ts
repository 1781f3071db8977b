import type { Ratio, Seconds, Tokens } from '../../domain/units.ts';
import type { ReadLog } from '../readers/log.ts';
import { finish, type RunControl, type Steps } from '../run-control.ts';
import { requestsOf } from './log-requests.ts';
import { readsSteps, type ReuseBasis } from './reads-of-requests.ts';

const MOST_ROWS = 500;

export interface SessionFigures {
  readonly requests: number;
  readonly agents: number;
  readonly promptTokens: Tokens;
  readonly outputTokens: Tokens;
  /** Read from a cache without limits, and from one of the window, ÷ prompt tokens. */
  readonly unlimitedRatio: Ratio;
  readonly windowRatio: Ratio;
  /** Read by the former and not by the latter. */
  readonly againTokens: Tokens;
  /** Within one agent; `null` where no agent has two requests. */
  readonly longestGapSeconds: Seconds | null;
}

export interface SessionRow extends SessionFigures {
  readonly session: number;
  readonly startSeconds: Seconds;
  /** From the start of its first request to the start of its last. */
  readonly spanSeconds: Seconds;
}

export interface SessionTable {
  readonly basis: ReuseBasis;
  readonly windowSeconds: Seconds;
  /** The sessions with most prompt tokens, most first. */
  readonly rows: readonly SessionRow[];
  /** All sessions that are not listed; `null` where all are. */
  readonly others: (SessionFigures & { readonly sessions: number }) | null;
}

export interface SessionTableRequest {
  readonly log: ReadLog;
  readonly windowSeconds: Seconds;
}

interface SessionSums {
  readonly session: number;
  readonly agents: Set<number>;
  requests: number;
  promptTokens: Tokens;
  outputTokens: Tokens;
  unlimitedTokens: Tokens;
  windowTokens: Tokens;
  longestGapSeconds: Seconds;
  firstSeconds: Seconds;
  lastSeconds: Seconds;
}

/**
 * A log session by session; `null` where it does not tell sessions apart. Rules for logs of usage: `readsSteps`.
 * Example: one agent with prompts of 100 and 150 tokens, 400 s apart: 250 tokens, 0.4 without limits, 0 at 300 s, 100 again.
 */
export function sessionTable({
  control,
  ...request
}: SessionTableRequest & { readonly control?: RunControl | undefined }): SessionTable | null {
  return finish(sessionTableSteps(request), control);
}

/** The same in steps, for `finishInTurns`. */
export function* sessionTableSteps({ log, windowSeconds }: SessionTableRequest): Steps<SessionTable | null> {
  const requests = requestsOf(log);
  if (!requests.knowsAgents) return null;
  const { basis, readTokens } = yield* readsSteps({ log, requests, windowsSeconds: [windowSeconds, Infinity] });
  const [within, most] = readTokens;
  const sessions = new Map<number, SessionSums>();
  for (let row = 0; row < requests.rows; row++) {
    const sums = sessionOf({ sessions, session: requests.session[row] ?? 0 });
    const start = requests.startSeconds[row] ?? 0;
    const gap = requests.gapSeconds[row] ?? NaN;
    sums.agents.add(requests.agent[row] ?? 0);
    sums.requests += requests.counts[row] ?? 0;
    sums.promptTokens += requests.promptTokens[row] ?? 0;
    sums.outputTokens += requests.outputTokens[row] ?? 0;
    sums.unlimitedTokens += most?.[row] ?? 0;
    sums.windowTokens += within?.[row] ?? 0;
    if (gap > sums.longestGapSeconds) sums.longestGapSeconds = gap;
    sums.firstSeconds = Math.min(sums.firstSeconds, start);
    sums.lastSeconds = Math.max(sums.lastSeconds, start);
  }
  const sorted = [...sessions.values()].toSorted((a, b) => b.promptTokens - a.promptTokens || a.session - b.session);
  const others = sorted.slice(MOST_ROWS);
  return {
    basis,
    windowSeconds,
    rows: sorted.slice(0, MOST_ROWS).map((sums) => ({
      session: sums.session,
      startSeconds: sums.firstSeconds,
      spanSeconds: sums.lastSeconds - sums.firstSeconds,
      ...figuresOf([sums]),
    })),
    others: others.length > 0 ? { sessions: others.length, ...figuresOf(others) } : null,
  };
}

function sessionOf({ sessions, session }: { sessions: Map<number, SessionSums>; session: number }): SessionSums {
  let sums = sessions.get(session);
  if (!sums) {
    sums = {
      session,
      agents: new Set(),
      requests: 0,
      promptTokens: 0,
      outputTokens: 0,
      unlimitedTokens: 0,
      windowTokens: 0,
      longestGapSeconds: -Infinity,
      firstSeconds: Infinity,
      lastSeconds: -Infinity,
    };
    sessions.set(session, sums);
  }
  return sums;
}

function figuresOf(sessions: readonly SessionSums[]): SessionFigures {
  const sum = (valueOf: (sums: SessionSums) => number) =>
    sessions.reduce((total, session) => total + valueOf(session), 0);
  const promptTokens = sum((session) => session.promptTokens);
  const unlimited = sum(({ unlimitedTokens }) => unlimitedTokens);
  const within = sum(({ windowTokens }) => windowTokens);
  const longest = sessions.reduce((most, { longestGapSeconds }) => Math.max(most, longestGapSeconds), -Infinity);
  return {
    requests: sum(({ requests }) => requests),
    agents: sum(({ agents }) => agents.size),
    promptTokens,
    outputTokens: sum(({ outputTokens }) => outputTokens),
    unlimitedRatio: promptTokens > 0 ? unlimited / promptTokens : 0,
    windowRatio: promptTokens > 0 ? within / promptTokens : 0,
    againTokens: unlimited - within,
    longestGapSeconds: longest >= 0 ? longest : null,
  };
}
