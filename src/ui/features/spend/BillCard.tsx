import type { SpendEvaluation } from '../../../evaluate/spend.ts';
import { Card } from '../../shared/Card.tsx';
import { TableScroll } from '../../shared/TableScroll.tsx';
import { BILL_TITLE, BillTable, billHint, offersInWords } from './BillTable.tsx';

/** The two bills side by side, class by class. */
export function BillCard({ evaluation }: { readonly evaluation: SpendEvaluation }) {
  return (
    <Card title={BILL_TITLE} hint={`${offersInWords(evaluation)} ${billHint(evaluation)}`}>
      <TableScroll label="bill by class">
        <BillTable evaluation={evaluation} />
      </TableScroll>
    </Card>
  );
}
