import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import styles from './inputs.module.css';

/** One of a few, as a list the browser itself opens. */
export function ChoiceField<T extends string>({
  label,
  value,
  data,
  onChoose,
}: {
  readonly label: string;
  readonly value: T;
  readonly data: NonNullable<NativeSelectProps['data']>;
  readonly onChoose: (value: T) => void;
}) {
  return (
    <NativeSelect
      label={label}
      size="xs"
      data={data}
      value={value}
      // The list holds values of T and no others.
      onChange={(event) => onChoose(event.currentTarget.value as T)}
      classNames={{ label: styles.label ?? '', input: styles.select ?? '' }}
    />
  );
}
