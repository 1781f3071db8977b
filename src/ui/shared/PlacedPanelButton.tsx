// In a layer: what comes later must not win over the page's own rules.
import '@mantine/core/styles/Popover.layer.css';
import { useEffect, useRef } from 'react';
import { Popover, UnstyledButton } from '@mantine/core';
import type { PanelButtonProps } from './PanelButton.tsx';

/** The button with its panel, which is open at first: it is there because somebody has asked for it. */
export function PlacedPanelButton({
  className,
  label,
  title,
  children,
  panelClassName,
  panelWidth,
  renderPanel,
}: PanelButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  // It takes the place of the button that was pressed, and its focus.
  useEffect(() => button.current?.focus(), []);
  return (
    <Popover
      defaultOpened
      width={panelWidth}
      position="bottom-start"
      shadow="md"
      withinPortal={false}
      trapFocus={false}
    >
      <Popover.Target>
        <UnstyledButton ref={button} className={className} aria-label={label} title={title}>
          {children}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={panelClassName}>{renderPanel()}</Popover.Dropdown>
    </Popover>
  );
}
