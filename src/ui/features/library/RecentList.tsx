import { Button, UnstyledButton } from '@mantine/core';
import { useStore } from 'zustand';
import type { LibraryStore } from '../../../state/library-store.ts';
import { useServices } from '../../app-context.ts';
import { formatInstant } from '../../format/instant.ts';
import { showToast } from '../../shell/toast-store.ts';
import styles from './Library.module.css';
import { outcomeWords } from './library-words.ts';

/** Scenarios that were changed here and never saved: those of closed or crashed tabs among them. */
export function RecentList({ library, onOpened }: { readonly library: LibraryStore; readonly onOpened: () => void }) {
  const { store } = useServices();
  const { recents, openRecent, forgetRecents } = useStore(library);
  if (recents.length === 0) return null;
  const show = (key: string): void => {
    openRecent(key);
    const { outcome } = library.getState();
    if (outcome?.kind !== 'opened') return;
    onOpened();
    showToast({ text: outcomeWords(outcome), action: { label: 'Undo', run: () => store.getState().undo() } });
  };
  return (
    <section aria-labelledby="recent-scenarios">
      <div className={styles.head}>
        <h2 id="recent-scenarios">Recent, not saved ({recents.length})</h2>
        <Button className={styles.tool} variant="subtle" size="compact-xs" onClick={forgetRecents}>
          Forget these
        </Button>
      </div>
      <ul className={styles.list}>
        {recents.map(({ key, name, changedAt }) => (
          <li key={key} className={styles.item}>
            <UnstyledButton className={styles.open} onClick={() => show(key)}>
              <span className={styles.name}>{name === '' ? 'Without a name' : name}</span>
              <span className={styles.figures}>changed {formatInstant(changedAt)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
