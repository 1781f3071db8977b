import { memo } from 'react';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { formatNumber, formatPercent } from '../../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import table from '../../../shared/table.module.css';
import { formatNodes, RUNG_NAMES } from '../cluster-words.ts';
import { busyInWords, NODE_PARTS, nodePartsOf } from './ladder-words.ts';
import styles from './Ladder.module.css';

/** Each fleet as a whole, by what its nodes do: what a warehouse can take away is the prefill, and nothing else. */
export const NodesChart = memo(function NodesChart({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  const { rungs } = evaluation;
  return (
    <ChartFigure
      title="What keeps the machines busy?"
      hint="Shares of each fleet’s nodes over the month. A warehouse takes prefill away and adds loading; decode and what is kept free stay."
      summary={rungs.map((rung) => `${RUNG_NAMES[rung.id]}: ${busyInWords(rung)}`).join('; ')}
      chart={
        <div className={styles.bars}>
          {rungs.map((rung) => {
            const parts = nodePartsOf(rung);
            const nodes = rung.rung.figures?.nodes ?? 0;
            return (
              <div key={rung.id} className={styles.barRow}>
                <p>{RUNG_NAMES[rung.id]}</p>
                <div className={styles.thick} aria-hidden="true">
                  {parts &&
                    nodes > 0 &&
                    NODE_PARTS.map(({ key, color }) => (
                      <span key={key} style={{ width: `${(100 * parts[key]) / nodes}%`, background: color }} />
                    ))}
                </div>
                <p>{parts ? `${formatNumber(nodes, 0)} ${nodes === 1 ? 'node' : 'nodes'}` : 'none'}</p>
              </div>
            );
          })}
        </div>
      }
      legend={
        <Legend>
          {NODE_PARTS.map(({ key, label, color }) => (
            <LegendItem key={key} color={color} label={label} />
          ))}
        </Legend>
      }
      table={() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Tiers</th>
              {NODE_PARTS.map(({ key, label }) => (
                <th key={key} scope="col" className={table.number}>
                  {label}, nodes
                </th>
              ))}
              <th scope="col" className={table.number}>
                prefill, of what is busy
              </th>
            </tr>
          </thead>
          <tbody>
            {rungs.map((rung) => {
              const parts = nodePartsOf(rung);
              const busy = rung.rung.load.nodes;
              return (
                <tr key={rung.id}>
                  <th scope="row">{RUNG_NAMES[rung.id]}</th>
                  {NODE_PARTS.map(({ key }) => (
                    <td key={key} className={table.number}>
                      {parts ? formatNodes(parts[key]) : 'none'}
                    </td>
                  ))}
                  <td className={table.number}>{busy > 0 ? formatPercent(rung.rung.load.prefillNodes / busy) : '–'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    />
  );
});
