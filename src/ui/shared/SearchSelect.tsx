import { lazy, Suspense } from 'react';
import { TextInput, type SelectProps } from '@mantine/core';
import styles from './SearchSelect.module.css';

export interface SearchSelectProps extends Pick<SelectProps, 'data' | 'variant'> {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  /** Shown when nothing matches what was typed. */
  readonly nothingFound: string;
  readonly dropdownWidthPx?: number;
  readonly inputClassName?: string | undefined;
  readonly labelClassName?: string | undefined;
}

const SearchSelectBox = lazy(() => import('./SearchSelectBox.tsx').then((m) => ({ default: m.SearchSelectBox })));

/**
 * One of a long list, found by typing; something is always chosen. The list and what places it are heavy and come after the
 * page; until then the field shows what is chosen.
 */
export function SearchSelect(props: SearchSelectProps) {
  return (
    <Suspense fallback={<Placeholder {...props} />}>
      <SearchSelectBox {...props} />
    </Suspense>
  );
}

function Placeholder({
  label,
  value,
  data = [],
  variant = 'default',
  inputClassName,
  labelClassName,
}: SearchSelectProps) {
  return (
    <TextInput
      label={label}
      size="xs"
      variant={variant}
      readOnly
      value={chosenText({ data, value })}
      classNames={{ label: labelClassName ?? styles.label ?? '', input: inputClassName ?? styles.input ?? '' }}
    />
  );
}

function chosenText({ data, value }: { data: NonNullable<SelectProps['data']>; value: string }): string {
  for (const entry of data) {
    const items = typeof entry === 'object' && 'items' in entry ? entry.items : [entry];
    for (const item of items) {
      const option = typeof item === 'string' ? { value: item, label: item } : item;
      if (option.value === value) return 'label' in option && typeof option.label === 'string' ? option.label : value;
    }
  }
  return '';
}
