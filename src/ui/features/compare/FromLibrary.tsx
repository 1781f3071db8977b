import { useEffect, useState } from 'react';
import { NativeSelect } from '@mantine/core';
import { useStore } from 'zustand';
import type { LibraryStore } from '../../../state/library-store.ts';
import { useServices } from '../../app-context.ts';
import styles from './AddScenario.module.css';

/** The scenarios kept in this browser, to choose one from; nothing where there are none, or none can be kept. */
export function FromLibrary({ onChoose }: { readonly onChoose: (link: string) => void }) {
  const { library } = useServices();
  const [store, setStore] = useState<LibraryStore | null>(null);
  useEffect(() => {
    let isGone = false;
    const show = (loaded: LibraryStore): void => {
      if (!isGone) setStore(loaded);
    };
    void library().then(show, () => undefined);
    return () => {
      isGone = true;
    };
  }, [library]);
  return store && <Entries store={store} onChoose={onChoose} />;
}

function Entries({ store, onChoose }: { readonly store: LibraryStore; readonly onChoose: (link: string) => void }) {
  const { entries, refresh } = useStore(store);
  useEffect(() => void refresh(), [refresh]);
  if (entries.length === 0) return null;
  return (
    <NativeSelect
      size="xs"
      aria-label="Add a saved scenario"
      className={styles.select ?? ''}
      value=""
      data={[{ value: '', label: 'Add a saved one…' }, ...entries.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => {
        const entry = entries.find(({ id }) => id === event.currentTarget.value);
        if (entry) onChoose(entry.link);
      }}
    />
  );
}
