import { knownRate } from '../../../domain/offer/rate-card.ts';
import { lowestWrite } from '../../../evaluate/offer-row.ts';
import { formatPercent } from '../../format/number.ts';
import { helper, NO_CACHE_REASON, NUMERIC } from './column-kinds.ts';
import { MissingFigure, PriceFigure } from './figures.tsx';
import { ttlText } from './words.ts';
import styles from './OffersTable.module.css';

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
  ]),
});
