import { rankOffers, type RankedOffer } from '../evaluate/ranking.ts';
import { evaluateSpend } from '../evaluate/spend.ts';
import type { Scenario } from '../scenario/schema.ts';
import { createLastGood } from './last-good.ts';

/** The remembered spend of the open scenario. Evaluations of other pages stand apart, so that each loads with its page. */
export const spendOf = createLastGood(evaluateSpend);

const rankings = new WeakMap<Scenario, readonly RankedOffer[]>();

/** The ranking of a scenario, computed once however many pages ask. */
export function rankingOf(scenario: Scenario): readonly RankedOffer[] {
  let ranking = rankings.get(scenario);
  if (!ranking) {
    ranking = rankOffers(scenario);
    rankings.set(scenario, ranking);
  }
  return ranking;
}
