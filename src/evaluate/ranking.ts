import type { Offer } from '../domain/offer/rate-card.ts';
import type { PricedRung } from '../domain/spend/rung.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { OfferBook } from './offer-book.ts';
import { offersToChoose } from './resolve-offer.ts';
import { evaluateSpend, uncostedTtlIds } from './spend.ts';

/** The scenario's workload bought from one seller, or why it cannot be. */
export type RankedOffer =
  | {
      readonly status: 'priced';
      readonly offer: Offer;
      readonly isCurrent: boolean;
      /** Best policy this seller sells. */
      readonly without: PricedRung;
      /** The warehouse at this offer's prices; `null` where it has none. */
      readonly with: PricedRung | null;
      /** Cache lives on sale that could not be costed for want of a write price: a cheaper policy may exist. */
      readonly uncostedTtlIds: readonly string[];
    }
  | { readonly status: 'excluded'; readonly offer: Offer; readonly isCurrent: boolean; readonly reason: string };

/**
 * The same work at every offer there is, the scenario's own included, cheapest first, those that cannot do it last with the reason. Tokens
 * are scaled by each offer's tokenizer factor. Roles with an offer of their own keep it. Says nothing about whether the models do the work equally well.
 */
export function rankOffers(scenario: Scenario, book: OfferBook): readonly RankedOffer[] {
  const steps = rankingSteps(scenario, book);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, one offer a step: for a page that has something else to do in between. */
export function* rankingSteps(scenario: Scenario, book: OfferBook): Generator<void, readonly RankedOffer[]> {
  const ranked: RankedOffer[] = [];
  for (const offer of offersToChoose(scenario, book)) {
    ranked.push(rank({ scenario, book, offer }));
    yield;
  }
  return ranked.sort((a, b) => costOf(a) - costOf(b) || byId.compare(a.offer.id, b.offer.id));
}

const byId = new Intl.Collator('en');

function costOf(ranked: RankedOffer): number {
  return ranked.status === 'priced' ? ranked.without.usdPerMonth : Infinity;
}

function rank({ scenario, book, offer }: { scenario: Scenario; book: OfferBook; offer: Offer }): RankedOffer {
  const isCurrent = offer.id === scenario.offerId;
  const excluded = (reason: string): RankedOffer => ({ status: 'excluded', offer, isCurrent, reason });
  // A model chosen for the page stands in only where the seller's own is not known.
  const keepsChoice = isCurrent || offer.geometryId === null;
  const kv = keepsChoice ? scenario.kv : { ...scenario.kv, modelId: null, custom: null };
  const evaluation = evaluateSpend({ ...scenario, offerId: offer.id, kv }, book);
  if (evaluation.status === 'impossible')
    return excluded(evaluation.problems[0]?.message ?? 'cannot run this workload');
  const { without, with: kept, ladder } = evaluation;
  return {
    status: 'priced',
    offer,
    isCurrent,
    without,
    with: kept.status === 'priced' ? kept : null,
    uncostedTtlIds: uncostedTtlIds(ladder),
  };
}
