import { useState, type ComponentType } from 'react';
import { Button } from '@mantine/core';
import styles from './TopBar.module.css';

type Panel = ComponentType<{ readonly label: string }>;

const LABEL = 'Embed';

const loadPanel = async (): Promise<Panel> => (await import('../features/embed/EmbedPanel.tsx')).EmbedPanel;

/** HTML that shows one figure in somebody else's page. The panel comes when it is asked for. */
export function EmbedButton() {
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
        <span role="status" className={styles.note}>
          What makes the code could not be loaded. Press again to retry.
        </span>
      )}
    </>
  );
}
