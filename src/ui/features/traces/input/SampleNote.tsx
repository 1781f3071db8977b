import { Button } from '@mantine/core';
import styles from './LogInput.module.css';

/** That what is on the page was generated and not read: said beside every figure of it. */
export function SampleNote({
  notes,
  isOutdated,
  onRenew,
}: {
  /** What a careful reader should know of it. */
  readonly notes: readonly string[];
  readonly isOutdated: boolean;
  readonly onRenew: () => void;
}) {
  return (
    <p className={styles.sample}>
      <strong>Sample: the scenario’s own swarm, generated.</strong>{' '}
      {isOutdated ? (
        <>
          The swarm has been changed since.{' '}
          <Button variant="default" size="compact-xs" onClick={onRenew}>
            Generate it again
          </Button>
        </>
      ) : (
        'Read logs of your own to see what they say.'
      )}{' '}
      {notes.join(' ')}
    </p>
  );
}
