import type { Fact, Provenance } from '../domain/fact.ts';
import type { TtlOption } from '../domain/offer/cache-policy.ts';
import {
  knownRate,
  periodAt,
  type Offer,
  type Price,
  type PricePeriod,
  type RateSet,
} from '../domain/offer/rate-card.ts';
import type { Ratio, Tokens } from '../domain/units.ts';
import type { Scenario } from '../scenario/schema.ts';
import { lifeBreakEven, type LifeBreakEven } from './break-even.ts';
import { offerCost, type OfferCost } from './offer-compare-cost.ts';
import type { RankedOffer } from './ranking.ts';
import type { OfferBook } from './offer-book.ts';
import { isProblem } from './resolve.ts';
import { offersToChoose, purchaseTerms, resolveOffer, type Buying, type ResolvedOffer } from './resolve-offer.ts';

/** How firmly a seller stands behind the life of a cached prefix. */
export type LifePromise = 'promised' | 'exact' | 'best-effort' | 'assumed';

/** A life of a cached prefix, as the Offers page shows it. */
export interface CacheLife {
  readonly ttl: TtlOption;
  readonly promise: LifePromise;
}

/** A price with the life it buys. */
export interface WritePrice {
  readonly ttlId: string;
  readonly price: Price;
}

/** One offer as one row: the prices of the scenario's day, the cache's rules, and the cost of the workload. */
export interface OfferRow {
  readonly offer: Offer;
  readonly isCurrent: boolean;
  /** `null` where the offer had no price on that day; every price then says so. */
  readonly period: PricePeriod | null;
  /** The seller's list of the day, in its own currency, with all that is sold beside the standard price. */
  readonly listPeriod: PricePeriod | null;
  /** What stands between the seller's list and these prices: a currency, hours, batches, a discount. */
  readonly steps: readonly string[];
  /** Prices come from the link and not from the catalogue. */
  readonly usesCarriedRates: boolean;
  readonly input: Price;
  readonly output: Price;
  readonly cacheRead: Price;
  /** Rent of stored prefixes, per million token-hours. */
  readonly storage: Price;
  /** What everything costs sent as batch, at the hours of the scenario; `null` where none is sold. */
  readonly batch: RateSet | null;
  /** Cache read ÷ input; `undefined` unless both are known and input is not free. */
  readonly readToInputRatio: Ratio | undefined;
  /** Shortest life first; empty where no cache is sold. */
  readonly cacheWrites: readonly WritePrice[];
  readonly sellsCaching: boolean;
  readonly lives: readonly CacheLife[];
  /** One per life, in the same order. */
  readonly breakEvens: readonly LifeBreakEven[];
  /** `null` where no cache is sold. */
  readonly minPrefixTokens: Fact<Tokens> | null;
  /** The weights are open and the catalogue knows what they keep per token. */
  readonly hasGeometry: boolean;
  readonly cost: OfferCost;
}

/** What of a scenario decides prices and costs of rows, apart from the workload that was ranked. */
type Priced = Buying & Pick<Scenario, 'warehouse'>;

/**
 * The rows of the Offers page, in the catalogue's order. Prices are those of the scenario's day; costs come from a
 * ranking of the same workload, `null` while there is none yet.
 */
export function offerRows({
  scenario,
  book,
  ranking,
  workload,
}: {
  scenario: Priced;
  book: OfferBook;
  ranking: readonly RankedOffer[] | null;
  /** The one that was ranked. */
  workload: Scenario['workload'];
}): readonly OfferRow[] {
  const ranked = new Map(ranking?.map((entry) => [entry.offer.id, entry]));
  const tasks = workload.people * workload.tasksPerPersonPerDay * workload.daysPerMonth;
  return offersToChoose(scenario, book).map((offer) =>
    offerRow({ scenario, book, offer, ranked: ranked.get(offer.id), tasks }),
  );
}

function offerRow({
  scenario,
  book,
  offer,
  ranked,
  tasks,
}: {
  scenario: Priced;
  book: OfferBook;
  offer: Offer;
  ranked: RankedOffer | undefined;
  tasks: number;
}): OfferRow {
  const resolved = resolveOffer({ ...scenario, offerId: offer.id }, book);
  const period = isProblem(resolved) ? null : resolved.period;
  const listed = isProblem(resolved) ? (periodAt({ offer, asOf: scenario.asOf }) ?? null) : resolved.list.period;
  const rates = period?.base ?? noRates({ offer, listed, reason: isProblem(resolved) ? resolved.message : '' });
  const { cachePolicy } = offer;
  const sellsCaching = cachePolicy.trigger !== 'none';
  return {
    offer,
    isCurrent: offer.id === scenario.offerId,
    period,
    listPeriod: listed,
    steps: isProblem(resolved) ? [] : resolved.steps,
    usesCarriedRates: !isProblem(resolved) && resolved.usesCarriedRates,
    input: rates.input,
    output: rates.output,
    cacheRead: rates.cacheRead,
    storage: rates.storage ?? NO_STORAGE,
    batch: isProblem(resolved) ? null : batchRates({ scenario, book, resolved }),
    readToInputRatio: ratioOf(rates),
    cacheWrites: cachePolicy.ttls.map(({ id }) => ({ ttlId: id, price: writePrice({ rates, ttlId: id }) })),
    sellsCaching,
    lives: cachePolicy.ttls.map((ttl) => ({ ttl, promise: promiseOf(ttl) })),
    breakEvens: cachePolicy.ttls.map((ttl) =>
      lifeBreakEven({ ttl, input: rates.input, write: writePrice({ rates, ttlId: ttl.id }), read: rates.cacheRead }),
    ),
    minPrefixTokens: sellsCaching ? cachePolicy.minPrefixTokens : null,
    hasGeometry: offer.geometryId !== null,
    cost: offerCost({ ranked, rates, readIsSet: scenario.warehouse.readUsdPerMTok !== null, tasksPerMonth: tasks }),
  };
}

