import { createColumnHelper } from '@tanstack/react-table';
import { knownRate } from '../../../domain/offer/rate-card.ts';
import { longestLife, lowestWrite, type OfferRow } from '../../../evaluate/offer-row.ts';
import { formatNumber, formatPercent, formatTokensShort, formatUsd } from '../../format/number.ts';
import { CachingFigure, FactFigure, MissingFigure, PriceFigure } from './figures.tsx';
import { byNumber, byText, isOneOf, isWanted, type offerFeatures } from './offer-table.ts';
import { changeText, ttlText } from './words.ts';
import styles from './OffersTable.module.css';

const helper = createColumnHelper<typeof offerFeatures, OfferRow>();

/** Missing values come last whichever way a column is sorted. */
const NUMERIC = { sortFn: byNumber, sortUndefined: 'last', sortDescFirst: false } as const;

const NO_CACHE_REASON = 'No cache is sold, so nothing is written to one.';

function costNumber(
  pick: (cost: Extract<OfferRow['cost'], { status: 'priced' }>) => number | undefined,
): (row: OfferRow) => number | undefined {
  return ({ cost }) => (cost.status === 'priced' ? pick(cost) : undefined);
}

/** Column that holds the row's name, its details and the way to use it; the table draws it. */
export const OFFER_COLUMN = 'offer';

