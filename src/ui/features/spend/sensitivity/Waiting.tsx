import { Button } from '@mantine/core';
import { Card } from '../../../shared/Card.tsx';
import type { SensitivityAnswer } from '../../../../state/ports.ts';
import type { Known } from './use-question.ts';
import styles from './Sensitivity.module.css';

type KindOfCard = 'tornado' | 'band' | 'break-even';

type AnyKnown = Pick<Known<KindOfCard>, 'status' | 'progress' | 'message' | 'isUnderWay' | 'retry'> & {
  readonly last: { readonly answer: SensitivityAnswer } | null;
};

/** A card before its first answer: what it is waiting for, or why there is none. */
export function Waiting({
  title,
  hint,
  known,
}: {
  readonly title: string;
  readonly hint: string;
  readonly known: AnyKnown;
}) {
  const none = !known.isUnderWay && known.last?.answer.kind === 'none' ? known.last.answer.reason : null;
  return (
    <Card title={title} hint={hint}>
      <div className={styles.space} aria-busy={known.isUnderWay}>
        {none !== null ? <p className={styles.quiet}>There is nothing to show. {none}</p> : <Status known={known} />}
        {known.isUnderWay && <p className={styles.quiet}>Worked out beside the page, in some seconds.</p>}
      </div>
    </Card>
  );
}

/** How far an answer has come, or that it failed. */
export function Status({
  known,
}: {
  readonly known: Pick<AnyKnown, 'status' | 'progress' | 'message' | 'isUnderWay' | 'retry'>;
}) {
  if (known.status === 'failed')
    return (
      <p className={styles.failed} role="alert">
        {known.message}{' '}
        <Button variant="default" size="compact-xs" onClick={known.retry}>
          Try again
        </Button>
      </p>
    );
  if (!known.isUnderWay) return null;
  const { progress } = known;
  return (
    <progress
      className={styles.progress}
      aria-label="Computing"
      max={1}
      value={progress ? progress.done / Math.max(1, progress.of) : 0}
    />
  );
}
