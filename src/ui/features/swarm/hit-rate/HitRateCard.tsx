import { Suspense, type ReactNode } from 'react';
import type { Comparison, HitCurves } from '../../../../evaluate/hit-curves.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import { lazyPart } from '../../../shared/lazy-part.ts';
import { CurveTables, MarksTable } from './HitRateTables.tsx';
import { answerInWords, differenceInWords, routingInWords } from './hit-rate-words.ts';
import { SIMULATED_COLOR } from './rows.ts';
import styles from './HitRateCard.module.css';

// The charts bring a library of their own; the answer in words must not wait for it.
const HitRatePlots = lazyPart(() => import('../swarm-charts.ts').then((m) => ({ default: m.HitRatePlots })));

const TITLE = 'What share could be reused, and what share is?';

interface HitRateCardProps {
  readonly curves: HitCurves;
  readonly comparison: Comparison | null;
  readonly replicas: number;
  /** Starts, stops and sizes the simulation. */
  readonly controls: ReactNode;
}

/** Hit rate against time and against size: the closed form at once, the simulation a moment later, and how far apart. */
export function HitRateCard({ curves, comparison, replicas, controls }: HitRateCardProps) {
  const answer = answerInWords(curves);
  const difference = comparison ? differenceInWords(comparison.furthest) : '';
  return (
    <ChartFigure
      title={TITLE}
      hint={`Share of prompt tokens read from a cache that keeps and shares every prefix, limited by time alone or by size alone${routingInWords(replicas)}. The simulation draws every request and replays it exactly, in blocks of 64 tokens and from an empty cache.`}
      summary={`${answer} ${difference}`}
      lead={
        <div className={styles.lead}>
          <p>{answer}</p>
          {controls}
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
            <LegendItem color="var(--th-muted)" dashed label="windows, own cache and logical ceiling" />
          </Legend>
          <MarksTable curves={curves} comparison={comparison} />
        </>
      }
      table={<CurveTables curves={curves} comparison={comparison} />}
    />
  );
}
