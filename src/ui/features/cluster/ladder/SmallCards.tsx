import { memo, useCallback, useMemo } from 'react';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { freedGpus } from '../../../../evaluate/cluster/freed-view.ts';
import { whereItLoses } from '../../../../evaluate/cluster/losses.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { Card } from '../../../shared/Card.tsx';
import { useBook } from '../../../shared/use-offers.ts';
import page from '../ClusterPage.module.css';
import { useLater } from '../use-later.ts';
import { freedAnswer, widerAnswer } from './answers.ts';

interface CardProps {
  readonly scenario: ScenarioState['scenario'];
  readonly evaluation: ClusterEvaluation;
}

/** More output, or the same with more of every weight. */
export const FreedCard = memo(function FreedCard({ scenario, evaluation }: CardProps) {
  const book = useBook();
  const ask = useCallback(() => freedGpus({ scenario, book, evaluation }), [scenario, book, evaluation]);
  const { value: view, isPending } = useLater(ask);
  return (
    <Card title="What would freed accelerators buy?">
      <div aria-busy={isPending}>
        {view ? (
          <>
            <p>{freedAnswer(view)}</p>
            {widerAnswer(view) !== '' && <p className={page.note}>{widerAnswer(view)}</p>}
          </>
        ) : (
          <p className={page.pending}>Sizing the fleet again…</p>
        )}
      </div>
    </Card>
  );
});

/** The other side, as plainly. */
export const LossesHereCard = memo(function LossesHereCard({ scenario, evaluation }: CardProps) {
  const { reasons } = useMemo(() => whereItLoses({ scenario, evaluation }), [scenario, evaluation]);
  return (
    <Card title="Where does it lose here?">
      {reasons.length === 0 ? (
        <p>Nowhere that was looked: the tier is faster than computing, and the fleet is neither dearer nor later.</p>
      ) : (
        <ul className={page.list} data-testid="losses-here">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </Card>
  );
});
