import type { Scenario } from '../../scenario/schema.ts';
import { evaluateCluster } from '../cluster/evaluate-cluster.ts';
import type { OfferBook } from '../offer-book.ts';
import { retentionCurve } from '../retention-curve.ts';
import { evaluateSpend, type SpendEvaluation } from '../spend.ts';

/** Of scenarios side by side one changes at a time: what the others came to is remembered. Neither they nor a book change in place. */
function remembered<T>(evaluate: (scenario: Scenario, book: OfferBook) => T): typeof evaluate {
  const books = new WeakMap<OfferBook, WeakMap<Scenario, { readonly value: T }>>();
  return (scenario, book) => {
    const known = books.get(book) ?? new WeakMap<Scenario, { readonly value: T }>();
    books.set(book, known);
    const found = known.get(scenario) ?? { value: evaluate(scenario, book) };
    known.set(scenario, found);
    return found.value;
  };
}

export const rememberedSpend = remembered(evaluateSpend);

/** Several figures are of one cluster. */
export const rememberedCluster = remembered((scenario, book) => evaluateCluster(scenario, book));

const curves = new WeakMap<SpendEvaluation, ReturnType<typeof retentionCurve>>();

export function rememberedCurve(spend: SpendEvaluation): ReturnType<typeof retentionCurve> {
  const curve = curves.get(spend) ?? retentionCurve(spend);
  curves.set(spend, curve);
  return curve;
}
