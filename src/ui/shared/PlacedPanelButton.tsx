// In a layer: what comes later must not win over the page's own rules.
import '@mantine/core/styles/Popover.layer.css';
import { useEffect, useRef, useState } from 'react';
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
  const [isOpen, setIsOpen] = useState(true);
  const setOpen = (next: boolean): void => {
    // What had the focus in the panel is about to be gone.
    if (!next && document.activeElement?.closest('[role="dialog"]')) button.current?.focus();
    setIsOpen(next);
  };
  // It takes the place of the button that was pressed, and its focus.
  useEffect(() => button.current?.focus(), []);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      width={panelWidth}
      position="bottom-start"
      shadow="md"
      withinPortal={false}
      trapFocus={false}
    >
      <Popover.Target>
        <UnstyledButton
          ref={button}
          className={className}
          aria-label={label}
          title={title}
          onClick={() => setOpen(!isOpen)}
          onKeyDown={(event) => {
            // The panel hears Escape only once the focus is in it.
            if (event.key === 'Escape') setOpen(false);
          }}
        >
          {children}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={panelClassName}>{renderPanel()}</Popover.Dropdown>
    </Popover>
  );
}
