import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useStore } from 'zustand';
import { entryNamed } from '../../../state/library-merge.ts';
import type { LibraryStore } from '../../../state/library-store.ts';
import { hashOf } from '../../../state/scenario-store.ts';
import { useScenarioState } from '../../app-context.ts';
import { formatInstant } from '../../format/instant.ts';
import styles from './Library.module.css';

/** Keeps the open scenario under a name: its own, unless another is typed. */
export function SaveForm({ library }: { readonly library: LibraryStore }) {
  const { entries, open, save } = useStore(library);
  const scenario = useScenarioState((state) => state.scenario);
  const book = useScenarioState((state) => state.book);
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? scenario.name;
  const target = entryNamed({ entries, name });
  const isOpenEntry = target !== undefined && target.id === open?.id;
  const isUnchanged = isOpenEntry && open.link === hashOf(scenario, book);
  const keep = (asCopy: boolean): void => {
    // Under its new name the scenario is the one that is open.
    void save({ name, asCopy }).then(() => setTyped(null));
  };
  return (
    <form
      className={styles.save}
      onSubmit={(event) => {
        event.preventDefault();
        keep(false);
      }}
    >
      <TextInput
        size="xs"
        className={styles.grow}
        label="Save the open scenario as"
        maxLength={120}
        value={name}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" size="xs">
        {target && !isOpenEntry ? 'Replace' : 'Save'}
      </Button>
      {target && (
        <Button variant="default" size="xs" onClick={() => keep(true)}>
          Save as a copy
        </Button>
      )}
      <p className={styles.note}>
        {target === undefined
          ? 'Not saved yet.'
          : isUnchanged
            ? `Saved ${formatInstant(target.savedAt)}; unchanged since.`
            : isOpenEntry
              ? `Changed since it was saved ${formatInstant(target.savedAt)}.`
              : `Another “${target.name}” was saved ${formatInstant(target.savedAt)}.`}
      </p>
    </form>
  );
}
