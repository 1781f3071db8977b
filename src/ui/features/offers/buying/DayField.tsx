import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useScenarioState } from '../../../app-context.ts';
import styles from './BuyingView.module.css';

/** A day of the scenario. While it is only half typed the scenario keeps the last whole one. */
export function DayField({
  path,
  value,
  label,
}: {
  readonly path: string;
  readonly value: string;
  readonly label: string;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const error = useScenarioState((state) => state.fieldErrors[path]);
  const setField = useScenarioState((state) => state.setField);
  const setFieldError = useScenarioState((state) => state.setFieldError);
  return (
    <TextInput
      type="date"
      label={label}
      size="xs"
      value={draft ?? value}
      error={error}
      onChange={({ currentTarget: { value: text } }) => {
        setDraft(text);
        if (text === '') setFieldError({ path, message: `${label}: not a whole date. Enter a day such as ${value}.` });
        else setField({ path, value: text });
      }}
      onBlur={() => {
        if (error === undefined) setDraft(null);
      }}
      classNames={{ label: styles.label ?? '', input: styles.input ?? '', error: styles.error ?? '' }}
    />
  );
}
