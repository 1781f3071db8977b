import { memo, useMemo } from 'react';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { isPaidAnyway } from '../../../../evaluate/cluster/kept-too-long.ts';
import { clusterNumbers } from '../../../../evaluate/cluster/numbers.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { Card } from '../../../shared/Card.tsx';
import { Explain } from '../../../shared/Explain.tsx';
import inputs from '../inputs/inputs.module.css';
import { numberRows } from './time-words.ts';
import styles from './Time.module.css';

/** The four numbers that say whether, what, and for how long to keep. */
export const NumbersCard = memo(function NumbersCard({
  scenario,
  evaluation,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly evaluation: ClusterEvaluation;
}) {
  const { plan } = evaluation;
  const { retentionSeconds } = scenario.warehouse;
  const rows = useMemo(() => {
    const numbers = clusterNumbers({ scenario, plan });
    const best = numbers.bestRetentionSeconds;
    return numberRows({
      numbers,
      promptTokens: plan.demand.promptTokens,
      retentionSeconds,
      isRoomPaidAnyway: best?.status === 'value' && isPaidAnyway({ scenario, evaluation, bestSeconds: best.value }),
    });
  }, [scenario, evaluation, plan, retentionSeconds]);
  return (
    <Card
      title="When does keeping pay, and when not?"
      hint="Four numbers of this model, machine and tier, at the workload’s mean prompt; B* and N* are of the accelerators that compute one prompt, τ and T* of nodes whose instances share the path. Each says where it says no."
    >
      <div className={styles.numbers}>
        {rows.map(({ id, symbol, name, value, dont, here, isLoss, explanation }) => (
          <section key={id} className={styles.number} aria-label={`${symbol}, ${name}`} data-number={id}>
            <p className={styles.numberName}>
              <b>{symbol}</b> {name} {explanation && <Explain explanation={explanation} />}
            </p>
            <p className={styles.value}>{value}</p>
            <p className={isLoss ? styles.loss : undefined}>{here}</p>
            <p className={styles.dont}>{dont}</p>
          </section>
        ))}
      </div>
      {plan.usdPerGpuHour === null && (
        <p className={inputs.ask}>τ and T* need a price of the accelerator: give one above.</p>
      )}
    </Card>
  );
});
