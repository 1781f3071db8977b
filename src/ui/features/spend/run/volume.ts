import { buyOrRunSteps } from '../../../../evaluate/cluster/buy-or-run.ts';
import type { BuyOrRun, BuyOrRunAnswer } from '../../../../evaluate/cluster/cluster-view.ts';
import { planCluster } from '../../../../evaluate/cluster/evaluate-cluster.ts';
import type { OfferBook } from '../../../../evaluate/offer-book.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';

type Scenario = ScenarioState['scenario'];

/** Bought against run over volume, with what a volume is. */
export interface Volume {
  readonly comparison: BuyOrRun;
  readonly people: number;
  /** Input and output, today. */
  readonly tokensPerMonth: number;
  readonly acceleratorName: string;
}

/** Bought against run, or why there is nothing to compare. */
export type VolumeAnswer =
  { readonly status: 'ok'; readonly volume: Volume } | Exclude<BuyOrRunAnswer, { status: 'ok' }>;

export interface VolumeQuestion {
  readonly scenario: Scenario;
  readonly book: OfferBook;
}

/** Some forty fleets and bills, stopping after each of them. */
export function* volumeSteps({ scenario, book }: VolumeQuestion): Generator<void, VolumeAnswer, void> {
  const comparison = yield* buyOrRunSteps({ scenario, book });
  if (comparison.status !== 'ok') return comparison;
  const plan = planCluster(scenario, book);
  if ('status' in plan) return plan;
  const { inputTokensPerMonth, outputTokensPerMonth } = plan.demand;
  return {
    status: 'ok',
    volume: {
      comparison,
      people: scenario.workload.people,
      tokensPerMonth: inputTokensPerMonth + outputTokensPerMonth,
      acceleratorName: plan.accelerator.name,
    },
  };
}
