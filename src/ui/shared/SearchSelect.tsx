import { Suspense } from 'react';
import { TextInput, type SelectProps } from '@mantine/core';
import { ErrorBoundary } from 'react-error-boundary';
import { askForMissingParts, lazyPart } from './lazy-part.ts';
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

const SearchSelectBox = lazyPart(() => import('./SearchSelectBox.tsx').then((m) => ({ default: m.SearchSelectBox })));

/**
 * One of a long list, found by typing; something is always chosen. The list and what places it are heavy and come after the
 * page; until then the field shows what is chosen, and where they do not come, who goes there asks for them again.
 */
export function SearchSelect(props: SearchSelectProps) {
  return (
    <ErrorBoundary
      onReset={askForMissingParts}
      fallbackRender={({ resetErrorBoundary }) => <Placeholder {...props} onRetry={resetErrorBoundary} />}
    >
      <Suspense fallback={<Placeholder {...props} />}>
        <SearchSelectBox {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}

function Placeholder({
  label,
  value,
  data = [],
  variant = 'default',
  inputClassName,
  labelClassName,
  onRetry,
}: SearchSelectProps & { readonly onRetry?: () => void }) {
  return (
    <TextInput
      label={label}
      title={onRetry && 'The list could not be loaded. Coming here tries again.'}
      onFocus={onRetry}
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
