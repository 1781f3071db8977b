import { stepWords } from '../bench-words.ts';
import { recordWords } from '../record-words.ts';
import { useBench } from '../use-bench.ts';
import styles from './RunCard.module.css';

/** How far a run is, and in a sentence what came of it. Steps are said aloud, the bar beside them is not. */
export function RunStatus() {
  const running = useBench((state) => state.running);
  const isCancelling = useBench((state) => state.isCancelling);
  const record = useBench((state) => state.record);
  const progress = running?.progress ?? null;
  return (
    <div className={styles.status} data-bench={running ? 'running' : record ? 'done' : 'idle'}>
      <p role="status" aria-live="polite" className={running ? styles.step : styles.outcome}>
        {running ? stepWords({ progress, isCancelling }) : record ? recordWords(record) : ''}
      </p>
      {running && (
        <progress
          className={styles.progress}
          aria-label="Measurement"
          max={1}
          {...(progress === null ? {} : { value: progress.doneRatio })}
        />
      )}
    </div>
  );
}
