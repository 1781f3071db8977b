import { Button } from '@mantine/core';
import type { FallbackProps } from 'react-error-boundary';

/** A page that broke: the scenario is in the link and stays there. */
export function PageFailure({ error, resetErrorBoundary }: FallbackProps) {
  return (
    <div role="alert">
      <p>
        This page failed to show: {error instanceof Error ? error.message : String(error)}. The scenario is kept; the
        other pages still work.
      </p>
      <Button variant="default" size="xs" onClick={resetErrorBoundary}>
        Try again
      </Button>
    </div>
  );
}
