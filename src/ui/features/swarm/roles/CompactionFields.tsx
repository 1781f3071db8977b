import { useRef } from 'react';
import { COMPACTION_LIMITS } from '../../../../domain/field-limits.ts';
import type { Compaction, Role } from '../../../../domain/swarm/swarm.ts';
import { useScenarioState } from '../../../app-context.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { useClearErrors } from '../../../shared/use-clear-errors.ts';
import { OriginMark } from '../OriginMark.tsx';
import styles from '../inputs.module.css';
import { FieldGroup } from './FieldGroup.tsx';
import { compactionInWords, longestInWords } from './role-words.ts';
import { RoleProblem } from './RoleProblem.tsx';
import { startingCompaction } from './starting-compaction.ts';

interface CompactionFieldsProps {
  /** The role as it is counted. */
  readonly role: Role;
  readonly index: number;
  readonly roleName: string;
}

/** Whether and when a long history gives way to a summary of it, and how often that comes to pass. */
export function CompactionFields({ role, index, roleName }: CompactionFieldsProps) {
  const path = `workload.roles.${index}.compaction`;
  const { compaction } = role;
  const setField = useScenarioState((state) => state.setField);
  const clearErrors = useClearErrors();
  const last = useRef<Compaction | null>(null);
  const turn = (isOn: boolean): void => {
    clearErrors(`${path}.`);
    last.current = compaction ?? last.current;
    setField({ path, value: isOn ? { ...(last.current ?? startingCompaction(role)) } : null });
  };
  return (
    <FieldGroup
      title="Compaction"
      mark={<OriginMark path={`roles.${index}.compaction`} of={`Compaction of ${roleName}`} />}
    >
      <label className={styles.check}>
        <input type="checkbox" checked={compaction !== null} onChange={(event) => turn(event.currentTarget.checked)} />a
        long history is replaced by a summary
      </label>
      {compaction === null ? (
        <p className={styles.means}>Not replaced: {longestInWords(role)}.</p>
      ) : (
        <>
          <div className={styles.fields}>
            <NumberField path={`${path}.atTokens`} value={compaction.atTokens} limits={COMPACTION_LIMITS.atTokens} />
            <NumberField path={`${path}.toTokens`} value={compaction.toTokens} limits={COMPACTION_LIMITS.toTokens} />
          </div>
          <p className={styles.sentence}>
            {compactionInWords(role)}; {longestInWords(role)}.
          </p>
          <RoleProblem path={`${path}.toTokens`} />
        </>
      )}
    </FieldGroup>
  );
}
