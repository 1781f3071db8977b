import '@mantine/core/styles/Popover.layer.css';
import { useEffect, useRef, useState } from 'react';
import { Button, Popover } from '@mantine/core';
import { useStore } from 'zustand';
import type { LibraryStore } from '../../../state/library-store.ts';
import { showToast } from '../../shell/toast-store.ts';
import { FileButtons } from './FileButtons.tsx';
import styles from './Library.module.css';
import { outcomeWords } from './library-words.ts';
import { OutcomeLine } from './OutcomeLine.tsx';
import { RecentList } from './RecentList.tsx';
import { SavedList } from './SavedList.tsx';
import { SaveForm } from './SaveForm.tsx';

/** The button with its panel, open at first: it is there because somebody has asked for it. */
export function LibraryPanel({ label, library }: { readonly label: string; readonly library: LibraryStore }) {
  const [isOpen, setIsOpen] = useState(true);
  const button = useRef<HTMLButtonElement>(null);
  const { refresh, dismissOutcome } = useStore(library);
  useEffect(() => {
    if (isOpen) void refresh();
  }, [isOpen, refresh]);

  const close = (): void => {
    setIsOpen(false);
    button.current?.focus();
    const { outcome, restore } = library.getState();
    dismissOutcome();
    // What can be taken back can be for a while longer.
    if (outcome?.kind === 'deleted')
      showToast({
        text: outcomeWords(outcome),
        action: { label: 'Undo', run: () => void restore(outcome.entry) },
      });
  };
  return (
    <Popover
      width="min(600px, calc(100vw - 24px))"
      opened={isOpen}
      onChange={(opened) => (opened ? setIsOpen(true) : close())}
      withinPortal={false}
      position="bottom-end"
      shadow="md"
      // Here the key may also end the renaming of a row.
      closeOnEscape={false}
      trapFocus
    >
      <Popover.Target>
        <Button ref={button} variant="default" size="xs" onClick={() => (isOpen ? close() : setIsOpen(true))}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown
        className={styles.panel}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
        }}
      >
        <SaveForm library={library} />
        <OutcomeLine library={library} />
        <SavedList library={library} onOpened={close} />
        <RecentList library={library} onOpened={close} />
        <FileButtons library={library} onOpened={close} />
      </Popover.Dropdown>
    </Popover>
  );
}
