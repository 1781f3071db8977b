import type { FieldLimits } from '../../domain/field-limits.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { changeRoles, type Role } from './change.ts';
import type { InputUnit } from './input.ts';
import type { Variation } from './variation.ts';

/** An input for which a break-even can be looked for. */
export interface FinderInput {
  readonly id: string;
  readonly label: string;
  readonly unit: InputUnit;
  /** What the scenario has; `null` where that differs from role to role, from offer to offer, or is not known. */
  readonly now: number | null;
  /** Ends of what is looked at. */
  readonly from: number;
  readonly to: number;
  readonly scale: 'linear' | 'log';
  readonly isWhole: boolean;
  readonly apply: (variation: Variation, value: number) => Variation;
}

/** A hundredth to a hundredfold of today's, within what the field takes. */
const FARTHEST_FACTOR = 100;

/** An input that is looked at around a value of the right size: today's, or a usual one where today's is nothing or not one number. */
export function aroundNow({
  id,
  label,
  unit,
  now,
  usual = null,
  limits,
  reach,
  apply,
}: {
  id: string;
  label: string;
  unit: InputUnit;
  now: number | null;
  usual?: number | null;
  limits: FieldLimits;
  /** Looked at in any case. */
  reach?: { readonly from: number; readonly to: number };
  apply: FinderInput['apply'];
}): FinderInput | null {
  const around = now !== null && now > 0 ? now : usual;
  if (around === null || !(around > 0) || !Number.isFinite(around)) return null;
  return {
    id,
    label,
    unit,
    now,
    from: Math.max(limits.min, limits.whole ? 1 : 0, Math.min(around / FARTHEST_FACTOR, reach?.from ?? Infinity)),
    to: Math.min(limits.max, Math.max(around * FARTHEST_FACTOR, reach?.to ?? 0)),
    scale: 'log',
    isWhole: limits.whole,
    apply,
  };
}

/** A share, from none to all. */
export function ofShare({
  id,
  label,
  now,
  most = 1,
  apply,
}: Pick<FinderInput, 'id' | 'label' | 'now' | 'apply'> & { readonly most?: number }): FinderInput {
  return { id, label, unit: 'ratio', now, from: 0, to: most, scale: 'linear', isWhole: false, apply };
}

/** A field of every role, or something else that has no one value: times today's. */
export function timesToday({ id, label, apply }: Pick<FinderInput, 'id' | 'label' | 'apply'>): FinderInput {
  return {
    id,
    label: `${label}, times today’s`,
    unit: 'times',
    now: 1,
    from: 1 / FARTHEST_FACTOR,
    to: FARTHEST_FACTOR,
    scale: 'log',
    isWhole: false,
    apply,
  };
}

export function timesRoles({
  change,
  ...input
}: {
  id: string;
  label: string;
  change: (role: Role, factor: number) => Partial<Role>;
}): FinderInput {
  return timesToday({
    ...input,
    apply: (variation, factor) => ({
      ...variation,
      scenario: changeRoles({ scenario: variation.scenario, change: (role) => change(role, factor) }),
    }),
  });
}

/** A variation with a part of its scenario otherwise. */
export function withScenario({
  variation,
  change,
}: {
  variation: Variation;
  change: (scenario: Scenario) => Partial<Scenario>;
}): Variation {
  const { scenario } = variation;
  return { ...variation, scenario: { ...scenario, ...change(scenario) } };
}
