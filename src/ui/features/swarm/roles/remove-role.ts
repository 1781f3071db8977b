import type { RoleInputs } from '../../../../domain/swarm/workload.ts';

/** The roles without one of them: what it launched goes to its own launcher, and launchers keep their places. */
export function removeRole<R extends Pick<RoleInputs, 'launchedBy'>>({
  roles,
  index,
}: {
  roles: readonly R[];
  index: number;
}): readonly R[] {
  const heir = roles[index]?.launchedBy ?? null;
  const placeAfter = (place: number | null): number | null => {
    if (place === null || place === index) return null;
    return place > index ? place - 1 : place;
  };
  return roles
    .filter((_, i) => i !== index)
    .map((role) => ({ ...role, launchedBy: placeAfter(role.launchedBy === index ? heir : role.launchedBy) }));
}
