import { useRef } from 'react';
import { Button } from '@mantine/core';
import { Dialog } from './Dialog.tsx';
import styles from './Jump.module.css';

interface Shortcut {
  /** Ways to press it; each a few keys. */
  readonly ways: readonly (readonly string[])[];
  readonly does: string;
}

const PARTS: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'Anywhere',
    shortcuts: [
      { ways: [['Ctrl', 'K'], ['/']], does: 'Search pages, inputs, presets, models, offers, commands' },
      { ways: [['Ctrl', 'Z']], does: 'Undo the last change of the scenario' },
      {
        ways: [
          ['Ctrl', 'Y'],
          ['Ctrl', 'Shift', 'Z'],
        ],
        does: 'Make it again',
      },
      { ways: [['?']], does: 'This list' },
      { ways: [['Tab'], ['Shift', 'Tab']], does: 'To the next field or button, or the one before' },
      { ways: [['Esc']], does: 'Close what is open, back to where you were' },
    ],
  },
  {
    title: 'In a field with a number',
    shortcuts: [
      { ways: [['↑'], ['↓']], does: 'A step up or down' },
      { ways: [['Enter']], does: 'Show the number as it was taken' },
      { ways: [['Esc']], does: 'Drop what was typed and not accepted' },
    ],
  },
  {
    title: 'In a list, a map or a table of prices',
    shortcuts: [
      { ways: [['↑'], ['↓'], ['←'], ['→']], does: 'To the next choice, cell or figure' },
      { ways: [['Enter']], does: 'Choose it, or open its source' },
    ],
  },
];

/** Every key that does something of its own. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const modifier = isApple() ? '⌘' : 'Ctrl';
  return (
    <Dialog ref={dialog} label="Keyboard shortcuts" onClose={onClose}>
      <div className={styles.keys}>
        <h2 className={styles.title}>Keyboard shortcuts</h2>
        {PARTS.map(({ title, shortcuts }) => (
          <section key={title} aria-label={title}>
            <h3 className={styles.kind}>{title}</h3>
            <dl className={styles.shortcuts}>
              {shortcuts.map(({ ways, does }) => (
                <div key={does}>
                  <dt>
                    {ways.map((way, i) => (
                      <span key={way.join(' ')}>
                        {i > 0 && <span className={styles.or}> or </span>}
                        {way.map((key) => (
                          <kbd key={key}>{key === 'Ctrl' ? modifier : key}</kbd>
                        ))}
                      </span>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Button variant="default" size="xs" onClick={() => dialog.current?.close()}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

/** Keyboards of which the command key takes the place of Ctrl. */
function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
