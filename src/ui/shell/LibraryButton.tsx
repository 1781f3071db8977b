import { useState, type ComponentType } from 'react';
import { Button } from '@mantine/core';
import type { LibraryStore } from '../../state/library-store.ts';
import { useServices } from '../app-context.ts';
import styles from './PresetChooser.module.css';

type Panel = ComponentType<{ readonly label: string; readonly library: LibraryStore }>;
interface Loaded {
  readonly Panel: Panel;
  readonly library: LibraryStore;
}

const LABEL = 'Library ▾';

/** Saved scenarios, recent ones and files. The panel and what stores them come when they are asked for. */
export function LibraryButton() {
  const services = useServices();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [failed, setFailed] = useState(false);
  const load = async (): Promise<Loaded> => {
    const [{ LibraryPanel }, library] = await Promise.all([
      import('../features/library/LibraryPanel.tsx'),
      services.library(),
    ]);
    return { Panel: LibraryPanel, library };
  };
  const open = async (): Promise<void> => {
    try {
      setLoaded(await load());
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  if (loaded) return <loaded.Panel label={LABEL} library={loaded.library} />;
  return (
    <>
      <Button
        variant="default"
        size="xs"
        aria-haspopup="dialog"
        aria-expanded={false}
        onClick={() => void open()}
        onPointerEnter={() => void load().catch(() => undefined)}
      >
        {LABEL}
      </Button>
      {failed && (
        <span role="status" className={styles.failed}>
          The library could not be loaded. Press again to retry.
        </span>
      )}
    </>
  );
}
