import { CATALOG_REVISION } from '../../catalog/revision.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { isProblem } from '../resolve.ts';
import { resolveOffer } from '../resolve-offer.ts';
import { offersInUse } from '../spend.ts';
import { candidatesOf, explain, type Candidate, type Explanation, type Unpriced } from './candidates.ts';
import { compareClasses, type ClassComparison } from './classes.ts';
import { problemOfAmounts, problemOfPeriod, type BillingPeriod, type Invoice } from './invoice.ts';
import { ratesOnSale, type RateOnSale } from './rates-on-sale.ts';
import { costSetting, type PricedPart, type SettingCosts } from './setting-costs.ts';
import { AS_PLANNED, settingsOf } from './settings.ts';
import { solve, type KnownBills, type Solved } from './solved.ts';

/** What a scenario would have cost over the days of an invoice, in every way that could explain one. */
export interface PeriodCosts {
  readonly status: 'costed';
  readonly period: BillingPeriod;
  /** Best policy, each day at its own prices. */
  readonly expected: Candidate;
  readonly candidates: readonly Candidate[];
  readonly unpriced: readonly Unpriced[];
  readonly bills: KnownBills;
  readonly rates: readonly RateOnSale[];
  /** Days on which no price changes. */
  readonly parts: readonly BillingPeriod[];
  readonly offers: readonly { readonly modelName: string; readonly sellerName: string }[];
  /** What a reader should know of these prices. */
  readonly notes: readonly string[];
}

/** There is nothing to hold an invoice against; `refused`: what was entered cannot be used. */
export interface NoCosts {
  readonly status: 'refused' | 'unavailable';
  readonly reason: string;
}

/** An invoice held against everything that could explain it. */
export interface Reconciliation {
  readonly status: 'reconciled';
  readonly costs: PeriodCosts;
  readonly invoice: Invoice;
  /** The best policy as planned; also among the explanations. */
  readonly expected: Explanation;
  /** Best first. */
  readonly explanations: readonly Explanation[];
  readonly solved: readonly Solved[];
  /** Against the bill that is expected, or another candidate’s; `null` where the invoice has no lines. */
  readonly classes: ClassComparison | null;
}

/**
 * Holds an invoice against a scenario: what its period should have cost, what would explain the difference, what would
 * have to be true, and which classes make it.
 *
 * Example: $41,800 for November where the best policy comes to $41,825: nothing to explain; $49,500 is the provider’s
 * default within 1 %.
 * An invoice is taken to be of the whole workload, at all offers that its roles use. Refused with one sentence where its
 * figures cannot be used; unavailable where some of its days have no price. `docs/reconcile.md` says what is ignored.
 */
export function reconcile({
  scenario,
  book,
  invoice,
  classesAgainst,
}: {
  scenario: Scenario;
  book: OfferBook;
  invoice: Invoice;
  /** Id of the candidate that classes are compared with; the expected bill where it is not given or there is none. */
  classesAgainst?: string;
}): Reconciliation | NoCosts {
  const problem = problemOfPeriod(invoice) ?? problemOfAmounts(invoice);
  if (problem !== null) return { status: 'refused', reason: problem };
  const costs = costPeriod({ scenario, book, period: invoice });
  return costs.status === 'costed' ? holdAgainst({ costs, invoice, classesAgainst }) : costs;
}

/** The part of `reconcile` that needs no amounts; long, and the same for every invoice of the period. */
export function costPeriod({
  scenario,
  book,
  period: { fromDay, toDay },
}: {
  scenario: Scenario;
  book: OfferBook;
  period: BillingPeriod;
}): PeriodCosts | NoCosts {
  const period: BillingPeriod = { fromDay, toDay };
  const problem = problemOfPeriod(period);
  if (problem !== null) return { status: 'refused', reason: problem };
  const settings = settingsOf({ scenario, book, period });
  const [planned, ...others] = settings.map((setting) => costSetting({ setting, book }));
  if (!planned) throw new Error('A scenario is always billed as planned');
  if (planned.status === 'unavailable') return { status: 'unavailable', reason: planned.reason };
  const { candidates, unpriced } = candidatesOf([planned, ...others]);
  const expected = candidates.find(({ id }) => id === `${AS_PLANNED}/best-policy`);
  if (!expected) throw new Error('A scenario with a price has a best policy');
  return {
    status: 'costed',
    period,
    expected,
    candidates,
    unpriced,
    bills: { expectedUsd: expected.usd, uncachedUsd: uncachedUsdOf(planned), ceiling: planned.ceiling },
    rates: ratesOnSale({ scenario, book, parts: planned.parts }),
    parts: planned.parts.map((part) => ({ fromDay: part.fromDay, toDay: part.toDay })),
    offers: offersOf(planned.parts),
    notes: notesOf({ parts: planned.parts, period, book }),
  };
}

