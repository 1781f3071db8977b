import type { SpendLine } from '../../../domain/spend/lines.ts';
import { rateOf } from '../../../domain/units.ts';
import type { BillRow, SpendEvaluation } from '../../../evaluate/spend.ts';
import { formatMillions, formatRate, formatUsd } from '../../format/number.ts';
import { spendClassLabel } from '../../format/spend-class.ts';
import { Card } from '../../shared/Card.tsx';
import { TableScroll } from '../../shared/TableScroll.tsx';
import table from '../../shared/table.module.css';
import styles from './BillCard.module.css';

/** The two bills side by side, class by class. */
export function BillCard({ evaluation }: { readonly evaluation: SpendEvaluation }) {
  const { bill, without, with: kept, resolved, asOf } = evaluation;
  const banded = resolved.period.bands.length > 0;
  return (
    <Card
      title="What is paid for?"
      hint={`${resolved.offer.modelName} from ${resolved.offer.sellerName}, list prices of ${resolved.vouchedFrom === null ? asOf : `${resolved.vouchedFrom}, the earliest known (not of ${asOf})`}. Below each sum: million tokens (or million token-hours) × rate${banded ? ', a mean over price bands' : ''}.`}
    >
      <TableScroll label="bill by class">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Class</th>
              <th scope="col" className={table.number}>
                without, $ a month
              </th>
              <th scope="col" className={table.number}>
                with, $ a month
              </th>
            </tr>
          </thead>
          <tbody>
            {bill.map((row) => (
              <Row key={row.class} row={row} isAssumed={row.class === 'storage' && !evaluation.storage.isSet} />
            ))}
            <tr className={table.total}>
              <th scope="row">Total</th>
              <td className={table.number}>{formatUsd(without.usdPerMonth)}</td>
              <td className={table.number}>{kept.status === 'priced' ? formatUsd(kept.usdPerMonth) : 'no price'}</td>
            </tr>
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}

function Row({ row, isAssumed }: { readonly row: BillRow; readonly isAssumed: boolean }) {
  return (
    <tr>
      <th scope="row">
        {spendClassLabel(row.class)} {isAssumed && <span className={styles.assumed}>assumed</span>}
      </th>
      <Side line={row.without} />
      <Side line={row.with} />
    </tr>
  );
}

function Side({ line }: { readonly line: SpendLine | null }) {
  if (line === null) return <td className={table.number}>–</td>;
  const rate =
    line.tokens === null
      ? rateOf({ usd: line.usd, tokens: line.tokenHours ?? 0 })
      : rateOf({ usd: line.usd, tokens: line.tokens });
  return (
    <td className={table.number}>
      {formatUsd(line.usd)}
      <span className={styles.product}>
        {line.tokens === null ? `${formatMillions(line.tokenHours ?? 0)} M·h` : `${formatMillions(line.tokens)} M`} × $
        {rate === undefined ? '–' : formatRate(rate)}
      </span>
    </td>
  );
}
