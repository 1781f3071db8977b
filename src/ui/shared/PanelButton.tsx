import { Suspense, useState, type ReactNode } from 'react';
import { UnstyledButton } from '@mantine/core';
import { ErrorBoundary } from 'react-error-boundary';
import { showToast } from '../shell/toast-store.ts';
import { reasonOf } from './Guard.tsx';
import { askForMissingParts, lazyPart, PartMissing } from './lazy-part.ts';

export interface PanelButtonProps {
  readonly className: string | undefined;
  /** What a screen reader hears. */
  readonly label: string;
  readonly title?: string | undefined;
  /** On the button. */
  readonly children: ReactNode;
  readonly panelClassName: string | undefined;
  readonly panelWidth: string;
  /** Drawn when the panel is open. */
  readonly renderPanel: () => ReactNode;
}

const loadPlaced = () => import('./PlacedPanelButton.tsx');
const PlacedPanelButton = lazyPart(() => loadPlaced().then((m) => ({ default: m.PlacedPanelButton })));

/**
 * A button that opens a small panel beside itself. What places the panel is heavier than most pages' figures, so it is
 * loaded when somebody is about to use it; until it is there the button looks and reads the same.
 */
export function PanelButton(props: PanelButtonProps) {
  const [isWanted, setWanted] = useState(false);
  const { className, label, title, children } = props;
  const button = (
    <UnstyledButton
      className={className}
      aria-label={label}
      aria-haspopup="dialog"
      aria-expanded={false}
      title={title}
      onClick={() => {
        askForMissingParts();
        setWanted(true);
      }}
      onPointerEnter={() => void loadPlaced().catch(() => undefined)}
      onFocus={() => void loadPlaced().catch(() => undefined)}
    >
      {children}
    </UnstyledButton>
  );
  return isWanted ? (
    // A panel that does not come leaves its button, and the page around it, as they were.
    <ErrorBoundary
      fallback={button}
      onError={(error) => {
        showToast({ text: failureInWords(error), isProblem: true });
        setWanted(false);
      }}
    >
      <Suspense fallback={button}>
        <PlacedPanelButton {...props} />
      </Suspense>
    </ErrorBoundary>
  ) : (
    button
  );
}

function failureInWords(error: unknown): string {
  if (!(error instanceof PartMissing)) return `The panel failed to show: ${reasonOf(error)}.`;
  return error.needsReload
    ? 'The panel could not be loaded. Reload the page once there is a network.'
    : 'The panel could not be loaded. Press the button again once there is a network.';
}
