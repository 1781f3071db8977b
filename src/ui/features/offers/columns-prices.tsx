import { knownRate, type Price, type RateSet } from '../../../domain/offer/rate-card.ts';
import { lowestWrite, type OfferRow } from '../../../evaluate/offer-row.ts';
import { formatPercent } from '../../format/number.ts';
import { helper, NO_CACHE_REASON, NUMERIC } from './column-kinds.ts';
import { MissingFigure, PriceFigure } from './figures.tsx';
import { ttlText } from './words.ts';
import styles from './OffersTable.module.css';

const BATCH_CLASSES: readonly {
  readonly name: string;
  readonly short: string;
  readonly pick: (rates: RateSet) => Price;
}[] = [
  { name: 'input', short: 'in', pick: ({ input }) => input },
  { name: 'output', short: 'out', pick: ({ output }) => output },
  { name: 'cache read', short: 'read', pick: ({ cacheRead }) => cacheRead },
];

/** What the seller’s list says. */
export const priceColumns = helper.group({
  id: 'prices',
  header: 'Price, $ per M tokens',
  columns: helper.columns([
    helper.accessor(({ input }) => knownRate(input), {
      id: 'input',
      header: 'Input',
      meta: { label: 'Input price', widthPx: 64, numeric: true, hasFigures: true },
      ...NUMERIC,
      cell: ({ row: { original } }) => (
        <PriceFigure row={original} column="input" name="Input" price={original.input} inBand={({ input }) => input} />
      ),
    }),
    helper.accessor(({ output }) => knownRate(output), {
      id: 'output',
      header: 'Output',
      meta: { label: 'Output price', widthPx: 68, numeric: true, hasFigures: true },
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
      meta: { label: 'Cache read price', widthPx: 84, numeric: true, hasFigures: true },
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
      meta: { label: 'Cache write price', widthPx: 104, numeric: true, hasFigures: true },
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
    helper.accessor(({ storage }) => knownRate(storage), {
      id: 'rent',
      header: 'Rent, $ per M token-hours',
      meta: { label: 'Rent of stored prefixes', widthPx: 92, numeric: true, hasFigures: true },
      ...NUMERIC,
      cell: ({ row: { original } }) => (
        <PriceFigure
          row={original}
          column="rent"
          name="Rent of stored prefixes"
          counted="token-hours"
          price={original.storage}
          inBand={({ storage }) => storage}
        />
      ),
    }),
    helper.accessor(({ batch }) => batch && knownRate(batch.input), {
      id: 'batch',
      header: 'Batch: input, output, read',
      meta: { label: 'Batch prices', widthPx: 104, numeric: true, hasFigures: true },
      ...NUMERIC,
      cell: ({ row: { original } }) =>
        original.batch === null ? (
          <MissingFigure column="batch" name="Batch" state="not-sold" reason="No batch is sold here." />
        ) : (
          <BatchPrices row={original} batch={original.batch} />
        ),
    }),
  ]),
});

function BatchPrices({ row, batch }: { readonly row: OfferRow; readonly batch: RateSet }) {
  return (
    <ul className={styles.writes}>
      {BATCH_CLASSES.map(({ name, short, pick }, i) => (
        <li key={name}>
          <span className={styles.ttl}>{short}</span>{' '}
          <PriceFigure
            row={row}
            column="batch"
            isFirst={i === 0}
            name={`Batch, ${name}`}
            price={pick(batch)}
            inBand={() => undefined}
          />
        </li>
      ))}
    </ul>
  );
}
