import { BESIDE_FIGURES, PRICE_FIGURES } from './offer-compare-prices.ts';
import type { OfferRow } from './offer-row.ts';
import {
  known,
  noCacheReason,
  none,
  noSuchLife,
  notSold,
  ofCost,
  ofIdle,
  ofLife,
  ofPrice,
  ofReuse,
  orElse,
  type FigureValue,
} from './offer-compare-values.ts';

/** What a figure is counted in; `text` for words. */
export type FigureUnit =
  | 'usdPerMonth'
  | 'usdPerTask'
  | 'usdPerMTok'
  | 'usdPerMTokHour'
  | 'effectiveUsdPerMTok'
  | 'ratio'
  | 'changeRatio'
  | 'reuses'
  | 'tokens'
  | 'seconds'
  | 'text';

/** Columns of the Offers page that hold figures. */
export type FigureColumn =
  | 'offer'
  | 'without'
  | 'with'
  | 'hit'
  | 'effective'
  | 'allin'
  | 'task'
  | 'policy'
  | 'input'
  | 'output'
  | 'read'
  | 'write'
  | 'rent'
  | 'batch'
  | 'caching'
  | 'reuse'
  | 'idle'
  | 'minimum'
  | 'context';

/** One figure of an offer: named, in a unit, read off a row. Tables, comparisons and exports share them. */
export interface OfferFigure {
  readonly id: string;
  /** The column of the page that shows it; `null` where only a comparison does. */
  readonly column: FigureColumn | null;
  readonly section: 'Offer' | 'This workload' | 'Price' | 'Cache and context';
  readonly label: string;
  readonly unit: FigureUnit;
  readonly read: (row: OfferRow) => FigureValue;
}

/**
 * Every figure of some offers, in the order of the page. Figures of a cache life are repeated for each life that any of
 * the offers sells, shortest first.
 */
export function offerFigures(rows: readonly OfferRow[]): readonly OfferFigure[] {
  const lives = livesOf(rows);
  const perLife = (figure: Omit<OfferFigure, 'id' | 'read'> & { readonly id: string }, read: LifeReader) =>
    lives.map((ttlId): OfferFigure => ({
      ...figure,
      id: `${figure.id}:${ttlId}`,
      label: `${figure.label}, ${ttlId}`,
      read: (row) => (row.sellsCaching ? read({ row, ttlId }) : notSold(noCacheReason(row))),
    }));
  return [
    ...FIRST,
    ...PRICE_FIGURES,
    ...perLife(
      { id: 'write', column: 'write', section: 'Price', label: 'Cache write', unit: 'usdPerMTok' },
      (asked) => {
        const found = asked.row.cacheWrites.find(({ ttlId }) => ttlId === asked.ttlId);
        return found ? ofPrice(found.price) : noSuchLife(asked);
      },
    ),
    ...BESIDE_FIGURES,
    ...CACHE,
    ...perLife({ id: 'life', column: 'caching', ...LIFE, label: 'Life', unit: 'seconds' }, (asked) =>
      ofLife({ ...asked, lives: asked.row.lives, pick: ({ ttl }) => known(ttl.seconds.value) }),
    ),
    ...perLife({ id: 'reuse', column: 'reuse', ...LIFE, label: 'Break-even reuse', unit: 'reuses' }, (asked) =>
      ofLife({ ...asked, lives: asked.row.breakEvens, pick: ({ reuse }) => ofReuse(reuse) }),
    ),
    ...perLife(
      { id: 'idle', column: 'idle', ...LIFE, label: 'Break-even idle time of pings', unit: 'seconds' },
      (asked) => ofLife({ ...asked, lives: asked.row.breakEvens, pick: ({ idle }) => ofIdle(idle) }),
    ),
    ...LAST,
  ];
}

const LIFE = { section: 'Cache and context' } as const;

type LifeReader = (asked: { readonly row: OfferRow; readonly ttlId: string }) => FigureValue;

