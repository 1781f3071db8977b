import { SECONDS_PER_DAY, SECONDS_PER_HOUR, type Seconds, type Tokens } from '../../domain/units.ts';
import type { ReadLog } from '../readers/log.ts';
import { finish, type RunControl, type Steps } from '../run-control.ts';
import { requestsOf, type LogRequests } from './log-requests.ts';
import { readsSteps, type ReuseBasis } from './reads-of-requests.ts';

const MOST_GAPS = 50;
const MOST_SESSIONS = 50;
/** Where gaps are told apart by length. */
const EDGES_SECONDS: readonly Seconds[] = [
  60,
  300,
  600,
  1_800,
  SECONDS_PER_HOUR,
  4 * SECONDS_PER_HOUR,
  12 * SECONDS_PER_HOUR,
  SECONDS_PER_DAY,
];

/** A pause of an agent that outlasted the window, and what had to be prefilled again after it. */
export interface IdleGap {
  readonly session: number;
  readonly agent: number;
  /** Start of the request after the gap. */
  readonly startSeconds: Seconds;
  readonly gapSeconds: Seconds;
  readonly promptTokens: Tokens;
  readonly againTokens: Tokens;
  /** What the provider reported as written to its cache by that request; `null` for logs of another kind. */
  readonly observedWriteTokens: Tokens | null;
}

/** Gaps above one length and up to another. */
export interface GapBucket {
  readonly aboveSeconds: Seconds;
  readonly upToSeconds: Seconds;
  readonly gaps: number;
  readonly againTokens: Tokens;
}

export interface SessionLoss {
  readonly session: number;
  readonly gaps: number;
  readonly againTokens: Tokens;
}

export interface IdleGaps {
  readonly basis: ReuseBasis;
  readonly windowSeconds: Seconds;
  /** Gaps longer than the window. */
  readonly gaps: number;
  /** Prefilled again by all requests: what a cache without limits reads and one of this window does not. */
  readonly againTokens: Tokens;
  /**
   * Of that, by requests that do not come after such a gap: prefixes that were another agent's, and histories older than
   * the last request. `againTokens` = this and all buckets.
   */
  readonly otherAgainTokens: Tokens;
  /** Shortest first; the window is the first edge. */
  readonly buckets: readonly GapBucket[];
  /** The dearest gaps, most tokens first. */
  readonly dearest: readonly IdleGap[];
  /** The sessions that lose most, most tokens first; sessions that lose nothing are left out. */
  readonly sessions: readonly SessionLoss[];
  /** Sessions that lose something and are not listed. */
  readonly otherSessions: { readonly sessions: number; readonly gaps: number; readonly againTokens: Tokens };
}

export interface IdleGapsRequest {
  readonly log: ReadLog;
  readonly windowSeconds: Seconds;
}

/**
 * Where a window ran out, and what that cost: per gap longer than it, the tokens that a cache without limits would have read
 * and this one prefills again. Rules for logs of usage: `readsSteps`. A log that knows no agents has no gaps.
 *
 * Errors: a `RangeError` for a window that is not a finite number from 0.
 * Example: an agent sends 100 tokens, and 400 s later the same and 20 more. At 300 s one gap costs 100 tokens again.
 * Ignores: caches that ran full; only time counts here.
 */
export function idleGaps({
  control,
  ...request
}: IdleGapsRequest & { readonly control?: RunControl | undefined }): IdleGaps {
  return finish(idleGapsSteps(request), control);
}

/** The same in steps, for `finishInTurns`. */
export function* idleGapsSteps({ log, windowSeconds }: IdleGapsRequest): Steps<IdleGaps> {
  if (!(windowSeconds >= 0 && windowSeconds < Infinity)) throw new RangeError(`A window of ${windowSeconds} seconds`);
  const requests = requestsOf(log);
  const { basis, readTokens } = yield* readsSteps({ log, requests, windowsSeconds: [windowSeconds, Infinity] });
  const [within, most] = readTokens;
  const againOf = (row: number): Tokens => (most?.[row] ?? 0) - (within?.[row] ?? 0);
  const long: number[] = [];
  let otherAgainTokens = 0;
  for (let row = 0; row < requests.rows; row++) {
    if ((requests.gapSeconds[row] ?? NaN) > windowSeconds) long.push(row);
    else otherAgainTokens += againOf(row);
  }
  const all = long.reduce((sum, row) => sum + againOf(row), 0);
  return {
    basis,
    windowSeconds,
    gaps: long.length,
    againTokens: all + otherAgainTokens,
    otherAgainTokens,
    buckets: bucketsOf({ requests, long, againOf, windowSeconds }),
    dearest: long
      .toSorted((a, b) => againOf(b) - againOf(a) || a - b)
      .slice(0, MOST_GAPS)
      .map((row) => ({
        session: requests.session[row] ?? 0,
        agent: requests.agent[row] ?? 0,
        startSeconds: requests.startSeconds[row] ?? 0,
        gapSeconds: requests.gapSeconds[row] ?? 0,
        promptTokens: requests.promptTokens[row] ?? 0,
        againTokens: againOf(row),
        observedWriteTokens: observedWrite({ log, row }),
      })),
    ...sessionsOf({ requests, long, againOf }),
  };
}

interface LongGaps {
  readonly requests: LogRequests;
  /** Rows after a gap longer than the window. */
  readonly long: readonly number[];
  readonly againOf: (row: number) => Tokens;
}

function bucketsOf({
  requests,
  long,
  againOf,
  windowSeconds,
}: LongGaps & { readonly windowSeconds: Seconds }): readonly GapBucket[] {
  const edges = [windowSeconds, ...EDGES_SECONDS.filter((edge) => edge > windowSeconds), Infinity];
  const buckets = edges.slice(1).map((upToSeconds, bucket) => ({
    aboveSeconds: edges[bucket] ?? 0,
    upToSeconds,
    gaps: 0,
    againTokens: 0,
  }));
  for (const row of long) {
    const bucket = buckets.find(({ upToSeconds }) => (requests.gapSeconds[row] ?? 0) <= upToSeconds);
    if (!bucket) continue;
    bucket.gaps++;
    bucket.againTokens += againOf(row);
  }
  return buckets;
}

function sessionsOf({ requests, long, againOf }: LongGaps): Pick<IdleGaps, 'sessions' | 'otherSessions'> {
  const losses = new Map<number, { session: number; gaps: number; againTokens: Tokens }>();
  for (const row of long) {
    const session = requests.session[row] ?? 0;
    const loss = losses.get(session) ?? { session, gaps: 0, againTokens: 0 };
    loss.gaps++;
    loss.againTokens += againOf(row);
    losses.set(session, loss);
  }
  const losing = [...losses.values()]
    .filter(({ againTokens }) => againTokens > 0)
    .toSorted((a, b) => b.againTokens - a.againTokens || a.session - b.session);
  const others = losing.slice(MOST_SESSIONS);
  return {
    sessions: losing.slice(0, MOST_SESSIONS),
    otherSessions: {
      sessions: others.length,
      gaps: others.reduce((sum, { gaps }) => sum + gaps, 0),
      againTokens: others.reduce((sum, { againTokens }) => sum + againTokens, 0),
    },
  };
}

function observedWrite({ log, row }: { log: ReadLog; row: number }): Tokens | null {
  if (log.evidence !== 'usage') return null;
  const { cacheWrite5mTokens, cacheWrite1hTokens, cacheWriteOtherTokens } = log.columns;
  return (cacheWrite5mTokens[row] ?? 0) + (cacheWrite1hTokens[row] ?? 0) + (cacheWriteOtherTokens[row] ?? 0);
}
