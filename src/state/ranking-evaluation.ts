import type { OfferBook } from '../evaluate/offer-book.ts';
import { rankingSteps, type RankedOffer } from '../evaluate/ranking.ts';
import type { Scenario } from '../scenario/schema.ts';

const rankings = new WeakMap<OfferBook, WeakMap<Scenario, readonly RankedOffer[]>>();

/** The ranking of a scenario among the offers of a book, where it has been computed before; however many pages ask, that is done once. */
export function knownRanking(scenario: Scenario, book: OfferBook): readonly RankedOffer[] | undefined {
  return rankings.get(book)?.get(scenario);
}

/** Works it out in steps of one offer each, so that a page can answer in between. */
export function* rankingInSteps(scenario: Scenario, book: OfferBook): Generator<void, readonly RankedOffer[]> {
  const known = knownRanking(scenario, book);
  return known ?? remember({ scenario, book, ranking: yield* rankingSteps(scenario, book) });
}

function remember({
  scenario,
  book,
  ranking,
}: {
  scenario: Scenario;
  book: OfferBook;
  ranking: readonly RankedOffer[];
}): readonly RankedOffer[] {
  const ofBook = rankings.get(book) ?? new WeakMap<Scenario, readonly RankedOffer[]>();
  rankings.set(book, ofBook);
  ofBook.set(scenario, ranking);
  return ranking;
}
