import { lazy, Suspense, useState, type ReactNode } from 'react';
import { UnstyledButton } from '@mantine/core';

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
const PlacedPanelButton = lazy(() => loadPlaced().then((m) => ({ default: m.PlacedPanelButton })));

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
      onClick={() => setWanted(true)}
      onPointerEnter={() => void loadPlaced().catch(() => undefined)}
      onFocus={() => void loadPlaced().catch(() => undefined)}
    >
      {children}
    </UnstyledButton>
  );
  return isWanted ? (
    <Suspense fallback={button}>
      <PlacedPanelButton {...props} />
    </Suspense>
  ) : (
    button
  );
}
