import { useState } from 'react';
import { Button, Popover, UnstyledButton } from '@mantine/core';
import { PRESETS } from '../../catalog/presets/index.ts';
import { useScenarioState } from '../app-context.ts';
import styles from './PresetChooser.module.css';

/** Workloads to start from. A list of buttons in a pop-over, which is loaded anyway; a menu component would add its own weight to the first load. */
export function PresetChooser() {
  const choosePreset = useScenarioState((state) => state.choosePreset);
  const openName = useScenarioState((state) => state.scenario.name);
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      width="min(420px, calc(100vw - 24px))"
      opened={isOpen}
      onChange={setOpen}
      withinPortal={false}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button variant="default" size="xs" onClick={() => setOpen(!isOpen)}>
          Presets ▾
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.panel} aria-label="Workload presets">
        <ul className={styles.list}>
          {PRESETS.map((preset) => (
            <li key={preset.id}>
              <UnstyledButton
                className={styles.preset}
                aria-current={preset.name === openName ? 'true' : undefined}
                onClick={() => {
                  choosePreset(preset.id);
                  setOpen(false);
                }}
              >
                <span className={styles.name}>{preset.name}</span>
                <span className={styles.summary}>{preset.summary}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
