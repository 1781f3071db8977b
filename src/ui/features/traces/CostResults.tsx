import { memo, useMemo } from 'react';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import type { TraceReport, TraceSummary } from '../../../state/trace-types.ts';
import { useBook } from '../../shared/use-offers.ts';
import { AdviceCard } from './bills/AdviceCard.tsx';
import { BillsCard } from './bills/BillsCard.tsx';
import { GapsCard } from './gaps/GapsCard.tsx';
import { costsOf, gapCostsOf } from './trace-evaluation.ts';

/** What of the log has a price: every offer is priced, so it is told apart from what is drawn at once. */
export const CostResults = memo(function CostResults({
  report,
  summary,
  scenario,
}: {
  readonly report: TraceReport;
  readonly summary: TraceSummary;
  readonly scenario: ScenarioState['scenario'];
}) {
  const book = useBook();
  const costs = useMemo(() => costsOf({ report, scenario, book }), [report, scenario, book]);
  const gapCosts = useMemo(() => gapCostsOf(costs), [costs]);
  const showsReuse = report.reuse.basis !== 'none';
  return (
    <>
      {report.gaps && showsReuse && <GapsCard gaps={report.gaps} summary={summary} costs={gapCosts} />}
      <BillsCard costs={costs} report={report} />
      {costs.advice && showsReuse && <AdviceCard advice={costs.advice} report={report} />}
    </>
  );
});
