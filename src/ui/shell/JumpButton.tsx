import { useEffectEvent, useLayoutEffect, useState, type ComponentType } from 'react';
import { Button } from '@mantine/core';
import { jumpOfKey, type JumpTarget } from './jump-keys.ts';
import { isTextField } from './step-keys.ts';
import { showToast } from './toast-store.ts';
import styles from './JumpButton.module.css';

type Dialogs = Readonly<
  Record<JumpTarget, ComponentType<{ readonly onClose: () => void; readonly onKeys: () => void }>>
>;

const loadDialogs = (): Promise<Dialogs> =>
  import('../features/jump/dialogs.ts').then(({ JumpDialog, KeysDialog }) => ({
    search: JumpDialog,
    keys: KeysDialog,
  }));

/** Finds anything by its name, by button and by key. What it searches comes when it is first asked for. */
export function JumpButton() {
  const [dialogs, setDialogs] = useState<Dialogs | null>(null);
  const [open, setOpen] = useState<JumpTarget | null>(null);
  const show = async (target: JumpTarget): Promise<void> => {
    try {
      setDialogs(await loadDialogs());
      setOpen(target);
    } catch {
      showToast({ text: 'The search could not be loaded. Ask again to retry.' });
    }
  };
  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    const target = jumpOfKey({ pressed: event, isTyping: isTyping() });
    if (target === null || event.defaultPrevented) return;
    event.preventDefault();
    const dialog = document.querySelector<HTMLDialogElement>('dialog[open]');
    // Pressed again it closes what it has opened; on top of another dialog it opens nothing.
    if (dialog) dialog.close();
    else void show(target);
  });
  // Before the page is painted: a key may be pressed as soon as there is something to see.
  useLayoutEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  const Shown = open === null ? undefined : dialogs?.[open];
  return (
    <>
      <Button
        variant="default"
        size="xs"
        className={styles.button}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K /"
        title="Search pages, inputs, presets, models, offers and commands"
        onClick={() => void show('search')}
        onPointerEnter={() => void loadDialogs().catch(() => undefined)}
      >
        Search
        <span aria-hidden="true" className={styles.key}>
          {/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'}
        </span>
      </Button>
      {Shown && <Shown key={open} onClose={() => setOpen(null)} onKeys={() => void show('keys')} />}
    </>
  );
}

function isTyping(): boolean {
  const field = document.activeElement;
  return isTextField(field) || field instanceof HTMLSelectElement;
}
