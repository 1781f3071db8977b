import { useEffect, useRef, useState } from 'react';
import { UnstyledButton } from '@mantine/core';
import type { InputDifference } from '../../../evaluate/compare/input-differences.ts';
import { fieldProblem } from '../../../state/compare-store.ts';
import { useScenarioState } from '../../app-context.ts';
import { OPEN, useCompareState, type Column } from './columns.ts';
import { inputText, isNumeric, parseInput, type InputValue } from './input-text.ts';
import styles from './CompareTable.module.css';

interface InputCellProps {
  readonly difference: InputDifference;
  readonly value: InputValue;
  readonly column: Column;
  readonly letter: string;
  readonly nameOf: (offerId: string) => string | undefined;
}

/** An input in one scenario's column. A number can be pressed, and another typed in its place. */
export function InputCell({ difference, value, column, letter, nameOf }: InputCellProps) {
  const shown = inputText({ difference, value, nameOf });
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const returns = useRef(false);
  useEffect(() => {
    // The field that had the focus is gone.
    if (!isEditing && returns.current) button.current?.focus();
    returns.current = false;
  }, [isEditing]);
  if (!isNumeric(difference) || value === undefined) return <td className={styles.value}>{shown}</td>;
  return (
    <td className={styles.value}>
      {isEditing ? (
        <Editor
          difference={difference}
          column={column}
          label={`${difference.label} of scenario ${letter}`}
          initial={value === null ? '' : shown}
          onDone={(end) => {
            returns.current = end.returns;
            setEditing(false);
          }}
        />
      ) : (
        <UnstyledButton
          ref={button}
          className={styles.edit}
          aria-label={`${difference.label} of scenario ${letter}: ${shown}. Change it`}
          onClick={() => setEditing(true)}
        >
          {shown}
        </UnstyledButton>
      )}
    </td>
  );
}

/** Stays the same function, so that it runs once: when the field appears. */
function takeFocus(field: HTMLInputElement | null): void {
  field?.focus();
}

interface EditorProps {
  readonly difference: InputDifference;
  readonly column: Column;
  readonly label: string;
  readonly initial: string;
  /** `returns`: the keyboard ended it, and goes back to where it was. */
  readonly onDone: (end: { readonly returns: boolean }) => void;
}

function Editor({ difference, column: { id, scenario }, label, initial, onDone }: EditorProps) {
  const { path } = difference;
  const [text, setText] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const setOpenField = useScenarioState((state) => state.setField);
  const setVariantField = useCompareState((state) => state.setField);

  const commit = ({ returns }: { returns: boolean }): void => {
    if (text.trim() === initial.trim()) {
      onDone({ returns });
      return;
    }
    const value = text.trim() === '' ? null : parseInput({ text, ...difference });
    const refused =
      value === undefined
        ? `“${text.trim().slice(0, 24)}” is not a number of ${difference.unit || 'them'}`
        : fieldProblem({ scenario, path, value });
    if (refused !== null || value === undefined) {
      setProblem(text.trim() === '' ? 'must not be empty' : refused);
      return;
    }
    if (id === OPEN) setOpenField({ path, value });
    else setVariantField({ id, path, value });
    onDone({ returns });
  };

  return (
    <>
      <input
        ref={takeFocus}
        className={styles.editor}
        aria-label={label}
        aria-invalid={problem !== null}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setProblem(null);
        }}
        onBlur={() => commit({ returns: false })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          // Or the same key presses the button that takes this field's place.
          event.preventDefault();
          if (event.key === 'Enter') commit({ returns: true });
          else onDone({ returns: true });
        }}
      />
      {problem !== null && (
        <span role="alert" className={styles.problem}>
          {difference.label} {problem}.
        </span>
      )}
    </>
  );
}
