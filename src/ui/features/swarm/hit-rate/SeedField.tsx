import { useId, useState } from 'react';
import { TextInput } from '@mantine/core';
import { parseNumber } from '../../../format/parse-number.ts';
import styles from './SimulationControls.module.css';

const MOST = 2 ** 31 - 1;

/** The seed of the simulation: no part of the scenario, since it must not matter. */
export function SeedField({ value, onChange }: { readonly value: number; readonly onChange: (seed: number) => void }) {
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const seed = draft === null ? value : parseNumber(draft);
  const isWrong = seed === undefined || !Number.isInteger(seed) || seed < 0 || seed > MOST;
  return (
    <div className={styles.seed}>
      <label htmlFor={id}>Seed</label>
      <TextInput
        id={id}
        size="xs"
        inputMode="numeric"
        autoComplete="off"
        value={draft ?? String(value)}
        error={isWrong}
        aria-describedby={isWrong ? `${id}-error` : undefined}
        classNames={{ input: styles.seedInput }}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setDraft(text);
          const typed = parseNumber(text);
          if (typed !== undefined && Number.isInteger(typed) && typed >= 0 && typed <= MOST) onChange(typed);
        }}
        onBlur={() => {
          if (!isWrong) setDraft(null);
        }}
      />
      {isWrong && (
        <span id={`${id}-error`} className={styles.error}>
          a whole number from 0 to 2,147,483,647
        </span>
      )}
    </div>
  );
}
