import type { Seconds, Tokens } from '../../domain/units.ts';
import type { ReadLog } from '../readers/log.ts';
import type { Steps } from '../run-control.ts';
import { hitSurfaceSteps, type HitSurface } from './hit-surface.ts';
import { idleGapsSteps } from './idle-gaps.ts';
import { requestsOf } from './log-requests.ts';
import { pingTable } from './ping-table.ts';
import type { TraceQuestions, TraceReport } from './report-types.ts';
import { reuseTableSteps, type ReuseTable } from './reuse-table.ts';
import { sessionTableSteps } from './session-table.ts';
import { usageReportSteps } from './usage-report.ts';

/** Reads of single requests that are worked out at a time, for as many windows as come to it: 25 MB, 0.2 s. */
const MOST_READS = 2_000_000;

export interface TraceReportRequest {
  readonly log: ReadLog;
  readonly questions: TraceQuestions;
}

/**
 * Everything the Traces page shows of a log, in steps, for `finishInTurns`: hit rates over windows and sizes where the log
 * lists blocks, what was reported where it lists usage, and of every log reuse at the lives that are priced, pauses,
 * sessions, and what pings would read. `lifeSeconds` is among the windows of `reuse`, last where no seller offers it.
 *
 *     amplification = tokens missed at the life ÷ tokens missed by a cache without limits
 *
 * Errors: `RangeError` as the functions it is put together from. Rules: theirs; `order`, `slots` and `blockCount` change the
 * surface alone, and `blockCount` the amplification, which is counted as the surface is: a full cache drops by the order,
 * sessions that each begin at 0 share no blocks, and a seller bills tokens.
 * Example: prompts of 100 and 150 tokens of one agent, 400 s apart, at 300 s: 250 missed where 150 were enough, 1.67 times.
 */
export function* traceReportSteps({ log, questions }: TraceReportRequest): Steps<TraceReport> {
  const { lifeSeconds, order, blockCount, slots, pricedSeconds, thresholds, pingSeconds } = questions;
  const windowsSeconds = [...new Set([...pricedSeconds, lifeSeconds])];
  const surface =
    log.evidence === 'blocks'
      ? yield* hitSurfaceSteps({
          log,
          order,
          slots,
          windowsSeconds,
          ...(blockCount === undefined ? {} : { blockCount }),
        })
      : null;
  const { rows, knowsAgents } = requestsOf(log);
  const rest = { doneRequests: rows, requests: rows };
  yield rest;
  const reuse = yield* reuseInParts({ log, rows, windowsSeconds, thresholds });
  const gaps = knowsAgents ? yield* idleGapsSteps({ log, windowSeconds: lifeSeconds }) : null;
  yield rest;
  const sessions = yield* sessionTableSteps({ log, windowSeconds: lifeSeconds });
  yield rest;
  const pings = pingTable({ log, gapsSeconds: pingSeconds });
  yield rest;
  const usage = log.evidence === 'usage' ? yield* usageReportSteps(log) : null;
  return { questions, surface, usage, reuse, pings, gaps, sessions, ...missedAt({ lifeSeconds, surface, reuse }) };
}

/** The same table as in one go: what each request reads is held for so many windows at a time as memory allows. */
function* reuseInParts({
  log,
  rows,
  windowsSeconds,
  thresholds,
}: {
  log: ReadLog;
  rows: number;
  windowsSeconds: readonly Seconds[];
  thresholds: TraceQuestions['thresholds'];
}): Steps<ReuseTable> {
  const atOnce = Math.max(1, Math.floor(MOST_READS / Math.max(1, rows)));
  let table = yield* reuseTableSteps({ log, windowsSeconds: windowsSeconds.slice(0, atOnce), thresholds });
  for (let from = atOnce; from < windowsSeconds.length; from += atOnce) {
    const part = windowsSeconds.slice(from, from + atOnce);
    const { windows } = yield* reuseTableSteps({ log, windowsSeconds: part, thresholds });
    table = { ...table, windows: [...table.windows, ...windows] };
  }
  return table;
}

/** Of blocks as the surface counts them, so that the page does not show two figures for one thing. */
function missedAt({
  lifeSeconds,
  surface,
  reuse,
}: {
  lifeSeconds: Seconds;
  surface: HitSurface | null;
  reuse: ReuseTable;
}): Pick<TraceReport, 'missedTokens' | 'amplification'> {
  const point = surface?.retention.find(({ windowSeconds }) => windowSeconds === lifeSeconds);
  if (point) return { missedTokens: point.missedTokens, amplification: point.amplification };
  const window = reuse.windows.find(({ windowSeconds }) => windowSeconds === lifeSeconds);
  if (reuse.basis === 'none' || !window) return { missedTokens: null, amplification: null };
  const firstTokens = sum(reuse.buckets.map((bucket) => bucket.firstTokens));
  const missedTokens = firstTokens + sum(window.againTokens);
  return { missedTokens, amplification: firstTokens > 0 ? missedTokens / firstTokens : null };
}

function sum(tokens: readonly Tokens[]): Tokens {
  return tokens.reduce((total, each) => total + each, 0);
}
