import type { Explanation } from '../../domain/explain.ts';
import type { Offer, PricePeriod } from '../../domain/offer/rate-card.ts';
import type { Usd } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { isProblem, resolveGeometry, resolveStorage, warehouseTerms } from '../resolve.ts';
import { offersToChoose, resolveOffer, type ResolvedOffer } from '../resolve-offer.ts';
import { asReported, type AsReported } from './as-reported.ts';
import { explainTraceBill } from './explain-bill.ts';
import { inLogTokens, sumOver, type LogFigures } from './log-figures.ts';
import { logStrategiesOf, type LogStrategy } from './log-strategies.ts';
import { priceUncached, priceWithLife, type LogOption } from './price-log.ts';
import { warehouseBill, type WarehouseBill } from './warehouse-bill.ts';

/** A log at one offer, cached as cheaply as a log can tell. */
export interface PricedTraceBill extends LogOption {
  readonly status: 'priced';
  readonly offer: Offer;
  readonly isCurrent: boolean;
  readonly resolved: ResolvedOffer;
  /** Every way that has a price, no caching included, cheapest first: the first is this bill. */
  readonly options: readonly LogOption[];
  /** `null` where plain input has no price. */
  readonly withoutCacheUsd: Usd | null;
  /** Of logs that list usage. */
  readonly asReported: AsReported | null;
  readonly warehouse: WarehouseBill;
  /** Where this bill is an approximation, in sentences. */
  readonly notes: readonly string[];
}

export type TraceBill =
  | PricedTraceBill
  | { readonly status: 'excluded'; readonly offer: Offer; readonly isCurrent: boolean; readonly reason: string };

export interface TraceBills {
  /** Cheapest first, then those that cannot do it. */
  readonly bills: readonly TraceBill[];
  /** Of the scenario's offer; `null` where it cannot do it. */
  readonly explanation: Explanation | null;
}

/**
 * What the very requests of a log cost at every offer there is, bought as the scenario says: the cheapest of no caching and
 * of each life with the pings that suit it, beside what was reported and what a warehouse would have charged. For the log's
 * own time, not for a month.
 *
 * `report` must have been asked with `pricingOf` of the same scenario; lives it was not asked about are not tried. Prompts
 * too long for an offer exclude it. Says nothing about whether the models do the work equally well.
 * Example: 12 sessions of coding cost 31 USD at one seller's hour of cache, 44 USD at another's five minutes.
 */
export function traceBills({
  report,
  scenario,
  book,
}: {
  report: LogFigures;
  scenario: Scenario;
  book: OfferBook;
}): TraceBills {
  const bills = offersToChoose(scenario, book)
    .map((offer) => billAt({ report, scenario, book, offer }))
    .toSorted((a, b) => costOf(a) - costOf(b) || a.offer.id.localeCompare(b.offer.id, 'en'));
  const chosen = bills.find(({ isCurrent }) => isCurrent);
  return { bills, explanation: chosen?.status === 'priced' ? explainTraceBill({ bill: chosen, report }) : null };
}

function costOf(bill: TraceBill): number {
  return bill.status === 'priced' ? bill.usd : Infinity;
}

/** The same for one offer alone. */
export function billAt({
  report,
  scenario,
  book,
  offer: { id },
  offer,
}: {
  report: LogFigures;
  scenario: Scenario;
  book: OfferBook;
  offer: Offer;
}): TraceBill {
  const isCurrent = id === scenario.offerId;
  const excluded = (reason: string): TraceBill => ({ status: 'excluded', offer, isCurrent, reason });
  const resolved = resolveOffer({ ...scenario, offerId: id }, book);
  if (isProblem(resolved)) return excluded(resolved.message);
  const { period } = resolved;
  const bought = { offer: resolved.offer, period };
  const tooLong = promptsTooLong({ report, offer: resolved.offer });
  if (tooLong > 0)
    return excluded(
      `${tooLong.toLocaleString('en-US')} of the prompts are longer than the ${resolved.offer.contextTokens.value.toLocaleString('en-US')} tokens that ${resolved.offer.modelName} takes.`,
    );
  const { reuse } = report;
  const caching = reuse.basis === 'none' ? [] : logStrategiesOf(bought);
  const uncached = priceUncached({ reuse, ...bought });
  const tried = [uncached, ...caching.map((each) => priceWithLife({ log: report, caching: each }))];
  const options = tried
    .flatMap((each) => (each.status === 'priced' ? [each.option] : []))
    .toSorted((a, b) => a.usd - b.usd);
  const [best] = options;
  if (!best) {
    const reason = uncached.status === 'unavailable' ? uncached.reason : 'nothing is priced';
    return excluded(`${resolved.offer.modelName} cannot be priced: ${reason}.`);
  }
  const reported = asReported({ log: report, ...bought });
  return {
    status: 'priced',
    ...best,
    offer: resolved.offer,
    isCurrent,
    resolved,
    options,
    withoutCacheUsd: uncached.status === 'priced' ? uncached.option.usd : null,
    asReported: reported,
    warehouse: warehouseOf({ report, scenario, book, ...bought }),
    notes: notesOf({ report, best, caching, period, reported }),
  };
}

