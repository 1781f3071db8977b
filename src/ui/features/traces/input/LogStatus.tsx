import { Button } from '@mantine/core';
import { useTraces } from '../use-traces.ts';
import { progressRatio, progressText, statusInWords } from './reading-words.ts';
import styles from './LogInput.module.css';

/** How reading goes and what came of it. The sentence is said aloud when it changes, the progress beside it is not. */
export function LogStatus({
  isListing,
  note,
  onCancel,
}: {
  readonly isListing: boolean;
  readonly note: string;
  readonly onCancel: () => void;
}) {
  const reading = useTraces((state) => state.reading);
  const log = useTraces((state) => state.log);
  const isBusy = isListing || reading.status === 'reading';
  const isBad = reading.status === 'refused' || reading.status === 'failed';
  const progress = reading.status === 'reading' ? reading.progress : null;
  return (
    <div className={styles.state}>
      <p className={isBad && !isListing ? styles.bad : styles.sentence} role="status" data-reading={reading.status}>
        {isListing ? 'Looking through the folder…' : statusInWords({ reading, log })}
        {note !== '' && ` ${note}`}
      </p>
      {isBusy && (
        <div className={styles.busy}>
          <Progress ratio={isListing ? undefined : progressRatio(progress)} />
          {progress && <span className={styles.bytes}>{progressText(progress)}</span>}
          <Button variant="default" size="compact-xs" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      )}
    </div>
  );
}

/** Without a ratio the bar only shows that something goes on. */
function Progress({ ratio }: { readonly ratio: number | undefined }) {
  return (
    <progress
      className={styles.progress}
      aria-label="Reading"
      max={1}
      {...(ratio === undefined ? {} : { value: ratio })}
    />
  );
}
