import { useState } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import type { CsvColumns, OpenLog } from '../../../../state/trace-types.ts';
import { useTraces } from '../use-traces.ts';
import { columnOptions, columnProblem, CSV_ROLES, sameColumns, withColumn } from './csv-columns.ts';
import styles from './LogInput.module.css';

/** Which columns of a CSV hold what, as guessed from its first line, and changed where the guess is wrong. */
export function CsvColumnsPicker({ csv }: { readonly csv: NonNullable<OpenLog['csv']> }) {
  const setOptions = useTraces((state) => state.setOptions);
  const isReading = useTraces((state) => state.reading.status === 'reading');
  const [columns, setColumns] = useState<CsvColumns>(csv.columns);
  const problem = columnProblem(columns);
  const isChanged = !sameColumns(columns, csv.columns);
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Columns of the CSV</legend>
      <div className={styles.columns}>
        {CSV_ROLES.map(({ role, label, isNeeded }) => (
          <NativeSelect
            key={role}
            label={label}
            size="xs"
            data={[...columnOptions({ header: csv.header, isNeeded })]}
            value={columns[role] ?? ''}
            onChange={({ currentTarget: { value } }) =>
              setColumns((before) => withColumn({ columns: before, role, name: value }))
            }
            classNames={{ label: styles.label ?? '', input: styles.select ?? '' }}
          />
        ))}
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={columns.inputIncludesCached}
            onChange={({ currentTarget: { checked } }) =>
              setColumns((before) => ({ ...before, inputIncludesCached: checked }))
            }
          />
          Input includes cached
        </label>
      </div>
      <div className={styles.apply}>
        <Button
          variant="default"
          size="xs"
          disabled={!isChanged || problem !== null || isReading}
          onClick={() => setOptions({ csvColumns: columns })}
        >
          Read again with these columns
        </Button>
        <p className={styles.problem} role="status">
          {problem}
        </p>
      </div>
    </fieldset>
  );
}
