import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { formatNumber } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import table from '../../../shared/table.module.css';
import { CONSTRAINT_NAMES, RUNG_NAMES, rungOf } from '../cluster-words.ts';
import page from '../ClusterPage.module.css';
import { CONSTRAINT_HINTS, CONSTRAINT_ORDER, constraintText, nodesInWords } from './sizing-words.ts';
import styles from './Sizing.module.css';

/** Every requirement beside the others: the largest decides, and is named. */
export function ConstraintsCard({
  evaluation,
  spareNodes,
}: {
  readonly evaluation: ClusterEvaluation;
  readonly spareNodes: number;
}) {
  const { rungs, baseline } = evaluation;
  const without = rungOf({ rungs, id: baseline });
  const kept = rungOf({ rungs, id: 'warehouse' });
  return (
    <Card
      title="What decides how many nodes?"
      hint="Nodes that each requirement alone asks for; the largest decides, is made whole, and gets the spares."
    >
      <TableScroll label="nodes by requirement">
        {() => (
          <table className={`${table.table} ${page.textTable}`}>
            <thead>
              <tr>
                <th scope="col">Requirement</th>
                {rungs.map(({ id, isBaseline }) => (
                  <th key={id} scope="col" className={table.number}>
                    {RUNG_NAMES[id]}
                    {isBaseline && ' (without)'}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {CONSTRAINT_ORDER.map((name) => (
                <tr key={name} data-constraint={name}>
                  <th scope="row">
                    {CONSTRAINT_NAMES[name]}
                    <span className={styles.hint}>{CONSTRAINT_HINTS[name]}</span>
                  </th>
                  {rungs.map((rung) => {
                    const { sizing } = rung.rung;
                    const binds = sizing.status === 'sized' && sizing.binding === name;
                    return (
                      <td key={rung.id} className={table.number}>
                        {binds ? <strong>{constraintText({ rung, name })}</strong> : constraintText({ rung, name })}
                        {binds && <span className={styles.binds}>decides</span>}
                      </td>
                    );
                  })}
                </tr>
              ))}
              <tr className={table.total}>
                <th scope="row">nodes, whole and with spares</th>
                {rungs.map(({ id, rung: { figures } }) => (
                  <td key={id} className={table.number}>
                    {figures ? formatNumber(figures.nodes, 0) : 'none'}
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        )}
      </TableScroll>
      {without && <p className={page.note}>{nodesInWords({ rung: without, spareNodes })}</p>}
      {kept && <p className={page.note}>{nodesInWords({ rung: kept, spareNodes })}</p>}
    </Card>
  );
}
