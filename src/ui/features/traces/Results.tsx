import { memo, useDeferredValue, useMemo } from 'react';
import { windowMarks } from '../../../evaluate/window-marks.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import type { TraceReport, TraceSummary } from '../../../state/trace-types.ts';
import { useOfferNamed } from '../../shared/use-offers.ts';
import { CostResults } from './CostResults.tsx';
import { BlockResults } from './reuse/BlockResults.tsx';
import { SessionsCard } from './sessions/SessionsCard.tsx';
import { UsageResults } from './usage/UsageResults.tsx';

/** Everything that was asked of the open log, as far as such a log can tell. */
export const Results = memo(function Results({
  summary,
  report,
  scenario,
}: {
  readonly summary: TraceSummary;
  readonly report: TraceReport;
  readonly scenario: ScenarioState['scenario'];
}) {
  const { offerId, warehouse } = scenario;
  const { retentionSeconds } = warehouse;
  const offer = useOfferNamed()(offerId);
  const marks = useMemo(() => windowMarks({ offer, retentionSeconds }), [offer, retentionSeconds]);
  // Together, or costs would stand beside another log’s name.
  const settled = useDeferredValue(useMemo(() => ({ report, summary }), [report, summary]));
  return (
    <>
      <BlockResults report={report} scenario={scenario} offer={offer} marks={marks} />
      {report.usage && <UsageResults usage={report.usage} marks={marks} />}
      <CostResults {...settled} scenario={scenario} />
      {report.sessions && <SessionsCard sessions={report.sessions} usage={report.usage} summary={summary} />}
    </>
  );
});
