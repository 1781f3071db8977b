import { useEffect, useEffectEvent, useState } from 'react';
import { TextInput } from '@mantine/core';
import { hasTime, isInstant } from '../../../../domain/offer/schedule.ts';
import type { FormErrors } from '../request/use-form-errors.ts';
import styles from './ReconcileView.module.css';

/** A day as the browser lets one enter it. While it is only half typed the form keeps the last whole one. */
export function DayField({
  path,
  label,
  value,
  errors,
  onCommit,
}: {
  /** Tells its error from those of other fields. */
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly errors: FormErrors;
  readonly onCommit: (day: string) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const error = errors.messages[path];
  const forget = useEffectEvent(() => errors.set({ path, message: null }));
  useEffect(() => () => forget(), []);
  const commit = (text: string): void => {
    setDraft(text);
    const isDay = isInstant(text) && !hasTime(text);
    errors.set({ path, message: isDay ? null : `${label}: not a whole date. Enter one such as ${value}.` });
    if (isDay) onCommit(text);
  };
  return (
    <TextInput
      type="date"
      label={label}
      size="xs"
      value={error === undefined ? value : (draft ?? value)}
      error={error}
      onChange={(event) => commit(event.currentTarget.value)}
      classNames={{ label: styles.label ?? '', input: styles.input ?? '', error: styles.error ?? '' }}
    />
  );
}