export const offerColumns = helper.columns([
  helper.accessor(({ offer }) => offer.modelName, {
    id: OFFER_COLUMN,
    header: 'Offer',
    meta: { label: 'Offer' },
    sortFn: byText,
    enableHiding: false,
  }),
  helper.group({
    id: 'workload',
    header: 'This workload',
    columns: helper.columns([
      helper.accessor(
        costNumber(({ withoutUsd }) => withoutUsd),
        {
          id: 'without',
          header: 'Best policy, $/month',
          meta: { label: 'Cost without warehouse', numeric: true, isCost: true },
          ...NUMERIC,
          cell: ({
            row: {
              original: { cost },
            },
          }) => cost.status === 'priced' && formatUsd(cost.withoutUsd),
        },
      ),
      helper.accessor(
        costNumber(({ warehouse }) => (warehouse.state === 'priced' ? warehouse.usd : undefined)),
        {
          id: 'with',
          header: 'Warehouse, $/month',
          meta: { label: 'Cost with warehouse', numeric: true, isCost: true },
          ...NUMERIC,
          cell: ({
            row: {
              original: { cost },
            },
          }) => {
            if (cost.status !== 'priced') return null;
            const { warehouse } = cost;
            if (warehouse.state === 'priced') {
              return (
                <>
                  {formatUsd(warehouse.usd)}
                  <p className={warehouse.changeRatio > 0 ? styles.dearer : styles.share}>
                    {changeText(warehouse.changeRatio)}
                  </p>
                </>
              );
            }
            return (
              <MissingFigure
                column="with"
                name="Cost with warehouse"
                state={warehouse.state}
                reason={warehouse.reason}
              />
            );
          },
        },
      ),
      helper.accessor(
        costNumber(({ hitRatio }) => hitRatio),
        {
          id: 'hit',
          header: 'Hit rate',
          meta: { label: 'Hit rate', numeric: true, isCost: true },
          ...NUMERIC,
          sortDescFirst: true,
          cell: ({
            row: {
              original: { cost },
            },
          }) => cost.status === 'priced' && formatPercent(cost.hitRatio),
        },
      ),
      helper.accessor(({ cost }) => (cost.status === 'priced' ? cost.policy : undefined), {
        id: 'policy',
        header: 'Policy used',
        meta: { label: 'Policy used', isCost: true },
        sortFn: byText,
        sortUndefined: 'last',
        cell: ({
          row: {
            original: { cost },
          },
        }) =>
          cost.status === 'priced' && (
            <>
              <p className={styles.policy}>{cost.policy}</p>
              {cost.uncostedTtlIds.length > 0 && (
                <p className={styles.share}>{cost.uncostedTtlIds.map(ttlText).join(', ')} not costed</p>
              )}
            </>
          ),
      }),
    ]),
  }),
  helper.group({
    id: 'prices',
    header: 'Price, $ per M tokens',
    columns: helper.columns([
      helper.accessor(({ input }) => knownRate(input), {
        id: 'input',
        header: 'Input',
        meta: { label: 'Input price', numeric: true, hasFigures: true },
        ...NUMERIC,
        cell: ({ row: { original } }) => (
          <PriceFigure
            row={original}
            column="input"
            name="Input"
            price={original.input}
            inBand={({ input }) => input}
          />
        ),
      }),
      helper.accessor(({ output }) => knownRate(output), {
        id: 'output',
        header: 'Output',
        meta: { label: 'Output price', numeric: true, hasFigures: true },
        ...NUMERIC,
        cell: ({ row: { original } }) => (
          <PriceFigure
            row={original}
            column="output"
            name="Output"
            price={original.output}
            inBand={({ output }) => output}
          />
        ),
      }),
      helper.accessor(({ cacheRead }) => knownRate(cacheRead), {
        id: 'read',
        header: 'Cache read, % of input',
        meta: { label: 'Cache read price', numeric: true, hasFigures: true },
        ...NUMERIC,
        cell: ({ row: { original } }) => (
          <>
            <PriceFigure
              row={original}
              column="read"
              name="Cache read"
              price={original.cacheRead}
              inBand={({ cacheRead }) => cacheRead}
            />
            {original.readToInputRatio !== undefined && (
              <p className={styles.share}>{formatPercent(original.readToInputRatio)}</p>
            )}
          </>
        ),
      }),
      helper.accessor((row) => lowestWrite(row), {
        id: 'write',
        header: 'Cache write',
        meta: { label: 'Cache write price', numeric: true, hasFigures: true },
        ...NUMERIC,
        cell: ({ row: { original } }) =>
          original.cacheWrites.length === 0 ? (
            <MissingFigure column="write" name="Cache write" state="not-sold" reason={NO_CACHE_REASON} />
          ) : (
            <ul className={styles.writes}>
              {original.cacheWrites.map(({ ttlId, price }, i) => (
                <li key={ttlId}>
                  <span className={styles.ttl}>{ttlId}</span>{' '}
                  <PriceFigure
                    row={original}
                    column="write"
                    isFirst={i === 0}
                    name={`Cache write ${ttlText(ttlId)}`}
                    price={price}
                    inBand={({ cacheWrite }) => cacheWrite[ttlId]}
                  />
                </li>
              ))}
            </ul>
          ),
      }),
    ]),
  }),
  helper.group({
    id: 'cache',
    header: 'Cache and context',
    columns: helper.columns([
      helper.accessor((row) => longestLife(row), {
        id: 'caching',
        header: 'Caching',
        meta: { label: 'Caching, longest life', hasFigures: true },
        ...NUMERIC,
        sortDescFirst: true,
        cell: ({ row: { original } }) =>
          original.sellsCaching ? (
            <CachingFigure row={original} column="caching" />
          ) : (
            <MissingFigure
              column="caching"
              name="Caching"
              state="not-sold"
              reason={original.cacheRead.state === 'priced' ? NO_CACHE_REASON : original.cacheRead.reason}
            />
          ),
      }),
      helper.accessor(({ minPrefixTokens }) => minPrefixTokens?.value, {
        id: 'minimum',
        header: 'Min. prefix, tokens',
        meta: { label: 'Minimum prefix', numeric: true, hasFigures: true },
        ...NUMERIC,
        cell: ({ row: { original } }) =>
          original.minPrefixTokens ? (
            <FactFigure
              row={original}
              column="minimum"
              name="Minimum prefix"
              text={formatNumber(original.minPrefixTokens.value)}
              fact={original.minPrefixTokens}
            />
          ) : (
            <MissingFigure
              column="minimum"
              name="Minimum prefix"
              state="not-sold"
              reason="No cache is sold, so no prefix is too short for it."
            />
          ),
      }),
      helper.accessor(({ offer }) => offer.contextTokens.value, {
        id: 'context',
        header: 'Context, tokens',
        meta: { label: 'Context', numeric: true, hasFigures: true },
        ...NUMERIC,
        sortDescFirst: true,
        cell: ({ row: { original } }) => (
          <FactFigure
            row={original}
            column="context"
            name="Context"
            text={formatTokensShort(original.offer.contextTokens.value)}
            fact={original.offer.contextTokens}
          />
        ),
      }),
    ]),
  }),
  helper.accessor(({ offer }) => offer.sellerName, {
    id: 'seller',
    meta: { label: 'Seller' },
    filterFn: isOneOf,
    enableHiding: false,
  }),
  helper.accessor(({ sellsCaching }) => sellsCaching, {
    id: 'sells',
    meta: { label: 'Caching sold' },
    filterFn: isWanted,
    enableHiding: false,
  }),
  helper.accessor(({ hasGeometry }) => hasGeometry, {
    id: 'geometry',
    meta: { label: 'KV geometry known' },
    filterFn: isWanted,
    enableHiding: false,
  }),
]);

/** Filter columns are part of the model but never drawn. */
export const HIDDEN_COLUMNS: Readonly<Record<string, boolean>> = { seller: false, sells: false, geometry: false };
