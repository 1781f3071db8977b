import { memo, useState } from 'react';
import { Button, UnstyledButton } from '@mantine/core';
import type { PricedTraceBill } from '../../../../evaluate/traces/trace-bills.ts';
import type { TraceReport } from '../../../../state/trace-types.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatNumber, formatUsd } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { Explain } from '../../../shared/Explain.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { Evidence } from '../Evidence.tsx';
import type { LogCosts } from '../trace-evaluation.ts';
import {
  againstText,
  billInWords,
  notesOn,
  offerText,
  policyText,
  reportedInWords,
  reportedText,
  shownBills,
  warehouseText,
} from './bill-words.ts';
import styles from './bills.module.css';
import { moneyName, moneySign } from '../../../format/money.ts';

const FIRST_ROWS = 10;

/** The very requests of the log at every offer, the scenario’s own first. */
export const BillsCard = memo(function BillsCard({
  costs,
  report,
}: {
  readonly costs: LogCosts;
  readonly report: TraceReport;
}) {
  const { bills, current, whyNone, explanation } = costs;
  const [showsAll, setShowsAll] = useState(false);
  const chooseOffer = useScenarioState((state) => state.chooseOffer);
  const reported = current?.asReported ?? null;
  const rows = shownBills({ bills, most: showsAll ? Infinity : FIRST_ROWS });
  const excluded = bills.filter((bill) => bill.status === 'excluded');
  const priced = bills.length - excluded.length;
  const notes = current ? notesOn(current) : [];
  return (
    <Card
      title="What does this log cost elsewhere?"
      hint={
        <Evidence ground={report.reuse.basis === 'inferred' ? 'inferred' : 'computed'}>
          {moneyName()} for the log’s own time, not for a month, at the cheapest way of caching that a log can be priced
          under. Price alone: models do not do the work equally well.
        </Evidence>
      }
    >
      <div className={styles.lead}>
        {billInWords({ current, whyNone })} {explanation && <Explain explanation={explanation} />}
      </div>
      {reported && reportedInWords(reported).map((sentence) => <p key={sentence}>{sentence}</p>)}
      <TableScroll label="cost of this log at each offer">
        {() => (
          <table className={table.table}>
            <thead>
              <tr className={styles.heads}>
                <th scope="col">Offer</th>
                <th scope="col" className={table.number}>
                  {moneySign()}
                </th>
                <th scope="col" className={table.number}>
                  ÷ the scenario’s
                </th>
                <th scope="col" className={table.number}>
                  without cache, {moneySign()}
                </th>
                {report.usage && (
                  <th scope="col" className={table.number}>
                    as reported, {moneySign()}
                  </th>
                )}
                <th scope="col" className={table.number}>
                  with warehouse, {moneySign()}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((bill) => (
                <Row
                  key={bill.offer.id}
                  bill={bill}
                  currentUsd={current?.usd ?? null}
                  isUsage={report.usage !== null}
                  onChoose={chooseOffer}
                />
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
      <div className={styles.foot}>
        {priced > FIRST_ROWS + 1 && (
          <Button variant="default" size="compact-xs" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Show the cheapest' : `Show all ${formatNumber(priced, 0)}`}
          </Button>
        )}
        {notes.length > 0 && <Notes notes={notes} />}
        {excluded.length > 0 && (
          <details>
            <summary>
              {formatNumber(excluded.length, 0)} of {formatNumber(bills.length, 0)} offers cannot do it
            </summary>
            <ul className={styles.notes}>
              {excluded.map((bill) => (
                <li key={bill.offer.id}>
                  {offerText(bill)}: {bill.reason}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Card>
  );
});

function Row({
  bill,
  currentUsd,
  isUsage,
  onChoose,
}: {
  readonly bill: PricedTraceBill;
  readonly currentUsd: number | null;
  readonly isUsage: boolean;
  readonly onChoose: (offerId: string) => void;
}) {
  const { isCurrent, usd, withoutCacheUsd, asReported, warehouse, offer } = bill;
  return (
    <tr className={isCurrent ? table.current : undefined}>
      <th scope="row" className={styles.offerCell}>
        <UnstyledButton className={styles.offer} aria-pressed={isCurrent} onClick={() => onChoose(offer.id)}>
          {offerText(bill)}
        </UnstyledButton>
        <p className={styles.policy}>
          {isCurrent && 'the scenario’s offer · '}
          {policyText(bill)}
        </p>
      </th>
      <td className={table.number}>{formatUsd(usd)}</td>
      <td className={table.number}>{againstText({ usd, currentUsd })}</td>
      <td className={table.number}>{withoutCacheUsd === null ? 'no price' : formatUsd(withoutCacheUsd)}</td>
      {isUsage && <td className={table.number}>{reportedText(asReported)}</td>}
      <td className={table.number}>{warehouseText(warehouse)}</td>
    </tr>
  );
}

/** Where the bill of the scenario’s offer is an approximation. */
function Notes({ notes }: { readonly notes: readonly string[] }) {
  return (
    <ul className={styles.notes}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
