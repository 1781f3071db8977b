import type { SpendLine } from '../../../domain/spend/lines.ts';
import { rateOf } from '../../../domain/units.ts';
import type { BillRow, SpendEvaluation } from '../../../evaluate/spend.ts';
import { formatMillions, formatUsd } from '../../format/number.ts';
import { spendClassLabel } from '../../format/spend-class.ts';
import table from '../../shared/table.module.css';
import styles from './BillCard.module.css';
import { formatPrice, moneySign } from '../../format/money.ts';
import { formatList } from '../../format/locale.ts';

export const BILL_TITLE = 'What is paid for?';

/** Both bills, a row for each class; below each sum what it is the product of. */
export function BillTable({ evaluation }: { readonly evaluation: SpendEvaluation }) {
  const { bill, without, with: kept } = evaluation;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Class</th>
          <th scope="col" className={table.number}>
            without, {moneySign()} a month
          </th>
          <th scope="col" className={table.number}>
            with, {moneySign()} a month
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
        {line.tokens === null ? `${formatMillions(line.tokenHours ?? 0)} M·h` : `${formatMillions(line.tokens)} M`} ×{' '}
        {rate === undefined ? '–' : formatPrice(rate)}
      </span>
    </td>
  );
}

/** Whose prices these are and of which day, offer by offer where roles use several. */
export function offersInWords({ groups, asOf }: SpendEvaluation): string {
  const names = groups.map(({ resolved: { offer, vouchedFrom } }) => {
    const name = `${offer.modelName} from ${offer.sellerName}`;
    return vouchedFrom === null ? name : `${name} (prices of ${vouchedFrom}, the earliest known)`;
  });
  return `${formatList(names)}, list prices of ${asOf}.`;
}

/** How the sums of the bill come about. */
export function billHint(evaluation: SpendEvaluation): string {
  return `Below each sum: million tokens (or million token-hours) × rate${blendOf(evaluation)}.`;
}

/** What a rate of the bill is a mean of, where it is one. */
function blendOf({ groups }: SpendEvaluation): string {
  const over = [
    ...(groups.length > 1 ? ['offers'] : []),
    ...(groups.some(({ resolved }) => resolved.period.bands.length > 0) ? ['price bands'] : []),
  ];
  return over.length > 0 ? `, a mean over ${over.join(' and ')}` : '';
}
