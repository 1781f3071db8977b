import { useState, type ComponentType } from 'react';
import { Button, Popover } from '@mantine/core';
import type { WorkloadPreset } from '../../catalog/presets/index.ts';
import { useScenarioState } from '../app-context.ts';
import styles from './PresetChooser.module.css';

type List = ComponentType<{ readonly onChoose: (preset: WorkloadPreset) => void }>;

const loadList = async (): Promise<List> => (await import('./PresetList.tsx')).PresetList;

/** Workloads to start from. A list of buttons in a pop-over, which is loaded anyway; a menu component would add its own weight to the first load. */
export function PresetChooser() {
  const choosePreset = useScenarioState((state) => state.choosePreset);
  const [isOpen, setOpen] = useState(false);
  const [PresetList, setPresetList] = useState<List | null>(null);
  const [failed, setFailed] = useState(false);
  // The list takes the focus when it opens, so it opens when it is there.
  const open = async (): Promise<void> => {
    try {
      const list = PresetList ?? (await loadList());
      setPresetList(() => list);
      setFailed(false);
    } catch {
      setFailed(true);
    }
    setOpen(true);
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
      returnFocus
    >
      <Popover.Target>
        <Button variant="default" size="xs" onClick={() => (isOpen ? setOpen(false) : void open())}>
          Presets ▾
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.panel} aria-label="Workload presets">
        {failed && <p className={styles.failed}>The presets could not be loaded. Open the list again to retry.</p>}
        {PresetList && (
          <PresetList
            onChoose={(preset) => {
              choosePreset(preset);
              setOpen(false);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
