import { chooseRates } from '../../domain/offer/choose-rates.ts';
import { knownRate, periodAt, type Offer, type Price, type PricePeriod } from '../../domain/offer/rate-card.ts';
import { USD } from '../../domain/offer/unpriceable.ts';
import type { OfferBook } from '../offer-book.ts';

/** A mode or a modifier that some offer sells. */
export interface SoldTerm {
  readonly id: string;
  readonly name: string;
  /** How many offers of the book sell it on that day. */
  readonly offers: number;
}

/** Every mode that offers of the book sell on a day, the most common first. */
export function modesSold({ book, asOf }: { book: OfferBook; asOf: string }): readonly SoldTerm[] {
  return termsSold({ book, asOf, of: ({ modes = [] }) => modes });
}

/** Every modifier likewise. */
export function modifiersSold({ book, asOf }: { book: OfferBook; asOf: string }): readonly SoldTerm[] {
  return termsSold({ book, asOf, of: ({ modifiers = [] }) => modifiers });
}

function termsSold({
  book,
  asOf,
  of,
}: {
  book: OfferBook;
  asOf: string;
  of: (period: PricePeriod) => readonly { readonly id: string; readonly name: string }[];
}): readonly SoldTerm[] {
  const byId = new Map<string, SoldTerm>();
  for (const offer of book.offers) {
    const period = periodAt({ offer, asOf });
    for (const { id, name } of period ? of(period) : []) {
      const known = byId.get(id);
      byId.set(id, { id, name: known?.name ?? name, offers: (known?.offers ?? 0) + 1 });
    }
  }
  return [...byId.values()].toSorted((a, b) => b.offers - a.offers || a.id.localeCompare(b.id, 'en'));
}

/** Currencies other than the dollar that offers of the book are priced in. */
export function foreignCurrencies(book: OfferBook): readonly string[] {
  return [...new Set(book.offers.map(({ currency }) => currency))].filter((code) => code !== USD).toSorted();
}

/** Sellers of the book, by name. */
export function sellersOf(book: OfferBook): readonly { readonly seller: string; readonly sellerName: string }[] {
  const names = new Map(book.offers.map(({ seller, sellerName }) => [seller, sellerName]));
  return [...names]
    .map(([seller, sellerName]) => ({ seller, sellerName }))
    .toSorted((a, b) => a.sellerName.localeCompare(b.sellerName, 'en'));
}

/** What becomes of a class of rates in a mode. */
export type InMode =
  /** Sold, at so many times the standard price: the least and the most among the offers it stands for. */
  | { readonly kind: 'times'; readonly least: number; readonly most: number }
  /** Sold as standard but not in the mode: billed as the mode's input. */
  | { readonly kind: 'as-input' }
  /** Sold neither way. */
  | { readonly kind: 'not-sold' }
  /** A price is unknown, or standard is free and a ratio means nothing. */
  | { readonly kind: 'unknown' };

/** One seller's offers in a mode. */
export interface ModeAtSeller {
  readonly seller: string;
  readonly sellerName: string;
  readonly offers: number;
  /** How many of them sell the mode. */
  readonly soldBy: number;
  readonly input: readonly InMode[];
  readonly output: readonly InMode[];
  readonly reads: readonly InMode[];
  /** Of every life together. */
  readonly writes: readonly InMode[];
}

/**
 * Who sells a mode, and what becomes of each class of rates in it, against the standard list of the same offer: base band,
 * printed price of no particular hour, no modifiers. Sellers in the order of the book; those without it are left out.
 *
 * Example: a batch at half price that leaves cached tokens alone gives input × 0.5 and reads × 1.
 * Ignores bands of long prompts and other caches of an offer.
 */
export function modeAtSellers({
  book,
  asOf,
  modeId,
}: {
  book: OfferBook;
  asOf: string;
  modeId: string;
}): readonly ModeAtSeller[] {
  const names = new Map(book.offers.map(({ seller, sellerName }) => [seller, sellerName]));
  return [...names].flatMap(([seller, sellerName]) => {
    const offers = book.offers.filter((offer) => offer.seller === seller);
    const inMode = offers.flatMap((offer) => classesInMode({ offer, asOf, modeId }) ?? []);
    if (inMode.length === 0) return [];
    const merged = (of: (classes: ClassesInMode) => readonly InMode[]): readonly InMode[] => merge(inMode.flatMap(of));
    return [
      {
        seller,
        sellerName,
        offers: offers.length,
        soldBy: inMode.length,
        input: merged(({ input }) => input),
        output: merged(({ output }) => output),
        reads: merged(({ reads }) => reads),
        writes: merged(({ writes }) => writes),
      },
    ];
  });
}

type ClassesInMode = Pick<ModeAtSeller, 'input' | 'output' | 'reads' | 'writes'>;

function classesInMode({
  offer,
  asOf,
  modeId,
}: {
  offer: Offer;
  asOf: string;
  modeId: string;
}): ClassesInMode | undefined {
  const listed = periodAt({ offer, asOf });
  if (!listed?.modes?.some(({ id }) => id === modeId)) return undefined;
  const { schedules: _schedules, ...period } = listed;
  const chosen = chooseRates({ period, promptTokens: 0, outputTokens: 0, mode: modeId });
  if (chosen.status === 'refused') return undefined;
  const { rates } = chosen;
  const { base } = period;
  const ttlIds = Object.keys(base.cacheWrite);
  // What is billed as input is as unknown as that.
  const isInputKnown = rates.input.state === 'priced';
  const cached = (standard: Price | undefined, mode: Price | undefined): InMode => {
    const found = inMode({ standard, mode });
    return found.kind === 'as-input' && !isInputKnown ? { kind: 'unknown' } : found;
  };
  return {
    input: [inMode({ standard: base.input, mode: rates.input })],
    output: [inMode({ standard: base.output, mode: rates.output })],
    reads: [cached(base.cacheRead, rates.cacheRead)],
    writes:
      ttlIds.length === 0
        ? [{ kind: 'not-sold' }]
        : ttlIds.map((id) => cached(base.cacheWrite[id], rates.cacheWrite[id])),
  };
}

function inMode({ standard, mode }: { standard: Price | undefined; mode: Price | undefined }): InMode {
  if (standard === undefined || standard.state === 'not-sold') return { kind: 'not-sold' };
  if (mode === undefined || mode.state === 'not-sold') return { kind: 'as-input' };
  const [standardRate, modeRate] = [knownRate(standard), knownRate(mode)];
  if (standardRate === undefined || modeRate === undefined || standardRate === 0) return { kind: 'unknown' };
  // Prices are decimal: 1.25 ÷ 2.5 is 0.5, whatever two divisions make of it.
  const ratio = Number((modeRate / standardRate).toPrecision(9));
  return { kind: 'times', least: ratio, most: ratio };
}

/** Each kind once, ratios as a range. */
function merge(states: readonly InMode[]): readonly InMode[] {
  const merged: InMode[] = [];
  for (const state of states) {
    const at = merged.findIndex(({ kind }) => kind === state.kind);
    const known = merged[at];
    if (known === undefined) merged.push(state);
    else if (known.kind === 'times' && state.kind === 'times')
      merged[at] = {
        kind: 'times',
        least: Math.min(known.least, state.least),
        most: Math.max(known.most, state.most),
      };
  }
  return merged;
}
