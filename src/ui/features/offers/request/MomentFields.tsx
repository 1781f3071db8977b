import { useEffect, useEffectEvent, useState } from 'react';
import { NativeSelect, TextInput } from '@mantine/core';
import { isInstant } from '../../../../domain/offer/schedule.ts';
import type { FormPart } from './TermFields.tsx';
import type { FormErrors } from './use-form-errors.ts';
import styles from './RequestView.module.css';

/** Offsets that clocks somewhere show, besides whole hours. */
const OFFSETS_BETWEEN = [
  '-09:30',
  '-03:30',
  '+03:30',
  '+04:30',
  '+05:30',
  '+05:45',
  '+06:30',
  '+09:30',
  '+10:30',
  '+12:45',
];
const WEST_HOURS = 12;
const EAST_HOURS = 14;

const OFFSETS: readonly { readonly value: string; readonly label: string }[] = [
  ...Array.from({ length: WEST_HOURS + EAST_HOURS + 1 }, (_, index) => index - WEST_HOURS)
    .filter((hours) => hours !== 0)
    .map((hours) => `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`),
  ...OFFSETS_BETWEEN,
]
  .toSorted((a, b) => minutesOf(a) - minutesOf(b))
  .map((value) => ({ value, label: `UTC${value.replace('-', '−')}` }));

function minutesOf(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  return offset.startsWith('-') ? -minutes : minutes;
}

/** The day, and where prices follow the clock the time with its offset. */
export function MomentFields({
  form: { day, time, offset },
  errors,
  followsClock,
  onChange,
}: Pick<FormPart, 'form' | 'errors' | 'onChange'> & { readonly followsClock: boolean }) {
  return (
    <>
      <PartField
        type="date"
        path="day"
        label="Day of the request"
        value={day}
        errors={errors}
        isWhole={isInstant}
        onCommit={(text) => onChange((before) => ({ ...before, day: text }))}
      />
      {followsClock && (
        <>
          <PartField
            type="time"
            path="time"
            label="Time"
            value={time}
            errors={errors}
            isWhole={(text) => isInstant(`${day}T${text}${offset}`)}
            onCommit={(text) => onChange((before) => ({ ...before, time: text }))}
          />
          <NativeSelect
            label="Time’s offset from UTC"
            size="xs"
            data={[{ value: 'Z', label: 'UTC' }, ...OFFSETS]}
            value={offset}
            onChange={({ currentTarget: { value } }) => onChange((before) => ({ ...before, offset: value }))}
            classNames={{ label: styles.label ?? '', input: styles.input ?? '' }}
          />
        </>
      )}
    </>
  );
}

/** A day or a time as the browser lets one enter it. While it is only half typed the form keeps the last whole one. */
function PartField({
  type,
  path,
  label,
  value,
  errors,
  isWhole,
  onCommit,
}: {
  readonly type: 'date' | 'time';
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly errors: FormErrors;
  readonly isWhole: (text: string) => boolean;
  readonly onCommit: (text: string) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const error = errors.messages[path];
  const forget = useEffectEvent(() => errors.set({ path, message: null }));
  useEffect(() => () => forget(), []);
  const commit = (text: string): void => {
    setDraft(text);
    const whole = isWhole(text);
    errors.set({ path, message: whole ? null : `${label}: not a whole ${type}. Enter one such as ${value}.` });
    if (whole) onCommit(text);
  };
  return (
    <TextInput
      type={type}
      label={label}
      size="xs"
      value={error === undefined ? value : (draft ?? value)}
      error={error}
      onChange={(event) => commit(event.currentTarget.value)}
      classNames={{ label: styles.label ?? '', input: styles.input ?? '', error: styles.error ?? '' }}
    />
  );
}
