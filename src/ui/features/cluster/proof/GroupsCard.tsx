import type { TimeProofResult } from '../../../../evaluate/cluster/time-proof.ts';
import type { TimeProofSummary } from '../../../../evaluate/cluster/time-proof-summary.ts';
import { Card } from '../../../shared/Card.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { GROUP_WORDS, insideText, meanText, summaryOf, worstText } from './proof-words.ts';
import styles from './ProofView.module.css';

/** How far off the core is, by what a figure is about. */
export function GroupsCard({
  results,
  summary,
  doubts,
}: {
  readonly results: readonly TimeProofResult[];
  readonly summary: TimeProofSummary;
  readonly doubts: number;
}) {
  return (
    <Card
      title="Are the times right? Published ones, computed here"
      hint="Times, rates and sums that others measured. Each is computed in this page by the functions behind every other figure, with the defaults, and compared."
    >
      <p className={styles.summary} data-testid="time-proof-summary">
        {summaryOf({ summary, results, doubts }).join(' ')}
      </p>
      <TableScroll label="errors by kind of figure">
        {() => (
          <table className={`${table.table} ${styles.groups}`}>
            <thead>
              <tr>
                <th scope="col">Kind of figure</th>
                <th scope="col" className={table.number}>
                  mean error
                </th>
                <th scope="col" className={table.number}>
                  inside the band
                </th>
                <th scope="col" className={table.number}>
                  mean, fitted
                </th>
                <th scope="col">largest error</th>
                <th scope="col" className={table.number}>
                  computed
                </th>
              </tr>
            </thead>
            <tbody>
              {summary.groups.map(({ group, results: all, computed, withDefaults, fitted, banded, inside }) => (
                <tr key={group} data-group={group}>
                  <th scope="row">{GROUP_WORDS[group]}</th>
                  <td className={table.number}>{meanText(withDefaults)}</td>
                  <td className={table.number}>{insideText({ banded, inside })}</td>
                  <td className={table.number}>{meanText(fitted)}</td>
                  <td className={styles.worst}>{worstText(withDefaults)}</td>
                  <td className={table.number}>
                    {computed} of {all}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
      <ul className={styles.notes}>
        <li>
          Errors are ours ÷ published − 1, and count only where the same thing was measured: not under load, where
          waiting is a rule of thumb, and not where a share was chosen to fit. – says that nothing is comparable.
        </li>
        <li>
          Fitted: one share of peak (MFU) for all times of a machine that has two or more, and its own floor and
          bandwidth for its loads. The difference is what measuring your own machine is worth.
        </li>
      </ul>
    </Card>
  );
}
