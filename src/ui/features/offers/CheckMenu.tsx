import { Button, Popover } from '@mantine/core';
import styles from './CheckMenu.module.css';

export interface CheckOption {
  readonly id: string;
  readonly label: string;
}

interface CheckMenuProps {
  /** What is chosen from; also the name of the group. */
  readonly legend: string;
  /** What the button says. */
  readonly summary: string;
  readonly options: readonly CheckOption[];
  readonly isChecked: (id: string) => boolean;
  readonly onChange: (change: { id: string; checked: boolean }) => void;
  /** Puts everything back to where it was. */
  readonly reset: { readonly label: string; readonly onClick: () => void };
}

/** A button that opens to a list of boxes to tick. */
export function CheckMenu({ legend, summary, options, isChecked, onChange, reset }: CheckMenuProps) {
  return (
    <Popover position="bottom-start" shadow="md" withinPortal={false} trapFocus={false}>
      <Popover.Target>
        <Button variant="default" size="xs">
          {summary} ▾
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown}>
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{legend}</legend>
          {options.map(({ id, label }) => (
            <label key={id} className={styles.option}>
              <input
                type="checkbox"
                checked={isChecked(id)}
                onChange={(event) => onChange({ id, checked: event.currentTarget.checked })}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <Button variant="default" size="compact-xs" onClick={reset.onClick}>
          {reset.label}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
