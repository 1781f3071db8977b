// In a layer: what comes later must not win over the page's own rules.
import '@mantine/core/styles/ScrollArea.layer.css';
import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Combobox.layer.css';
import { useState } from 'react';
import { Select, type SelectProps } from '@mantine/core';
import type { SearchSelectProps } from './SearchSelect.tsx';
import styles from './SearchSelect.module.css';

/** More than any list here has: what is in the list can be found by scrolling too. */
const MOST_OPTIONS = 1_000;

/** The field itself, with its list and what places it: loaded after the page. */
export function SearchSelectBox({
  label,
  value,
  data,
  variant = 'default',
  onChoose,
  nothingFound,
  dropdownWidthPx,
  inputClassName,
  labelClassName,
}: SearchSelectProps) {
  const [isUsed, setUsed] = useState(false);
  return (
    <Select
      label={label}
      size="xs"
      variant={variant}
      // Every option is several elements, hidden or not: until somebody comes here, one of them will do.
      {...(data ? { data: isUsed ? data : chosenAlone({ data, value }) } : {})}
      value={value}
      onChange={(chosen) => {
        if (chosen !== null) onChoose(chosen);
      }}
      searchable
      // Opening when Tab passes by would take the focus along when the list closes.
      openOnFocus={false}
      selectFirstOptionOnChange
      // What is typed looks for another option instead of being added to the name of this one.
      onFocus={(event) => {
        setUsed(true);
        event.currentTarget.select();
      }}
      onClick={(event) => event.currentTarget.select()}
      allowDeselect={false}
      limit={MOST_OPTIONS}
      withScrollArea={false}
      maxDropdownHeight={320}
      nothingFoundMessage={nothingFound}
      comboboxProps={{
        withinPortal: false,
        position: 'bottom-start',
        shadow: 'md',
        ...(dropdownWidthPx === undefined ? {} : { width: dropdownWidthPx }),
      }}
      classNames={{
        label: labelClassName ?? styles.label ?? '',
        input: inputClassName ?? styles.input ?? '',
        dropdown: styles.dropdown ?? '',
        options: styles.options ?? '',
        option: styles.option ?? '',
      }}
    />
  );
}

function chosenAlone({
  data,
  value,
}: {
  data: NonNullable<SelectProps['data']>;
  value: string;
}): { value: string; label: string }[] {
  for (const entry of data) {
    const items = typeof entry === 'object' && 'items' in entry ? entry.items : [entry];
    for (const item of items) {
      const option = typeof item === 'string' ? { value: item, label: item } : item;
      if (option.value === value) return [{ value, label: 'label' in option ? String(option.label) : value }];
    }
  }
  return [];
}
