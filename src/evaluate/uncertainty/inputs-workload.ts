import { WORKLOAD_SPREADS, type FactorSpread } from '../../catalog/spreads.ts';
import type { Fact } from '../../domain/fact.ts';
import { GAP_LIMITS, ROLE_LIMITS, WORKLOAD_LIMITS } from '../../domain/field-limits.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { changeRoles, scaled, type Role } from './change.ts';
import { factorInput, type InputUnit, type UncertainInput } from './input.ts';

type RoleField = keyof typeof ROLE_LIMITS;

/** What a swarm is planned, fitted or guessed to be. Fields that a workload does not use are left out. */
export function workloadInputs({ workload }: Scenario): readonly UncertainInput[] {
  const { tasksPerPersonPerDay, roles } = workload;
  const uses = (field: RoleField): boolean => roles.some((role) => role[field] > 0);
  return [
    factorInput({
      id: 'tasks',
      label: WORKLOAD_LIMITS.tasksPerPersonPerDay.label,
      spread: WORKLOAD_SPREADS.tasks,
      base: { value: tasksPerPersonPerDay, unit: 'count' },
      field: 'workload.tasksPerPersonPerDay',
      apply: (variation, factor) => {
        const { scenario } = variation;
        const limits = WORKLOAD_LIMITS.tasksPerPersonPerDay;
        const tasks = scaled({ value: scenario.workload.tasksPerPersonPerDay, factor, limits });
        return {
          ...variation,
          scenario: { ...scenario, workload: { ...scenario.workload, tasksPerPersonPerDay: tasks } },
        };
      },
    }),
    fieldsInput({
      id: 'turns',
      label: 'Turns per agent',
      spread: WORKLOAD_SPREADS.turns,
      fields: ['turnsPerAgent'],
      unit: 'count',
      roles,
    }),
    ...(roles.some(({ fanOut }) => fanOut > 1)
      ? [
          roleInput({
            id: 'fan-out',
            label: 'Agents per launch',
            spread: WORKLOAD_SPREADS.fanOut,
            base: baseOf({ values: roles.map(({ fanOut }) => fanOut).filter((count) => count > 1), unit: 'count' }),
            // One agent is a lead, not a group whose size was guessed.
            change: ({ fanOut }, factor) =>
              fanOut > 1 ? { fanOut: scaled({ value: fanOut, factor, limits: ROLE_LIMITS.fanOut }) } : {},
          }),
        ]
      : []),
    ...(uses('inputTokensPerTurn') || uses('firstInputTokens')
      ? [
          fieldsInput({
            id: 'input',
            label: 'An agent’s own input, first and per turn',
            spread: WORKLOAD_SPREADS.input,
            fields: ['firstInputTokens', 'inputTokensPerTurn'],
            roles,
          }),
        ]
      : []),
    ...(uses('outputTokensPerTurn') || uses('reasoningTokensPerTurn')
      ? [
          fieldsInput({
            id: 'output',
            label: uses('reasoningTokensPerTurn') ? 'Output and reasoning per turn' : 'Output per turn',
            spread: WORKLOAD_SPREADS.output,
            fields: ['outputTokensPerTurn', 'reasoningTokensPerTurn'],
            roles,
          }),
        ]
      : []),
    ...(uses('taskPrefixTokens')
      ? [
          fieldsInput({
            id: 'prefix',
            label: 'Task prefix',
            spread: WORKLOAD_SPREADS.prefix,
            fields: ['taskPrefixTokens'],
            roles,
          }),
        ]
      : []),
    roleInput({
      id: 'gaps',
      label: 'Gaps between turns, median',
      spread: WORKLOAD_SPREADS.gaps,
      base: baseOf({ values: roles.flatMap(({ gap }) => gap.map((part) => part.medianSeconds)), unit: 'seconds' }),
      change: ({ gap }, factor) => ({
        gap: gap.map((part) => ({
          ...part,
          medianSeconds: scaled({ value: part.medianSeconds, factor, limits: GAP_LIMITS.medianSeconds }),
        })),
      }),
    }),
    ...(roles.some(waitsForBoth)
      ? [
          roleInput({
            id: 'persons',
            label: 'Gaps in which a person is waited for',
            spread: WORKLOAD_SPREADS.persons,
            base: baseOf({ values: roles.filter(waitsForBoth).map(personsRatio), unit: 'ratio' }),
            change: (role, factor) => (waitsForBoth(role) ? { gap: gapsWithPersons({ role, factor }) } : {}),
          }),
        ]
      : []),
  ];
}

function isPerson({ cause }: Role['gap'][number]): boolean {
  return cause === 'person';
}

/** Where all gaps wait for persons, or none, there is no share to be wrong about. */
function waitsForBoth({ gap }: Role): boolean {
  const weights = gap.filter(({ weight }) => weight > 0);
  return weights.some(isPerson) && !weights.every(isPerson);
}

function personsRatio({ gap }: Role): number {
  const all = gap.reduce((sum, { weight }) => sum + weight, 0);
  return gap.filter(isPerson).reduce((sum, { weight }) => sum + weight, 0) / all;
}

/** The share of gaps that wait for a person times a factor, at most all of them; the rest share what is left as before. */
function gapsWithPersons({ role, factor }: { role: Role; factor: number }): Role['gap'] {
  const now = personsRatio(role);
  const next = Math.min(1, now * factor);
  return role.gap.map((part) => ({
    ...part,
    weight: part.weight * (isPerson(part) ? next / now : (1 - next) / (1 - now)),
  }));
}

/** What all of them are, where they are the same. */
function baseOf({ values, unit }: { values: readonly number[]; unit: InputUnit }): UncertainInput['base'] {
  const [value, ...others] = [...new Set(values)];
  return value === undefined || others.length > 0 ? null : { value, unit };
}

function fieldsInput({
  id,
  label,
  spread,
  fields,
  unit = 'tokens',
  roles,
}: {
  id: string;
  label: string;
  spread: Fact<FactorSpread>;
  fields: readonly RoleField[];
  unit?: InputUnit;
  roles: readonly Role[];
}): UncertainInput {
  return roleInput({
    id,
    label,
    spread,
    base: baseOf({ values: roles.flatMap((role) => fields.map((field) => role[field]).filter(Boolean)), unit }),
    change: (role, factor) =>
      Object.fromEntries(
        fields.map((field) => [field, scaled({ value: role[field], factor, limits: ROLE_LIMITS[field] })]),
      ),
  });
}

function roleInput({
  change,
  ...input
}: {
  id: string;
  label: string;
  spread: Fact<FactorSpread>;
  base: UncertainInput['base'];
  change: (role: Role, factor: number) => Partial<Role>;
}): UncertainInput {
  return factorInput({
    ...input,
    apply: (variation, factor) => ({
      ...variation,
      scenario: changeRoles({ scenario: variation.scenario, change: (role) => change(role, factor) }),
    }),
  });
}
