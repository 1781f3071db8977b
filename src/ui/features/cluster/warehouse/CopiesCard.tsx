import { memo, useMemo } from 'react';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { copiesOf } from '../../../../evaluate/cluster/copies-view.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { formatBytes, formatNumber } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import table from '../../../shared/table.module.css';
import page from '../ClusterPage.module.css';
import { ranksInWords, sharingInWords } from './warehouse-words.ts';

/** How often the same prefix lies about: on ranks, and on nodes. */
export const CopiesCard = memo(function CopiesCard({
  scenario,
  evaluation,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly evaluation: ClusterEvaluation;
}) {
  const view = useMemo(() => copiesOf({ scenario, evaluation }), [scenario, evaluation]);
  const { instance, demand } = evaluation.plan;
  return (
    <Card title="How often is the same prefix kept?">
      <p>{ranksInWords({ copies: view.ranks.copies, gpus: instance.gpus, attention: instance.attention })}</p>
      <TableScroll label="copies of a sequence">
        {() => (
          <table className={table.table}>
            <tbody>
              <tr>
                <th scope="row">a sequence of {formatNumber(Math.round(demand.promptTokens), 0)} tokens, once</th>
                <td className={table.number}>{formatBytes(view.ranks.storedBytes)}</td>
              </tr>
              <tr>
                <th scope="row">on {formatNumber(instance.gpus, 0)} tensor-parallel ranks</th>
                <td className={table.number}>{formatBytes(view.ranks.allRanksBytes)}</td>
              </tr>
            </tbody>
          </table>
        )}
      </TableScroll>
      <p className={page.note}>{sharingInWords(view)}</p>
    </Card>
  );
});