/** Requests whose prompts an offer's context cannot hold, as far as the log's buckets are cut there. */
function promptsTooLong({ report: { reuse }, offer }: { report: LogFigures; offer: Offer }): number {
  if (!reuse.isCutByLength) return 0;
  const most = inLogTokens({ tokens: offer.contextTokens.value, factor: offer.tokenizerFactor.value });
  return reuse.buckets.reduce((sum, { fromTokens, requests }) => sum + (fromTokens > most ? requests : 0), 0);
}

function warehouseOf({
  report,
  scenario,
  book,
  offer,
  period,
}: {
  report: LogFigures;
  scenario: Scenario;
  book: OfferBook;
  offer: Offer;
  period: PricePeriod;
}): WarehouseBill {
  // As in the ranking: a model chosen for the scenario stands in only where the seller's own is not known.
  const keepsChoice = offer.id === scenario.offerId || offer.geometryId === null;
  const kv = keepsChoice ? scenario.kv : { ...scenario.kv, modelId: null, custom: null };
  const geometry = resolveGeometry({ kv, offer, book });
  if (isProblem(geometry)) return { status: 'unavailable', reason: geometry.message };
  const storage = resolveStorage({ scenario: { ...scenario, kv }, geometry });
  return warehouseBill({ log: report, offer, period, warehouse: warehouseTerms({ scenario, storage }) });
}

function notesOf({
  report: { reuse },
  best: { strategy, pings, usd },
  caching,
  period,
  reported,
}: {
  report: LogFigures;
  best: LogOption;
  caching: readonly LogStrategy[];
  period: PricePeriod;
  reported: AsReported | null;
}): readonly string[] {
  const notes: string[] = [];
  if (reuse.basis === 'inferred')
    notes.push('What could have been read is inferred from the lengths of an agent’s successive prompts.');
  if (reuse.basis === 'none')
    notes.push('The log does not show what prompts have in common, so no caching can be priced for it.');
  const mostTokens = sumOver(reuse.buckets.map(({ promptTokens, firstTokens }) => promptTokens - firstTokens));
  const readTokens = sumOver(reuse.buckets.map(({ observed }) => observed?.cacheReadTokens ?? 0));
  if (reported?.status === 'priced' && reported.usd < usd && readTokens > mostTokens)
    notes.push(
      'What was reported costs less than this: it read more than the log shows could be read, such as beginnings that others had sent.',
    );
  const used = caching.find((each) => each.strategy === strategy);
  if (!reuse.isCutByLength && (period.bands.length > 0 || (used?.offer.cachePolicy.minPrefixTokens.value ?? 0) > 1))
    notes.push('The log adds requests up: all pay the rates of short prompts, and all are long enough to be cached.');
  if (!used) return notes;
  if (strategy.kind === 'single' && reuse.basis === 'exact')
    notes.push(
      'Only whole prompts can be found again here, yet beginnings that several agents share count as read: too cheap by those.',
    );
  if (!used.strategy.ttl.refreshedByRead)
    notes.push('Reads count as starting the life again, though this seller does not say that they do.');
  if (pings > 0 && period.bands.length > 0)
    notes.push('Pings pay the mean rate of all prompts: the log does not say how long those are that are pinged.');
  return notes;
}
