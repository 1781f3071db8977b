import type { OfferBook } from '../evaluate/offer-book.ts';
import { rankOffers, type RankedOffer } from '../evaluate/ranking.ts';
import { evaluateSpend } from '../evaluate/spend.ts';
import type { Scenario } from '../scenario/schema.ts';
import { createLastGood } from './last-good.ts';

/** The remembered spend of the open scenario. Evaluations of other pages stand apart, so that each loads with its page. */
export const spendOf = createLastGood(evaluateSpend);

const rankings = new WeakMap<OfferBook, WeakMap<Scenario, readonly RankedOffer[]>>();

/** The ranking of a scenario among the offers of a book, computed once however many pages ask. */
export function rankingOf(scenario: Scenario, book: OfferBook): readonly RankedOffer[] {
  const ofBook = rankings.get(book) ?? new WeakMap<Scenario, readonly RankedOffer[]>();
  rankings.set(book, ofBook);
  let ranking = ofBook.get(scenario);
  if (!ranking) {
    ranking = rankOffers(scenario, book);
    ofBook.set(scenario, ranking);
  }
  return ranking;
}
