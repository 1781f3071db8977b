import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useScenarioState, useServices } from '../../app-context.ts';
import { jumpCommands } from './commands.ts';
import { Dialog } from './Dialog.tsx';
import { jumpEntries } from './entries.ts';
import { findEntries, type JumpEntry, type JumpKind } from './find-entries.ts';
import styles from './Jump.module.css';

const KIND_NAMES: Readonly<Record<JumpKind, string>> = {
  page: 'Pages',
  command: 'Commands',
  input: 'Inputs',
  preset: 'Presets: set the workload',
  model: 'Models: size the KV cache',
  offer: 'Offers: use in the scenario',
  offerRow: 'Offers: show on the Offers page',
};

/** Without it the switch would add a style element, which the Content-Security-Policy forbids. */
const KEEP_TRANSITIONS = { keepTransitions: true };

/** One field that finds any page, input, preset, model, offer and command by its name. */
export function JumpDialog({ onClose, onKeys }: { readonly onClose: () => void; readonly onKeys: () => void }) {
  const services = useServices();
  const { setColorScheme } = useMantineColorScheme(KEEP_TRANSITIONS);
  const otherScheme = useComputedColorScheme('light') === 'light' ? 'dark' : 'light';
  // More offers may come while the search is open.
  const book = useScenarioState((state) => state.book);
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const entries = useMemo(
    () => [
      ...jumpCommands({ services, otherScheme, setScheme: setColorScheme, showKeys: onKeys }),
      ...jumpEntries({ services, book }),
    ],
    [services, book, otherScheme, setColorScheme, onKeys],
  );
  const found = useMemo(() => findEntries({ query, entries }), [query, entries]);
  const listed = found.flatMap((kind) => kind.entries);
  const at = Math.min(chosen, listed.length - 1);

  const go = (entry: JumpEntry): void => {
    // The focus goes back to where it was first, and from there to what was chosen.
    dialog.current?.close();
    entry.run();
  };
  const choose = (next: number): void => {
    setChosen(next);
    document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || listed.length === 0) return;
    const next = stepTo({ key: event.key, at, count: listed.length });
    if (next !== null) {
      event.preventDefault();
      choose(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const entry = listed[at];
      if (entry) go(entry);
    }
  };

  return (
    <Dialog ref={dialog} label="Search" onClose={onClose}>
      <input
        className={styles.field}
        // Not `search`: that clears itself with Escape before it lets go.
        type="text"
        role="combobox"
        aria-label="Search pages, inputs, presets, models, offers and commands"
        aria-expanded={listed.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
        placeholder="Page, input, preset, model, offer or command"
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label="What was found" className={styles.list}>
        {found.map(({ kind, entries: ofKind }) => (
          <div key={kind} role="group" aria-labelledby={`${listId}-${kind}`}>
            <p id={`${listId}-${kind}`} className={styles.kind} role="presentation">
              {KIND_NAMES[kind]}
            </p>
            {ofKind.map((entry) => {
              const index = listed.indexOf(entry);
              return (
                // Its keys are those of the field, which keeps the focus.
                <button
                  type="button"
                  tabIndex={-1}
                  key={entry.id}
                  id={`${listId}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  className={styles.entry}
                  onPointerMove={() => setChosen(index)}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => go(entry)}
                >
                  <span className={styles.name}>{entry.name}</span>
                  <span className={styles.detail}>{entry.detail}</span>
                </button>
              );
            })}
          </div>
        ))}
      </div>
      {listed.length === 0 && (
        <p className={styles.nothing}>
          Nothing is called that. Search for a page, a field, a preset, a model, a seller or what you want to do.
        </p>
      )}
      <p className={styles.foot}>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>Enter</kbd> go
        </span>
        <span>
          <kbd>Esc</kbd> back to where you were
        </span>
      </p>
      <p role="status" className="visually-hidden">
        {listed.length === 0 ? 'Nothing found' : `${listed.length} found`}
      </p>
    </Dialog>
  );
}

/** Where a key leads in a list that is a ring; `null` for keys that are the field's. */
function stepTo({ key, at, count }: { key: string; at: number; count: number }): number | null {
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'PageDown') return Math.min(count - 1, at + 8);
  return key === 'PageUp' ? Math.max(0, at - 8) : null;
}
