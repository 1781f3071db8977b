import type { PublishedDoubt } from '../../../../catalog/time-proof/case.ts';
import { Card } from '../../../shared/Card.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import styles from './ProofView.module.css';

/** Published figures that another contradicts, or that say something else than they seem to. */
export function DoubtsCard({ doubts }: { readonly doubts: readonly PublishedDoubt[] }) {
  return (
    <Card
      title="Which published figures are doubtful?"
      hint={`${doubts.length} that another figure contradicts, or that say something else than they seem to. None of them makes ours look better: they stand in the table as published.`}
    >
      <TableScroll label="doubtful published figures">
        {() => (
          <table className={`${table.table} ${styles.doubts}`}>
            <thead>
              <tr>
                <th scope="col">Doubt</th>
                <th scope="col">it says</th>
                <th scope="col">but</th>
                <th scope="col">source</th>
              </tr>
            </thead>
            <tbody>
              {doubts.map(({ id, title, says, against }) => (
                <tr key={id} data-doubt={id}>
                  <th scope="row" className={styles.doubt}>
                    {title}
                  </th>
                  <td className={styles.says}>{says.value}</td>
                  <td className={styles.against}>{against}</td>
                  <td className={styles.source}>
                    {says.source}, checked {says.checkedOn}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </Card>
  );
}
