import { useState } from 'react';
import { Button } from '@mantine/core';
import type { Reconciliation } from '../../../../evaluate/reconcile/reconcile.ts';
import { formatPercent } from '../../../format/number.ts';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { dollarsText, FIT_WORDS } from './words.ts';
import styles from './ReconcileView.module.css';

const FIRST_ROWS = 8;

/** Every way of being billed that was tried, best first; the expected one always in sight. */
export function ExplanationTable({ reconciliation }: { readonly reconciliation: Reconciliation }) {
  const { explanations, expected, costs } = reconciliation;
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? explanations : explanations.slice(0, FIRST_ROWS);
  const rows = shown.includes(expected) ? shown : [...shown, expected];
  return (
    <>
      <TableScroll label="explanations of the invoice">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">If it was billed as</th>
                <th scope="col" className={table.number}>
                  it costs
                </th>
                <th scope="col" className={table.number}>
                  leaves
                </th>
                <th scope="col" className={table.number}>
                  of the invoice
                </th>
                <th scope="col">so it</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} className={row.id === expected.id ? table.current : undefined}>
                  <th scope="row" className={styles.name}>
                    {row.label}
                    {row.id === expected.id && <span className={styles.remark}> expected</span>}
                    {row.changes > 1 && <span className={styles.remark}> two changes at once</span>}
                  </th>
                  <td className={table.number}>{dollarsText(row.usd)}</td>
                  <td className={table.number}>{dollarsText(row.leftUsd)}</td>
                  <td className={table.number}>{formatPercent(row.leftRatio)}</td>
                  <td className={row.fit === 'does-not-explain' ? styles.quiet : styles.fits}>{FIT_WORDS[row.fit]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
      {explanations.length > FIRST_ROWS && (
        <Button
          variant="default"
          size="compact-xs"
          className={styles.more}
          aria-expanded={showsAll}
          onClick={() => setShowsAll((before) => !before)}
        >
          {showsAll ? 'Show the nearest' : `Show all ${explanations.length}`}
        </Button>
      )}
      {costs.unpriced.length > 0 && (
        <details className={styles.details}>
          <summary>{costs.unpriced.length} more could not be priced</summary>
          <ul>
            {costs.unpriced.map(({ label, reason }) => (
              <li key={label}>
                {label}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
