import { useId, useState, type ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { describeLimits, type FieldLimits } from '../../domain/field-limits.ts';
import { useScenarioState } from '../app-context.ts';
import { formatNumber } from '../format/number.ts';
import { parseNumber } from '../format/parse-number.ts';
import styles from './NumberField.module.css';

export interface NumberFieldProps {
  /** Where the value lives in the scenario. */
  readonly path: string;
  readonly value: number | null;
  /** In the unit of the scenario. */
  readonly limits: FieldLimits;
  readonly label?: string;
  /** Unit shown behind the value, of the display unit. */
  readonly unit?: string;
  /** Display unit ÷ scenario unit: 3,600 shows seconds as hours. */
  readonly scale?: number;
  /** What an empty field means; without it, empty is an error. The scenario then holds `null`. */
  readonly emptyMeans?: string;
  /** Shown beside the label: where the value comes from. */
  readonly mark?: ReactNode;
  /** No frame of its own: for the strip of main inputs. */
  readonly bare?: boolean;
  /** One line under the field. */
  readonly below?: string;
  /** Takes the place of writing to `path`, for fields that stand for several values. Returns an error or null. */
  readonly onCommit?: (value: number) => void;
}

/**
 * A number of the scenario. Every keystroke that makes sense takes effect at once; one that does not leaves the
 * scenario as it is, says what the field accepts and lets the page show its last good figures greyed.
 */
export function NumberField(props: NumberFieldProps) {
  const { path, value, limits, unit = limits.unit, scale = 1, emptyMeans, mark, bare = false, below, onCommit } = props;
  const label = props.label ?? limits.label;
  const [typed, setDraft] = useState<string | null>(null);
  const [isFocused, setFocused] = useState(false);
  const error = useScenarioState((state) => state.fieldErrors[path]);
  const setField = useScenarioState((state) => state.setField);
  const setFieldError = useScenarioState((state) => state.setFieldError);
  const id = useId();
  // What was typed is shown while it is being typed or is refused; a preset or a link from outside ends both.
  const draft = isFocused || error !== undefined ? typed : null;
  const shown = value === null ? '' : formatNumber(value / scale, 6);
  const displayLimits: FieldLimits = { ...limits, unit, min: limits.min / scale, max: limits.max / scale };

  const commit = (text: string): void => {
    setDraft(text);
    if (text.trim() === '' && emptyMeans !== undefined) {
      setField({ path, value: null });
      return;
    }
    const parsed = parseNumber(text);
    const inside =
      parsed !== undefined &&
      parsed >= displayLimits.min &&
      parsed <= displayLimits.max &&
      (!limits.whole || Number.isInteger(parsed));
    if (!inside) {
      const what = text.trim() === '' ? 'Empty' : `“${text.trim().slice(0, 24)}”`;
      setFieldError({ path, message: `${label}: ${what} is not accepted. Enter ${describeLimits(displayLimits)}.` });
      return;
    }
    setFieldError({ path, message: null });
    if (onCommit) onCommit(parsed * scale);
    else setField({ path, value: parsed * scale });
  };

  const step = (direction: 1 | -1): void => {
    if (value === null) return;
    const current = value / scale;
    const size = limits.whole
      ? Math.max(1, 10 ** Math.floor(Math.log10(Math.max(1, current)) - 1))
      : 10 ** Math.floor(Math.log10(Math.max(1e-6, current)) - 1);
    const next = Math.min(displayLimits.max, Math.max(displayLimits.min, current + direction * size));
    commit(formatNumber(next, 6));
  };

  return (
    <div className={bare ? styles.bare : undefined}>
      <div className={styles.labelRow}>
        <label className={styles.label} htmlFor={id}>
          {bare && unit ? `${label}, ${unit}` : label}
        </label>
        {mark}
      </div>
      <TextInput
        id={id}
        size="xs"
        variant={bare ? 'unstyled' : 'default'}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={draft ?? shown}
        placeholder={emptyMeans}
        error={error}
        aria-invalid={error !== undefined}
        classNames={{ input: bare ? styles.bareInput : styles.input, error: styles.error, section: styles.section }}
        rightSection={
          unit && !bare && (draft ?? shown) !== '' ? (
            <span className={styles.unit} aria-hidden="true">
              {unit}
            </span>
          ) : undefined
        }
        rightSectionWidth={unit && !bare ? 12 + unit.length * 7 : undefined}
        rightSectionPointerEvents="none"
        aria-label={unit ? `${label}, ${unit}` : label}
        onChange={(event) => commit(event.currentTarget.value)}
        onFocus={() => {
          setFocused(true);
          if (error === undefined) setDraft(null);
        }}
        onBlur={() => {
          setFocused(false);
          if (error === undefined) setDraft(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            event.preventDefault();
            step(event.key === 'ArrowUp' ? 1 : -1);
          } else if (event.key === 'Escape') {
            setDraft(null);
            setFieldError({ path, message: null });
          } else if (event.key === 'Enter' && error === undefined) {
            setDraft(null);
          }
        }}
      />
      {below !== undefined && error === undefined && <p className={styles.below}>{below}</p>}
    </div>
  );
}
