import type { Solved } from '../../../../evaluate/reconcile/solved.ts';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { plausibilityText, SOLVED_WORDS, solvedText } from './words.ts';
import styles from './ReconcileView.module.css';

/** Figures that would make the expected bill the invoice: they always fit, so what counts is whether one believes them. */
export function SolvedTable({ solved }: { readonly solved: readonly Solved[] }) {
  return (
    <TableScroll label="what would have to be true">
      {() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Were it this alone</th>
              <th scope="col" className={table.number}>
                it would be
              </th>
              <th scope="col" className={table.number}>
                expected
              </th>
              <th scope="col">which is</th>
            </tr>
          </thead>
          <tbody>
            {solved.map((row) => (
              <tr key={row.kind}>
                <th scope="row" className={styles.name}>
                  {SOLVED_WORDS[row.kind]}
                </th>
                {row.status === 'solved' ? (
                  <>
                    <td className={table.number}>{solvedText(row)}</td>
                    <td className={table.number}>{solvedText({ kind: row.kind, value: row.expected })}</td>
                    <td className={row.plausibility === 'plausible' ? styles.fits : styles.quiet}>
                      {plausibilityText(row)}
                    </td>
                  </>
                ) : (
                  <>
                    <td className={table.number}>–</td>
                    <td className={table.number}>–</td>
                    <td className={styles.quiet}>not possible: {row.reason}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </TableScroll>
  );
}
