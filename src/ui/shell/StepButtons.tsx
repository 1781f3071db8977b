import { useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { nextRedo, nextUndo } from '../../state/next-step.ts';
import { useScenarioState, useServices } from '../app-context.ts';
import { endTyping } from './step-keys.ts';
import type { stepWords } from './step-words.ts';
import { showToast } from './toast-store.ts';
import { useStepKeys } from './use-step-keys.ts';
import styles from './TopBarTools.module.css';

type Direction = 'undo' | 'redo';
type StepWords = typeof stepWords;

const loadWords = () => import('./step-words.ts').then((m) => m.stepWords);
const NAMES = { undo: 'Undo', redo: 'Redo' } as const;
const DONE = { undo: 'Undone', redo: 'Done again' } as const;
const KEYS = { undo: 'Ctrl+Z', redo: 'Ctrl+Y' } as const;
/** An arrow that turns back; redo is its mirror image. */
const ARROW = 'M6 3 2.5 6.5 6 10 M3 6.5h6.25a3.75 3.75 0 0 1 0 7.5H6';

/** Undo and redo, with what they would change: by button and by key. */
export function StepButtons() {
  const { store } = useServices();
  const scenario = useScenarioState((state) => state.scenario);
  const book = useScenarioState((state) => state.book);
  const canUndo = useStore(store.temporal, (state) => state.pastStates.length > 0);
  const canRedo = useStore(store.temporal, (state) => state.futureStates.length > 0);
  const [words, setWords] = useState<StepWords | null>(null);
  const presses = useRef(0);

  const nextOf = (direction: Direction, from = scenario) =>
    (direction === 'undo' ? nextUndo : nextRedo)({ scenario: from, temporal: store.temporal });
  const go = (direction: Direction): void => {
    presses.current += 1;
    const press = presses.current;
    const step = nextOf(direction, store.getState().scenario);
    if (!step) {
      showToast({ text: direction === 'undo' ? 'There is nothing to undo.' : 'There is nothing to do again.' });
      return;
    }
    // Not every browser gives a pressed button the focus.
    endTyping();
    store.getState()[direction]();
    // Words that come after the next press are late: what that one did is said already.
    const say = (text: string): void => {
      if (press === presses.current) showToast({ text });
    };
    // Without the words the step is made all the same.
    loadWords().then(
      (wordsOf) => say(`${DONE[direction]}: ${wordsOf({ step, book })}`),
      () => say(`${DONE[direction]}.`),
    );
  };
  useStepKeys(go);

  const want = (): void => {
    loadWords().then(
      (wordsOf) => setWords(() => wordsOf),
      () => undefined,
    );
  };
  const titleOf = (direction: Direction): string => {
    const step = nextOf(direction);
    const what = words && step ? `: ${words({ step, book })}` : '';
    return `${NAMES[direction]}${what} (${KEYS[direction]})`;
  };
  const button = (direction: Direction, can: boolean) => (
    <Button
      variant="default"
      size="xs"
      className={can ? styles.step : styles.noStep}
      aria-label={NAMES[direction]}
      title={titleOf(direction)}
      // Not `disabled`, which would lose the focus with the last step.
      aria-disabled={!can}
      onClick={() => go(direction)}
      onPointerEnter={want}
      onFocus={want}
    >
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        aria-hidden="true"
        className={direction === 'redo' ? styles.mirrored : undefined}
      >
        <path
          d={ARROW}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </Button>
  );
  return (
    <div className={styles.steps}>
      {button('undo', canUndo)}
      {button('redo', canRedo)}
    </div>
  );
}
