import { Button, TextInput } from '@mantine/core';
import type { Role } from '../../../domain/swarm/swarm.ts';
import type { RoleInputs } from '../../../domain/swarm/workload.ts';
import { useScenarioState } from '../../app-context.ts';
import { Card } from '../../shared/Card.tsx';
import { GapFields } from './GapFields.tsx';
import styles from './inputs.module.css';
import { CompactionFields } from './roles/CompactionFields.tsx';
import { LaunchFields } from './roles/LaunchFields.tsx';
import { OfferField } from './roles/OfferField.tsx';
import { useOfferNamed } from '../../shared/use-offers.ts';
import { roleInWords, titleOf } from './roles/role-words.ts';
import { RoleNumber } from './roles/RoleNumber.tsx';
import { RoleProblem } from './roles/RoleProblem.tsx';
import { TokenFields } from './roles/TokenFields.tsx';

interface RoleCardProps {
  readonly roles: readonly RoleInputs[];
  readonly role: RoleInputs;
  /** The same role as it is counted. */
  readonly counted: Role;
  readonly index: number;
  /** Folded, a card says what the role is in a line. */
  readonly isOpen: boolean;
  readonly onFold: () => void;
  /** `null` for the only role. */
  readonly onRemove: (() => void) | null;
}

/** Every input of one role. */
export function RoleCard({ roles, role, counted, index, isOpen, onFold, onRemove }: RoleCardProps) {
  const offerOf = useOfferNamed();
  const title = titleOf({ name: role.name, index });
  const place = { index, roleName: title };
  return (
    <Card
      title={title}
      actions={
        <div className={styles.actions}>
          <Button
            variant="default"
            size="compact-xs"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Fold' : 'Unfold'} the inputs of ${title}`}
            onClick={onFold}
          >
            {isOpen ? 'Fold' : 'Inputs'}
          </Button>
          {onRemove && (
            <Button variant="default" size="compact-xs" aria-label={`Remove the role ${title}`} onClick={onRemove}>
              Remove
            </Button>
          )}
        </div>
      }
    >
      {isOpen ? (
        <>
          <div className={styles.fields}>
            <NameField path={`workload.roles.${index}.name`} value={role.name} />
            <RoleNumber field="turnsPerAgent" value={role.turnsPerAgent} {...place} />
            <LaunchFields roles={roles} role={role} {...place} />
            <OfferField offerId={role.offerId} {...place} />
          </div>
          <TokenFields role={role} {...place} />
          <CompactionFields role={counted} {...place} />
          <GapFields gap={role.gap} {...place} />
        </>
      ) : (
        <>
          <p className={styles.folded}>
            {roleInWords({ roles, counted, index, modelName: (id) => offerOf(id)?.modelName ?? id })}
          </p>
          <RoleProblem path={`workload.roles.${index}`} within />
        </>
      )}
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
