import { Button } from '@mantine/core';
import { useScenarioState } from '../app-context.ts';
import { linkNews } from './link-news.ts';
import styles from './Notices.module.css';

/** What of a link is lost, as a warning; what was mended, in passing. */
export function LinkNotices() {
  const notices = useScenarioState((state) => state.notices);
  const dismiss = useScenarioState((state) => state.dismissNotices);
  if (notices.length === 0) return null;
  const { isWarning, isNewer, title, lost, mended } = linkNews(notices);
  return (
    <div className={isWarning ? styles.notice : styles.calm} data-testid={isWarning ? 'link-lost' : 'link-mended'}>
      <div>
        {title !== null && <p className={styles.title}>{title}</p>}
        {lost.length > 0 && (
          <ul className={styles.list}>
            {lost.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        )}
        {mended !== null && <p>{mended}</p>}
      </div>
      <div className={styles.buttons}>
        {isNewer && (
          <Button variant="default" size="compact-xs" onClick={() => window.location.reload()}>
            Reload the page
          </Button>
        )}
        <Button variant="default" size="compact-xs" onClick={dismiss}>
          Dismiss
        </Button>
      </div>
    </div>
  );
}
