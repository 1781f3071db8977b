import { useLayoutEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import type { LibraryStore } from '../../../state/library-store.ts';
import type { LibraryOutcome } from '../../../state/library-types.ts';
import styles from './Library.module.css';
import { outcomeWords, recentsProblemWords, unavailableWords } from './library-words.ts';

/** What came of the last thing that was asked, and what the browser's storage does not do. */
export function OutcomeLine({ library }: { readonly library: LibraryStore }) {
  const { outcome, restore, problem, recentsProblem, unreadable } = useStore(library);
  const line = useRef<HTMLDivElement>(null);
  // A row that is deleted takes the focus along; within the panel Escape still closes it.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) line.current?.focus();
  });
  const standing = [
    problem ? unavailableWords(problem) : null,
    recentsProblem && !problem ? recentsProblemWords(recentsProblem) : null,
    unreadable > 0
      ? `${unreadable} saved ${unreadable === 1 ? 'scenario is' : 'scenarios are'} of a newer Tokenhouse and left alone. Reload the page to get the newest.`
      : null,
  ].filter((line) => line !== null);
  return (
    <div role="status" ref={line} tabIndex={-1} className={styles.line}>
      {outcome && (
        <div className={isProblem(outcome) ? styles.problem : styles.outcome}>
          <p>{outcomeWords(outcome)}</p>
          {outcome.kind === 'deleted' && (
            <Button variant="default" size="compact-xs" onClick={() => void restore(outcome.entry)}>
              Undo
            </Button>
          )}
        </div>
      )}
      {standing.map((line) => (
        <p key={line} className={styles.problem}>
          {line}
        </p>
      ))}
    </div>
  );
}

function isProblem(outcome: LibraryOutcome): boolean {
  if (outcome.kind === 'imported') return outcome.broken.length > 0;
  return ['kept-both', 'changed-elsewhere', 'refused', 'failed'].includes(outcome.kind);
}
