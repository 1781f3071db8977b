import { useRef } from 'react';
import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import type { LibraryStore } from '../../../state/library-store.ts';
import { useServices } from '../../app-context.ts';
import { saveText } from '../offers/save-text.ts';
import { openFile } from '../../shell/use-file-open.ts';
import { downloadScenario } from './download-scenario.ts';
import styles from './Library.module.css';

const JSON_TYPE = 'application/json';

/** The open scenario and the whole library as files, out and in. */
export function FileButtons({ library, onOpened }: { readonly library: LibraryStore; readonly onOpened: () => void }) {
  const services = useServices();
  const { entries, exportText } = useStore(library);
  const input = useRef<HTMLInputElement>(null);
  return (
    <section aria-labelledby="scenario-files">
      <div className={styles.head}>
        <h2 id="scenario-files">Files</h2>
      </div>
      <div className={styles.buttons}>
        <Button variant="default" size="xs" onClick={() => downloadScenario(services.store.getState())}>
          Download scenario (.json)
        </Button>
        {entries.length > 0 && (
          <Button
            variant="default"
            size="xs"
            onClick={() => saveText({ text: exportText(), fileName: 'tokenhouse-library.json', type: JSON_TYPE })}
          >
            Download the library
          </Button>
        )}
        <Button variant="default" size="xs" onClick={() => input.current?.click()}>
          Open a file…
        </Button>
        <input
          ref={input}
          className="visually-hidden"
          type="file"
          tabIndex={-1}
          aria-label="Scenario or library file"
          accept=".json,.txt,application/json,text/plain"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // Emptied, so that the same file can be chosen again after it was changed.
            event.currentTarget.value = '';
            if (!file) return;
            onOpened();
            void openFile({ file, services });
          }}
        />
      </div>
      <p className={styles.note}>
        A scenario’s file opens like its link; a library’s is added to what is saved. Either can be dropped on the page.
      </p>
    </section>
  );
}
