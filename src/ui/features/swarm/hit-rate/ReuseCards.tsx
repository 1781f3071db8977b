import { memo, useMemo, useState } from 'react';
import { compareWithSimulation, hitCurves, simulationQuestions } from '../../../../evaluate/hit-curves.ts';
import type { SpendEvaluation } from '../../../../evaluate/spend.ts';
import type { SwarmEvaluation } from '../../../../evaluate/swarm.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { LossesCard } from '../LossesCard.tsx';
import { OwnCacheCard } from '../own-cache/OwnCacheCard.tsx';
import { HitRateCard } from './HitRateCard.tsx';
import { mainMark } from './hit-rate-words.ts';
import { SimulationControls } from './SimulationControls.tsx';
import { useSimulation } from './use-simulation.ts';
import { useOfferNamed } from '../../../shared/use-offers.ts';
import { Guard } from '../../../shared/Guard.tsx';
import { lazyPart } from '../../../shared/lazy-part.ts';

const AdviceCard = lazyPart(() => import('../advice/AdviceCard.tsx').then((m) => ({ default: m.AdviceCard })));

/** A second's work or less, and within a tenth of a point where the closed form is good. */
const USUAL_REQUESTS = 200_000;

interface ReuseCardsProps {
  readonly evaluation: SwarmEvaluation;
  readonly scenario: ScenarioState['scenario'];
  /** `null` where the offer cannot be priced for this workload. */
  readonly spend: SpendEvaluation | null;
}

/**
 * What of a swarm a cache can serve, what of that is lost, and what would make it cheaper: one set of curves and one
 * simulation for all cards.
 */
export const ReuseCards = memo(function ReuseCards({ evaluation, scenario, spend }: ReuseCardsProps) {
  const { swarm, requestsPerMonth } = evaluation;
  const { offerId, cache, warehouse } = scenario;
  const { retentionSeconds } = warehouse;
  const offer = useOfferNamed()(offerId);
  const curves = useMemo(
    () => hitCurves({ swarm, offer, retentionSeconds, cache }),
    [swarm, offer, retentionSeconds, cache],
  );
  const [seed, setSeed] = useState(1);
  const [sample, setSample] = useState<number | 'month'>(USUAL_REQUESTS);
  const { replicas, affinityRatio } = cache;
  const simulation = useSimulation({
    swarm,
    seed,
    leastRequests: sample === 'month' ? Math.ceil(requestsPerMonth) : sample,
    replicas,
    affinityRatio,
    ...simulationQuestions(curves),
  });
  const simulated = simulation.run.status === 'done' ? simulation.run.simulation : null;
  const comparison = useMemo(
    () => (simulated ? compareWithSimulation({ curves, simulated }) : null),
    [curves, simulated],
  );
  const simulatedRatio = comparison?.ownRatio ?? null;
  return (
    <>
      <OwnCacheCard own={curves.own} logicalRatio={curves.logicalRatio} simulatedRatio={simulatedRatio} />
      <HitRateCard
        curves={curves}
        comparison={comparison}
        replicas={replicas}
        controls={
          <SimulationControls
            simulation={simulation}
            swarm={swarm}
            windowSeconds={mainMark(curves)?.windowSeconds}
            usualRequests={USUAL_REQUESTS}
            requestsPerMonth={requestsPerMonth}
            sample={sample}
            onSample={setSample}
            seed={seed}
            onSeed={setSeed}
          />
        }
      />
      <LossesCard
        swarm={swarm}
        spend={spend}
        offer={offer}
        retentionSeconds={retentionSeconds}
        cache={cache}
        simulatedRatio={simulatedRatio}
      />
      <Guard space={null}>
        <AdviceCard scenario={scenario} swarm={swarm} spend={spend} curves={curves} comparison={comparison} />
      </Guard>
    </>
  );
});
