import { memo, useMemo } from 'react';
import { designsOf, type DesignAtContext } from '../../../../evaluate/kv/designs.ts';
import type { KvEvaluation } from '../../../../evaluate/kv/evaluate-kv.ts';
import { formatBytes, formatNumber, formatSignificant } from '../../../format/number.ts';
import { formatShare } from '../../../format/share.ts';
import { Card } from '../../../shared/Card.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import styles from './DesignsCard.module.css';

const TITLE = 'The same context with another attention design';

/** What the cache would be, had the model's makers chosen otherwise. */
export const DesignsCard = memo(function DesignsCard({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { kv, geometry } = evaluation;
  const designs = useMemo(() => designsOf({ kv, geometry }), [kv, geometry]);
  if (designs === null)
    return (
      <Card title={TITLE}>
        <p className={styles.unknown}>
          {geometry.name} does not say how many query heads it has, so no other design can be told from it. They can be
          added under Typed.
        </p>
      </Card>
    );
  const largest = Math.max(...designs.map(({ bytes }) => bytes));
  return (
    <Card
      title={TITLE}
      hint={`One sequence of ${formatNumber(kv.contextTokens, 0)} tokens at ${kv.dtype}: the same number of layers and query heads, another cache. Not a claim that such a model would be as good.`}
    >
      <TableScroll label="the same context with another attention design">
        {() => (
          <table className={`${table.table} ${styles.table}`}>
            <thead>
              <tr>
                <th scope="col">Design</th>
                <th scope="col" className={styles.barHead}>
                  <span className="visually-hidden">of the largest</span>
                </th>
                <th scope="col" className={table.number}>
                  one sequence
                </th>
                <th scope="col" className={table.number}>
                  ratio
                </th>
              </tr>
            </thead>
            <tbody>
              {designs.map((design) => (
                <Row key={design.id} design={design} largest={largest} />
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </Card>
  );
});

function Row({ design, largest }: { readonly design: DesignAtContext; readonly largest: number }) {
  const { id, name, meaning, bytes, ratioToOwn } = design;
  return (
    <tr className={id === 'own' ? table.current : undefined}>
      <th scope="row">
        {name}
        <span className={styles.meaning}>{meaning}</span>
      </th>
      <td>
        <span className="visually-hidden">{formatShare(largest > 0 ? bytes / largest : 0)}</span>
        <span
          className={id === 'own' ? styles.barOwn : styles.bar}
          style={{ width: largest > 0 ? `${(100 * bytes) / largest}%` : '0' }}
          aria-hidden="true"
        />
      </td>
      <td className={table.number}>{formatBytes(bytes)}</td>
      <td className={table.number}>{formatSignificant(ratioToOwn, 3)} ×</td>
    </tr>
  );
}
