import type { OfferBook } from '../../../evaluate/offer-book.ts';
import { withFittedWorkload, type FitApplied } from '../../../evaluate/traces/apply-fit.ts';
import { pricingOf, type LogPricing } from '../../../evaluate/traces/pricing-of.ts';
import { traceAdvice, type TraceAdvice } from '../../../evaluate/traces/trace-advice.ts';
import { traceBills, type PricedTraceBill, type TraceBills } from '../../../evaluate/traces/trace-bills.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import type { TraceReport, WorkloadFit } from '../../../state/trace-types.ts';
import { moneyName } from '../../format/money.ts';

// What the page asks of the core, and nothing else: the one place where reports meet offers and scenarios.

type Scenario = ScenarioState['scenario'];

/** A log at every offer, and what follows from it at the scenario’s own. */
export interface LogCosts extends TraceBills {
  /** The scenario’s offer; `null` where it cannot do it, with the reason. */
  readonly current: PricedTraceBill | null;
  readonly whyNone: string | null;
  readonly advice: TraceAdvice | null;
}

export function costsOf({
  report,
  scenario,
  book,
}: {
  report: TraceReport;
  scenario: Scenario;
  book: OfferBook;
}): LogCosts {
  const { bills, explanation } = traceBills({ report, scenario, book });
  const own = bills.find(({ isCurrent }) => isCurrent);
  const current = own?.status === 'priced' ? own : null;
  return {
    bills,
    explanation,
    current,
    whyNone: current
      ? null
      : own?.status === 'excluded'
        ? own.reason
        : 'The scenario’s offer is not among those at hand.',
    advice: current && traceAdvice({ bill: current, report }),
  };
}

/** What idle gaps cost at the scenario’s offer, gap by gap in the order of the report. */
export interface GapCosts {
  /** All of it; `null` without a price. */
  readonly usd: number | null;
  readonly usdOfGaps: readonly (number | null)[];
  /** At whose prices, or why there are none. */
  readonly note: string;
}

export function gapCostsOf({ advice, current, whyNone }: Pick<LogCosts, 'advice' | 'current' | 'whyNone'>): GapCosts {
  const gaps = advice?.gaps ?? null;
  if (!gaps)
    return {
      usd: null,
      usdOfGaps: [],
      note:
        whyNone ??
        `${current?.offer.modelName ?? 'The scenario’s offer'} has no prices for caching, so there are no sums.`,
    };
  const write = gaps.ttlId === 'auto' ? 'automatic cache' : `${gaps.ttlId} cache`;
  return {
    usd: gaps.usd,
    usdOfGaps: gaps.dearest.map(({ usd }) => usd),
    note: `Sums are computed, in ${moneyName()} for the log’s own time and not for a month: writes to the ${write} of ${advice?.offerName ?? ''} less reads from it.`,
  };
}

/** What a log has to be asked so that every offer can be priced for it. */
export function pricingFor({ scenario, book }: { scenario: Scenario; book: OfferBook }): LogPricing {
  return pricingOf(scenario, book);
}

export function scenarioWithFit({ scenario, fit }: { scenario: Scenario; fit: WorkloadFit }): FitApplied {
  return withFittedWorkload(scenario, fit);
}
