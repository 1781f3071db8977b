import { CATALOG_REVISION } from '../../../catalog/revision.ts';
import type { ClusterRung } from '../../../evaluate/cluster/cluster-view.ts';
import { evaluateCluster } from '../../../evaluate/cluster/evaluate-cluster.ts';
import type { OfferBook } from '../../../evaluate/offer-book.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { formatNumber, formatPercent, formatUsd } from '../../format/number.ts';
import { TableScroll } from '../../shared/TableScroll.tsx';
import table from '../../shared/table.module.css';
import { RUNG_NAMES } from '../cluster/cluster-words.ts';
import { rungDetail } from '../cluster/ladder/ladder-words.ts';
import { EmbedFrame, EmbedNotice } from './EmbedFrame.tsx';
import styles from './Embed.module.css';
import { moneySign } from '../../format/money.ts';

/** The fleet of one's own, tier by tier. */
export function EmbedCluster({
  scenario,
  book,
  amounts,
  pageHref,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly book: OfferBook;
  readonly amounts: string;
  readonly pageHref: string;
}) {
  const answer = evaluateCluster(scenario, book);
  if (answer.status !== 'ok')
    return (
      <EmbedNotice
        title="This scenario has no fleet to show."
        messages={answer.status === 'unknown' ? [answer.reason] : answer.problems.map(({ message }) => message)}
        pageHref={pageHref}
      />
    );
  const { plan, rungs } = answer;
  return (
    <EmbedFrame
      title="What does each tier save?"
      hint={`The same work on ${plan.accelerator.name}, with one tier after the other.`}
      name={scenario.name}
      source={`prices of ${scenario.asOf}, machines as in the catalogue of ${CATALOG_REVISION}.${amounts === '' ? '' : ` ${amounts}.`}`}
      pageHref={pageHref}
    >
      <TableScroll label="the fleet at each tier">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Tiers</th>
              {['accelerators', 'nodes', `${moneySign()} a month`, 'hit rate'].map((label) => (
                <th key={label} scope="col" className={table.number}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rungs.map((rung) => (
              <tr key={rung.id} data-rung={rung.id}>
                <th scope="row">
                  {RUNG_NAMES[rung.id]} {rung.isBaseline && '(without)'}
                  <p className={styles.detail}>{rungDetail({ rung, plan })}</p>
                </th>
                <Figures rung={rung} />
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </EmbedFrame>
  );
}

function Figures({ rung: { rung } }: { readonly rung: ClusterRung }) {
  const { figures, sizing } = rung;
  if (!figures)
    return (
      <td colSpan={4} className={table.quiet}>
        No fleet. {sizing.status === 'unreachable' && sizing.reason}
      </td>
    );
  const { cost } = figures;
  return (
    <>
      <td className={table.number}>{formatNumber(figures.gpus, 0)}</td>
      <td className={table.number}>{formatNumber(figures.nodes, 0)}</td>
      <td className={table.number}>{cost.status === 'priced' ? formatUsd(cost.usdPerMonth) : 'no total'}</td>
      <td className={table.number}>{formatPercent(figures.hitRatio)}</td>
    </>
  );
}
