import { Button } from '@mantine/core';
import { useCompareState } from './columns.ts';
import styles from './CompareNotices.module.css';

/** What a link or a file of several scenarios could not bring, or how it was mended. */
export function CompareNotices() {
  const notices = useCompareState((state) => state.notices);
  const dismiss = useCompareState((state) => state.dismissNotices);
  const isMended = notices.every(({ kind }) => kind === 'repaired');
  return (
    <div role="status" aria-live="polite">
      {notices.length > 0 && (
        <div className={isMended ? styles.mended : styles.notice}>
          <div>
            {!isMended && (
              <p className={styles.title}>
                Not all of the link’s scenarios could be read; the defaults stand in for the rest.
              </p>
            )}
            <ul className={styles.list}>
              {notices.map(({ field, message }) => (
                <li key={`${field}:${message}`}>{message}</li>
              ))}
            </ul>
          </div>
          <Button variant="default" size="compact-xs" onClick={dismiss}>
            Dismiss
          </Button>
        </div>
      )}
    </div>
  );
}
