import { MOST_COMPARED } from '../../../evaluate/offer-compare.ts';
import type { FigureColumn } from '../../../evaluate/offer-compare-figures.ts';
import type { PriceSize } from '../../../evaluate/offer-csv.ts';

export const COLUMNS = [
  'offer',
  'without',
  'with',
  'hit',
  'effective',
  'allin',
  'task',
  'policy',
  'input',
  'output',
  'read',
  'write',
  'rent',
  'batch',
  'caching',
  'reuse',
  'idle',
  'minimum',
  'context',
] as const satisfies readonly FigureColumn[];
const HIDDEN_AT_FIRST: readonly FigureColumn[] = ['allin', 'task', 'rent', 'batch', 'reuse', 'idle', 'minimum'];

export const TRIGGERS = ['automatic', 'explicit', 'none'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** What an offer must have to be listed. */
export const NEEDS = ['cache', 'runs', 'priced', 'geometry', 'sold'] as const;
export type Need = (typeof NEEDS)[number];

/** How the table is looked at: what the address says after `view=`. */
export interface OfferView {
  /** Words, one space between them. */
  readonly query: string;
  /** Ids of sellers; none: all. */
  readonly sellers: readonly string[];
  /** None: all. */
  readonly triggers: readonly Trigger[];
  readonly needs: readonly Need[];
  /** Only offers of the model that this offer sells. */
  readonly modelOf: string | null;
  /** Never empty: without a choice, cheapest first. */
  readonly sorting: readonly { readonly id: FigureColumn; readonly desc: boolean }[];
  readonly shown: readonly FigureColumn[];
  /** Beside the offer's name, in this order; always shown. */
  readonly pinned: readonly FigureColumn[];
  readonly isGrouped: boolean;
  readonly priceSize: PriceSize;
  /** Ids of offers. */
  readonly compared: readonly string[];
}

export const FIRST_VIEW: OfferView = {
  query: '',
  sellers: [],
  triggers: [],
  needs: [],
  modelOf: null,
  sorting: [{ id: 'without', desc: false }],
  shown: COLUMNS.filter((id) => !HIDDEN_AT_FIRST.includes(id)),
  pinned: [],
  isGrouped: false,
  priceSize: 'M',
  compared: [],
};

/** Everything that narrows the table taken away. */
export const UNFILTERED: Pick<OfferView, 'query' | 'sellers' | 'triggers' | 'needs' | 'modelOf'> = {
  query: '',
  sellers: [],
  triggers: [],
  needs: [],
  modelOf: null,
};

export function isNarrowed({ query, sellers, triggers, needs, modelOf }: OfferView): boolean {
  return query !== '' || modelOf !== null || sellers.length + triggers.length + needs.length > 0;
}

/** Ids that the catalogue knows. */
export interface KnownIds {
  readonly sellers: readonly string[];
  readonly offers: readonly string[];
}

/**
 * The view as a short text: parts `key.value*value` with a space between them, in the address a `+`. Only what differs
 * from the first view is said; the first view itself is the empty text.
 *
 * Example: `sort.-input*read show.task group.seller compare.groq%2Fx*cerebras%2Fy` (in the address).
 */
export function printOfferView(view: OfferView): string {
  const first = FIRST_VIEW;
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['q', view.query === '' ? [] : view.query.split(' ')],
    ['seller', view.sellers],
    ['trigger', view.triggers],
    ['only', view.needs],
    ['model', view.modelOf === null ? [] : [view.modelOf]],
    [
      'sort',
      isSameSorting(view.sorting, first.sorting) ? [] : view.sorting.map(({ id, desc }) => (desc ? `-${id}` : id)),
    ],
    ['show', view.shown.filter((id) => !first.shown.includes(id) && !view.pinned.includes(id))],
    ['hide', first.shown.filter((id) => !view.shown.includes(id))],
    ['pin', view.pinned],
    ['group', view.isGrouped ? ['seller'] : []],
    ['per', view.priceSize === 'K' ? ['1k'] : []],
    ['compare', view.compared],
  ];
  return parts
    .filter(([, values]) => values.length > 0)
    .map(([key, values]) => `${key}.${values.map(escaped).join('*')}`)
    .join(' ');
}

/** The view that a text asks for. What is unknown or misspelt is ignored; the rest counts. */
export function parseOfferView({ text, known }: { text: string; known: KnownIds }): OfferView {
  const parts = new Map<string, readonly string[]>();
  for (const part of text.split(' ')) {
    const dot = part.indexOf('.');
    if (dot > 0)
      parts.set(
        part.slice(0, dot),
        part
          .slice(dot + 1)
          .split('*')
          .map(unescaped),
      );
  }
  const among = <T extends string>(key: string, allowed: readonly T[]): readonly T[] => [
    ...new Set((parts.get(key) ?? []).flatMap((value) => allowed.find((candidate) => candidate === value) ?? [])),
  ];
  const movable: readonly FigureColumn[] = COLUMNS.filter((id) => id !== 'offer');
  const pinned = among('pin', movable);
  const shown = among('show', movable);
  const hidden = among('hide', movable);
  return {
    query: (parts.get('q') ?? []).filter((word) => word !== '').join(' '),
    sellers: among('seller', known.sellers),
    triggers: among('trigger', TRIGGERS),
    needs: among('only', NEEDS),
    modelOf: among('model', known.offers)[0] ?? null,
    sorting: sortingOf(parts.get('sort') ?? []),
    shown: COLUMNS.filter(
      (id) => pinned.includes(id) || ((FIRST_VIEW.shown.includes(id) || shown.includes(id)) && !hidden.includes(id)),
    ),
    pinned,
    isGrouped: among('group', ['seller']).length > 0,
    priceSize: among('per', ['1k']).length > 0 ? 'K' : 'M',
    compared: among('compare', known.offers).slice(0, MOST_COMPARED),
  };
}

function sortingOf(values: readonly string[]): OfferView['sorting'] {
  const found = new Map<FigureColumn, boolean>();
  for (const value of values) {
    const desc = value.startsWith('-');
    const id = COLUMNS.find((column) => column === (desc ? value.slice(1) : value));
    if (id !== undefined && !found.has(id)) found.set(id, desc);
  }
  return found.size > 0 ? [...found].map(([id, desc]) => ({ id, desc })) : FIRST_VIEW.sorting;
}

function isSameSorting(a: OfferView['sorting'], b: OfferView['sorting']): boolean {
  return a.length === b.length && a.every(({ id, desc }, i) => id === b[i]?.id && desc === b[i]?.desc);
}

/** The separators inside a value; the address escapes the rest itself. */
function escaped(value: string): string {
  return value.replace(/[%* ]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function unescaped(value: string): string {
  return value.replace(/%(25|2A|20)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
