import type { Ratio, Seconds } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { rememberedCurve, rememberedSpend } from './remembered.ts';

/** How the hit rate of one of several scenarios grows with retention. */
export interface OverlaidCurve {
  /** In the order of the windows; `null` where the scenario cannot be worked out. */
  readonly hitRatios: readonly Ratio[] | null;
  /** Why there is none. */
  readonly problem: string | null;
  /** The scenario's own warehouse: how long it keeps, and its hit rate. */
  readonly own: { readonly windowSeconds: Seconds; readonly hitRatio: Ratio } | null;
  readonly ceilingRatio: Ratio | null;
}

export interface Overlay {
  /** From 10 seconds to 30 days, evenly spaced in the log; the same for all. */
  readonly windowSeconds: readonly Seconds[];
  /** In the order of the scenarios. */
  readonly curves: readonly OverlaidCurve[];
}

/**
 * The retention curves of several scenarios on one axis.
 *
 * Each is the curve of the Spend page: every prefix is kept and shared for the window after its last use, in closed form, without a
 * limit of size. Example: two retentions of one workload lie on the same curve, each at its own place.
 */
export function overlayCurves({ scenarios, book }: { scenarios: readonly Scenario[]; book: OfferBook }): Overlay {
  const read = scenarios.map((scenario) => {
    const spend = rememberedSpend(scenario, book);
    return spend.status === 'ok'
      ? { curve: rememberedCurve(spend), spend, problem: null }
      : { curve: null, spend: null, problem: spend.problems.map(({ message }) => message).join(' ') };
  });
  const windows = read.find(({ curve }) => curve !== null)?.curve?.points ?? [];
  return {
    windowSeconds: windows.map(({ windowSeconds }) => windowSeconds),
    curves: read.map(({ curve, spend, problem }): OverlaidCurve => ({
      hitRatios: curve?.points.map(({ hitRatio }) => hitRatio) ?? null,
      problem,
      own:
        spend?.with.hitRatio == null
          ? null
          : { windowSeconds: spend.warehouse.retentionSeconds, hitRatio: spend.with.hitRatio },
      ceilingRatio: curve?.ceilingRatio ?? null,
    })),
  };
}
