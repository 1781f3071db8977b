import { NativeSelect } from '@mantine/core';
import styles from './inputs.module.css';

/** One of a few of the scenario, as a list the browser itself opens. */
export function ChoiceField<T extends string>({
  label,
  value,
  data,
  onChoose,
}: {
  readonly label: string;
  readonly value: T;
  readonly data: readonly { readonly value: T; readonly label: string }[];
  readonly onChoose: (value: T) => void;
}) {
  return (
    <NativeSelect
      label={label}
      size="xs"
      data={[...data]}
      value={value}
      onChange={(event) => {
        const chosen = data.find((each) => each.value === event.currentTarget.value);
        if (chosen) onChoose(chosen.value);
      }}
      classNames={{ label: styles.label ?? '', input: styles.select ?? '' }}
    />
  );
}
