import { Children, Suspense, use, useEffect, useRef, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { AppContext } from '../app-context.ts';
import { askForMissingParts, PartMissing } from './lazy-part.ts';
import styles from './Guard.module.css';

interface GuardProps {
  /** Keeps its place while it is loaded. */
  readonly space?: ReactNode;
  /** A word more that nobody misses: where it does not come, nothing stands in its place but this. */
  readonly otherwise?: ReactNode;
  readonly children: ReactNode;
}

/**
 * What cannot be drawn or loaded takes nothing else with it. It is tried again when somebody asks, and what cannot be drawn when the
 * scenario changes, too.
 */
export function Guard({ space, otherwise, children }: GuardProps) {
  const inner = space === undefined ? children : <Suspense fallback={space}>{children}</Suspense>;
  return otherwise === undefined ? (
    <ErrorBoundary FallbackComponent={PartFailure} onReset={askForMissingParts}>
      {inner}
    </ErrorBoundary>
  ) : (
    <ErrorBoundary fallback={otherwise}>{inner}</ErrorBoundary>
  );
}

/** Each of these on its own: the cards of a page. */
export function Guards({ children }: { readonly children: ReactNode }) {
  return Children.map(children, (child) => child && <Guard>{child}</Guard>);
}

function PartFailure({ error, resetErrorBoundary }: FallbackProps) {
  useTryAgainOnChange({ error, retry: resetErrorBoundary });
  return (
    <div role="alert" className={styles.part}>
      <p>{error instanceof PartMissing ? missingInWords(error) : brokenInWords(error)} The rest of the page goes on.</p>
      {!(error instanceof PartMissing && error.needsReload) && (
        <Button variant="default" size="compact-xs" onClick={resetErrorBoundary}>
          Try again
        </Button>
      )}
    </div>
  );
}

function missingInWords({ needsReload }: PartMissing): string {
  return needsReload
    ? 'This part could not be loaded. Reload the page once there is a network.'
    : 'This part could not be loaded: there is no network, or the site has been renewed since it was opened here.';
}

function brokenInWords(error: unknown): string {
  return `This part failed to show: ${reasonOf(error)}.`;
}

/** What an error says, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().replace(/\.$/, '') || 'no reason was given';
}

/** Figures that failed may be fine for another scenario: a preset, an undo, a corrected entry. What did not load is not. */
export function useTryAgainOnChange({ error, retry }: { error: unknown; retry: () => void }): void {
  const store = use(AppContext)?.store;
  const latest = useRef(retry);
  useEffect(() => {
    latest.current = retry;
  });
  useEffect(() => {
    if (error instanceof PartMissing) return undefined;
    return store?.subscribe((state, before) => {
      if (state.scenario !== before.scenario) latest.current();
    });
  }, [store, error]);
}
