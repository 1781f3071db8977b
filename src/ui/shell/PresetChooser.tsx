import { useState, type ComponentType } from 'react';
import { Button } from '@mantine/core';
import styles from './PresetChooser.module.css';

type Panel = ComponentType<{ readonly label: string }>;

const LABEL = 'Presets ▾';

const loadPanel = async (): Promise<Panel> => (await import('./PresetPanel.tsx')).PresetPanel;

/** Workloads to start from. The list, and what places it under its button, come when they are asked for. */
export function PresetChooser() {
  const [Panel, setPanel] = useState<Panel | null>(null);
  const [failed, setFailed] = useState(false);
  const open = async (): Promise<void> => {
    try {
      const panel = await loadPanel();
      setPanel(() => panel);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  if (Panel) return <Panel label={LABEL} />;
  return (
    <>
      <Button
        variant="default"
        size="xs"
        aria-haspopup="dialog"
        aria-expanded={false}
        onClick={() => void open()}
        onPointerEnter={() => void loadPanel().catch(() => undefined)}
      >
        {LABEL}
      </Button>
      {failed && (
        <span role="status" className={styles.failed}>
          The presets could not be loaded. Press again to retry.
        </span>
      )}
    </>
  );
}
