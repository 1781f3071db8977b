import { useEffect, useRef, useState } from 'react';
import { TextInput } from '@mantine/core';

/** Long enough that a word typed in one go is one step for Back. */
const SETTLE_MS = 250;

interface SearchFieldProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly className?: string | undefined;
}

/** What is typed stands at once; the table and the address follow when the typing pauses. */
export function SearchField({ query, onQuery, className }: SearchFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const settle = (text: string): void => {
    window.clearTimeout(timer.current);
    onQuery(text.split(/\s+/).filter(Boolean).join(' '));
  };
  return (
    <TextInput
      type="search"
      size="xs"
      className={className}
      aria-label="Search offers by seller, model or id"
      placeholder="Seller, model or id"
      value={typed ?? query}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        window.clearTimeout(timer.current);
        timer.current = window.setTimeout(() => settle(text), SETTLE_MS);
      }}
      onBlur={() => {
        if (typed !== null) settle(typed);
        // From here on the address says what is searched for: Back and “Clear” may change it.
        setTyped(null);
      }}
    />
  );
}
