import { useEffect, useRef } from 'react';
import { Button, NativeSelect, UnstyledButton } from '@mantine/core';
import { GAP_LIMITS, MOST_GAP_COMPONENTS } from '../../../domain/field-limits.ts';
import { GAP_CAUSES, gapQuantileSeconds, meanGapSeconds, type GapMixture } from '../../../domain/swarm/gap-mixture.ts';
import { useScenarioState } from '../../app-context.ts';
import { formatSeconds } from '../../format/number.ts';
import { NumberField } from '../../shared/NumberField.tsx';
import { useClearErrors } from '../../shared/use-clear-errors.ts';
import { OriginMark } from './OriginMark.tsx';
import { causesInWords } from './roles/role-words.ts';
import { RoleProblem } from './roles/RoleProblem.tsx';
import styles from './GapFields.module.css';

const COLUMNS = ['weight', 'medianSeconds', 'logSigma'] as const;
const UNTOLD = 'untold';
const CAUSES = [
  { value: UNTOLD, label: 'either' },
  { value: 'tool', label: 'tool' },
  { value: 'person', label: 'person' },
];

interface GapFieldsProps {
  readonly gap: GapMixture;
  readonly index: number;
  readonly roleName: string;
}

/** The pauses between an agent's requests: a mixture of lognormals, told apart by what is waited for where that is known. */
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
  /** Writes one part only, so that what is being typed into the others stays. */
  const setCause = ({ part, chosen }: { part: number; chosen: string }): void => {
    const { cause: _before, ...same } = gap[part] ?? {};
    const cause = GAP_CAUSES.find((known) => known === chosen);
    setField({ path: `${path}.${part}`, value: { ...same, ...(cause && { cause }) } });
  };
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
            <th scope="col">after a</th>
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
                <NativeSelect
                  size="xs"
                  aria-label={`What part ${i + 1} of the gaps of ${roleName} waits for`}
                  data={CAUSES}
                  value={part.cause ?? UNTOLD}
                  onChange={(event) => setCause({ part: i, chosen: event.currentTarget.value })}
                  classNames={{ input: styles.cause ?? '', section: styles.causeSection ?? '' }}
                />
              </td>
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
      <RoleProblem path={path} />
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
        ln(gap). After a tool or after a person: what the agent waited for; either, where that is not told apart.
      </p>
    </div>
  );
}

function GapSummary({ gap }: { readonly gap: GapMixture }) {
  if (!gap.some(({ weight }) => weight > 0)) return null;
  const causes = causesInWords(gap);
  return (
    <p className={styles.summary}>
      median {formatSeconds(gapQuantileSeconds({ gap, ratio: 0.5 }))} · 95 % below{' '}
      {formatSeconds(gapQuantileSeconds({ gap, ratio: 0.95 }))} · mean {formatSeconds(meanGapSeconds(gap))}
      {causes.map((words) => (
        <span key={words} className={styles.ofCause}>
          {words}
        </span>
      ))}
    </p>
  );
}
