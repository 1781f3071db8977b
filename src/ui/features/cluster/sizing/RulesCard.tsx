import { CLUSTER_LIMITS, SIZING_CHOICE_LIMITS, SIZING_LIMITS } from '../../../../domain/field-limits.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatSignificant } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { NumberField } from '../../../shared/NumberField.tsx';
import { ChoiceField } from '../inputs/ChoiceField.tsx';
import inputs from '../inputs/inputs.module.css';
import { demandInWords, peakInWords } from './sizing-words.ts';
import page from '../ClusterPage.module.css';

const PERCENT = 0.01;
const ROUTINGS = [
  { value: 'shared-queue', label: 'to whoever is free' },
  { value: 'blind', label: 'blindly, in turn' },
] as const;

/** How engineers size: by the busiest hour, with a promise, and something to spare. */
export function RulesCard({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  const cluster = useScenarioState((state) => state.scenario.cluster);
  const setField = useScenarioState((state) => state.setField);
  const percent = { unit: '%', scale: PERCENT } as const;
  return (
    <Card title="What is the fleet sized for?" hint={demandInWords(evaluation)}>
      <div className={inputs.fields}>
        <NumberField
          path="cluster.peakToMeanRatio"
          value={cluster.peakToMeanRatio}
          limits={SIZING_CHOICE_LIMITS.peakToMeanRatio}
          label="Busiest hour ÷ mean"
          emptyMeans={`${formatSignificant(evaluation.plan.demand.peakToMeanRatio, 3)}: by working hours`}
        />
        <NumberField
          path="cluster.batchRatio"
          value={cluster.batchRatio}
          limits={SIZING_LIMITS.batchRatio}
          {...percent}
        />
        <NumberField
          path="cluster.headroomRatio"
          value={cluster.headroomRatio}
          limits={SIZING_LIMITS.headroomRatio}
          {...percent}
        />
        <NumberField path="cluster.spareNodes" value={cluster.spareNodes} limits={SIZING_LIMITS.spareNodes} />
        <NumberField
          path="cluster.ttftSeconds"
          value={cluster.ttftSeconds}
          limits={SIZING_CHOICE_LIMITS.ttftSeconds}
          label="TTFT, at most"
          emptyMeans="no promise"
        />
        <NumberField path="cluster.ttftRatio" value={cluster.ttftRatio} limits={SIZING_LIMITS.ttftRatio} {...percent} />
        <NumberField
          path="cluster.decodeTokensPerSecond"
          value={cluster.decodeTokensPerSecond}
          limits={SIZING_LIMITS.decodeTokensPerSecond}
          label="Output speed, at least"
        />
        <NumberField
          path="cluster.serviceVariationRatio"
          value={cluster.serviceVariationRatio}
          limits={SIZING_LIMITS.serviceVariationRatio}
        />
        <ChoiceField
          label="Requests are routed"
          value={cluster.routing}
          data={ROUTINGS}
          onChoose={(value) => setField({ path: 'cluster.routing', value })}
        />
        <NumberField
          path="cluster.lowLoadPenaltyRatio"
          value={cluster.lowLoadPenaltyRatio}
          limits={CLUSTER_LIMITS.lowLoadPenaltyRatio}
          {...percent}
          below="of rungs with a warehouse; 12 % was published once, and is doubted"
        />
      </div>
      <p className={page.note}>Busiest hour: {peakInWords(evaluation)}.</p>
    </Card>
  );
}
