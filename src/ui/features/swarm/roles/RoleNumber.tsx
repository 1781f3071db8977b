import { ROLE_LIMITS } from '../../../../domain/field-limits.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { OriginMark } from '../OriginMark.tsx';

interface RoleNumberProps {
  readonly field: keyof typeof ROLE_LIMITS;
  readonly value: number;
  readonly index: number;
  readonly roleName: string;
  readonly label?: string;
}

/** A number of a role, with where it comes from. */
export function RoleNumber({ field, value, index, roleName, label = ROLE_LIMITS[field].label }: RoleNumberProps) {
  return (
    <NumberField
      path={`workload.roles.${index}.${field}`}
      value={value}
      limits={ROLE_LIMITS[field]}
      label={label}
      mark={<OriginMark path={`roles.${index}.${field}`} of={`${label} of ${roleName}`} />}
    />
  );
}
