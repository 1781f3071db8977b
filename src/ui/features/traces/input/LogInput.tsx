import { useId } from 'react';
import { Button } from '@mantine/core';
import { Card } from '../../../shared/Card.tsx';
import { formatsInWords } from '../trace-words.ts';
import { useTraces } from '../use-traces.ts';
import { LogStatus } from './LogStatus.tsx';
import { FormatSelect, ReadOutcome } from './ReadOutcome.tsx';
import styles from './LogInput.module.css';
import { useLogFiles } from './use-log-files.ts';

/** Where logs come in: dropped anywhere on the page, chosen, or a folder of them; and what came of it. */
export function LogInput({ onSample }: { readonly onSample: () => void }) {
  const files = useLogFiles();
  const { isOver, isListing, note, chooseFiles, chooseFolder, stopListing } = files;
  const isReading = useTraces((state) => state.reading.status === 'reading');
  const cancel = useTraces((state) => state.cancel);
  const isRefused = useTraces((state) => state.reading.status === 'refused');
  const log = useTraces((state) => state.log);
  const hint = useId();
  return (
    <>
      {isOver && <div className={styles.dropHint}>Drop logs: they are read here and go nowhere</div>}
      <Card title="What do your own logs say?">
        <div
          className={styles.zone}
          role="group"
          data-takes-files="page"
          aria-label="Log files"
          aria-describedby={hint}
        >
          <div className={styles.buttons}>
            <FileButton label="Choose files" onFiles={chooseFiles} />
            <FileButton label="Choose a folder" isFolder onFiles={chooseFolder} />
            {log?.isSample !== true && (
              <Button variant="default" size="xs" onClick={onSample} disabled={isReading || isListing}>
                Show the sample
              </Button>
            )}
          </div>
          <p id={hint} className={styles.hint}>
            or drop files and folders anywhere on this page, gzipped or not.{' '}
            <strong>Nothing leaves this browser.</strong>
          </p>
          <details className={styles.formats}>
            <summary>What can be read</summary>
            <ul>
              <li>
                With the tokens a provider reported: {formatsInWords('usage')}. They show what was read from its cache.
              </li>
              <li>
                With the blocks of every prompt: {formatsInWords('blocks')}. They show what any cache would have served.
              </li>
              <li>With lengths only: {formatsInWords('lengths')}. They show load, and cost without a cache.</li>
            </ul>
            <p>The contents tell the format, never the name. Files read together must be of one format.</p>
          </details>
        </div>
        <LogStatus
          isListing={isListing}
          note={note}
          onCancel={() => {
            stopListing();
            cancel();
          }}
        />
        {isRefused ? (
          <div className={styles.outcome}>
            <div className={styles.row}>
              <FormatSelect />
            </div>
          </div>
        ) : (
          log && !log.isSample && <ReadOutcome log={log} />
        )}
      </Card>
    </>
  );
}

function FileButton({
  label,
  isFolder = false,
  onFiles,
}: {
  readonly label: string;
  readonly isFolder?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  return (
    <label className={styles.fileButton}>
      <input
        className="visually-hidden"
        type="file"
        multiple
        // Not among the attributes that React’s types know.
        ref={(input) => {
          if (isFolder) input?.setAttribute('webkitdirectory', '');
        }}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          // Emptied, so that the same file can be chosen again after it was changed.
          event.currentTarget.value = '';
          onFiles(chosen);
        }}
      />
      {label}
    </label>
  );
}
