import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { showToast, toasts } from './toast-store.ts';
import { UpdateNotice } from './UpdateNotice.tsx';
import styles from './ToastArea.module.css';

const SHOWN_MS = 5_000;
/** Somebody has to reach it first. */
const SHOWN_WITH_ACTION_MS = 15_000;

/** There from the start, so that what appears in it is read out. */
export function ToastArea() {
  const toast = useStore(toasts, (state) => state.toast);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (!toast || toast.isProblem || isHeld) return undefined;
    const timer = setTimeout(() => showToast(null), toast.action ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, isHeld]);
  const { text, action, isProblem = false } = toast ?? {};
  // Gone with the pointer on it, it would never be left.
  const end = (): void => {
    setHeld(false);
    showToast(null);
  };
  return (
    <div aria-live="polite" className={styles.area}>
      <UpdateNotice />
      {toast && (
        <div
          className={isProblem ? styles.problem : styles.toast}
          data-testid="toast"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <p>{text}</p>
          {action && (
            <Button
              variant="default"
              size="compact-xs"
              onClick={() => {
                end();
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
          {isProblem && (
            <Button variant="default" size="compact-xs" onClick={end}>
              Dismiss
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
