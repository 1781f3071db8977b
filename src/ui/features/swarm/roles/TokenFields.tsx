import type { RoleInputs } from '../../../../domain/swarm/workload.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatNumber } from '../../../format/number.ts';
import { OriginMark } from '../OriginMark.tsx';
import styles from '../inputs.module.css';
import { FieldGroup } from './FieldGroup.tsx';
import { RoleNumber } from './RoleNumber.tsx';
import { RoleProblem } from './RoleProblem.tsx';

const FIRST = ['toolTokens', 'systemTokens', 'taskPrefixTokens', 'firstInputTokens'] as const;
const FURTHER = [
  { field: 'inputTokensPerTurn', label: 'New input' },
  { field: 'outputTokensPerTurn', label: 'Output' },
  { field: 'reasoningTokensPerTurn', label: 'Reasoning' },
] as const;

interface TokenFieldsProps {
  readonly role: RoleInputs;
  readonly index: number;
  readonly roleName: string;
}

/** What a role's prompts are made of: the first, and what every turn adds. */
export function TokenFields({ role, index, roleName }: TokenFieldsProps) {
  const path = `workload.roles.${index}`;
  const first = FIRST.reduce((sum, field) => sum + role[field], 0);
  const growth =
    role.inputTokensPerTurn + role.outputTokensPerTurn + (role.keepsReasoning ? role.reasoningTokensPerTurn : 0);
  return (
    <>
      <FieldGroup title="First prompt" total={`${formatNumber(first, 0)} tokens`}>
        <div className={styles.fields}>
          {FIRST.map((field) => (
            <RoleNumber key={field} field={field} value={role[field]} index={index} roleName={roleName} />
          ))}
        </div>
        <RoleProblem path={`${path}.firstInputTokens`} />
      </FieldGroup>
      <FieldGroup title="Every turn" total={`prompt + ${formatNumber(growth, 0)} tokens`}>
        <div className={styles.fields}>
          {FURTHER.map(({ field, label }) => (
            <RoleNumber key={field} field={field} label={label} value={role[field]} index={index} roleName={roleName} />
          ))}
          <KeepsReasoning isOn={role.keepsReasoning} index={index} roleName={roleName} />
        </div>
      </FieldGroup>
    </>
  );
}

function KeepsReasoning({
  isOn,
  index,
  roleName,
}: {
  readonly isOn: boolean;
  readonly index: number;
  readonly roleName: string;
}) {
  const setField = useScenarioState((state) => state.setField);
  return (
    <div className={styles.checkField}>
      <label>
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) =>
            setField({ path: `workload.roles.${index}.keepsReasoning`, value: event.currentTarget.checked })
          }
        />
        reasoning re-enters the next prompt
      </label>{' '}
      <OriginMark path={`roles.${index}.keepsReasoning`} of={`Whether reasoning of ${roleName} re-enters the prompt`} />
    </div>
  );
}
