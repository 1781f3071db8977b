import { NativeSelect } from '@mantine/core';
import type { OpenLog } from '../../../../state/trace-types.ts';
import { formatNumber } from '../../../format/number.ts';
import { Segmented } from '../../../shared/Segmented.tsx';
import { FORMATS, formatName } from '../trace-words.ts';
import { useTraces } from '../use-traces.ts';
import { CsvColumnsPicker } from './CsvColumnsPicker.tsx';
import { duplicatesInWords, skippedInWords, skippedLineText } from './reading-words.ts';
import styles from './LogInput.module.css';

const DETECTED = 'detected';
const FORMAT_OPTIONS = [
  { value: DETECTED, label: 'told by the contents' },
  ...FORMATS.map((format) => ({ value: format, label: formatName(format) })),
];
const DUPLICATES = [
  { value: 'keep', label: 'Keep' },
  { value: 'drop', label: 'Drop' },
] as const;
const FIRST_SKIPPED = 10;

/** How the open log was read: what was skipped, what a careful reader should know, and what can be read otherwise. */
export function ReadOutcome({ log }: { readonly log: OpenLog }) {
  const { summary, csv } = log;
  const setOptions = useTraces((state) => state.setOptions);
  const keepDuplicates = useTraces((state) => state.options.keepDuplicates);
  const hasChoice = summary.duplicates > 0 || keepDuplicates !== null;
  return (
    <div className={styles.outcome}>
      <div className={styles.row}>
        <FormatSelect />
        {hasChoice && (
          <Segmented
            label="Duplicates"
            options={DUPLICATES}
            value={summary.duplicatesKept ? 'keep' : 'drop'}
            onChange={(choice) => setOptions({ keepDuplicates: choice === 'keep' })}
          />
        )}
        <p className={styles.hint}>{duplicatesInWords(summary)}</p>
      </div>
      {csv && <CsvColumnsPicker key={JSON.stringify(csv)} csv={csv} />}
      {summary.skippedLines > 0 && <Skipped summary={summary} />}
      {summary.notes.length > 0 && (
        <ul className={styles.list} aria-label="Notes on the log">
          {summary.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Also beside a refusal: a format that is not recognised can still be asked for. */
export function FormatSelect() {
  const format = useTraces((state) => state.options.format);
  const setOptions = useTraces((state) => state.setOptions);
  return (
    <NativeSelect
      label="Format"
      size="xs"
      data={FORMAT_OPTIONS}
      value={format ?? DETECTED}
      onChange={({ currentTarget: { value } }) =>
        setOptions({ format: FORMATS.find((known) => known === value) ?? null })
      }
      classNames={{ label: styles.label ?? '', input: styles.select ?? '' }}
    />
  );
}

function Skipped({ summary }: { readonly summary: OpenLog['summary'] }) {
  const { skipped, skippedLines, files } = summary;
  const shown = skipped.slice(0, FIRST_SKIPPED);
  const more = skippedLines - shown.length;
  return (
    <details className={styles.details}>
      <summary>{skippedInWords({ skippedLines })}</summary>
      <ul className={styles.list}>
        {shown.map((line, i) => (
          <li key={i}>{skippedLineText({ skipped: line, files })}</li>
        ))}
        {more > 0 && <li>and {formatNumber(more, 0)} more</li>}
      </ul>
    </details>
  );
}
