import { memo } from 'react';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { Card } from '../../../shared/Card.tsx';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import table from '../../../shared/table.module.css';
import { RUNG_NAMES } from '../cluster-words.ts';
import { energyCells, energyHint } from './energy-words.ts';

/** What each rung draws, and what it does with it: what binds where power is what a site has least of. */
export const EnergyCard = memo(function EnergyCard({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  const withCarbon = evaluation.rungs.some(({ rung }) => rung.figures?.energy.carbonKgPerMonth != null);
  const columns = ['energy a month', 'J per token', 'tokens/s per W', ...(withCarbon ? ['carbon a month'] : [])];
  return (
    <Card title="What does it take from the grid?" hint={energyHint(evaluation)}>
      <TableScroll label="energy at each tier">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Tiers</th>
                {columns.map((label) => (
                  <th key={label} scope="col" className={table.number}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {evaluation.rungs.map(({ id, rung }) => (
                <tr key={id} className={id === 'warehouse' ? table.current : undefined}>
                  <th scope="row">{RUNG_NAMES[id]}</th>
                  {energyCells({ figures: rung.figures, withCarbon }).map((cell, index) => (
                    <td key={columns[index]} className={table.number}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </Card>
  );
});
