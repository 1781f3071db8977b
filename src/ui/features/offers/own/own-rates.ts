import { knownRate, type Band, type Price, type RateSet } from '../../../../domain/offer/rate-card.ts';
import type { OfferBook } from '../../../../evaluate/offer-book.ts';
import { isProblem } from '../../../../evaluate/resolve.ts';
import { resolveOffer } from '../../../../evaluate/resolve-offer.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';

export type OwnOffer = ScenarioState['scenario']['ownOffers'][number];

/** One class of one band, at the list and at the own price. */
export interface RateRow {
  /** `input`, `cacheWrite:5m`, `storage` … */
  readonly class: string;
  readonly list: Price;
  readonly own: Price;
  /** Own less list, in USD per million tokens; `null` where one of them is no number. */
  readonly differenceUsdPerMTok: number | null;
  /** Own ÷ list − 1; `null` also where the list is free. */
  readonly changeRatio: number | null;
}

export interface RateSection {
  /** `null`: prompts below every band. */
  readonly band: Band | null;
  readonly rows: readonly RateRow[];
}

/** An own offer beside the list it starts from. */
export type OwnRates =
  | {
      readonly status: 'ok';
      readonly sellerName: string;
      /** Base first, then the bands, shortest prompts first. */
      readonly sections: readonly RateSection[];
      /** What stands between both lists and these rates: currency, hours. */
      readonly steps: readonly string[];
      /** A commitment's share off, which comes on top; 0 where there is none. */
      readonly furtherDiscountRatio: number;
    }
  | { readonly status: 'refused'; readonly reason: string };

/**
 * The rates of an own offer and of the list below it, in USD on the scenario's day, as every page uses them but for the
 * scenario's terms: mode, modifiers and commitments are left out on both sides, as they come on top of either.
 *
 * Example: 20 % off an input of 5 is list 5, own 4, difference −1, change −0.2.
 */
export function ownRates({
  scenario,
  own,
  book,
}: {
  scenario: ScenarioState['scenario'];
  own: OwnOffer;
  book: OfferBook;
}): OwnRates {
  const { purchase } = scenario;
  const plain = { ...scenario, purchase: { ...purchase, modeRatio: 0, modifierIds: [], commitments: [] } };
  const list = resolveOffer({ ...plain, offerId: own.basedOn }, book);
  if (isProblem(list)) return { status: 'refused', reason: list.message };
  const ours = resolveOffer({ ...plain, offerId: own.id }, book);
  if (isProblem(ours)) return { status: 'refused', reason: ours.message };
  const { seller, sellerName } = list.offer;
  return {
    status: 'ok',
    sellerName,
    sections: [
      { band: null, rows: rowsOf({ list: list.period.base, own: ours.period.base }) },
      ...list.period.bands.flatMap((band, i) => {
        const rates = ours.period.bands[i]?.rates;
        return rates ? [{ band, rows: rowsOf({ list: band.rates, own: rates }) }] : [];
      }),
    ],
    steps: ours.steps,
    furtherDiscountRatio: purchase.commitments.find((commitment) => commitment.seller === seller)?.discountRatio ?? 0,
  };
}

/** Whether every write costs on the list what input does there: it is then input under another name, and follows it. */
export function writesFollowInput(rates: OwnRates): boolean {
  const rows = rates.status === 'ok' ? (rates.sections[0]?.rows ?? []) : [];
  const input = rows.find((row) => row.class === 'input');
  const writes = rows.filter((row) => row.class.startsWith('cacheWrite:'));
  const listed = input && knownRate(input.list);
  return listed !== undefined && writes.length > 0 && writes.every(({ list }) => knownRate(list) === listed);
}

function rowsOf({ list, own }: { list: RateSet; own: RateSet }): readonly RateRow[] {
  const ownPrices = new Map(pricesOf(own));
  return pricesOf(list).flatMap(([name, price]) => {
    const ownPrice = ownPrices.get(name);
    return ownPrice ? [rowOf({ class: name, list: price, own: ownPrice })] : [];
  });
}

function pricesOf(rates: RateSet): readonly (readonly [string, Price])[] {
  return [
    ['input', rates.input],
    ['cacheRead', rates.cacheRead],
    ...Object.entries(rates.cacheWrite).map(([ttl, price]) => [`cacheWrite:${ttl}`, price] as const),
    ['output', rates.output],
    ...(rates.storage ? [['storage', rates.storage] as const] : []),
  ];
}

function rowOf(row: Pick<RateRow, 'class' | 'list' | 'own'>): RateRow {
  const list = knownRate(row.list);
  const own = knownRate(row.own);
  if (list === undefined || own === undefined) return { ...row, differenceUsdPerMTok: null, changeRatio: null };
  return { ...row, differenceUsdPerMTok: own - list, changeRatio: list === 0 ? null : own / list - 1 };
}
