import { useRef, useState, type Ref } from 'react';
import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { useStore } from 'zustand';
import type { LibraryStore } from '../../../state/library-store.ts';
import type { LibraryEntry } from '../../../state/library-types.ts';
import { useServices } from '../../app-context.ts';
import { formatInstant } from '../../format/instant.ts';
import { showToast } from '../../shell/toast-store.ts';
import styles from './Library.module.css';
import { figuresWords, outcomeWords, savingWords } from './library-words.ts';

/** One saved scenario: its name opens it. */
export function SavedItem({
  entry,
  library,
  onOpened,
}: {
  readonly entry: LibraryEntry;
  readonly library: LibraryStore;
  readonly onOpened: () => void;
}) {
  const { store } = useServices();
  const { open, openEntry, rename, duplicate, remove } = useStore(library);
  const [draft, setDraft] = useState<string | null>(null);
  const renameButton = useRef<HTMLButtonElement>(null);
  const isRenaming = useRef(false);
  const { id, name, savedAt, figures } = entry;

  const show = (): void => {
    openEntry(id);
    const { outcome } = library.getState();
    // What cannot be opened is said in the panel.
    if (outcome?.kind !== 'opened') return;
    onOpened();
    showToast({ text: outcomeWords(outcome), action: { label: 'Undo', run: () => store.getState().undo() } });
  };
  const beginRename = (): void => {
    isRenaming.current = true;
    setDraft(name);
  };
  // Once: a field that goes away loses the focus, too.
  const endRename = (next: string | null): void => {
    if (!isRenaming.current) return;
    isRenaming.current = false;
    setDraft(null);
    if (next !== null) void rename({ id, name: next });
  };
  return (
    <li className={styles.item}>
      {draft === null ? (
        <UnstyledButton className={styles.open} onClick={show} aria-current={open?.id === id ? 'true' : undefined}>
          <bdi className={styles.name}>{name}</bdi>
          <span className={styles.figures}>
            {savingWords(figures) !== '' && <strong>{savingWords(figures)} · </strong>}
            {figuresWords(figures)} · <span className={styles.instant}>{formatInstant(savedAt)}</span>
          </span>
        </UnstyledButton>
      ) : (
        <form
          className={styles.rename}
          onSubmit={(event) => {
            event.preventDefault();
            endRename(draft);
            setTimeout(() => renameButton.current?.focus());
          }}
        >
          <TextInput
            size="xs"
            aria-label={`New name of ${name}`}
            maxLength={120}
            ref={focusWhole}
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              // The panel would close, too.
              event.stopPropagation();
              endRename(null);
              setTimeout(() => renameButton.current?.focus());
            }}
            onBlur={() => endRename(draft)}
          />
        </form>
      )}
      <div className={styles.tools}>
        <Tool ref={renameButton} label="Rename" name={name} onClick={beginRename} />
        <Tool label="Duplicate" name={name} onClick={() => void duplicate(id)} />
        <Tool label="Delete" name={name} onClick={() => void remove(id)} />
      </div>
    </li>
  );
}

/** To be typed over at once. */
function focusWhole(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}

function Tool({
  label,
  name,
  onClick,
  ref,
}: {
  readonly label: string;
  readonly name: string;
  readonly onClick: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
}) {
  return (
    <Button
      ref={ref}
      className={styles.tool}
      variant="subtle"
      size="compact-xs"
      aria-label={`${label} ${name}`}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
