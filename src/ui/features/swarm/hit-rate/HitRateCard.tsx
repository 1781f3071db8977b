import { lazy, memo, Suspense, useMemo, useState } from 'react';
import type { Swarm } from '../../../../domain/swarm/swarm.ts';
import { compareWithSimulation, hitCurves, simulationQuestions } from '../../../../evaluate/hit-curves.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import { CurveTables, MarksTable } from './HitRateTables.tsx';
import { answerInWords, differenceInWords, mainMark } from './hit-rate-words.ts';
import { SIMULATED_COLOR } from './rows.ts';
import { SimulationControls } from './SimulationControls.tsx';
import { useSimulation } from './use-simulation.ts';
import styles from './HitRateCard.module.css';

// The charts bring a library of their own; the answer in words must not wait for it.
const HitRatePlots = lazy(() => import('../swarm-charts.ts').then((m) => ({ default: m.HitRatePlots })));

const TITLE = 'What share could be reused, and what share is?';
/** A second's work or less, and within a tenth of a point where the closed form is good. */
const USUAL_REQUESTS = 200_000;

interface HitRateCardProps {
  readonly swarm: Swarm;
  readonly requestsPerMonth: number;
  readonly offerId: string;
  readonly retentionSeconds: number;
}

/** Hit rate against time and against size: the closed form at once, the simulation a moment later, and how far apart. */
export const HitRateCard = memo(function HitRateCard({
  swarm,
  requestsPerMonth,
  offerId,
  retentionSeconds,
}: HitRateCardProps) {
  const curves = useMemo(() => hitCurves({ swarm, offerId, retentionSeconds }), [swarm, offerId, retentionSeconds]);
  const [seed, setSeed] = useState(1);
  const [sample, setSample] = useState<number | 'month'>(USUAL_REQUESTS);
  const simulation = useSimulation({
    swarm,
    seed,
    leastRequests: sample === 'month' ? Math.ceil(requestsPerMonth) : sample,
    ...simulationQuestions(curves),
  });
  const simulated = simulation.run.status === 'done' ? simulation.run.simulation : null;
  const comparison = useMemo(
    () => (simulated ? compareWithSimulation({ curves, simulated }) : null),
    [curves, simulated],
  );
  const answer = answerInWords(curves);
  const difference = comparison ? differenceInWords(comparison.furthest) : '';
  return (
    <ChartFigure
      title={TITLE}
      hint="Share of prompt tokens read from a cache that keeps and shares every prefix, limited by time alone or by size alone. The simulation draws every request and replays it exactly, in blocks of 64 tokens and from an empty cache."
      summary={`${answer} ${difference}`}
      lead={
        <div className={styles.lead}>
          <p>{answer}</p>
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
          {difference !== '' && <p className={styles.quiet}>{difference}</p>}
        </div>
      }
      chart={
        <Suspense fallback={<div className={styles.plotSpace} />}>
          <HitRatePlots curves={curves} comparison={comparison} />
        </Suspense>
      }
      legend={
        <>
          <Legend>
            <LegendItem color="var(--th-accent)" label="closed form" />
            <LegendItem color="var(--th-accent)" dashed label="closed form, rough" />
            <LegendItem color={SIMULATED_COLOR} dot label="simulated" />
            <LegendItem color="var(--th-muted)" dashed label="windows and logical ceiling" />
          </Legend>
          <MarksTable curves={curves} comparison={comparison} />
        </>
      }
      table={<CurveTables curves={curves} comparison={comparison} />}
    />
  );
});
