import { memo } from 'react';
import type { ClusterAssumption, ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { Card } from '../../../shared/Card.tsx';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import table from '../../../shared/table.module.css';
import { formatAssumption } from '../cluster-words.ts';
import { fieldInWords } from './field-words.ts';
import page from '../ClusterPage.module.css';
import styles from './Sizing.module.css';

/** Everything the fleet rests on: what it is, on whose word, and where it is set. */
export const AssumptionsCard = memo(function AssumptionsCard({
  evaluation,
}: {
  readonly evaluation: ClusterEvaluation;
}) {
  const { assumptions } = evaluation.plan;
  return (
    <Card
      title="What does all this rest on?"
      hint="Every figure that goes in. Dashed ones are assumed: nobody published them for a case like this."
    >
      <TableScroll label="assumptions">
        {() => (
          <table className={`${table.table} ${page.textTable}`}>
            <thead>
              <tr>
                <th scope="col">Figure</th>
                <th scope="col">value</th>
                <th scope="col">on whose word</th>
                <th scope="col">set by</th>
              </tr>
            </thead>
            <tbody>
              {assumptions.map((assumption) => (
                <Row key={`${assumption.field ?? ''} ${assumption.label}`} assumption={assumption} />
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </Card>
  );
});

function Row({ assumption }: { readonly assumption: ClusterAssumption }) {
  const { label, field, value, provenance } = assumption;
  const text = formatAssumption(assumption);
  const look = value === null ? styles.unknown : provenance?.kind === 'assumed' ? styles.assumed : undefined;
  return (
    <tr>
      <th scope="row">{label.replace(/, USD$/, '')}</th>
      <td>
        <span className={look}>{text}</span>
      </td>
      <td>{provenance ? <ProvenanceMark provenance={provenance} of={label} /> : 'set here'}</td>
      <td className={styles.field}>{fieldInWords(field)}</td>
    </tr>
  );
}