/** The part of `reconcile` that needs the amounts; the invoice must be of the period that was costed. */
export function holdAgainst({
  costs,
  invoice,
  classesAgainst,
}: {
  costs: PeriodCosts;
  invoice: Invoice;
  classesAgainst?: string | undefined;
}): Reconciliation | NoCosts {
  const problem = problemOfAmounts(invoice);
  if (problem !== null) return { status: 'refused', reason: problem };
  const { candidates, bills, rates } = costs;
  const explanations = explain({ candidates, totalUsd: invoice.totalUsd });
  const expected = explanations.find(({ id }) => id === costs.expected.id);
  if (!expected) throw new Error('The expected bill is one of the candidates');
  const against = candidates.find(({ id }) => id === classesAgainst) ?? costs.expected;
  return {
    status: 'reconciled',
    costs,
    invoice,
    expected,
    explanations,
    solved: solve({ invoiceUsd: invoice.totalUsd, bills }),
    classes:
      invoice.lines === undefined || invoice.lines.length === 0
        ? null
        : compareClasses({ invoice, expected: against.lines, rates }),
  };
}

/** Where the best policy is no caching, its bill is that without a cache. */
function uncachedUsdOf({ policies }: Extract<SettingCosts, { status: 'priced' }>): number | null {
  const uncached = policies.find(({ key }) => key === 'no-cache');
  return uncached?.status === 'priced' ? uncached.usd : null;
}

function offersOf(parts: readonly PricedPart[]): PeriodCosts['offers'] {
  const found = new Map<string, PeriodCosts['offers'][number]>();
  for (const { evaluation } of parts)
    for (const { resolved } of evaluation.groups) {
      const { id, modelName, sellerName } = resolved.offer;
      found.set(id, { modelName, sellerName });
    }
  return [...found.values()];
}

function notesOf({
  parts,
  period,
  book,
}: {
  parts: readonly PricedPart[];
  period: BillingPeriod;
  book: OfferBook;
}): readonly string[] {
  const notes = new Set<string>();
  for (const { fromDay, scenario, evaluation } of parts) {
    for (const { resolved } of evaluation.groups) {
      for (const step of resolved.steps) notes.add(`${resolved.offer.modelName}: ${step}.`);
      if (resolved.usesCarriedRates) notes.add(`${resolved.offer.modelName}: rates that came with the link.`);
    }
    for (const { offerId } of offersInUse(scenario)) {
      const first = resolveOffer({ ...scenario, offerId, asOf: fromDay }, book);
      if (!isProblem(first) && first.vouchedFrom !== null)
        notes.add(
          `${first.offer.modelName}: the earliest prices known are of ${first.vouchedFrom}; they stand for the days before.`,
        );
    }
  }
  const sellers = new Map(
    parts.flatMap(({ evaluation }) =>
      evaluation.groups.map(({ resolved: { offer } }) => [offer.seller, offer.sellerName] as const),
    ),
  );
  for (const { seller, usdPerMonth } of parts[0]?.scenario.purchase.commitments ?? []) {
    const name = sellers.get(seller);
    if (name !== undefined && usdPerMonth > 0)
      notes.add(`The sum committed to ${name} is left out: where use is below it, the invoice is of the sum.`);
  }
  if (period.toDay > CATALOG_REVISION)
    notes.add(`Prices of days after ${CATALOG_REVISION} are those that were announced by then.`);
  return [...notes];
}
