import type { ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import styles from './Toolbar.module.css';

/** What narrows a table, and how many rows are left of it. */
export function Toolbar({ count, children }: { readonly count: string; readonly children: ReactNode }) {
  return (
    <search className={styles.toolbar}>
      {children}
      <output className={styles.count}>{count}</output>
    </search>
  );
}

export function SearchField({
  label,
  placeholder,
  value,
  onChange,
}: {
  /** What is searched, for people who hear it. */
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <TextInput
      type="search"
      size="xs"
      className={styles.search}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
