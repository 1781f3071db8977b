import { useDeferredValue } from 'react';
import { useScenarioState } from '../../app-context.ts';
import stale from '../../shared/Stale.module.css';
import { Guards } from '../../shared/Guard.tsx';
import { FitCard } from './fit/FitCard.tsx';
import { LogInput } from './input/LogInput.tsx';
import { SampleNote } from './input/SampleNote.tsx';
import { MoneyResults, ReuseResults } from './Results.tsx';
import { RulesCard } from './rules/RulesCard.tsx';
import { AnswersCard } from './summary/AnswersCard.tsx';
import { SummaryFigures } from './summary/SummaryFigures.tsx';
import styles from './TracesPage.module.css';
import { usePricing } from './use-pricing.ts';
import { useSample } from './use-sample.ts';
import { useTraces } from './use-traces.ts';

/** One’s own logs: what is in them, what could be reused and what was, what that costs, and the swarm that would send it. */
export function TracesPage() {
  const scenario = useScenarioState((state) => state.scenario);
  const settled = useDeferredValue(scenario);
  const log = useTraces((state) => state.log);
  const report = useTraces((state) => state.report);
  const asking = useTraces((state) => state.asking);
  const isFailed = typeof asking === 'object';
  // Before the sample: a log is asked about what sellers price as soon as it is open.
  usePricing(settled);
  const sample = useSample(scenario.workload);
  return (
    <div className={styles.page}>
      <Guards>
        <LogInput onSample={sample.open} />
        {log?.isSample === true && (
          <SampleNote notes={log.summary.notes} isOutdated={sample.isOutdated} onRenew={sample.open} />
        )}
        {log && <SummaryFigures log={log} />}
        {log && (
          <div className={styles.columns}>
            <div className={styles.column}>
              <Guards>
                <AnswersCard summary={log.summary} />
                <RulesCard log={log} report={report} />
                <FitCard />
              </Guards>
            </div>
            <div
              className={`${styles.column} ${isFailed ? (stale.stale ?? '') : ''}`}
              aria-busy={asking === 'asking'}
              data-stale={isFailed}
            >
              {report ? (
                <ReuseResults report={report} scenario={settled} />
              ) : (
                <p className={styles.waiting}>{isFailed ? 'There are no figures.' : 'Computing…'}</p>
              )}
            </div>
          </div>
        )}
        {log && report && (
          <div
            className={`${styles.column} ${isFailed ? (stale.stale ?? '') : ''}`}
            aria-busy={asking === 'asking'}
            data-stale={isFailed}
          >
            <MoneyResults summary={log.summary} report={report} scenario={settled} isSample={log.isSample} />
          </div>
        )}
      </Guards>
    </div>
  );
}
