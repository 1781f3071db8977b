import { useEffect, useRef } from 'react';
import { Button, UnstyledButton } from '@mantine/core';
import { GAP_LIMITS, MOST_GAP_COMPONENTS } from '../../../domain/field-limits.ts';
import { gapQuantileSeconds, meanGapSeconds, type GapMixture } from '../../../domain/swarm/gap-mixture.ts';
import { useScenarioState } from '../../app-context.ts';
import { formatSeconds } from '../../format/number.ts';
import { NumberField } from '../../shared/NumberField.tsx';
import { useClearErrors } from '../../shared/use-clear-errors.ts';
import { OriginMark } from './OriginMark.tsx';
import styles from './GapFields.module.css';

const COLUMNS = ['weight', 'medianSeconds', 'logSigma'] as const;

interface GapFieldsProps {
  readonly gap: GapMixture;
  readonly index: number;
  readonly roleName: string;
}

/** The pauses between an agent's requests: a mixture of one to four lognormals. */
export function GapFields({ gap, index, roleName }: GapFieldsProps) {
  const path = `workload.roles.${index}.gap`;
  const setField = useScenarioState((state) => state.setField);
  const fieldErrors = useScenarioState((state) => state.fieldErrors);
  const clearErrors = useClearErrors();
  const addButton = useRef<HTMLButtonElement>(null);
  const removed = useRef(false);
  // The button that removed a part is gone with it; after the part is, the other one can take the focus.
  useEffect(() => {
    if (removed.current) addButton.current?.focus();
    removed.current = false;
  });
  const write = (next: GapMixture): void => {
    clearErrors(`${path}.`);
    setField({ path, value: next.map((part) => ({ ...part })) });
  };
  const remove = (part: number): void => {
    removed.current = true;
    write(gap.filter((_, i) => i !== part));
  };
  return (
    <div className={styles.gaps}>
      <p className={styles.head}>
        <strong>Gaps between an agent’s requests</strong>{' '}
        <OriginMark path={`roles.${index}.gap`} of={`Gaps of ${roleName}`} />
      </p>
      <GapSummary gap={gap} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">share</th>
            <th scope="col">median</th>
            <th scope="col">spread σ</th>
            <th scope="col">
              <span className="visually-hidden">remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {gap.map((part, i) => (
            // Fields keep drafts of their own; a change in the number of parts starts them afresh.
            <tr key={`${gap.length}-${i}`}>
              {COLUMNS.map((column) => (
                <td key={column}>
                  <NumberField
                    path={`${path}.${i}.${column}`}
                    value={part[column]}
                    limits={GAP_LIMITS[column]}
                    label={`${GAP_LIMITS[column].label}, part ${i + 1} of ${roleName}`}
                  />
                </td>
              ))}
              <td>
                <UnstyledButton
                  className={styles.remove}
                  disabled={gap.length === 1}
                  aria-label={`Remove part ${i + 1} of the gaps of ${roleName}`}
                  onClick={() => remove(i)}
                >
                  ×
                </UnstyledButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {Object.keys(fieldErrors)
        .filter((field) => field.startsWith(`${path}.`))
        .map((field) => (
          <p key={field} className={styles.error}>
            {fieldErrors[field]}
          </p>
        ))}
      <Button
        ref={addButton}
        variant="default"
        size="compact-xs"
        disabled={gap.length >= MOST_GAP_COMPONENTS}
        onClick={() => {
          const last = gap.at(-1);
          if (last) write([...gap, last]);
        }}
        aria-label={`Add a part to the gaps of ${roleName}`}
      >
        Add a part
      </Button>
      <p className={styles.note}>
        Lognormals added up; shares are weighed against each other and need not sum to 1. σ is the standard deviation of
        ln(gap).
      </p>
    </div>
  );
}

function GapSummary({ gap }: { readonly gap: GapMixture }) {
  if (!gap.some(({ weight }) => weight > 0)) return null;
  return (
    <p className={styles.summary}>
      median {formatSeconds(gapQuantileSeconds({ gap, ratio: 0.5 }))} · 95 % below{' '}
      {formatSeconds(gapQuantileSeconds({ gap, ratio: 0.95 }))} · mean {formatSeconds(meanGapSeconds(gap))}
    </p>
  );
}
