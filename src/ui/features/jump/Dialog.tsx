import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import styles from './Jump.module.css';

/**
 * A modal of the browser's own: it keeps Tab inside, closes with Escape and gives the focus back to where it was, without a
 * line of script or a style element.
 */
export function Dialog({
  label,
  onClose,
  children,
  ref,
}: {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly ref?: RefObject<HTMLDialogElement | null>;
}) {
  const own = useRef<HTMLDialogElement>(null);
  const dialog = ref ?? own;
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
  }, [dialog]);
  return createPortal(
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={label}
      onClose={onClose}
      // Beside it, on the shaded page.
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <div className={styles.inside}>{children}</div>
    </dialog>,
    document.body,
  );
}
