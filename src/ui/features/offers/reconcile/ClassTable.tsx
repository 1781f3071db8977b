import { NativeSelect } from '@mantine/core';
import type { ClassComparison, ClassDifference } from '../../../../evaluate/reconcile/classes.ts';
import type { Reconciliation } from '../../../../evaluate/reconcile/reconcile.ts';
import { formatTokens } from '../../../format/number.ts';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { classText, dollarsText, rateFindingText } from './words.ts';
import styles from './ReconcileView.module.css';
import { formatListed } from '../../../format/money.ts';

/** Which class makes how much of the difference, by its tokens and by its rate; rows and remainder add up to it. */
export function ClassTable({
  reconciliation: { costs, explanations },
  classes,
  against,
  onAgainst,
}: {
  readonly reconciliation: Reconciliation;
  readonly classes: ClassComparison;
  /** Id of the candidate that is compared with. */
  readonly against: string;
  readonly onAgainst: (id: string) => void;
}) {
  const findings = classes.rows.flatMap((row) => rateFindingText({ row, costs }) ?? []);
  return (
    <>
      <div className={styles.against}>
        <NativeSelect
          label="Compared with the bill of"
          size="xs"
          data={explanations.map(({ id, label }) => ({ value: id, label }))}
          value={against}
          onChange={({ currentTarget: { value } }) => onAgainst(value)}
          classNames={{ label: styles.label ?? '', input: styles.input ?? '' }}
        />
      </div>
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.map((finding) => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      )}
      <TableScroll label="difference by class">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Class</th>
                <th scope="col" className={table.number}>
                  invoiced
                </th>
                <th scope="col" className={table.number}>
                  expected
                </th>
                <th scope="col" className={table.number}>
                  by tokens
                </th>
                <th scope="col" className={table.number}>
                  by rate
                </th>
                <th scope="col" className={table.number}>
                  difference
                </th>
              </tr>
            </thead>
            <tbody>
              {classes.rows.map((row) => (
                <Row key={row.class} row={row} />
              ))}
              <tr>
                <th scope="row">In no class above</th>
                <td className={table.number}>{dollarsText(classes.outsideLinesUsd)}</td>
                <td className={table.number}>{dollarsText(classes.notEnteredUsd)}</td>
                <td className={table.number}>–</td>
                <td className={table.number}>–</td>
                <td className={table.number}>{dollarsText(classes.remainderUsd)}</td>
              </tr>
              <tr className={table.total}>
                <th scope="row" colSpan={5}>
                  Difference
                </th>
                <td className={table.number}>{dollarsText(classes.differenceUsd)}</td>
              </tr>
            </tbody>
          </table>
        )}
      </TableScroll>
      {classes.outsideLinesUsd < -0.005 && (
        <p className={styles.note}>
          The classes come to more than the total: a credit, or a figure in the wrong place.
        </p>
      )}
    </>
  );
}

function Row({ row }: { readonly row: ClassDifference }) {
  const { tokens, usd, impliedUsdPerMTok, expectedTokens, expectedUsd, expectedUsdPerMTok } = row;
  return (
    <tr>
      <th scope="row" className={styles.className}>
        {classText(row.class)}
      </th>
      <td className={table.number}>
        {usd === null ? '–' : dollarsText(usd)}
        <span className={styles.product}>{productText({ tokens, usdPerMTok: impliedUsdPerMTok })}</span>
      </td>
      <td className={table.number}>
        {dollarsText(expectedUsd)}
        <span className={styles.product}>
          {productText({ tokens: expectedTokens, usdPerMTok: expectedUsdPerMTok })}
        </span>
      </td>
      <td className={table.number}>{row.tokensUsd === null ? '–' : dollarsText(row.tokensUsd)}</td>
      <td className={table.number}>{row.rateUsd === null ? '–' : dollarsText(row.rateUsd)}</td>
      <td className={table.number}>{dollarsText(row.differenceUsd)}</td>
    </tr>
  );
}

/** 38.4 B × $0.50. */
function productText({ tokens, usdPerMTok }: { tokens: number | null; usdPerMTok: number | null }): string {
  if (tokens === null) return '';
  return usdPerMTok === null
    ? formatTokens(tokens)
    : `${formatTokens(tokens)} × $${formatListed({ value: usdPerMTok, currency: 'USD' })}`;
}
