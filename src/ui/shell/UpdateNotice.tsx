import { useState } from 'react';
import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { showUpdate, updates } from './update-store.ts';
import styles from './ToastArea.module.css';

/** A newer version of the site waits until somebody wants it: what is open is not taken away from under anybody. */
export function UpdateNotice() {
  const newer = useStore(updates, (state) => state.newer);
  const [isLeaving, setLeaving] = useState(false);
  if (!newer) return null;
  return (
    <div className={styles.update} data-testid="update">
      <div>
        <p className={styles.title}>A new version of Tokenhouse is ready.</p>
        <p>Reloading keeps the scenario and your library. An open log has to be opened again.</p>
      </div>
      <div className={styles.buttons}>
        <Button
          size="compact-xs"
          disabled={isLeaving}
          onClick={() => {
            setLeaving(true);
            newer.takeOver();
          }}
        >
          {isLeaving ? 'Reloading…' : 'Reload'}
        </Button>
        <Button variant="default" size="compact-xs" disabled={isLeaving} onClick={() => showUpdate(null)}>
          Later
        </Button>
      </div>
    </div>
  );
}
