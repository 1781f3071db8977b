import { memo, useCallback, useMemo } from 'react';
import type { ClusterEvaluation, MoreTokens } from '../../../../evaluate/cluster/cluster-view.ts';
import { moreTokens, moreTokensHere } from '../../../../evaluate/cluster/more-tokens.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { formatNumber, formatPercent } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import table from '../../../shared/table.module.css';
import { useBook } from '../../../shared/use-offers.ts';
import { formatFactor } from '../cluster-words.ts';
import page from '../ClusterPage.module.css';
import { useLater } from '../use-later.ts';
import { moreTokensAnswer } from './answers.ts';
import styles from './Ladder.module.css';

/** The claim that goes with every warehouse, worked out for this workload; what it hangs on follows a moment later. */
export const MoreTokensCard = memo(function MoreTokensCard({
  scenario,
  evaluation,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly evaluation: ClusterEvaluation;
}) {
  const book = useBook();
  const here = useMemo(() => moreTokensHere(evaluation), [evaluation]);
  const ask = useCallback(() => moreTokens({ scenario, book, evaluation }).dependsOn, [scenario, book, evaluation]);
  const { value: dependsOn, isPending } = useLater(ask);
  const { claimed, whyNot } = here;
  return (
    <Card
      title="4–6.5 times more tokens?"
      hint="Tokens a second from each accelerator, with the warehouse ÷ without; fractions of nodes count as they are."
    >
      <p className={styles.answer} data-testid="more-tokens">
        {moreTokensAnswer(here)}
      </p>
      {whyNot === null && (
        <>
          <dl className={styles.facts}>
            <Fact label="over HBM alone" value={formatFactor(here.factorOverHbm)} />
            <Fact label="at the ceiling" value={formatFactor(here.ceilingFactor)} />
            <Fact label="prefill work alone" value={formatFactor(here.prefillFactor)} />
            <Fact label="prefill, of machine time" value={formatPercent(here.prefillRatio)} />
            <Fact
              label="hit rate"
              value={`${formatPercent(here.hitRatioBefore)} → ${formatPercent(here.hitRatioAfter)}`}
            />
          </dl>
          <div aria-busy={isPending}>
            {dependsOn ? (
              <DependsOn lines={dependsOn} />
            ) : (
              <p className={page.pending}>Working out what it depends on…</p>
            )}
          </div>
        </>
      )}
      <p className={page.note}>
        Claimed: {formatNumber(claimed.low, 1)} to {formatNumber(claimed.high, 1)} times.{' '}
        <ProvenanceMark provenance={claimed.provenance} of="the claim" />
      </p>
    </Card>
  );
});

/** Each line is a fleet of its own, sized anew. */
function DependsOn({ lines }: { readonly lines: MoreTokens['dependsOn'] }) {
  if (lines.length === 0) return null;
  return (
    <TableScroll label="what the factor depends on">
      {() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">With one thing changed</th>
              <th scope="col" className={table.number}>
                times as many
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ id, what, factor }) => (
              <tr key={id} data-change={id}>
                <th scope="row">{what}</th>
                <td className={table.number}>{formatFactor(factor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </TableScroll>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
