import { memo, useState } from 'react';
import { Button } from '@mantine/core';
import type { WorkloadFit } from '../../../../state/trace-types.ts';
import { useServices } from '../../../app-context.ts';
import { Card } from '../../../shared/Card.tsx';
import { useClearErrors } from '../../../shared/use-clear-errors.ts';
import { PageLink } from '../../../shared/PageLink.tsx';
import { Evidence } from '../Evidence.tsx';
import { scenarioWithFit } from '../trace-evaluation.ts';
import { useTraces } from '../use-traces.ts';
import { FitTables } from './FitTables.tsx';
import styles from './fit.module.css';

/** From a log to a swarm: fitted on request, shown with how near it comes, and used only when that is asked for. */
export const FitCard = memo(function FitCard() {
  const fit = useTraces((state) => state.fit);
  const fitSwarm = useTraces((state) => state.fitSwarm);
  const cancel = useTraces((state) => state.cancel);
  const isReading = useTraces((state) => state.reading.status === 'reading');
  const isFitting = fit.status === 'asking';
  const value = fit.status === 'done' ? fit.value : null;
  return (
    <Card
      title="Which swarm would send this?"
      hint={
        <Evidence ground="inferred">
          Roles, prompts, turns and gaps with the log’s own means, so that every other page can be asked about this
          work.
        </Evidence>
      }
    >
      <div className={styles.buttons}>
        <Button variant="default" size="xs" onClick={fitSwarm} disabled={isFitting}>
          Fit a swarm to this log
        </Button>
        {/* While a log is read, cancelling is about that. */}
        {isFitting && !isReading && (
          <Button variant="default" size="xs" onClick={cancel}>
            Cancel
          </Button>
        )}
      </div>
      <p className={fit.status === 'failed' || value?.state === 'refused' ? styles.bad : styles.status} role="status">
        {fit.status === 'asking' && 'Fitting…'}
        {fit.status === 'failed' && `The fit failed. ${fit.message}`}
        {value?.state === 'refused' && `No swarm can be fitted. ${value.why}`}
        {value?.state === 'fitted' && 'Fitted.'}
      </p>
      {value?.state === 'fitted' && (
        <>
          <FitTables fit={value} />
          <UseFit key={fitKey(value)} fit={value} />
        </>
      )}
    </Card>
  );
});

/** Another fit has not been applied, whatever the one before it was. */
function fitKey({ workload }: WorkloadFit): string {
  return JSON.stringify(workload);
}

function UseFit({ fit }: { readonly fit: WorkloadFit }) {
  const { store } = useServices();
  const clearErrors = useClearErrors();
  const [outcome, setOutcome] = useState<{ readonly refusal: string | null } | null>(null);
  const use = (): void => {
    const { scenario, changeScenario } = store.getState();
    const applied = scenarioWithFit({ scenario, fit });
    if (applied.status === 'refused') {
      setOutcome({ refusal: applied.reason });
      return;
    }
    // Of fields that are now others.
    clearErrors('workload');
    const isTaken = changeScenario(() => applied.scenario);
    setOutcome({ refusal: isTaken ? null : 'A value is out of its limits.' });
  };
  return (
    <div className={styles.use}>
      <Button size="xs" onClick={use}>
        Use as the scenario’s swarm
      </Button>
      <p role="status">
        {outcome?.refusal === null && (
          <>
            It is the scenario’s swarm now; the browser’s Back takes it back.{' '}
            <PageLink page="swarm">See it on the Swarm page</PageLink>
          </>
        )}
        {outcome !== null && outcome.refusal !== null && `The scenario does not take it. ${outcome.refusal}`}
      </p>
    </div>
  );
}