const FIRST: readonly OfferFigure[] = [
  {
    id: 'model',
    column: 'offer',
    section: 'Offer',
    label: 'Model',
    unit: 'text',
    read: (row) => known(row.offer.modelName),
  },
  {
    id: 'seller',
    column: 'offer',
    section: 'Offer',
    label: 'Seller',
    unit: 'text',
    read: (row) => known(row.offer.sellerName),
  },
  { id: 'id', column: 'offer', section: 'Offer', label: 'Offer id', unit: 'text', read: (row) => known(row.offer.id) },
  {
    ...costFigure({ id: 'without', label: 'Best policy', unit: 'usdPerMonth' }),
    read: ofCost(({ withoutUsd }) => known(withoutUsd)),
  },
  {
    ...costFigure({ id: 'with', label: 'With a token warehouse', unit: 'usdPerMonth' }),
    read: ofCost(({ warehouse }) => (warehouse.state === 'priced' ? known(warehouse.usd) : warehouse)),
  },
  {
    ...costFigure({ id: 'with', label: 'Warehouse against best policy', unit: 'changeRatio' }),
    id: 'change',
    read: ofCost(({ warehouse }) => (warehouse.state === 'priced' ? known(warehouse.changeRatio) : warehouse)),
  },
  { ...costFigure({ id: 'hit', label: 'Hit rate', unit: 'ratio' }), read: ofCost(({ hitRatio }) => known(hitRatio)) },
  {
    ...costFigure({ id: 'effective', label: 'Effective price of prompts', unit: 'effectiveUsdPerMTok' }),
    read: ofCost(({ promptUsdPerMTok }) => orElse({ value: promptUsdPerMTok, missing: none(NO_PROMPT) })),
  },
  {
    ...costFigure({ id: 'allin', label: 'All in over prompts', unit: 'effectiveUsdPerMTok' }),
    read: ofCost(({ allInUsdPerMTok }) => orElse({ value: allInUsdPerMTok, missing: none(NO_PROMPT) })),
  },
  {
    ...costFigure({ id: 'task', label: 'Best policy, per task', unit: 'usdPerTask' }),
    read: ofCost(({ taskUsd }) => orElse({ value: taskUsd, missing: none('The workload starts no task.') })),
  },
  {
    ...costFigure({ id: 'policy', label: 'Policy used', unit: 'text' }),
    read: ofCost(({ policy, uncostedTtlIds }) =>
      known(uncostedTtlIds.length > 0 ? `${policy}; not costed: ${uncostedTtlIds.join(', ')}` : policy),
    ),
  },
];

const CACHE: readonly OfferFigure[] = [
  {
    id: 'trigger',
    column: 'caching',
    section: 'Cache and context',
    label: 'Caching',
    unit: 'text',
    read: (row) => (row.sellsCaching ? known(row.offer.cachePolicy.trigger) : notSold(noCacheReason(row))),
  },
];

const LAST: readonly OfferFigure[] = [
  {
    id: 'minimum',
    column: 'minimum',
    section: 'Cache and context',
    label: 'Minimum prefix',
    unit: 'tokens',
    read: (row) => orElse({ value: row.minPrefixTokens?.value, missing: notSold(noCacheReason(row)) }),
  },
  {
    id: 'rounding',
    column: null,
    section: 'Cache and context',
    label: 'Reads rounded down to',
    unit: 'tokens',
    read: (row) =>
      row.sellsCaching ? known(row.offer.cachePolicy.granularityTokens.value) : notSold(noCacheReason(row)),
  },
  {
    id: 'found',
    column: null,
    section: 'Cache and context',
    label: 'Chance of a hit within the life',
    unit: 'ratio',
    read: (row) => (row.sellsCaching ? known(row.offer.cachePolicy.hitRatio.value) : notSold(noCacheReason(row))),
  },
  {
    id: 'context',
    column: 'context',
    section: 'Cache and context',
    label: 'Context',
    unit: 'tokens',
    read: ({ offer }) => known(offer.contextTokens.value),
  },
];

const NO_PROMPT = 'The workload sends no prompt tokens.';

function costFigure<T extends FigureColumn>({ id, label, unit }: { id: T; label: string; unit: FigureUnit }) {
  return { id, column: id, section: 'This workload', label, unit } as const;
}

/** Ids of the lives that any of the offers sells, shortest first; those of one length in the order of the rows. */
function livesOf(rows: readonly OfferRow[]): readonly string[] {
  const shortest = new Map<string, number>();
  for (const { lives } of rows)
    for (const { ttl } of lives) shortest.set(ttl.id, Math.min(ttl.seconds.value, shortest.get(ttl.id) ?? Infinity));
  return [...shortest].toSorted(([, a], [, b]) => a - b).map(([id]) => id);
}
