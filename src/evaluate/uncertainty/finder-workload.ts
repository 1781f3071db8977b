import { GAP_LIMITS, ROLE_LIMITS, WORKLOAD_LIMITS } from '../../domain/field-limits.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { scaled } from './change.ts';
import { aroundNow, timesRoles, withScenario, type FinderInput } from './finder-input.ts';

/** How much work, and how soon it comes back. */
export function workloadFinders({ workload }: Scenario): readonly (FinderInput | null)[] {
  const roleField = ({
    id,
    field,
  }: {
    id: string;
    field: 'turnsPerAgent' | 'taskPrefixTokens' | 'outputTokensPerTurn';
  }) =>
    workload.roles.some((role) => role[field] > 0)
      ? timesRoles({
          id,
          label: ROLE_LIMITS[field].label,
          change: (role, factor) => ({ [field]: scaled({ value: role[field], factor, limits: ROLE_LIMITS[field] }) }),
        })
      : null;
  return [
    timesRoles({
      id: 'gaps',
      label: 'Gaps between turns',
      change: ({ gap }, factor) => ({
        gap: gap.map((part) => ({
          ...part,
          medianSeconds: scaled({ value: part.medianSeconds, factor, limits: GAP_LIMITS.medianSeconds }),
        })),
      }),
    }),
    roleField({ id: 'turns', field: 'turnsPerAgent' }),
    timesRoles({
      id: 'fan-out',
      label: ROLE_LIMITS.fanOut.label,
      change: ({ fanOut }, factor) => ({ fanOut: scaled({ value: fanOut, factor, limits: ROLE_LIMITS.fanOut }) }),
    }),
    roleField({ id: 'prefix', field: 'taskPrefixTokens' }),
    roleField({ id: 'output', field: 'outputTokensPerTurn' }),
    aroundNow({
      id: 'people',
      label: WORKLOAD_LIMITS.people.label,
      unit: 'count',
      now: workload.people,
      limits: WORKLOAD_LIMITS.people,
      apply: (variation, people) =>
        withScenario({ variation, change: (other) => ({ workload: { ...other.workload, people } }) }),
    }),
    aroundNow({
      id: 'tasks',
      label: WORKLOAD_LIMITS.tasksPerPersonPerDay.label,
      unit: 'count',
      now: workload.tasksPerPersonPerDay,
      limits: WORKLOAD_LIMITS.tasksPerPersonPerDay,
      apply: (variation, tasksPerPersonPerDay) =>
        withScenario({ variation, change: (other) => ({ workload: { ...other.workload, tasksPerPersonPerDay } }) }),
    }),
  ];
}
