import type { CommitmentBill } from '../../../../evaluate/buying/commitment.ts';
import { formatUsd } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import table from '../../../shared/table.module.css';
import { changeText } from './buying-words.ts';
import styles from './BuyingView.module.css';

/** What each promise makes of the bill, and of what a warehouse would save. */
export function CommitmentsCard({ commitments }: { readonly commitments: readonly CommitmentBill[] }) {
  return (
    <Card
      title="Do the commitments pay?"
      hint="A seller bills the larger of the sum promised and the spend after the discount. What is saved below the promise is not seen on the bill."
    >
      <TableScroll label="commitments">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Seller</th>
                <th scope="col" className={table.number}>
                  spend after discount
                </th>
                <th scope="col" className={table.number}>
                  committed
                </th>
                <th scope="col" className={table.number}>
                  billed
                </th>
                <th scope="col" className={table.number}>
                  paid, not used
                </th>
                <th scope="col" className={table.number}>
                  against no promise
                </th>
                <th scope="col" className={table.number}>
                  pays above
                </th>
                <th scope="col" className={table.number}>
                  all used from
                </th>
              </tr>
            </thead>
            <tbody>
              {commitments.map((bill) => (
                <tr key={bill.seller} data-seller={bill.seller}>
                  <th scope="row">{bill.sellerName}</th>
                  <td className={table.number}>{formatUsd(bill.discountedUsd)}</td>
                  <td className={table.number}>{formatUsd(bill.committedUsd)}</td>
                  <td className={table.number}>{formatUsd(bill.billedUsd)}</td>
                  <td className={table.number}>{formatUsd(bill.shortfallUsd)}</td>
                  <td className={table.number}>{changeText(bill.differenceUsd)}</td>
                  <td className={table.number}>
                    {bill.breakEvenUsd === null ? 'never' : formatUsd(bill.breakEvenUsd)}
                  </td>
                  <td className={table.number}>
                    {bill.fullyUsedFromUsd === null ? 'never' : formatUsd(bill.fullyUsedFromUsd)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
      <p className={styles.note}>
        “Pays above” and “all used from” are spend a month before the discount.
        {commitments.map((bill) => (
          <span key={bill.seller} className={styles.sentence}>
            {warehouseSentence(bill)}
          </span>
        ))}
      </p>
    </Card>
  );
}

function warehouseSentence({ sellerName, warehouse }: CommitmentBill): string {
  if (warehouse === null) return `${sellerName}: the warehouse has no price there.`;
  const { savingUsd, realisedSavingUsd } = warehouse;
  if (savingUsd <= 0) return `${sellerName}: the warehouse saves nothing there.`;
  const unseenUsd = savingUsd - realisedSavingUsd;
  const seen = `${sellerName}: the warehouse would save ${formatUsd(savingUsd)} of spend, and ${formatUsd(realisedSavingUsd)} of the bill`;
  return unseenUsd > 0 ? `${seen}; ${formatUsd(unseenUsd)} lies below the promise and is worth nothing.` : `${seen}.`;
}
