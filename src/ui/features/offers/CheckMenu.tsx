import '@mantine/core/styles/Popover.layer.css';
import type { ReactNode } from 'react';
import { Button, Popover } from '@mantine/core';
import styles from './CheckMenu.module.css';

export interface CheckOption {
  readonly id: string;
  readonly label: string;
}

interface MenuProps {
  /** What the button says. */
  readonly summary: string;
  /** Puts everything back to where it was. */
  readonly reset: { readonly label: string; readonly onClick: () => void };
  readonly children: ReactNode;
}

/** A button that opens to boxes to tick. */
export function CheckMenu({ summary, reset, children }: MenuProps) {
  return (
    <Popover position="bottom-start" shadow="md" withinPortal={false} trapFocus={false}>
      <Popover.Target>
        <Button variant="default" size="xs">
          {summary} ▾
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown}>
        {children}
        <Button variant="default" size="compact-xs" onClick={reset.onClick}>
          {reset.label}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

interface CheckGroupProps {
  /** What is chosen from; also the name of the group. */
  readonly legend: string;
  readonly options: readonly CheckOption[];
  readonly isChecked: (id: string) => boolean;
  readonly onChange: (change: { id: string; checked: boolean }) => void;
}

/** Boxes under one heading. */
export function CheckGroup({ legend, options, isChecked, onChange }: CheckGroupProps) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {options.map(({ id, label }) => (
        <CheckBox key={id} label={label} checked={isChecked(id)} onChange={(checked) => onChange({ id, checked })} />
      ))}
    </fieldset>
  );
}

export function CheckBox({
  label,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className={styles.option}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