const NO_STORAGE: Price = { state: 'not-sold', reason: 'No stored prefixes are sold for a rent.' };

/** The base rates if all work were sent as batch, otherwise bought as the scenario says. */
function batchRates({
  scenario,
  book,
  resolved,
}: {
  scenario: Priced;
  book: OfferBook;
  resolved: ResolvedOffer;
}): RateSet | null {
  if (!resolved.beforeTerms.period.modes?.some(({ id }) => id === BATCH)) return null;
  const bought = book.buy({
    ...resolved.beforeTerms,
    terms: { ...purchaseTerms(scenario), modeId: BATCH, modeRatio: 1 },
  });
  return bought.status === 'bought' ? bought.period.base : null;
}

const BATCH = 'batch';

function writePrice({ rates, ttlId }: { rates: RateSet; ttlId: string }): Price {
  return rates.cacheWrite[ttlId] ?? { state: 'unknown', reason: 'No price for this write is known.' };
}

/** The cheapest known write; `undefined` where none is known. */
export function lowestWrite(row: OfferRow): number | undefined {
  const known = row.cacheWrites.map(({ price }) => knownRate(price)).filter((rate) => rate !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** The longest life sold; `undefined` where no cache is sold. */
export function longestLife(row: OfferRow): number | undefined {
  return row.lives.length > 0 ? Math.max(...row.lives.map(({ ttl }) => ttl.seconds.value)) : undefined;
}

/** Where some of a row's values come from. */
export interface SourcedValues {
  /** Without a note: those of all values stand in `notes`. */
  readonly provenance: Provenance;
  /** Which values, in words. */
  readonly values: readonly string[];
  readonly notes: readonly string[];
}

/** Every source behind a row with the values it vouches for, so that a source is named once. */
export function sourcesOf(row: OfferRow): readonly SourcedValues[] {
  const found = new Map<string, { provenance: Provenance; values: Set<string>; notes: Set<string> }>();
  const add = (value: string, { kind, source, checkedOn, note }: Provenance): void => {
    const key = JSON.stringify([kind, source, checkedOn]);
    const entry = found.get(key) ?? { provenance: { kind, source, checkedOn }, values: new Set(), notes: new Set() };
    entry.values.add(value);
    if (note !== undefined) entry.notes.add(note);
    found.set(key, entry);
  };
  const addRates = ({ rates, suffix }: { rates: RateSet; suffix: string }): void => {
    const classes: readonly (readonly [string, Price])[] = [
      ['input', rates.input],
      ['output', rates.output],
      ['cache read', rates.cacheRead],
      ...Object.entries(rates.cacheWrite).map(([ttl, price]) => [`cache write ${ttl}`, price] as const),
    ];
    for (const [name, price] of classes) if (price.state === 'priced') add(`${name}${suffix}`, price.perMTok);
  };

  const { offer, period, lives, minPrefixTokens, sellsCaching } = row;
  if (period) {
    addRates({ rates: period.base, suffix: '' });
    for (const band of period.bands) addRates({ rates: band.rates, suffix: ' of long prompts' });
  }
  add('context', offer.contextTokens);
  for (const { ttl } of lives) add(`life ${ttl.id}`, ttl.seconds);
  if (minPrefixTokens) add('minimum prefix', minPrefixTokens);
  if (sellsCaching) {
    add('rounding of reads', offer.cachePolicy.granularityTokens);
    add('chance of a hit', offer.cachePolicy.hitRatio);
  }
  add('tokenizer factor', offer.tokenizerFactor);
  return [...found.values()].map(({ provenance, values, notes }) => ({
    provenance,
    values: shorten([...values]),
    notes: [...notes],
  }));
}

/** A value and the same value of long prompts, of one source, are named once. */
function shorten(values: readonly string[]): readonly string[] {
  return values.filter(
    (value) => !(value.endsWith(' of long prompts') && values.includes(value.replace(' of long prompts', ''))),
  );
}

function promiseOf(ttl: TtlOption): LifePromise {
  if (ttl.seconds.kind === 'assumed') return 'assumed';
  return ({ minimum: 'promised', fixed: 'exact', 'best-effort': 'best-effort' } as const)[ttl.semantics];
}

function ratioOf(rates: RateSet): Ratio | undefined {
  const input = knownRate(rates.input);
  const read = knownRate(rates.cacheRead);
  return input !== undefined && read !== undefined && input > 0 ? read / input : undefined;
}

/**
 * What a day without a price in dollars looks like. Without any price nothing is sold, and the reason is the same everywhere;
 * a list in another currency is sold, at a price in dollars that nobody has said, and its own price goes into the reason.
 */
function noRates({ offer, listed, reason }: { offer: Offer; listed: PricePeriod | null; reason: string }): RateSet {
  const price = (list: Price | undefined): Price => {
    if (listed === null) return { state: 'not-sold', reason };
    if (list?.state !== 'priced') return list ?? { state: 'unknown', reason };
    return { state: 'unknown', reason: `${list.perMTok.value} ${offer.currency} per million tokens. ${reason}` };
  };
  const base = listed?.base;
  return {
    input: price(base?.input),
    output: price(base?.output),
    cacheRead: price(base?.cacheRead),
    cacheWrite: Object.fromEntries(offer.cachePolicy.ttls.map(({ id }) => [id, price(base?.cacheWrite[id])])),
  };
}
