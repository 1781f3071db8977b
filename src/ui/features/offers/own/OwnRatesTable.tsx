import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { bandText, priceText } from '../words.ts';
import { classWords, differenceText } from './own-words.ts';
import type { OwnRates, RateSection } from './own-rates.ts';
import styles from './OwnPrices.module.css';

const PERCENT_DIGITS = 4;

/** The list and the own price of every class, and what lies between them. */
export function OwnRatesTable({ rates, name }: { readonly rates: OwnRates; readonly name: string }) {
  if (rates.status === 'refused') return <p className={styles.problem}>{rates.reason}</p>;
  const { sections, steps, sellerName, furtherDiscountRatio } = rates;
  return (
    <>
      <TableScroll label={`list and own price of ${name}`}>
        {() => (
          <table className={`${table.table} ${styles.rates}`}>
            <thead>
              <tr>
                <th scope="col">USD per M tokens</th>
                <th scope="col" className={table.number}>
                  list
                </th>
                <th scope="col" className={table.number}>
                  yours
                </th>
                <th scope="col" className={table.number}>
                  difference
                </th>
              </tr>
            </thead>
            {sections.map((section) => (
              <Section key={section.band ? bandText(section.band) : ''} section={section} />
            ))}
          </table>
        )}
      </TableScroll>
      {(steps.length > 0 || furtherDiscountRatio > 0) && (
        <p className={styles.hint}>
          {steps.length > 0 && `On both sides: ${steps.join('; ')}. `}
          {furtherDiscountRatio > 0 &&
            `The commitment with ${sellerName} takes another ${Number((furtherDiscountRatio * 100).toPrecision(PERCENT_DIGITS))} % off yours.`}
        </p>
      )}
    </>
  );
}

function Section({ section: { band, rows } }: { readonly section: RateSection }) {
  return (
    <tbody>
      {band && (
        <tr>
          <th scope="rowgroup" colSpan={4} className={styles.band}>
            Prompts {bandText(band)}
          </th>
        </tr>
      )}
      {rows.map((row) => (
        <tr key={row.class}>
          <th scope="row">{classWords(row.class)}</th>
          <td className={table.number}>{priceText(row.list)}</td>
          <td className={table.number}>{priceText(row.own)}</td>
          <td className={table.number}>{differenceText(row)}</td>
        </tr>
      ))}
    </tbody>
  );
}
