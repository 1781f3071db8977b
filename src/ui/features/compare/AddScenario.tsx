import { useState, type SyntheticEvent } from 'react';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { PRESETS } from '../../../catalog/presets/index.ts';
import { MOST_FILE_BYTES, openText } from '../../../state/compare-open.ts';
import { freeName, MOST_VARIANTS } from '../../../state/compare-store.ts';
import { useCompareState, type Column, type ComparedInput } from './columns.ts';
import { FromLibrary } from './FromLibrary.tsx';
import styles from './AddScenario.module.css';

/** Ways to put another scenario beside the open one. */
export function AddScenario({ columns }: { readonly columns: readonly Column[] }) {
  const add = useCompareState((state) => state.add);
  const [said, setSaid] = useState('');
  const [link, setLink] = useState('');
  const [open] = columns;
  const room = MOST_VARIANTS + 1 - columns.length;
  const taken = columns.map(({ scenario }) => scenario.name);

  const addNamed = ({ scenario, name }: { scenario: ComparedInput; name: string }): void => {
    add([{ scenario: { ...scenario, name: freeName({ name, taken }) }, isBrought: false }]);
    setSaid('');
  };

  const addText = (text: string): boolean => {
    const read = openText(text);
    if (read.status === 'refused') {
      setSaid(read.message);
      return false;
    }
    const added = add(read.scenarios.map((scenario) => ({ scenario, isBrought: true })));
    const left = read.scenarios.length - added;
    setSaid(
      [
        ...read.notices.map(({ message }) => message),
        ...(left > 0 ? [`${left} of its ${read.scenarios.length} scenarios found no room.`] : []),
      ].join(' '),
    );
    return true;
  };

  const addFile = async (file: File): Promise<void> => {
    if (file.size > MOST_FILE_BYTES) {
      setSaid(`${file.name} has more than ${MOST_FILE_BYTES / 1e6} MB; no scenario is that large.`);
      return;
    }
    try {
      addText(await file.text());
    } catch {
      setSaid(`${file.name} could not be read.`);
    }
  };

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (addText(link)) setLink('');
  };

  if (!open) return null;
  if (room <= 0)
    return <p className={styles.full}>Four scenarios are compared at most: remove one to make room for another.</p>;
  return (
    <div>
      <div className={styles.ways}>
        <Button size="xs" onClick={() => addNamed({ scenario: open.scenario, name: open.scenario.name })}>
          Duplicate the current
        </Button>
        <NativeSelect
          size="xs"
          aria-label="Add a preset workload"
          className={styles.select ?? ''}
          value=""
          data={[{ value: '', label: 'Add a preset…' }, ...PRESETS.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => {
            const preset = PRESETS.find(({ id }) => id === event.currentTarget.value);
            if (!preset) return;
            const { name, offerId, workload } = preset;
            addNamed({ scenario: { ...open.scenario, offerId, workload, carriedRates: [] }, name });
          }}
        />
        <FromLibrary onChoose={addText} />
        <label className={styles.fileButton}>
          <input
            className="visually-hidden"
            type="file"
            accept=".json,application/json,text/plain"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              // Emptied, so that the same file can be chosen again after it was changed.
              event.currentTarget.value = '';
              if (file) void addFile(file);
            }}
          />
          Add a file…
        </label>
        <form className={styles.link} onSubmit={submit}>
          <TextInput
            size="xs"
            aria-label="A link to a scenario, or to several"
            placeholder="Paste a link"
            autoComplete="off"
            spellCheck={false}
            value={link}
            onChange={(event) => setLink(event.currentTarget.value)}
          />
          <Button variant="default" size="xs" type="submit" disabled={link.trim() === ''}>
            Add
          </Button>
        </form>
      </div>
      <p role="status" className={said === '' ? 'visually-hidden' : styles.said}>
        {said}
      </p>
    </div>
  );
}
