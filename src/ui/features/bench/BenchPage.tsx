import { useDeferredValue } from 'react';
import { gpuFigureOf, isSoftware } from '../../../state/measured-figure.ts';
import { useScenarioState } from '../../app-context.ts';
import styles from './BenchPage.module.css';
import { isOwnFigure } from './figure-source.ts';
import { CarriedCard } from './identity/CarriedCard.tsx';
import { WhichCard } from './identity/WhichCard.tsx';
import { Meaning } from './meaning/Meaning.tsx';
import { MethodCard } from './results/MethodCard.tsx';
import { ResultCards } from './results/ResultCards.tsx';
import { RunCard } from './run/RunCard.tsx';
import { SweepCard } from './sweep/SweepCard.tsx';
import { useBench } from './use-bench.ts';
import { Guards } from '../../shared/Guard.tsx';

/** The memory wall on the visitor's own machine: how fast its memory is, and about how many tokens a second that allows. */
export function BenchPage() {
  const scenario = useScenarioState((state) => state.scenario);
  const settled = useDeferredValue(scenario);
  const record = useBench((state) => state.record);
  const { measured: carried } = scenario;
  const gpu = record?.gpu?.status === 'measured' ? record.gpu : null;
  const figure = gpuFigureOf(record);
  return (
    <div className={styles.page}>
      <Guards>
        <RunCard />
        {record && <ResultCards record={record} />}
        {carried && !isOwnFigure({ record, carried }) && <CarriedCard carried={carried} />}
        {figure && <WhichCard key={record?.startedAt} gpu={figure} />}
        {gpu && gpu.sweep.length > 1 && <SweepCard sweep={gpu.sweep} isSoftware={isSoftware(gpu)} />}
        <Meaning scenario={settled} record={record} />
        {record && <MethodCard record={record} />}
      </Guards>
    </div>
  );
}
