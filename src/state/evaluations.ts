import { evaluateKv } from '../evaluate/kv.ts';
import { rankOffers, type RankedOffer } from '../evaluate/ranking.ts';
import { evaluateSpend } from '../evaluate/spend.ts';
import { evaluateSwarm } from '../evaluate/swarm.ts';
import type { Scenario } from '../scenario/schema.ts';
import { createLastGood } from './last-good.ts';

/** One remembered evaluation of the open scenario per kind; pages share them and compute nothing twice. */
export const spendOf = createLastGood(evaluateSpend);
export const swarmOf = createLastGood(evaluateSwarm);
export const kvOf = createLastGood(evaluateKv);

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
