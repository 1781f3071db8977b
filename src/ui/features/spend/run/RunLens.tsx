import { useScenarioState } from '../../../app-context.ts';
import { Stale } from '../../../shared/Stale.tsx';
import { useBook } from '../../../shared/use-offers.ts';
import { Guard, Guards } from '../../../shared/Guard.tsx';
import { lazyPart } from '../../../shared/lazy-part.ts';
import { clusterOf } from '../../cluster/cluster-evaluation.ts';
import { MachineCard } from './MachineCard.tsx';
import { RunBill } from './RunBill.tsx';
import { RunHeadline } from './RunHeadline.tsx';
import { adviceOf } from './run-words.ts';
import { RunLadder } from './RunLadder.tsx';
import styles from './Run.module.css';

// Charts bring a library of their own; figures must not wait for it.
const VolumeCard = lazyPart(() => import('./VolumeCard.tsx').then((m) => ({ default: m.VolumeCard })));

/** The same work on machines of one's own: what a month takes without and with a warehouse, and from which volume on it pays. */
export function RunLens() {
  const scenario = useScenarioState((state) => state.scenario);
  const { evaluation, unknown, problems } = clusterOf(scenario, useBook());
  return (
    <Stale problems={problems} hasFigures={evaluation !== null}>
      <div className={styles.grid}>
        <div className={styles.column}>
          <Guards>
            {unknown && (
              <p className={styles.nothing} role="status">
                There is no fleet to show. {unknown.reason} {adviceOf(unknown.field)}
              </p>
            )}
            {evaluation && <RunHeadline evaluation={evaluation} mfuRatio={scenario.cluster.mfuRatio} />}
            {evaluation && <RunLadder evaluation={evaluation} />}
            {evaluation && (
              <Guard space={<div className={styles.chartSpace} />}>
                <VolumeCard />
              </Guard>
            )}
          </Guards>
        </div>
        <div className={styles.column}>
          <Guards>
            {evaluation && <RunBill evaluation={evaluation} />}
            <MachineCard evaluation={evaluation} />
          </Guards>
        </div>
      </div>
    </Stale>
  );
}
