import { hitRatioOf } from '../domain/retention/ceiling.ts';
import { idealReach, splitTokens } from '../domain/retention/token-split.ts';
import { warehouseRung } from '../domain/spend/ladder.ts';
import type { Ratio, Seconds, Usd } from '../domain/units.ts';
import type { SpendEvaluation } from './spend.ts';
import { rungNamed } from './spend.ts';
import { windowMarks, type WindowMark } from './window-marks.ts';

/** One point of "how long must a prefix survive". */
export interface RetentionPoint {
  readonly windowSeconds: Seconds;
  /** Share of prompt tokens read from a cache that keeps and shares every prefix for the window. */
  readonly hitRatio: Ratio;
  /** What the warehouse would cost a month with this retention; `null` where it has no price. */
  readonly usdPerMonth: Usd | null;
}

export interface RetentionCurve {
  readonly points: readonly RetentionPoint[];
  readonly marks: readonly WindowMark[];
  readonly ceilingRatio: Ratio | null;
  /** The retention of least cost among the points; `null` where the warehouse has no price. */
  readonly cheapest: RetentionPoint | null;
}

const SHORTEST_SECONDS = 10;
const LONGEST_SECONDS = 30 * 86_400;
/** Enough for a smooth line on a log axis, few enough to draw in a frame. */
const POINTS = 61;

/** Hit rate and monthly cost against the time a prefix is kept, from 10 seconds to 30 days, evenly spaced in the log. */
export function retentionCurve(evaluation: SpendEvaluation): RetentionCurve {
  const { groups, context, warehouse, ladder } = evaluation;
  const points = Array.from({ length: POINTS }, (_, i): RetentionPoint => {
    const windowSeconds = SHORTEST_SECONDS * (LONGEST_SECONDS / SHORTEST_SECONDS) ** (i / (POINTS - 1));
    let usdPerMonth: Usd | null = 0;
    const splits = groups.flatMap((group) => {
      const rung = warehouseRung({
        context: group.context,
        warehouse: { ...group.warehouse, retentionSeconds: windowSeconds },
      });
      if (rung.status === 'priced') {
        if (usdPerMonth !== null) usdPerMonth += rung.usdPerMonth;
        return rung.splits;
      }
      usdPerMonth = null;
      const { swarm, reuse } = group.context;
      return splitTokens({ swarm, reuse, reach: idealReach(windowSeconds), thresholds: [] });
    });
    return { windowSeconds, hitRatio: hitRatioOf(splits), usdPerMonth };
  });
  const ceiling = rungNamed({ ladder, rung: 'ceiling' });
  return {
    points,
    marks: windowMarks({ offer: context.offer, retentionSeconds: warehouse.retentionSeconds }),
    // Known also where the ceiling has no price: reuse does not depend on one.
    ceilingRatio: ceiling.hitRatio,
    cheapest: points.reduce<RetentionPoint | null>(
      (best, point) =>
        point.usdPerMonth !== null && (best?.usdPerMonth == null || point.usdPerMonth < best.usdPerMonth)
          ? point
          : best,
      null,
    ),
  };
}
