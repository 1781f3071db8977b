import { useEffect, useEffectEvent, useId, useState, type ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { describeLimits, type FieldLimits } from '../../../../domain/field-limits.ts';
import { formatNumber } from '../../../format/number.ts';
import { parseNumber } from '../../../format/parse-number.ts';
import styles from '../../../shared/NumberField.module.css';
import type { FormErrors } from './use-form-errors.ts';

const DECIMALS = 12;

/**
 * A number of this form alone, in the manner of `NumberField`: what makes sense takes effect at once, what does not says
 * what is accepted. An empty field commits `null`.
 */
export function AmountField({
  path,
  label,
  limits,
  value,
  errors,
  placeholder,
  below,
  onCommit,
}: {
  /** Tells its error from those of other fields. */
  readonly path: string;
  readonly label: string;
  readonly limits: FieldLimits;
  readonly value: number | null;
  readonly errors: FormErrors;
  /** What an empty field means. */
  readonly placeholder: string;
  readonly below?: ReactNode;
  readonly onCommit: (value: number | null) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const [isFocused, setFocused] = useState(false);
  const id = useId();
  const error = errors.messages[path];
  const draft = isFocused || error !== undefined ? typed : null;
  const shown = value === null ? '' : formatNumber(value, DECIMALS);
  const { unit } = limits;
  const name = unit ? `${label}, ${unit}` : label;

  const forget = useEffectEvent(() => errors.set({ path, message: null }));
  useEffect(() => () => forget(), []);

  const commit = (text: string): void => {
    setTyped(text);
    if (text.trim() === '') {
      errors.set({ path, message: null });
      onCommit(null);
      return;
    }
    const parsed = parseNumber(text);
    // 1.005k is 1,005, whatever a double makes of it.
    const amount = parsed === undefined ? undefined : Number(Number(parsed.toPrecision(15)).toFixed(DECIMALS));
    if (
      amount === undefined ||
      amount < limits.min ||
      amount > limits.max ||
      (limits.whole && !Number.isInteger(amount))
    ) {
      const message = `${label}: “${text.trim().slice(0, 24)}” is not accepted. Enter ${describeLimits(limits)}.`;
      errors.set({ path, message });
      return;
    }
    errors.set({ path, message: null });
    onCommit(amount);
  };
  const settle = (): void => {
    if (error === undefined) setTyped(null);
  };

  return (
    <div>
      <div className={styles.labelRow}>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
      </div>
      <TextInput
        id={id}
        size="xs"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={draft ?? shown}
        placeholder={placeholder}
        error={error}
        aria-invalid={error !== undefined}
        aria-label={name}
        classNames={{ input: styles.input, error: styles.error, section: styles.section }}
        rightSection={
          unit && (draft ?? shown) !== '' ? (
            <span className={styles.unit} aria-hidden="true">
              {unit}
            </span>
          ) : undefined
        }
        rightSectionWidth={unit ? 12 + unit.length * 7 : undefined}
        rightSectionPointerEvents="none"
        onChange={(event) => commit(event.currentTarget.value)}
        onFocus={() => {
          setFocused(true);
          settle();
        }}
        onBlur={() => {
          setFocused(false);
          settle();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            setTyped(null);
            errors.set({ path, message: null });
          }
        }}
      />
      {below !== undefined && error === undefined && <div className={styles.below}>{below}</div>}
    </div>
  );
}
