import { reuseOf } from '../../../../domain/retention/reuse.ts';
import type { Swarm } from '../../../../domain/swarm/swarm.ts';
import { capacityAdvice } from '../../../../evaluate/advice/capacity-advice.ts';
import { batchAdvice, staggerAdvice } from '../../../../evaluate/advice/launch-advice.ts';
import { policyAdvice } from '../../../../evaluate/advice/policy-advice.ts';
import type { OfferBook } from '../../../../evaluate/offer-book.ts';
import type { Routing } from '../../../../evaluate/hit-rates.ts';
import type { SpendEvaluation } from '../../../../evaluate/spend.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import type { CacheBytes } from '../own-cache/cache-bytes.ts';
import { batchRows, launchRows } from './launch-rows.ts';
import { policyRows } from './policy-rows.ts';
import type { AdviceRow } from './advice-row.ts';

/** What to do about what a provider is paid for; none where the offer cannot be priced. */
export function spendRows({
  scenario,
  book,
  spend,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly book: OfferBook;
  readonly spend: SpendEvaluation;
}): readonly AdviceRow[] {
  const billUsd = spend.without.usdPerMonth;
  return [
    ...policyRows({ advice: policyAdvice(spend), billUsd }),
    ...launchRows({ advice: staggerAdvice({ scenario, book, evaluation: spend }), billUsd }),
    ...batchRows({ advice: batchAdvice(spend), billUsd }),
  ];
}

/** The capacity for most of the ceiling, in reference tokens as everything else on the page. */
export function capacityFor({
  swarm,
  bytes,
  routing = { replicas: 1, affinityRatio: 1 },
}: {
  readonly swarm: Swarm;
  readonly bytes: CacheBytes | null;
  readonly routing?: Routing;
}) {
  return capacityAdvice({ swarm, reuse: reuseOf(swarm), bytesPerToken: bytes?.bytesPerToken ?? 0, routing });
}
