import { useState, type ComponentType } from 'react';
import { Button } from '@mantine/core';
import styles from './PresetChooser.module.css';

type Panel = ComponentType<{ readonly label: string }>;

const LABEL = 'Export ▾';
const loadPanel = () => import('../features/export/ExportPanel.tsx').then((m): Panel => m.ExportPanel);

/** The open scenario as a workbook, a summary or on paper. The menu, and all that writes, come when they are asked for. */
export function ExportButton() {
  const [Panel, setPanel] = useState<Panel | null>(null);
  const [failed, setFailed] = useState(false);
  const open = async (): Promise<void> => {
    try {
      const loaded = await loadPanel();
      setPanel(() => loaded);
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
          The export could not be loaded. Press again to retry.
        </span>
      )}
    </>
  );
}
