import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { parseNumber } from '../../../format/parse-number.ts';
import { formatNumber } from '../../../format/number.ts';
import { useTraces } from '../use-traces.ts';
import styles from './RulesCard.module.css';

const MOST_SLOTS = 100_000;

/** How many sessions are open at a time, for logs whose sessions have a clock each; empty: all from the same moment. */
export function SlotsField() {
  const slots = useTraces((state) => state.rules.slots);
  const setRules = useTraces((state) => state.setRules);
  const [draft, setDraft] = useState<string | null>(null);
  const isGood = draft === null || slotsOf(draft) !== undefined;
  return (
    <TextInput
      label="Sessions at a time"
      size="xs"
      inputMode="numeric"
      autoComplete="off"
      placeholder="all at once"
      value={draft ?? (slots === null ? '' : formatNumber(slots, 0))}
      error={isGood ? undefined : `Enter a whole number from 1 to ${formatNumber(MOST_SLOTS, 0)}, or nothing.`}
      aria-invalid={!isGood}
      onChange={({ currentTarget: { value } }) => {
        setDraft(value);
        const entered = slotsOf(value);
        if (entered !== undefined) setRules({ slots: entered });
      }}
      onBlur={() => {
        if (isGood) setDraft(null);
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setDraft(null);
      }}
      classNames={{
        root: styles.any ?? '',
        label: styles.label ?? '',
        input: styles.input ?? '',
        error: styles.error ?? '',
      }}
    />
  );
}

function slotsOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const value = parseNumber(text);
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= MOST_SLOTS ? value : undefined;
}
