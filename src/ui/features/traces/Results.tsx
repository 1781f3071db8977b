import { memo, useDeferredValue, useMemo } from 'react';
import { windowMarks } from '../../../evaluate/window-marks.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import type { TraceReport, TraceSummary } from '../../../state/trace-types.ts';
import { useOfferNamed } from '../../shared/use-offers.ts';
import { Guards } from '../../shared/Guard.tsx';
import { CostResults } from './CostResults.tsx';
import { BlockResults } from './reuse/BlockResults.tsx';
import { SpreadCard } from './summary/SpreadCard.tsx';
import styles from './TracesPage.module.css';
import { SessionsCard } from './sessions/SessionsCard.tsx';
import { UsageResults } from './usage/UsageResults.tsx';

/** What of the open log is reuse, as far as such a log can tell. */
export const ReuseResults = memo(function ReuseResults({
  report,
  scenario,
}: {
  readonly report: TraceReport;
  readonly scenario: ScenarioState['scenario'];
}) {
  const { offerId, warehouse } = scenario;
  const { retentionSeconds } = warehouse;
  const offer = useOfferNamed()(offerId);
  const marks = useMemo(() => windowMarks({ offer, retentionSeconds }), [offer, retentionSeconds]);
  return (
    <>
      <Guards>
        <BlockResults report={report} scenario={scenario} offer={offer} marks={marks} />
        {report.usage && <UsageResults usage={report.usage} marks={marks} />}
      </Guards>
    </>
  );
});

/** What the open log costs, where that comes from, and its sessions one by one. */
export const MoneyResults = memo(function MoneyResults({
  summary,
  report,
  scenario,
  isSample,
}: {
  readonly summary: TraceSummary;
  readonly report: TraceReport;
  readonly scenario: ScenarioState['scenario'];
  readonly isSample: boolean;
}) {
  // Together, or costs would stand beside another log’s name.
  const settled = useDeferredValue(useMemo(() => ({ report, summary }), [report, summary]));
  return (
    <>
      <Guards>
        <div className={styles.pairs}>
          <Guards>
            <CostResults {...settled} scenario={scenario} />
            <SpreadCard summary={summary} isSample={isSample} />
          </Guards>
        </div>
        {report.sessions && <SessionsCard sessions={report.sessions} usage={report.usage} summary={summary} />}
      </Guards>
    </>
  );
});
