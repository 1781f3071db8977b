import '@mantine/core/styles/Popover.layer.css';
import { useRef, useState } from 'react';
import { Button, Popover } from '@mantine/core';
import { useScenarioState } from '../app-context.ts';
import { PresetList } from './PresetList.tsx';
import styles from './PresetChooser.module.css';

/** The button with its list, open at first: it is there because somebody has asked for it. */
export function PresetPanel({ label }: { readonly label: string }) {
  const choosePreset = useScenarioState((state) => state.choosePreset);
  const [isOpen, setIsOpen] = useState(true);
  const button = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone with its focus: what closes gives it to the one that took its place.
  const setOpen = (next: boolean): void => {
    setIsOpen(next);
    if (!next) button.current?.focus();
  };
  return (
    <Popover
      width="min(420px, calc(100vw - 24px))"
      opened={isOpen}
      onChange={setOpen}
      withinPortal={false}
      position="bottom-end"
      shadow="md"
      trapFocus
    >
      <Popover.Target>
        <Button ref={button} variant="default" size="xs" onClick={() => setOpen(!isOpen)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.panel} aria-label="Workload presets">
        <PresetList
          onChoose={(preset) => {
            choosePreset(preset);
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
