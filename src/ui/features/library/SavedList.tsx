import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useStore } from 'zustand';
import type { LibraryStore } from '../../../state/library-store.ts';
import { wordsMatch } from '../../shared/words-match.ts';
import styles from './Library.module.css';
import { SavedItem } from './SavedItem.tsx';

/** Fewer are found faster by eye. */
const SEARCH_FROM = 6;

/** Saved scenarios, newest first, with what they came to on the day. */
export function SavedList({ library, onOpened }: { readonly library: LibraryStore; readonly onOpened: () => void }) {
  const { status, entries } = useStore(library);
  const [query, setQuery] = useState('');
  const found = entries.filter(({ name }) => wordsMatch({ query, text: name }));
  return (
    <section aria-labelledby="saved-scenarios">
      <div className={styles.head}>
        <h2 id="saved-scenarios">Saved in this browser{entries.length > 0 && ` (${entries.length})`}</h2>
        {entries.length >= SEARCH_FROM && (
          <TextInput
            type="search"
            size="xs"
            aria-label="Search saved scenarios"
            placeholder="Search"
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        )}
      </div>
      {status === 'reading' && <p className={styles.note}>Reading…</p>}
      {status === 'ready' && entries.length === 0 && (
        <p className={styles.note}>None yet. What is saved stays in this browser and goes nowhere.</p>
      )}
      {entries.length > 0 && found.length === 0 && <p className={styles.note}>None has such a name.</p>}
      <ul className={styles.list}>
        {found.map((entry) => (
          <SavedItem key={entry.id} entry={entry} library={library} onOpened={onOpened} />
        ))}
      </ul>
    </section>
  );
}
