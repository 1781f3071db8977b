import { SECONDS_PER_DAY, type Ratio, type Seconds } from '../../domain/units.ts';
import type { UsageLog } from '../readers/log.ts';
import type { Steps } from '../run-control.ts';
import { hitRateAtEdge } from '../usage-results/cube.ts';
import { ceilingOf, hitRatioAtLife, lifeCurveOf, observedLife } from '../usage-results/life-curve.ts';
import { chainOf, whyNotInferable } from '../usage-results/request-chain.ts';
import { totalsByDay, totalsByModel, totalsBySession, usageTotals } from '../usage-results/totals.ts';
import type { UsageReport } from './report-types.ts';
import { geometric } from './spread.ts';

const MOST_DAYS = 150;
const MOST_SESSIONS = 500;
const CURVE_POINTS = 120;
const SHORTEST_SECONDS: Seconds = 1;
const LONGEST_SECONDS: Seconds = 30 * SECONDS_PER_DAY;

/**
 * What a provider reported, added up by model, day and session, and what can be inferred where the log tells requests and
 * sessions apart. Days are the newest 150, sessions the 500 with most prompt tokens; both say how many are left out.
 * Of a cube the curve has the edges of its buckets: between them it does not tell gaps apart.
 */
export function* usageReportSteps(log: UsageLog): Steps<UsageReport> {
  const { columns, models } = log;
  const rows = columns.startSeconds.length;
  const rest = { doneRequests: rows, requests: rows };
  const totals = usageTotals(columns);
  const byModel = totalsByModel({ columns, models }).toSorted((a, b) => b.promptTokens - a.promptTokens);
  yield rest;
  const days = totalsByDay(columns).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  yield rest;
  const sums = {
    totals,
    byModel,
    byDay: days.slice(-MOST_DAYS),
    daysLeftOut: Math.max(0, days.length - MOST_DAYS),
  };
  const whyNoCeiling = whyNotInferable(log);
  if (whyNoCeiling !== null) {
    const lifeCurve = log.cells ? curveOfCells(log.cells) : null;
    return {
      ...sums,
      bySession: [],
      sessionsLeftOut: 0,
      ceiling: null,
      whyNoCeiling,
      observedLife: null,
      lifeCurve,
    };
  }
  const chain = chainOf(columns);
  yield rest;
  const sessions = totalsBySession({ columns, chain, sessions: log.sessions }).toSorted(
    (a, b) => b.promptTokens - a.promptTokens || a.session - b.session,
  );
  yield rest;
  const curve = lifeCurveOf({ columns, chain });
  yield rest;
  return {
    ...sums,
    bySession: sessions.slice(0, MOST_SESSIONS),
    sessionsLeftOut: Math.max(0, sessions.length - MOST_SESSIONS),
    ceiling: ceilingOf({ columns, chain }),
    whyNoCeiling,
    observedLife: observedLife({ columns, chain }),
    lifeCurve: geometric({ from: SHORTEST_SECONDS, to: LONGEST_SECONDS, points: CURVE_POINTS }).map((lifeSeconds) => ({
      lifeSeconds,
      ratio: hitRatioAtLife({ curve, lifeSeconds }),
    })),
  };
}

function curveOfCells(
  cells: NonNullable<UsageLog['cells']>,
): readonly { readonly lifeSeconds: Seconds; readonly ratio: Ratio }[] {
  return hitRateAtEdge(cells)
    .filter(({ lifeSeconds }) => lifeSeconds >= SHORTEST_SECONDS && lifeSeconds <= LONGEST_SECONDS)
    .map(({ lifeSeconds, hitRatio }) => ({ lifeSeconds, ratio: hitRatio }));
}
