import { Button, TextInput } from '@mantine/core';
import { ROLE_LIMITS } from '../../../domain/field-limits.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { useScenarioState } from '../../app-context.ts';
import { Card } from '../../shared/Card.tsx';
import { NumberField } from '../../shared/NumberField.tsx';
import { GapFields } from './GapFields.tsx';
import { OriginMark } from './OriginMark.tsx';
import styles from './inputs.module.css';

const FIELDS = [
  'agentsPerTask',
  'turnsPerAgent',
  'sharedPrefixTokens',
  'taskPrefixTokens',
  'firstInputTokens',
  'inputTokensPerTurn',
  'outputTokensPerTurn',
] as const;

interface RoleCardProps {
  readonly role: ScenarioState['scenario']['workload']['roles'][number];
  readonly index: number;
  /** `null` for the only role. */
  readonly onRemove: (() => void) | null;
}

/** Every input of one role. */
export function RoleCard({ role, index, onRemove }: RoleCardProps) {
  const path = `workload.roles.${index}`;
  const title = role.name || `Role ${index + 1}`;
  return (
    <Card
      title={title}
      actions={
        onRemove && (
          <Button variant="default" size="compact-xs" aria-label={`Remove the role ${title}`} onClick={onRemove}>
            Remove
          </Button>
        )
      }
    >
      <div className={styles.fields}>
        <NameField path={`${path}.name`} value={role.name} />
        {FIELDS.map((field) => {
          const limits = ROLE_LIMITS[field];
          return (
            <NumberField
              key={field}
              path={`${path}.${field}`}
              value={role[field]}
              limits={limits}
              mark={<OriginMark path={`roles.${index}.${field}`} of={`${limits.label} of ${title}`} />}
            />
          );
        })}
      </div>
      <GapFields gap={role.gap} index={index} roleName={title} />
    </Card>
  );
}

function NameField({ path, value }: { readonly path: string; readonly value: string }) {
  const setField = useScenarioState((state) => state.setField);
  return (
    <TextInput
      label="Name"
      size="xs"
      value={value}
      maxLength={120}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setField({ path, value: event.currentTarget.value })}
      classNames={{ label: styles.label, input: styles.text }}
    />
  );
}
